"""The book's fonts in an e-book: each cut down to the characters that the book has."""

from __future__ import annotations

from collections.abc import Iterable

import uharfbuzz

from bankbook.compose import Book
from bankbook.fonts import FONTS, Font
from bankbook.galley import Asset, Document

#: Upright text, headings and code: what e-readers can tell apart.
FACES = tuple(
    font
    for font in FONTS
    if not font.italic
    and (font.family, font.weight)
    in (("Noto Serif SC", 400), ("Noto Sans SC", 700), ("Source Code Pro", 400))
)


def embedded(book: Book, documents: Iterable[Document]) -> tuple[Asset, ...]:
    """The fonts' files. Kobo reads no WOFF2, so they are plain TrueType."""
    text = "".join(document.markup for document in documents)
    characters = {ord(character) for character in text} | set(range(0x20, 0x7F))
    return tuple(Asset(_name(font), "font/ttf", _subset(font, characters)) for font in FACES)


def _name(font: Font) -> str:
    return f"fonts/{font.family.replace(' ', '')}-{font.weight}.ttf"


def _subset(font: Font, characters: set[int]) -> bytes:
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font.path)))
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(characters & set(face.unicodes))
    return bytes(uharfbuzz.subset(face, wanted).blob.data)


def fonts_of(fonts: Iterable[Asset]) -> Asset:
    """The style sheet that offers the fonts; the reader's own choice goes before it."""
    rules = [
        f'@font-face {{ font-family: "{font.family}"; font-weight: {font.weight}; src: url(../{_name(font)}); }}'
        for font in FACES
    ]
    rules += [
        'body { font-family: "Noto Serif SC", serif; }',
        'h1, h2, h3, h4, h5, .label, th { font-family: "Noto Sans SC", sans-serif; }',
        'code, pre { font-family: "Source Code Pro", "Noto Sans SC", monospace; }',
    ]
    return Asset("styles/fonts.css", "text/css", "\n".join(rules).encode())
