"""What the typesetter hands to the press: finished pages' text, styles, pictures."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from bankbook.compose import Book
from bankbook.memo import memo
from bankbook.notices import Notice


@dataclass(frozen=True, slots=True)
class Document:
    """One HTML or XML document. `name` is its file name, `section` the part of the book it holds.

    In print, `goes_on` says that another part follows, on a recto where parts begin on one: the document
    then ends with an empty page that stands for it and is not printed.
    """

    name: str
    markup: str
    section: str = ""
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that documents use, by the name that they use."""

    name: str
    media_type: str
    content: bytes

    @property
    def digest(self) -> str:
        """What tells this content from any other, short enough for an address."""
        return _digest(self.content)


@memo
def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a printed page begins: in the block `key`, after so many of its `atoms` (what two
    editions of a text have in common to count by: `page_places`)."""

    number: int
    key: str
    atoms: int


@dataclass(frozen=True, slots=True)
class Impression:
    """What comes from the press: a file's bytes, what a reader of proofs would remark, and where
    its pages begin."""

    content: bytes
    notices: tuple[Notice, ...] = ()
    pages: tuple[PageStart, ...] = ()


@dataclass(frozen=True, slots=True)
class Galley:
    """An edition, typeset. `modified` (UTC) goes into the files' metadata."""

    book: Book
    documents: tuple[Document, ...]
    styles: tuple[Asset, ...]
    pictures: tuple[Asset, ...]
    modified: datetime
    navigation: Document | None = None
    ncx: Document | None = None
    cover: Document | None = None
    cover_styles: tuple[Asset, ...] = ()
