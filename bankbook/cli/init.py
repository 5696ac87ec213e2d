"""`bankbook init`: a new book of one's own."""

from __future__ import annotations

import locale
import os
import uuid
from datetime import date
from pathlib import Path

import click

from bankbook.cli.book import one_line
from bankbook.cli.terminal import Terminal
from bankbook.starting.book import LANGUAGES, NotEmpty, start

NAMES = {"zh": "Chinese", "en": "English"}


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
    language = lang or _language()
    identifier = f"urn:uuid:{uuid.uuid4()}"
    try:
        start(Path(folder), language, one_line(title), date.today().isoformat(), identifier)
    except NotEmpty:
        message = f"`{folder}` is not empty: name a new folder, so that nothing is overwritten"
        raise click.BadParameter(message, param_hint="DIR") from None
    shown = f"'{folder}'" if " " in folder else folder
    terminal = Terminal(quiet)
    terminal.say(f"{folder}: a new book in {NAMES[language]}. Next:")
    terminal.say(f"  bankbook --book {shown} check")
    terminal.say(f"  bankbook --book {shown} build --out {shown}/dist")


def _language() -> str:
    """The language of the user's messages, as POSIX has it; English where it is another."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "zh" if value.lower().startswith("zh") else "en"
    return "zh" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"
