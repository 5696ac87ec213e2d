"""What the commands print: progress and notices on standard error, results on standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bankbook.cli.language import spoken
from bankbook.notices import Notice, Severity, visible
from bankbook.said import filled, say, translated, with_hint

STAGES = {
    "compose": say("planning"),
    "typeset": say("setting the pages' text"),
    "press": say("making the file"),
}


SEVERITIES = {Severity.ERROR: say("error"), Severity.WARNING: say("warning")}
#: How many there are: one, more.
COUNTED = {
    Severity.ERROR: (say("{number} error", number=1), say("{number} errors", number=2)),
    Severity.WARNING: (say("{number} warning", number=1), say("{number} warnings", number=2)),
}
NOTHING = say("nothing was written")


class Terminal:
    """Colours and bars where somebody looks; plain lines in a pipe; nothing but errors if quiet.
    Messages in the author's language."""

    def __init__(self, quiet: bool = False) -> None:
        self.quiet = quiet
        self.language = spoken(os.environ)
        self.errors = Console(stderr=True, highlight=False, soft_wrap=True)
        self.output = Console(highlight=False, soft_wrap=True)

    def say(self, text: str) -> None:
        """A result, for people and pipes."""
        if not self.quiet:
            self.output.print(self.translated(text), markup=False)

    def translated(self, text: str) -> str:
        return translated(text, self.language)

    def raw(self, text: str) -> None:
        """A result for programs: printed even if quiet, byte for byte."""
        sys.stdout.write(text)

    def notices(self, notices: Sequence[Notice], outcome: str = NOTHING) -> None:
        """Each notice with its hint, then how many; `outcome` says what follows from errors."""
        if self.quiet:
            notices = [notice for notice in notices if notice.severity is Severity.ERROR]
        for notice in notices:
            notice = notice.translated(self.language)
            severity = self.translated(SEVERITIES[notice.severity])
            colour = "red" if notice.severity is Severity.ERROR else "yellow"
            self.errors.print(
                f"[bold]{escape(visible(str(notice.span)))}[/]: [{colour}]{severity}[/]"
                f"[dim]{escape(f'[{notice.code}]')}[/]: {escape(visible(notice.message))}"
            )
            if notice.hint:
                self.errors.print(f"    {escape(visible(notice.hint))}", style="dim")
        told = [
            filled(COUNTED[severity][number > 1], number=number)
            for severity in Severity
            if (number := sum(notice.severity is severity for notice in notices))
        ]
        wrong = any(notice.severity is Severity.ERROR for notice in notices)
        if wrong or (told and not outcome):
            counted = (
                say("{first}, {second}", first=told[0], second=told[1]) if told[1:] else told[0]
            )
            self.problem(with_hint(counted, outcome))

    def problem(self, text: str) -> None:
        self.errors.print(self.translated(text), markup=False)

    @contextmanager
    def progress(self, editions: int) -> Iterator[Callable[[str, str], None]]:
        """What `build` reports to: a bar on a terminal, a line a stage elsewhere."""
        if self.quiet:
            yield lambda edition, stage: None
        elif not self.errors.is_terminal:
            yield lambda edition, stage: self.problem(
                say("{edition}: {stage}", edition=edition, stage=STAGES[stage])
            )
        else:
            columns = (SpinnerColumn(), BarColumn(bar_width=24), TextColumn("{task.description}"))
            bar = Progress(*columns, TimeElapsedColumn(), console=self.errors, transient=True)
            with bar:
                task = bar.add_task("", total=editions * len(STAGES))
                done = 0

                def report(edition: str, stage: str) -> None:
                    nonlocal done
                    bar.update(
                        task,
                        completed=done,
                        description=f"{edition}: {self.translated(STAGES[stage])}",
                    )
                    done += 1

                yield report
