"""`@font-face` rules for the book's fonts."""

from __future__ import annotations

from bankbook.fonts import FONTS
from bankbook.galley import Asset

#: STIX Two leaves “ ” ‘ ’ … — · to the Chinese font, where they are full-width.
LATIN = "U+0000-00B6, U+00B8-2013, U+2015-2017, U+201E-2025, U+2027-2E7F, U+1D400-1D7FF"


def fonts_sheet() -> Asset:
    """`@font-face` rules for the book's fonts, addressed as `font:N`."""
    rules = []
    for index, font in enumerate(FONTS):
        styles = ["italic" if font.italic else "normal"]
        if font.family != "STIX Two Text" and not font.italic:
            # Chinese and code have no italic: the upright, not a slanted copy of it.
            styles = ["normal", "italic"]
        for slope in styles:
            latin = f"unicode-range: {LATIN};" if font.family == "STIX Two Text" else ""
            rules.append(
                f'@font-face {{ font-family: "{font.family}"; font-weight: {font.weight}; '
                f"font-style: {slope}; src: url(font:{index}); {latin} }}"
            )
    return Asset("styles/fonts.css", "text/css", "\n".join(rules).encode())
