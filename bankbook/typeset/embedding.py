"""The book's fonts in an e-book: each cut down to the characters that the book has."""

from __future__ import annotations

from collections.abc import Iterable

import uharfbuzz

from bankbook.compose import Book
from bankbook.fonts import FONTS, Font
from bankbook.galley import Asset, Document
from bankbook.memo import memo
from bankbook.typeset.font_faces import fonts_sheet

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
    characters = frozenset(map(ord, text)) | frozenset(range(0x20, 0x7F))
    return tuple(Asset(_name(font), "font/ttf", _subset(font, characters)) for font in FACES)


def _name(font: Font) -> str:
    return f"fonts/{font.family.replace(' ', '')}-{font.weight}.ttf"


@memo
def _subset(font: Font, characters: frozenset[int]) -> bytes:
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


#: What is written every day, as GB 2312 lists it, and Latin letters: with these in its fonts a book
#: whose author types another word need not be sent other fonts.
EVERY_DAY = frozenset(range(0x20, 0x250)) | frozenset(
    ord(character)
    for row in range(0xA1, 0xF8)
    for cell in range(0xA1, 0xFF)
    for character in bytes((row, cell)).decode("gb2312", "ignore")
)


def for_screens(language: str, documents: Iterable[Document], folder: str) -> tuple[Asset, ...]:
    """All of the book's faces for a browser, in a folder: a style sheet and the files."""
    characters = EVERY_DAY.union(*(_characters(document.markup) for document in documents))
    files = [
        Asset(f"{folder}fonts/{number}.ttf", "font/ttf", _subset(font, characters))
        for number, font in enumerate(FONTS)
    ]
    rules = fonts_sheet(language).content.decode().replace("src:", "font-display: swap; src:")
    for number, file in enumerate(files):
        address = f"fonts/{number}.ttf?{file.digest}"
        rules = rules.replace(f"url(font:{number})", f"url({address})")
    return (Asset(f"{folder}fonts.css", "text/css", rules.encode()), *files)


@memo
def _characters(markup: str) -> frozenset[int]:
    return frozenset(map(ord, set(markup)))
