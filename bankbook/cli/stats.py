"""`bankbook stats`: what the book holds."""

from __future__ import annotations

import json
from collections.abc import Mapping

import click

from bankbook.cli.book import count, edition_named, loaded, shared
from bankbook.cli.completion import complete_editions
from bankbook.cli.table import print_table
from bankbook.cli.terminal import Terminal
from bankbook.said import say
from bankbook.selection import selected
from bankbook.stats import Stats, stats

LEVELS = {"1": say("easy"), "2": say("middling"), "3": say("hard")}


@click.command(
    "stats",
    epilog="\b\nExamples:\n  bankbook stats\n  bankbook stats --edition workbook\n"
    "  bankbook stats --json | jq .questions\n",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--edition",
    metavar="NAME",
    shell_complete=complete_editions,
    help="Count the questions of this edition only.",
)
@shared
def show_stats(as_json: bool, edition: str | None, book: str | None, terminal: Terminal) -> None:
    """Count what the book holds, by chapter, kind and difficulty.

    Hours are an estimate: to read all of it once, closely (170 Chinese characters, 160 words or 150
    signs of code and formulas a minute), and to try each question before its answer (2, 4 or 8
    minutes by difficulty, less for a choice, up to 2.5 times as long for code).
    """
    bank = loaded(book, terminal)
    if edition is not None:
        bank = selected(bank, edition_named(bank, edition))
    found = stats(bank)
    if as_json:
        terminal.raw(json.dumps(found.plain(), ensure_ascii=False, indent=2) + "\n")
        return
    _chapters(found, terminal)
    terminal.say("")
    _kinds(found, terminal)
    terminal.say("")
    things = ("source", "figure", "table", "formula")
    counts = [terminal.translated(count(getattr(found, f"{thing}s"), thing)) for thing in things]
    terminal.say(
        say(
            "{first}, {second}, {third}, {fourth}",
            first=counts[0],
            second=counts[1],
            third=counts[2],
            fourth=counts[3],
        )
    )


def _levels(difficulties: Mapping[str, int]) -> list[str]:
    """How many of each difficulty; a dot where there are none."""
    return [str(difficulties.get(level) or "·") for level in LEVELS]


def _chapters(found: Stats, terminal: Terminal) -> None:
    head = (say("chapter"), say("questions"), *LEVELS.values(), say("characters"), say("hours"))
    rows = [
        (
            f"{number} {chapter.title}",
            str(chapter.questions),
            *_levels(chapter.difficulties),
            f"{chapter.characters:,}",
            f"{chapter.hours:.1f}",
        )
        for number, chapter in enumerate(found.by_chapter, 1)
    ]
    total = (
        say("all {number}", number=found.chapters),
        str(found.questions),
        *_levels(found.difficulties),
        f"{found.characters:,}",
        f"{found.hours:.1f}",
    )
    print_table(terminal, head, rows, total)


def _kinds(found: Stats, terminal: Terminal) -> None:
    head = (say("kind"), say("questions"), *LEVELS.values(), say("hours"))
    rows = [
        (kind.kind, str(kind.questions), *_levels(kind.difficulties), f"{kind.hours:.1f}")
        for kind in found.by_kind
        if kind.questions
    ]
    print_table(terminal, head, rows, None)
