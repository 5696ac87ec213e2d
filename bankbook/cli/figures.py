"""`bankbook figures`: the figures that programs draw, drawn anew."""

from __future__ import annotations

import click

from bankbook.cli.book import count, draft, shared, shown
from bankbook.cli.terminal import Terminal
from bankbook.model import Bank
from bankbook.notices import BuildError, Notice, Span
from bankbook.programs import figures
from bankbook.said import say


@click.command(
    "figures",
    epilog="\b\nExamples:\n  bankbook figures\n  bankbook figures --check   in CI: are they up to date?\n",
)
@click.option(
    "--all", "everything", is_flag=True, help="Draw those again that are up to date, too."
)
@click.option("--check", is_flag=True, help="Draw nothing; exit code 1 where a drawing is stale.")
@shared
def draw_figures(everything: bool, check: bool, book: str | None, terminal: Terminal) -> None:
    """Draw the figures again whose programs, or the files that these read, have changed.

    A program `figures/masks.py` beside the bank draws `figures/masks.svg`. What counts is the
    content of the files, not when they were saved.
    """
    if check and everything:
        raise click.UsageError(say("`--check` draws nothing, and `--all` all: choose one"))
    bank = draft(book)
    if check:
        _check(bank, terminal)
        return
    failed, drawn = [], 0
    for item in figures.draw(bank, everything):
        name = shown(bank, figures.picture(item.script))
        if item.error:
            message = say("the figure could not be drawn: {error}", error=item.error)
            failed.append(Notice("figure-program", Span(shown(bank, item.script)), message))
            continue
        drawn += 1
        terminal.say(
            say("{name}: drawn anew", name=name)
            if item.changed
            else say("{name}: drawn again, the same", name=name)
        )
    if failed:
        raise BuildError(failed)
    if not drawn:
        terminal.say(
            say(
                "{figures} drawn by code: up to date",
                figures=count(len(figures.scripts(bank)), "figure"),
            )
        )


def _check(bank: Bank, terminal: Terminal) -> None:
    scripts = figures.scripts(bank)
    stale = [
        Notice(
            "figure-stale",
            Span(shown(bank, figures.picture(script))),
            say("the drawing {reason}", reason=reason),
            hint,
        )
        for script in scripts
        if (reason := figures.stale_because(bank, script))
        and (hint := say("`{path}.py` draws it: run `bankbook figures`", path=script.stem))
    ]
    if stale:
        raise BuildError(stale)
    terminal.say(say("{figures} drawn by code: up to date", figures=count(len(scripts), "figure")))
