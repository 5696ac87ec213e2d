"""`bankbook run-code`: the code of the answers, run."""

from __future__ import annotations

import click

from bankbook.cli.book import loaded, shared
from bankbook.cli.terminal import Terminal
from bankbook.notices import BuildError
from bankbook.programs import answers


@click.command("run-code")
@shared
def run_code(book: str | None, terminal: Terminal) -> None:
    """Run the code of the answers, and say where it prints something else than the book."""
    bank = loaded(book, terminal)
    if notices := answers.verify_all(bank):
        raise BuildError(notices)
    terminal.say("the code of the answers runs and prints what the book prints")
