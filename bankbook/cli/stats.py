"""`bankbook stats`: what the book holds."""

from __future__ import annotations

import json

import click

from bankbook.cli.book import loaded, shared
from bankbook.cli.terminal import Terminal
from bankbook.stats import stats


@click.command("stats", epilog="\b\nExample:\n  bankbook stats --json | jq .questions\n")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@shared
def show_stats(as_json: bool, book: str | None, terminal: Terminal) -> None:
    """Count what the book holds."""
    found = stats(loaded(book, terminal))
    if as_json:
        terminal.raw(json.dumps(found.plain(), ensure_ascii=False, indent=2) + "\n")
        return
    for chapter in found.by_chapter:
        terminal.say(f"{chapter.questions:>6}  {chapter.title}")
    terminal.say(f"{found.questions:>6}  questions in {found.chapters} chapters")
    for name in ("answers", "sources", "figures", "tables", "formulas", "characters"):
        terminal.say(f"{getattr(found, name):>6}  {name}")
