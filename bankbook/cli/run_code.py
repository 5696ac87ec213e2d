"""`bankbook run-code`: the code of the answers, run."""

from __future__ import annotations

import os

import click

from bankbook.cli.book import count, question_named, readable, shared
from bankbook.cli.cache import cache_folder
from bankbook.cli.completion import complete_questions
from bankbook.cli.terminal import Terminal
from bankbook.notices import BuildError
from bankbook.programs import answers, sandbox
from bankbook.said import say

STANDARD = sandbox.Limits()


@click.command(
    "run-code",
    epilog="\b\nExamples:\n  bankbook run-code\n"
    "  bankbook run-code --question flash-attention --fresh --timeout 300\n",
)
@click.option(
    "--question",
    "ids",
    multiple=True,
    metavar="ID",
    shell_complete=complete_questions,
    help="This question only; may be given again for more.",
)
@click.option("--fresh", is_flag=True, help="Run what was run before, too.")
@click.option(
    "--jobs", type=click.IntRange(1, 256), help="Questions at a time.  [default: one a core]"
)
@click.option(
    "--timeout",
    type=click.IntRange(1, 86_400),
    default=STANDARD.seconds,
    show_default=True,
    metavar="SECONDS",
    help="The most that a question's code may take.",
)
@click.option(
    "--memory",
    type=click.IntRange(64, 1_048_576),
    default=STANDARD.megabytes,
    show_default=True,
    metavar="MB",
    help="The most memory that it may have.",
)
@shared
def run_code(
    ids: tuple[str, ...],
    fresh: bool,
    jobs: int | None,
    timeout: int,
    memory: int,
    book: str | None,
    terminal: Terminal,
) -> None:
    """Run the code of the answers, and say where it prints something else than the book.

    Each question runs in a process of its own: bounded in time and memory, without a network, in an
    empty folder. It can still read and write what you can: run the code of people you trust. What
    ran well before is not run again until it, Python or a package that it imports changes.
    """
    bank = readable(book)
    questions = [question_named(bank, name) for name in dict.fromkeys(ids)] or bank.questions()
    settings = answers.Settings(
        sandbox.Limits(timeout, memory),
        jobs or os.cpu_count() or 1,
        cache_folder() / "run-code",
        fresh,
    )
    verdict = answers.verify_all(questions, settings)
    if verdict.run and (reason := sandbox.weaker_because()):
        terminal.problem(say("note: {reason}", reason=reason))
    if verdict.notices:
        raise BuildError(verdict.notices)
    told = count(verdict.run + verdict.known, "question")
    terminal.say(
        say(
            "{questions} with code: it runs and prints what the book prints ({run} run, {known} known from before)",
            questions=told,
            run=verdict.run,
            known=verdict.known,
        )
    )
