"""`@font-face` rules for the book's fonts."""

from __future__ import annotations

from bankbook.fonts import FONTS, covered
from bankbook.galley import Asset

#: The Latin family comes first, but in Chinese leaves these to the Chinese font, where they are full-width.
CHINESE = frozenset(map(ord, "“”‘’…—·"))


def latin_range(language: str) -> str:
    """What the Latin family sets in a book of this language, as `unicode-range`. Only what it really has: Pango takes the
    range at its word, and would draw boxes where the font has nothing."""
    left = CHINESE if language.startswith("zh") else frozenset()
    codes = covered("STIX Two Text") - left
    starts = sorted(code for code in codes if code - 1 not in codes)
    ends = sorted(code for code in codes if code + 1 not in codes)
    return ", ".join(f"U+{a:X}-{b:X}" for a, b in zip(starts, ends, strict=True))


def fonts_sheet(language: str = "zh-CN") -> Asset:
    """`@font-face` rules for the book's fonts, addressed as `font:N`."""
    rules = []
    for index, font in enumerate(FONTS):
        styles = ["italic" if font.italic else "normal"]
        if font.family != "STIX Two Text" and not font.italic:
            # Chinese and code have no italic: the upright, not a slanted copy of it.
            styles = ["normal", "italic"]
        for slope in styles:
            latin = (
                f"unicode-range: {latin_range(language)};" if font.family == "STIX Two Text" else ""
            )
            rules.append(
                f'@font-face {{ font-family: "{font.family}"; font-weight: {font.weight}; '
                f"font-style: {slope}; src: url(font:{index}); {latin} }}"
            )
    return Asset("styles/fonts.css", "text/css", "\n".join(rules).encode())
