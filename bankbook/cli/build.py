"""`bankbook build`: the editions into a folder."""

from __future__ import annotations

import os
from pathlib import Path

import click

from bankbook import pipeline, press
from bankbook.cli.book import loaded, shared
from bankbook.cli.completion import complete_editions
from bankbook.cli.terminal import Terminal
from bankbook.model import Bank, Edition
from bankbook.notices import did_you_mean


@click.command(
    epilog="\b\nExamples:\n  bankbook build\n  bankbook build handbook ereader --out public\n"
)
@click.argument("editions", nargs=-1, metavar="[EDITION]...", shell_complete=complete_editions)
@click.option("--out", metavar="DIR", help="Where the files go.  [default: dist]")
@click.option(
    "--theme", metavar="DIR", help="A folder with `templates/` and `styles/` to use before ours."
)
@shared
def build(
    editions: tuple[str, ...],
    out: str | None,
    theme: str | None,
    book: str | None,
    terminal: Terminal,
) -> None:
    """Build editions of the book: the default ones, or those named.

    Nothing is written unless every edition could be made.
    """
    out = out or (click.get_current_context().obj or {}).get("out") or "dist"
    themes = Path(theme) if theme else None
    if themes and not themes.is_dir():
        raise click.BadParameter(f"there is no folder `{theme}`", param_hint="--theme")
    bank = loaded(book, terminal)
    wanted = _chosen(bank, editions)
    with terminal.progress(len(wanted)) as report:
        built = pipeline.build(bank, wanted, Path(out), epoch=_epoch(), theme=themes, report=report)
    if any(edition.format == "pdf" for edition in wanted) and (reason := press.slow_because()):
        terminal.problem(reason)
    terminal.notices([*dict.fromkeys(notice for item in built for notice in item.notices)])
    for item in built:
        terminal.say(f"{item.edition.name}: {item.path} ({item.size / 1000:,.0f} kB)")


def _chosen(bank: Bank, names: tuple[str, ...]) -> list[Edition]:
    known = {edition.name: edition for edition in bank.editions}
    for name in names:
        if name not in known:
            message = f"the book has no edition `{name}`; {did_you_mean(name, known)}"
            raise click.BadParameter(message.rstrip("; "), param_hint="EDITION")
    if names:
        return [known[name] for name in dict.fromkeys(names)]
    default = [edition for edition in bank.editions if edition.default]
    if not default:
        raise click.UsageError("no edition of this book is built by default: name one")
    return default


def _epoch() -> int | None:
    """SOURCE_DATE_EPOCH, as reproducible-builds.org specifies it: seconds, UTC."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not value:
        return None
    # A zip's and a PDF's dates end with the year 9999.
    if not value.isdigit() or int(value) > 253_402_300_799:
        message = f"SOURCE_DATE_EPOCH is `{value}`; it must be a number of seconds since 1970"
        raise click.UsageError(message)
    return int(value)
