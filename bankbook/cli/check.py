"""`bankbook check`: what is wrong with the book."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Literal

import click

from bankbook import __version__, explanations, mending, reporting
from bankbook.cli.book import count, folder, shared
from bankbook.cli.terminal import Terminal
from bankbook.diagnosis import Diagnosis, diagnose
from bankbook.notices import Severity, did_you_mean
from bankbook.said import say, with_hint

EPILOG = """\b
Examples:
  bankbook check --book ~/my-bank
  bankbook check --fix                        mend spaces, line ends, punctuation
  bankbook check --explain link-unknown       what a code means
  bankbook check --sarif > bankbook.sarif     for CI and editors

Errors keep a book from being built; warnings (lints) do not. Switch a lint off with
`lints: {todo: off}` in book.yaml, or in the front matter of one file.

--json prints a list of objects: `file`, `line` and `column` (from 1; a column of null means the
whole line), `severity` (`error` or `warning`), `code`, `message`, `hint` (perhaps empty). Codes are
for programs; messages are for people, in the language of the locale (or of BANKBOOK_LANG).

Exit codes: 0 no errors, 1 errors (with --strict, warnings too), 2 wrong usage.
"""


@click.command(epilog=EPILOG)
@click.option("--json", "form", flag_value="json", help="Print a list of objects, for programs.")
@click.option("--sarif", "form", flag_value="sarif", help="Print SARIF 2.1.0, for CI and editors.")
@click.option("--fix", is_flag=True, help="Mend spaces, line ends, punctuation between Chinese.")
@click.option("--strict", is_flag=True, help="Take warnings for errors in the exit code.")
@click.option("--explain", metavar="CODE", help="Say what a code means, and stop.")
@shared
def check(
    form: Literal["json", "sarif"] | None,
    fix: bool,
    strict: bool,
    explain: str | None,
    book: str | None,
    terminal: Terminal,
) -> None:
    """Say everything that is wrong with the book, and write nothing unless asked to mend it."""
    if explain:
        _explain(explain, terminal)
        return
    root, shown = folder(book)
    found = diagnose(root, shown)
    if fix and found.bank is not None:
        for file, edits in mending.mend(found.bank, shown):
            kinds = Counter(edit.kind for edit in edits)
            told = ", ".join(
                f"{terminal.translated(mending.CALLED[kind])} × {number}"
                for kind, number in sorted(kinds.items())
            )
            terminal.problem(say("{file}: mended: {told}", file=file, told=told))
        found = diagnose(root, shown)
    notices = [notice.translated(terminal.language) for notice in found.notices]
    if form == "json":
        terminal.raw(reporting.objects(notices))
    elif form == "sarif":
        terminal.raw(
            reporting.sarif(notices, __version__, Path.cwd().as_posix(), terminal.language)
        )
    else:
        _tell(found, terminal)
    least = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    if any(notice.severity in least for notice in found.notices):
        click.get_current_context().exit(1)


def _tell(found: Diagnosis, terminal: Terminal) -> None:
    terminal.notices(found.notices, "")
    if found.bank is not None and not found.notices:
        questions = count(len(found.bank.questions()), "question")
        chapters = count(len(found.bank.chapters), "chapter")
        terminal.say(
            say("{questions} in {chapters}: nothing wrong", questions=questions, chapters=chapters)
        )


def _explain(code: str, terminal: Terminal) -> None:
    known = explanations.every(terminal.language)
    if code not in known:
        near = did_you_mean(code, known) or say("codes: {names}", names=", ".join(sorted(known)))
        raise click.BadParameter(
            with_hint(say("there is no code `{code}`", code=code), near), param_hint="--explain"
        )
    terminal.raw(known[code].text(terminal.language) + "\n")
