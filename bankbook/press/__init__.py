"""Galley → the bytes of a file: a file a format, and the table of formats."""

from __future__ import annotations

import importlib
import os
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bankbook.galley import Galley, Impression
from bankbook.notices import SystemPartMissing
from bankbook.press.workshop import Workshop

# Before WeasyPrint is imported anywhere in this package: fontconfig starts with it, and must never
# read the system's fonts. That it finds none is on purpose; ours come with the styles.
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("no-fonts.conf"))
warnings.filterwarnings("ignore", "No fonts configured")

INSTALL = """Install Pango and HarfBuzz's subsetter, then try again:
    Debian, Ubuntu:  sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
    Fedora:          sudo dnf install pango harfbuzz
    macOS:           brew install pango harfbuzz
    Windows:         pacman -S mingw-w64-x86_64-pango mingw-w64-x86_64-harfbuzz   (in MSYS2)"""


def room(name: str) -> Any:
    """A module that needs WeasyPrint: it takes a second to load, so only who prints waits."""
    try:
        return importlib.import_module(f"bankbook.press.{name}")
    except OSError as error:  # its C libraries, which pip does not bring
        message = "Pango, which lays out the pages, is not installed"
        raise SystemPartMissing(message, INSTALL) from error


def _pdf(galley: Galley, workshop: Workshop) -> Impression:
    from bankbook.press.pdf import press

    return press(galley, workshop)


def _epub(galley: Galley, workshop: Workshop) -> Impression:
    return Impression(room("epub").press(galley))


def cover(galley: Galley) -> Impression:
    """The PDF of a galley that is a printed edition's cover."""
    return Impression(room("wrapper").press(galley))


def booklet(content: bytes, signature: int | None) -> Impression:
    """Two pages a side of a PDF edition, to be folded. `signature` is the pages of a gathering."""
    from bankbook.press.booklet import impose

    return Impression(impose(content, signature))


def page_count(content: bytes) -> int:
    """How many pages a PDF has."""
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def slow_because() -> str:
    """Why builds on this system take longer than they need to, or nothing."""
    if room("layout").has_fast_subsetter():
        return ""
    return f"HarfBuzz's subsetter is not installed: embedding fonts takes many times longer.\n{INSTALL}"


PRESSES: dict[str, Callable[[Galley, Workshop], Impression]] = {"pdf": _pdf, "epub": _epub}
