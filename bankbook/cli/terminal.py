"""What the commands print: progress and notices on standard error, results on standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bankbook.notices import Notice, Severity, visible

STAGES = {
    "compose": "planning",
    "typeset": "setting the pages' text",
    "press": "making the file",
}


class Terminal:
    """Colours and bars where somebody looks; plain lines in a pipe; nothing but errors if quiet."""

    def __init__(self, quiet: bool = False) -> None:
        self.quiet = quiet
        self.errors = Console(stderr=True, highlight=False, soft_wrap=True)
        self.output = Console(highlight=False, soft_wrap=True)

    def say(self, text: str) -> None:
        """A result, for people and pipes."""
        if not self.quiet:
            self.output.print(text, markup=False)

    def raw(self, text: str) -> None:
        """A result for programs: printed even if quiet, byte for byte."""
        sys.stdout.write(text)

    def notices(self, notices: Sequence[Notice], outcome: str = "nothing was written") -> None:
        """Each notice with its hint, then how many; `outcome` says what follows from errors."""
        if self.quiet:
            notices = [notice for notice in notices if notice.severity is Severity.ERROR]
        for notice in notices:
            colour = "red" if notice.severity is Severity.ERROR else "yellow"
            self.errors.print(
                f"[bold]{escape(visible(str(notice.span)))}[/]: [{colour}]{notice.severity}[/]"
                f"[dim]{escape(f'[{notice.code}]')}[/]: {escape(visible(notice.message))}"
            )
            if notice.hint:
                self.errors.print(f"    {escape(visible(notice.hint))}", style="dim")
        told = [
            f"{number} {severity}{'s' if number > 1 else ''}"
            for severity in Severity
            if (number := sum(notice.severity is severity for notice in notices))
        ]
        wrong = any(notice.severity is Severity.ERROR for notice in notices)
        if wrong or (told and not outcome):
            self.errors.print(", ".join(told) + (f"; {outcome}" if outcome else ""))

    def problem(self, text: str) -> None:
        self.errors.print(text, markup=False)

    @contextmanager
    def progress(self, editions: int) -> Iterator[Callable[[str, str], None]]:
        """What `build` reports to: a bar on a terminal, a line a stage elsewhere."""
        if self.quiet:
            yield lambda edition, stage: None
        elif not self.errors.is_terminal:
            yield lambda edition, stage: self.problem(f"{edition}: {STAGES[stage]}")
        else:
            columns = (SpinnerColumn(), BarColumn(bar_width=24), TextColumn("{task.description}"))
            bar = Progress(*columns, TimeElapsedColumn(), console=self.errors, transient=True)
            with bar:
                task = bar.add_task("", total=editions * len(STAGES))
                done = 0

                def report(edition: str, stage: str) -> None:
                    nonlocal done
                    bar.update(task, completed=done, description=f"{edition}: {STAGES[stage]}")
                    done += 1

                yield report
