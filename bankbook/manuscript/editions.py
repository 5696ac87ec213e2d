"""An edition as book.yaml says it, and as its design says where the book does not."""

from __future__ import annotations

from bankbook.design import design, names
from bankbook.manuscript import schema
from bankbook.manuscript.located_yaml import Located
from bankbook.model import Edition, Selection
from bankbook.notices import Span


def edition(name: str, entry: schema.EditionEntry, span: Span, located: Located) -> Edition:
    """An edition, with what its design says where the book does not."""
    answers = design(entry.design).answers if entry.design in names() else "appendix"
    width, _, height = (entry.trim or "").replace("×", "x").partition("x")
    return Edition(
        name,
        entry.format,
        entry.file,
        entry.answers or answers,
        entry.default,
        span,
        design=entry.design,
        trim=(float(width), float(height)) if entry.trim else None,
        of=entry.of or "",
        formulas=entry.formulas,
        fonts=entry.fonts,
        caliper=entry.caliper,
        signature=entry.signature,
        select=_selection(name, entry, span.file, located),
    )


def _selection(
    name: str, entry: schema.EditionEntry, file: str, located: Located
) -> Selection | None:
    """What an edition selects, each character with its place in book.yaml."""
    written = located.written.get(("editions", name, "select"))
    if entry.select is None or written is None:
        return None
    return Selection(
        entry.select, tuple(Span(file, *place) for place in written.places(entry.select))
    )
