"""`bankbook init`: a new book of one's own."""

from __future__ import annotations

import os
import uuid
from datetime import date
from pathlib import Path

import click

from bankbook.cli.book import one_line
from bankbook.cli.language import of_locale
from bankbook.cli.terminal import Terminal
from bankbook.said import say
from bankbook.starting.book import LANGUAGES, NotEmpty, start

NAMES = {"zh": say("Chinese"), "en": say("English")}


@click.command(
    epilog="\b\nExamples:\n  bankbook init my-book\n"
    "  bankbook init my-book --lang en --title 'Ten questions on arithmetic'\n"
)
@click.argument("folder", metavar="DIR")
@click.option(
    "--lang", type=click.Choice(LANGUAGES), help="The sample's language.  [default: your locale's]"
)
@click.option("--title", default="", metavar="TEXT", help="The book's title.")
@click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
def init(folder: str, lang: str | None, title: str, quiet: bool) -> None:
    """Begin a new book in DIR, with a small sample bank that builds at once.

    DIR must be empty, or not there yet. Each key of its book.yaml is explained in a comment.
    """
    language = lang or of_locale(os.environ)
    identifier = f"urn:uuid:{uuid.uuid4()}"
    try:
        start(Path(folder), language, one_line(title), date.today().isoformat(), identifier)
    except NotEmpty:
        message = say(
            "`{folder}` is not empty: name a new folder, so that nothing is overwritten",
            folder=folder,
        )
        raise click.BadParameter(message, param_hint="DIR") from None
    shown = f"'{folder}'" if " " in folder else folder
    terminal = Terminal(quiet)
    terminal.say(
        say("{folder}: a new book in {language}. Next:", folder=folder, language=NAMES[language])
    )
    terminal.say(f"  bankbook --book {shown} check")
    terminal.say(f"  bankbook --book {shown} build --out {shown}/dist")
