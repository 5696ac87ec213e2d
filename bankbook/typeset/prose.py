"""The book's prose, set for one medium: formulas drawn, references resolved, pictures read."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup

from bankbook import markup
from bankbook.compose import Book, Picture
from bankbook.galley import Asset
from bankbook.markup.math import TYPES, address, formula, picture, spoken
from bankbook.markup.setting import Medium, Setting
from bankbook.model import Prose
from bankbook.toolchain import mathjax

MEDIA_TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}


def setting(book: Book, medium: Medium, href: Callable[[str], str]) -> Setting:
    """How prose is set in this edition; `href` says how the medium links to an anchor."""
    drawings = mathjax.draw(
        formula(token)
        for run in book.bank.prose()
        for token, _ in markup.walk(run)
        if token.type in TYPES
    )
    return Setting(
        medium=medium,
        words=book.words,
        href=href,
        labels=book.labels,
        numbers=book.numbers,
        drawings=drawings,
        image=lambda name: _address(book.pictures[name]),
    )


def setter(place: Setting) -> Callable[..., Markup]:
    """What templates call: `prose(run, "a-id-points")` gives the run's HTML, its ids so begun.

    A question's own title is h2 in its chapter and its sections' titles h3, so prose starts at h4
    unless `heading` says otherwise.
    """

    def prose(run: Prose, prefix: str, heading: int = 4, in_answer: bool = False) -> Markup:
        return Markup(markup.render(run, place.at(f"{prefix}-", heading, in_answer, run.span)))

    return prose


#: What a caption says beyond naming what is shown: after its first sentence, and in brackets.
FURTHER = re.compile(r"。.*|\. .*|\[@[^]]*\]", re.DOTALL)
BRACKETS = re.compile(r"（[^（）]*）$")


def headline(caption: str) -> str:
    """A caption as a list of figures gives it: its first sentence, in Markdown."""
    short = FURTHER.sub("", caption).strip()
    return short if short.count("（") > 1 else BRACKETS.sub("", short).strip() or caption


def _address(figure: Picture) -> str:
    """A picture's name in the galley: by its id, which is fit for any file system and URL."""
    return f"images/{figure.id}{figure.path.suffix.lower()}"


def figures(book: Book) -> tuple[Asset, ...]:
    """The files of the book's figures."""
    return tuple(
        Asset(
            _address(figure),
            MEDIA_TYPES[figure.path.suffix.lower()],
            figure.path.read_bytes(),
        )
        for figure in book.pictures.values()
    )


def formulas(place: Setting) -> tuple[Asset, ...]:
    """The pictures of the book's formulas, for a medium without MathML."""
    return tuple(
        Asset(address(spoken(wanted.tex), wanted.display), "image/svg+xml", picture(drawing))
        for wanted, drawing in place.drawings.items()
    )
