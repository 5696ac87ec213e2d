"""Bank → notices: one small function a rule. A new check is a function here or a file beside."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bankbook.checks import (
    characters,
    editions,
    figures,
    formulas,
    glossary,
    nesting,
    prose,
    references,
    selections,
    structure,
)
from bankbook.model import Bank
from bankbook.notices import Notice

Check = Callable[[Bank], Iterable[Notice]]

CHECKS: tuple[Check, ...] = (
    structure.questions_in_every_chapter,
    structure.ids_once,
    editions.files_of_editions,
    editions.editions_made_from_others,
    editions.trim_sizes,
    selections.selections_readable,
    structure.names_of_question_files,
    references.sources_known,
    references.targets_known,
    references.links_inside_the_book,
    references.labels_once,
    references.footnotes_defined,
    figures.pictures_there,
    figures.pictures_alone,
    figures.pictures_sound,
    formulas.tex_understood,
    glossary.terms_once,
    glossary.terms_sorted,
    glossary.terms_explained,
    nesting.blocks_not_too_deep,
    prose.no_raw_html,
    prose.languages_known,
    prose.marks_closed,
    prose.runs_breakable,
    characters.in_the_fonts,
)


def check(bank: Bank) -> tuple[Notice, ...]:
    """Everything that is wrong with a bank that could be read, in order of place."""
    notices = {notice for rule in CHECKS for notice in rule(bank)}
    return tuple(sorted(notices, key=Notice.sort_key))
