"""What gets a number where it stands: figures, tables, equations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from bankbook import markup
from bankbook.compose.plan import Section
from bankbook.markup.figure import figure_id
from bankbook.model import Bank, Edition, Prose


def runs(section: Section, edition: Edition) -> Iterator[Prose]:
    """The prose that a section prints, in order."""
    if section.matter is not None:
        yield section.matter.prose
    if section.kind == "chapter" and section.chapter is not None:
        yield section.chapter.opener
    for entry in section.entries:
        question = entry.question
        if section.kind == "chapter":
            yield question.stem
            yield question.hint
        if section.kind == "answers" or edition.answers == "inline":
            yield question.answer.points
            yield question.answer.analysis
            yield question.answer.followups


def numbered(run: Prose) -> Iterator[tuple[str, str, str, Path | None]]:
    """What of a run of prose gets a number: its kind, id and caption, and a figure's file."""
    for token, _ in markup.walk(run):
        if token.type == "figure":
            source = str(token.attrs["src"])
            caption = str(token.attrs.get("title", ""))
            yield "fig", figure_id(source), caption, run.folder / unquote(source)
        elif token.type == "table_open" and token.meta.get("id"):
            yield "tbl", token.meta["id"], token.meta["caption"], None
        elif token.type == "math_block_label":
            yield "eq", token.info, "", None


def captions(bank: Bank) -> Iterator[str]:
    """The captions of a bank's figures and tables."""
    return (item[2] for run in bank.prose() for item in numbered(run) if item[2])
