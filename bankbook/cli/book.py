"""What the commands share: which book, read how, told where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from bankbook.cli.terminal import Terminal
from bankbook.model import Bank, Chapter, Edition, Question
from bankbook.notices import BuildError, Severity, did_you_mean
from bankbook.said import Said, filled, say, with_hint

Thing = TypeVar("Thing")

#: As the bank's schema has it.
LONGEST_TITLE = 200


def shared(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that may stand before or after the command's name."""

    @click.option("--book", metavar="DIR", help="The book's folder.  [default: book, else .]")
    @click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
    @wraps(command)
    def run(*, book: str | None, quiet: bool, **given: Any) -> Any:
        before = click.get_current_context().obj or {}
        given["book"] = book or before.get("book")
        given["terminal"] = Terminal(quiet or before.get("quiet", False))
        return command(**given)

    return run


#: One thing, and more.
COUNTED = {
    "question": (say("{number} question", number=1), say("{number} questions", number=2)),
    "chapter": (say("{number} chapter", number=1), say("{number} chapters", number=2)),
    "source": (say("{number} source", number=1), say("{number} sources", number=2)),
    "figure": (say("{number} figure", number=1), say("{number} figures", number=2)),
    "table": (say("{number} table", number=1), say("{number} tables", number=2)),
    "formula": (say("{number} formula", number=1), say("{number} formulas", number=2)),
    "change": (say("{number} change", number=1), say("{number} changes", number=2)),
    "piece": (say("{number} piece", number=1), say("{number} pieces", number=2)),
}


def count(number: int, thing: str) -> str:
    """So many of the things in COUNTED."""
    one, more = COUNTED[thing]
    return filled(one if number == 1 else more, number=number)


def folder(book: str | None) -> tuple[Path, str]:
    """The book's folder, and how messages call it."""
    shown = book or ("book" if (Path("book") / "book.yaml").exists() else ".")
    path = Path(shown)
    if not path.is_dir():
        raise click.BadParameter(
            say("there is no folder `{shown}`", shown=shown), param_hint="--book"
        )
    return path.resolve(), shown


def loaded(book: str | None, terminal: Terminal) -> Bank:
    from bankbook import pipeline

    root, shown = folder(book)
    bank, warnings = pipeline.load(root, shown)
    terminal.notices(warnings)
    return bank


def draft(book: str | None) -> Bank:
    """The bank as far as it can be read: its figures may be what is still missing."""
    from bankbook import manuscript

    root, shown = folder(book)
    return manuscript.read(root, shown).bank


def readable(book: str | None) -> Bank:
    """The bank where all its files could be read: what else is wrong with it is not asked."""
    from bankbook import manuscript

    root, name = folder(book)
    read = manuscript.read(root, name)
    if any(notice.severity is Severity.ERROR for notice in read.notices):
        raise BuildError(read.notices)
    return read.bank


def shown(bank: Bank, path: Path) -> str:
    """How messages call a file of the book."""
    return (Path(bank.span.file).parent / path.relative_to(bank.root)).as_posix()


def chapter_named(bank: Bank, name: str) -> Chapter:
    """The chapter of that id; wrong usage where there is none."""
    known = {chapter.id: chapter for chapter in bank.chapters}
    return _found(known, name, say("the book has no chapter `{name}`", name=name), "CHAPTER")


def edition_named(bank: Bank, name: str) -> Edition:
    """The edition of that name; wrong usage where there is none."""
    known = {edition.name: edition for edition in bank.editions}
    return _found(known, name, say("the book has no edition `{name}`", name=name), "EDITION")


def question_named(bank: Bank, name: str) -> Question:
    """The question of that id; wrong usage where there is none."""
    known = {question.id: question for question in bank.questions()}
    return _found(known, name, say("the book has no question `{name}`", name=name), "--question")


def _found(known: Mapping[str, Thing], name: str, missing: Said, parameter: str) -> Thing:
    if name not in known:
        message = with_hint(missing, did_you_mean(name, known))
        raise click.BadParameter(message, param_hint=parameter)
    return known[name]


def one_line(title: str) -> str:
    """A title as it can stand in front matter; wrong usage where it cannot."""
    title = " ".join(title.split())
    if len(title) > LONGEST_TITLE or not title.isprintable():
        message = say(
            "a title is one line of at most {longest_title} characters", longest_title=LONGEST_TITLE
        )
        raise click.BadParameter(message, param_hint="TITLE")
    return title
