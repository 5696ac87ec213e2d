"""`bankbook check`: what is wrong with the book."""

from __future__ import annotations

import click

from bankbook.cli.book import count, loaded, shared
from bankbook.cli.terminal import Terminal


@click.command(epilog="\b\nExample:\n  bankbook check --book ~/my-bank\n")
@shared
def check(book: str | None, terminal: Terminal) -> None:
    """Say everything that is wrong with the book, and write nothing."""
    bank = loaded(book, terminal)
    questions = count(len(bank.questions()), "question")
    terminal.say(f"{questions} in {count(len(bank.chapters), 'chapter')}: nothing wrong")
