"""Bank → warnings: what may well be wrong, a file a lint. Errors are in `checks`.

A lint can be switched off by its code, for the whole book or for one file (`lints: {todo: off}`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bankbook.lints import (
    abbreviation_undefined,
    alt_text,
    chapter_unlisted,
    figure_unused,
    footnote_unused,
    link_anchor,
    link_path,
    mark_literal,
    points_long,
    punctuation_width,
    question_similar,
    source_none,
    source_unused,
    table_cells,
    tag_joined,
    todo,
)
from bankbook.lints.remark import Remark
from bankbook.model import Bank
from bankbook.notices import Notice, Severity

LINTS: dict[str, Callable[[Bank], Iterable[Remark]]] = {
    "abbreviation-undefined": abbreviation_undefined.remarks,
    "alt-text": alt_text.remarks,
    "chapter-unlisted": chapter_unlisted.remarks,
    "figure-unused": figure_unused.remarks,
    "footnote-unused": footnote_unused.remarks,
    "link-anchor": link_anchor.remarks,
    "link-path": link_path.remarks,
    "mark-literal": mark_literal.remarks,
    "points-long": points_long.remarks,
    "punctuation-width": punctuation_width.remarks,
    "question-similar": question_similar.remarks,
    "source-none": source_none.remarks,
    "source-unused": source_unused.remarks,
    "table-cells": table_cells.remarks,
    "tag-joined": tag_joined.remarks,
    "todo": todo.remarks,
}


def lint(bank: Bank) -> tuple[Notice, ...]:
    """What may well be wrong with a bank that could be read, but for what is switched off."""
    return tuple(
        Notice(code, remark.span, remark.message, remark.hint, Severity.WARNING)
        for code, remarks in LINTS.items()
        if wanted(bank, code, bank.span.file)
        for remark in dict.fromkeys(remarks(bank))
        if wanted(bank, code, remark.span.file)
    )


def wanted(bank: Bank, code: str, file: str) -> bool:
    """Whether a lint is switched on for a file."""
    off = bank.switched_off
    return not any(code in off.get(name, ()) for name in (bank.span.file, file))
