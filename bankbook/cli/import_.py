"""`bankbook import`: a file from elsewhere becomes a bank."""

from __future__ import annotations

from pathlib import Path

import click

from bankbook.cli.book import count
from bankbook.cli.clock import today
from bankbook.cli.terminal import Terminal
from bankbook.importers import KINDS, import_file
from bankbook.said import say

#: Warnings of one import that are printed; all are in unplaced.md.
MOST_TOLD = 20


@click.command(
    "import",
    epilog="\b\nExamples:\n  bankbook import questions.md\n"
    "  bankbook import deck.apkg --into my-bank\n",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True))
@click.option(
    "--into",
    metavar="DIR",
    help="A new folder, or a book to add chapters to.  [default: the file's name, here]",
)
@click.option(
    "--as", "kind", type=click.Choice(KINDS), help="What the file is, where its name does not say."
)
@click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
def import_bank(file: str, into: str | None, kind: str | None, quiet: bool) -> None:
    """Make a bank of a file from elsewhere: numbered questions in text, Markdown, CSV, JSON, Anki.

    Nothing is lost: what has no place in a question is in `unplaced.md`. Nothing is overwritten.
    """
    before = click.get_current_context().obj or {}
    terminal = Terminal(quiet or before.get("quiet", False))
    shown = into or before.get("book") or Path(file).stem
    made = import_file(Path(file), file, Path(shown), shown, day=today(), kind=kind)
    terminal.notices(made.notices[:MOST_TOLD])
    if len(made.notices) > MOST_TOLD:
        changes = count(len(made.notices) - MOST_TOLD, "change")
        terminal.problem(
            say("{changes} more: see {unplaced}", changes=changes, unplaced=made.unplaced)
        )
    chapters = count(len(made.chapters), "chapter")
    terminal.say(
        say(
            "{questions} in {chapters}: {folder}",
            questions=count(made.questions, "question"),
            chapters=chapters,
            folder=made.folder,
        )
    )
    if made.remnants:
        pieces = count(made.remnants, "piece")
        terminal.say(
            say(
                "{pieces} of text without a place: {path}",
                pieces=pieces,
                path=Path(made.folder, made.unplaced),
            )
        )
    if made.line:
        terminal.say(
            say(
                "the book does not list these chapters yet; in its book.yaml write\n{line}",
                line=made.line,
            )
        )
    else:
        terminal.say(
            say("next: bankbook build --book {folder} --out {folder}/dist", folder=made.folder)
        )
