"""The book's fonts: the only ones that may be in a PDF of ours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import uharfbuzz

from bankbook import toolchain


@dataclass(frozen=True, slots=True)
class Font:
    """One face: a complete TrueType file under the SIL Open Font License."""

    family: str
    weight: int
    italic: bool
    package: str
    file: str

    @property
    def path(self) -> Path:
        """Where the file is. Raises SystemPartMissing when it is not installed."""
        return toolchain.package(f"@expo-google-fonts/{self.package}") / self.file


@cache
def covered(family: str) -> frozenset[int]:
    """The characters that a family's first face has, as code points."""
    font = next(font for font in FONTS if font.family == family)
    return frozenset(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font.path))).unicodes)


def _font(family: str, package: str, weight: int, style: str) -> Font:
    folder = f"{weight}{style}"
    stem = family.replace(" ", "")
    return Font(family, weight, style.endswith("Italic"), package, f"{folder}/{stem}_{folder}.ttf")


#: 宋体 for text, 黑体 for headings, STIX Two for Latin and digits in text, one mono for code.
FONTS = (
    _font("Noto Serif SC", "noto-serif-sc", 400, "Regular"),
    _font("Noto Serif SC", "noto-serif-sc", 700, "Bold"),
    _font("Noto Sans SC", "noto-sans-sc", 400, "Regular"),
    _font("Noto Sans SC", "noto-sans-sc", 500, "Medium"),
    _font("Noto Sans SC", "noto-sans-sc", 700, "Bold"),
    _font("STIX Two Text", "stix-two-text", 400, "Regular"),
    _font("STIX Two Text", "stix-two-text", 400, "Regular_Italic"),
    _font("STIX Two Text", "stix-two-text", 700, "Bold"),
    _font("STIX Two Text", "stix-two-text", 700, "Bold_Italic"),
    _font("Source Code Pro", "source-code-pro", 400, "Regular"),
    _font("Source Code Pro", "source-code-pro", 600, "SemiBold"),
)
