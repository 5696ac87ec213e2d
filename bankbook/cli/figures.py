"""`bankbook figures`: the figures that programs draw, drawn anew."""

from __future__ import annotations

import click

from bankbook.cli.book import draft, shared
from bankbook.cli.terminal import Terminal
from bankbook.notices import BuildError, Notice, Span
from bankbook.programs import figures


@click.command("figures")
@shared
def draw_figures(book: str | None, terminal: Terminal) -> None:
    """Draw the figures again that programs beside the bank draw."""
    failed = []
    for script, outcome, changed in figures.draw(draft(book)):
        if outcome.error:
            message = f"the figure could not be drawn: {outcome.error}"
            failed.append(Notice("figure-program", Span(str(script)), message))
        elif changed:
            terminal.say(f"{script.with_suffix('.svg').name}: drawn anew")
    if failed:
        raise BuildError(failed)
