"""All that the rendering of prose depends on besides the prose itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from bankbook.notices import Span
from bankbook.toolchain.mathjax import Drawing, Formula
from bankbook.wording import Wording

Medium = Literal["print", "ebook"]


@dataclass(frozen=True, slots=True)
class Label:
    """How a thing that can be referred to is called (“图 1.2”), and its anchor.

    A question's `answer` is the anchor of its answer: what an answer says of another question
    is found there. What the edition leaves out has no anchor: its text stands without a link.
    """

    text: str
    anchor: str
    number: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a run of prose is set: the medium, and the book's numbers for what it refers to.

    `labels` is keyed as authors refer (`q:kv-cache-size`, `fig:masks`); `numbers` gives a
    source's place in the references; `href` turns an anchor into a link target; `image` a
    figure's id into the address that the medium loads. `prefix` makes ids unique; `heading` is the
    level of the prose's first rank of headings; `in_answer` says that the prose is an answer's.
    `span` is where the prose begins, if its blocks are to carry their places; `code_measure` how many
    ems of code a line holds, if longer ones are to be broken; `pictures` asks for formulas as pictures
    in an e-book.
    """

    medium: Medium
    words: Wording
    href: Callable[[str], str]
    labels: Mapping[str, Label]
    numbers: Mapping[str, int]
    drawings: Mapping[Formula, Drawing]
    image: Callable[[str], str]
    prefix: str = ""
    heading: int = 4
    in_answer: bool = False
    span: Span | None = None
    code_measure: float | None = None
    pictures: bool = False

    def at(self, prefix: str, heading: int, in_answer: bool, span: Span | None = None) -> Setting:
        """The same setting for another run of prose."""
        return replace(self, prefix=prefix, heading=heading, in_answer=in_answer, span=span)

    def place(self, label: Label) -> str:
        """The link target of a label, from where this prose stands."""
        return self.href(label.answer if self.in_answer and label.answer else label.anchor)
