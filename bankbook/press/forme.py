"""A forme: the pages of a part of the book, made up, with blanks where page numbers go.

A part is made up before anyone knows on which page it begins, by whichever worker is free; when all
are done, their pages are counted and the numbers filled in (`binding`). Plain data, which can be sent
to a worker and kept in a cache.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bankbook.galley import Asset, PageStart
from bankbook.notices import Notice

#: A number's target that is not a place in the text (`#anchor`) but the page itself: its folio.
FOLIO = "folio"

#: The attribute of an element that is to show the page of a target.
ATTRIBUTE = "data-page-of"


@dataclass(frozen=True, slots=True)
class Order:
    """A part to be made up: all that shapes its pages.

    `mirrored` says that notes in the outer margin change sides on versos, `goes_on` that the last page
    stands for the next part and is not printed. `digits` says of how many digits the page number of a target (`#anchor`) may be, likeliest first,
    where lines of text are to be set for that. Not part of what it is: the pages are the same for any.
    """

    name: str
    markup: str
    styles: tuple[Asset, ...]
    pictures: tuple[Asset, ...] = ()
    mirrored: bool = False
    goes_on: bool = False
    options: tuple[tuple[str, object], ...] = ()
    label: str = "templates"
    digits: Mapping[str, tuple[int, ...]] = field(default_factory=dict, compare=False)

    def expecting(self, digits: Mapping[str, tuple[int, ...]]) -> Order:
        """The same order, of whose page numbers more is known."""
        return replace(self, digits=digits)


@dataclass(frozen=True, slots=True)
class Number:
    """A page number to be drawn: of which target, with which glyphs.

    `glyphs` are the ten digits as hexadecimal strings of a PDF content stream. A number that stands
    alone in its line begins at `x` - `shift` × its digits, in px.
    """

    target: str
    glyphs: tuple[str, ...]
    x: float = 0.0
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with page numbers in it, set for some counts of their digits."""

    targets: tuple[str, ...]
    settings: Mapping[tuple[int, ...], bytes]


@dataclass(frozen=True, slots=True)
class Page:
    """A page's content stream (zlib) with its blanks: `@N1@` a number, `@X1@` where it begins,
    `@L1@` a line."""

    stream: bytes
    numbers: tuple[Number, ...]
    lines: tuple[Line, ...]
    starts: PageStart | None


@dataclass(frozen=True, slots=True)
class Face:
    """What a part uses of a font: its glyphs, with the text that each stands for and its width in
    thousandths of an em. `record` is what the PDF says of the font, `file` which of ours it is."""

    key: str
    file: int
    record: tuple[tuple[str, object], ...]
    glyphs: Mapping[int, str]
    widths: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Forme:
    """A part made up. `skeleton` is its PDF without content streams and fonts; `anchors` give the
    page (from 0) and place in points of every target, `bookmarks` likewise (level, label, page, x, y,
    state); `links` are the targets that it refers to. Page numbers in `remarks` are `{page}`."""

    skeleton: bytes
    pages: tuple[Page, ...]
    anchors: Mapping[str, tuple[int, float, float]]
    bookmarks: tuple[tuple[int, str, int, float, float, str], ...]
    links: frozenset[str]
    remarks: tuple[tuple[int, Notice], ...]
    faces: tuple[Face, ...]
