"""Runs of prose that were set before: with the same text, in the same circumstances."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, fields

from markupsafe import Markup

from bankbook.compose import Book
from bankbook.markup.setting import Setting
from bankbook.memo import lasting
from bankbook.model import Prose

Setter = Callable[..., Markup]


@dataclass(frozen=True, slots=True)
class _Run:
    """A run, and all that its setting depends on; formulas are drawn by their text alone."""

    prose: Prose
    prefix: str
    heading: int
    in_answer: bool
    circumstances: str
    setter: Setter | None = field(compare=False)

    def __reduce__(self) -> tuple[type[_Run], tuple[object, ...]]:
        """What is noted of it: all but how it was set."""
        return _Run, (
            self.prose, self.prefix, self.heading, self.in_answer, self.circumstances, None,
        )  # fmt: skip


@lasting
def _set(run: _Run) -> Markup:
    assert run.setter
    return run.setter(run.prose, run.prefix, run.heading, run.in_answer)


def circumstances(book: Book, place: Setting) -> str:
    """A digest of what prose refers to in this edition: names, numbers and where things stand."""
    stated = [
        (item.name, getattr(place, item.name))
        for item in fields(Setting)
        if item.name not in ("drawings", "href", "image")
    ]
    pictures = [(picture.id, picture.path.suffix) for picture in book.pictures.values()]
    # `href` goes by the places, `image` by the pictures.
    whole = repr((stated, sorted(book.places.items()), pictures))
    return hashlib.sha256(whole.encode()).hexdigest()


def again(setter: Setter, digest: str, section: str) -> Setter:
    """The setter of a section, which sets again only what has changed."""

    def prose(run: Prose, prefix: str, heading: int = 4, in_answer: bool = False) -> Markup:
        return _set(_Run(run, prefix, heading, in_answer, f"{digest} {section}", setter))

    return prose
