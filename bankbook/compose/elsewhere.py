"""What an edition leaves out and its prose still refers to: called by its title, without a link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bankbook.compose.exhibits import numbered
from bankbook.markup.setting import Label
from bankbook.markup.spacing import spaced
from bankbook.model import Bank, Prose
from bankbook.wording import Wording

NAMES = {"q": "question", "fig": "figure", "tbl": "table", "eq": "equation"}


def left_out(bank: Bank, labels: Mapping[str, Label], words: Wording) -> dict[str, Label]:
    """Labels for what the whole bank has and the edition's `labels` have not. A figure, table or
    formula is called by the title of the question, or chapter, in which it stands."""
    found: dict[str, Label] = {}

    def add(kind: str, key: str, title: str) -> None:
        if f"{kind}:{key}" not in labels:
            name = words(f"elsewhere.{NAMES[kind]}", title=spaced(title))
            found[f"{kind}:{key}"] = Label(name, "")

    for question in bank.questions():
        add("q", question.id, question.title)
        if f"q:{question.id}" in found:
            found[f"file:{question.path.name}"] = found[f"q:{question.id}"]
    for title, run in _runs(bank):
        for kind, key, _, _ in numbered(run):
            add(kind, key, title)
    return found


def _runs(bank: Bank) -> Iterator[tuple[str, Prose]]:
    """The prose of chapters and questions, each with the title that it stands under."""
    for chapter in bank.chapters:
        yield chapter.title, chapter.opener
        for question in chapter.questions:
            for run in question.runs():
                yield question.title, run
