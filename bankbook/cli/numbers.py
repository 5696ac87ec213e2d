"""`bankbook numbers`: the computed numbers of the answers, written anew."""

from __future__ import annotations

import click

from bankbook.cli.book import loaded, shared
from bankbook.cli.terminal import Terminal
from bankbook.notices import BuildError, Severity
from bankbook.programs import numbers
from bankbook.said import say


@click.command("numbers", epilog="\b\nExample:\n  bankbook numbers --book ~/my-bank\n")
@shared
def renew_numbers(book: str | None, terminal: Terminal) -> None:
    """Compute the numbers of the answers again, and write them into the text."""
    bank = loaded(book, terminal)
    for question, old, new in numbers.renew(bank):
        terminal.say(f"{question.span.file}: {old} → {new}")
    notices = numbers.verify_all(loaded(book, terminal))
    if any(notice.severity is Severity.ERROR for notice in notices):
        raise BuildError(notices)
    terminal.notices(notices)
    terminal.say(say("the numbers in the text are those computed"))
