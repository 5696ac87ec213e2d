"""How an edition looks: a file a design in `designs/`, and the page that follows from it.

A text line is a whole number of characters of 10.5 pt, and a page a whole number of lines of
18 pt; what is left over goes to the outer margin and to the foot.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bankbook.model import Bank

DESIGNS = Path(__file__).parent / "designs"

#: A millimetre in points, the size of the text and the pitch of its lines in points.
MILLIMETRE = 72 / 25.4
SIZE = 10.5
PITCH = 18.0

#: The longest line that is easily read (see docs/typography.md), and the least that a page may hold.
MOST_CHARACTERS = 36
LEAST_CHARACTERS = 24
LEAST_LINES = 20


#: About how many characters of Markdown a page holds.
CHARACTERS_PER_PAGE = 650


class TrimTooSmall(ValueError):
    """A trim size that cannot hold the margins and a page of text. `str` says what it lacks."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The colour beside black, its equivalent in CMYK (0 to 1), and the printing condition."""

    name: str
    cmyk: tuple[float, float, float, float]
    condition: str


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page: trim size and margins in mm, and the text block in characters and lines."""

    trim: tuple[float, float]
    top: float
    bottom: float
    inner: float
    outer: float
    characters: int
    lines: int

    @property
    def measure(self) -> float:
        """The width of a line in points."""
        return self.characters * SIZE


@dataclass(frozen=True, slots=True)
class Design:
    """A design. Lengths are in mm; margins are the least that a page must have."""

    name: str
    answers: str
    trim: tuple[float, float]
    top: float
    bottom: float
    inner: float
    outer: float
    two_sided: bool
    notes: bool
    cover: bool
    thumbs: bool
    sheets: tuple[str, ...]
    gutter: tuple[float, float, float] | None = None
    bleed: float = 0
    signature: int = 1
    accessible: bool = False
    ink: Ink | None = None

    def page(self, trim: tuple[float, float] | None = None, pages: int = 0) -> PageSize:
        """The page of a book of so many pages. Raises TrimTooSmall."""
        width, height = trim or self.trim
        inner = self.inner + self.growth(pages)
        room = (width - inner - self.outer) * MILLIMETRE
        characters = min(MOST_CHARACTERS, int(room / SIZE + 1e-6))
        lines = int((height - self.top - self.bottom) * MILLIMETRE / PITCH + 1e-6)
        if characters < LEAST_CHARACTERS or lines < LEAST_LINES:
            least_width = inner + self.outer + LEAST_CHARACTERS * SIZE / MILLIMETRE
            least_height = self.top + self.bottom + LEAST_LINES * PITCH / MILLIMETRE
            raise TrimTooSmall(
                f"{max(width, least_width):.0f} × {max(height, least_height):.0f} mm"
            )
        return PageSize(
            (width, height),
            self.top,
            height - self.top - lines * PITCH / MILLIMETRE,
            inner,
            width - inner - characters * SIZE / MILLIMETRE,
            characters,
            lines,
        )

    def growth(self, pages: int) -> float:
        """How much wider than the least the inner margin is, in mm, for so many pages."""
        if self.gutter is None:
            return 0.0
        free, step, each = self.gutter
        return max(0.0, each * -(-(pages - free) // step))


def pages_of(bank: Bank) -> int:
    """About how many pages a bank fills, before there are any to be counted."""
    return sum(len(run.text) for run in bank.prose()) // CHARACTERS_PER_PAGE


def names() -> tuple[str, ...]:
    """The designs that there are."""
    return tuple(sorted(path.stem for path in DESIGNS.glob("*.toml")))


@cache
def design(name: str) -> Design:
    """A design by its name. Raises FileNotFoundError."""
    entry: dict[str, Any] = tomllib.loads((DESIGNS / f"{name}.toml").read_text(encoding="utf-8"))
    for key in ("trim", "sheets", "gutter"):
        if key in entry:
            entry[key] = tuple(entry[key])
    if "ink" in entry:
        entry["ink"] = Ink(**entry["ink"] | {"cmyk": tuple(entry["ink"]["cmyk"])})
    return Design(name, **entry)
