"""The commands. Exit codes: 0 done, 1 the book has errors, 2 wrong usage or a missing part."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from bankbook import __version__, manuscript, pipeline, press, toolchain
from bankbook.cli.terminal import Terminal
from bankbook.model import Bank, Edition
from bankbook.notices import (
    BuildError,
    Notice,
    Severity,
    Span,
    SystemPartMissing,
    did_you_mean,
)
from bankbook.programs import answers, figures, numbers
from bankbook.stats import stats

EXAMPLES = """\b
Examples:
  bankbook build                       the default editions of ./book into ./dist
  bankbook build ereader               only the edition named `ereader`
  bankbook --book ~/my-bank check      say what is wrong with another bank
  bankbook stats --json                counts, for scripts
"""

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def shared(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that may stand before or after the command's name."""

    @click.option("--book", metavar="DIR", help="The book's folder.  [default: book, else .]")
    @click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
    @wraps(command)
    def run(*, book: str | None, quiet: bool, **given: Any) -> Any:
        before = click.get_current_context().obj or {}
        given["book"] = book or before.get("book")
        given["terminal"] = Terminal(quiet or before.get("quiet", False))
        return command(**given)

    return run


@click.group(context_settings=CONTEXT, epilog=EXAMPLES, no_args_is_help=True)
@click.option("--book", metavar="DIR", help="The book's folder.  [default: book, else .]")
@click.option("--out", metavar="DIR", help="Where the files go.  [default: dist]")
@click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
@click.version_option(__version__, prog_name="bankbook", message="%(prog)s %(version)s")
@click.pass_context
def bankbook(context: click.Context, book: str | None, out: str | None, quiet: bool) -> None:
    """Turn a bank of questions in Markdown into a study handbook: PDF and EPUB."""
    context.obj = {"book": book, "out": out, "quiet": quiet}


@bankbook.command(
    epilog="\b\nExamples:\n  bankbook build\n  bankbook build handbook ereader --out public\n"
)
@click.argument("editions", nargs=-1, metavar="[EDITION]...")
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
    bank = _loaded(book, terminal)
    chosen = _chosen(bank, editions)
    with terminal.progress(len(chosen)) as report:
        built = pipeline.build(bank, chosen, Path(out), epoch=_epoch(), theme=themes, report=report)
    if any(edition.format == "pdf" for edition in chosen) and (reason := press.slow_because()):
        terminal.problem(reason)
    terminal.notices([*dict.fromkeys(notice for item in built for notice in item.notices)])
    for item in built:
        terminal.say(f"{item.edition.name}: {item.path} ({item.size / 1000:,.0f} kB)")


@bankbook.command(epilog="\b\nExample:\n  bankbook check --book ~/my-bank\n")
@shared
def check(book: str | None, terminal: Terminal) -> None:
    """Say everything that is wrong with the book, and write nothing."""
    bank = _loaded(book, terminal)
    questions = _count(len(bank.questions()), "question")
    terminal.say(f"{questions} in {_count(len(bank.chapters), 'chapter')}: nothing wrong")


@bankbook.command("stats", epilog="\b\nExample:\n  bankbook stats --json | jq .questions\n")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@shared
def show_stats(as_json: bool, book: str | None, terminal: Terminal) -> None:
    """Count what the book holds."""
    found = stats(_loaded(book, terminal))
    if as_json:
        terminal.raw(json.dumps(found.plain(), ensure_ascii=False, indent=2) + "\n")
        return
    for chapter in found.by_chapter:
        terminal.say(f"{chapter.questions:>6}  {chapter.title}")
    terminal.say(f"{found.questions:>6}  questions in {found.chapters} chapters")
    for name in ("answers", "sources", "figures", "tables", "formulas", "characters"):
        terminal.say(f"{getattr(found, name):>6}  {name}")


@bankbook.command("run-code")
@shared
def run_code(book: str | None, terminal: Terminal) -> None:
    """Run the code of the answers, and say where it prints something else than the book."""
    bank = _loaded(book, terminal)
    if notices := answers.verify_all(bank):
        raise BuildError(notices)
    terminal.say("the code of the answers runs and prints what the book prints")


@bankbook.command("numbers")
@shared
def renew_numbers(book: str | None, terminal: Terminal) -> None:
    """Compute the numbers of the answers again, and write them into the text."""
    bank = _loaded(book, terminal)
    for question, old, new in numbers.renew(bank):
        terminal.say(f"{question.span.file}: {old} → {new}")
    notices = numbers.verify_all(_loaded(book, terminal))
    if any(notice.severity is Severity.ERROR for notice in notices):
        raise BuildError(notices)
    terminal.notices(notices)
    terminal.say("the numbers in the text are those computed")


@bankbook.command("figures")
@shared
def draw_figures(book: str | None, terminal: Terminal) -> None:
    """Draw the figures again that programs beside the bank draw."""
    failed = []
    for script, outcome, changed in figures.draw(_draft(book)):
        if outcome.error:
            message = f"the figure could not be drawn: {outcome.error}"
            failed.append(Notice("figure-program", Span(str(script)), message))
        elif changed:
            terminal.say(f"{script.with_suffix('.svg').name}: drawn anew")
    if failed:
        raise BuildError(failed)


@bankbook.command()
@click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
def setup(quiet: bool) -> None:
    """Install what pip cannot: MathJax and the book's fonts, pinned, from the npm registry."""
    fresh = toolchain.install()
    Terminal(quiet).say("installed" if fresh else "already installed")


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _folder(book: str | None) -> tuple[Path, str]:
    """The book's folder, and how messages call it."""
    shown = book or ("book" if (Path("book") / "book.yaml").exists() else ".")
    path = Path(shown)
    if not path.is_dir():
        raise click.BadParameter(f"there is no folder `{shown}`", param_hint="--book")
    return path.resolve(), shown


def _loaded(book: str | None, terminal: Terminal) -> Bank:
    root, shown = _folder(book)
    bank, warnings = pipeline.load(root, shown)
    terminal.notices(warnings)
    return bank


def _draft(book: str | None) -> Bank:
    """The bank as far as it can be read: its figures may be what is still missing."""
    root, shown = _folder(book)
    return manuscript.read(root, shown).bank


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


def main(arguments: list[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        bankbook.main(args=arguments, prog_name="bankbook", standalone_mode=False)
    except BuildError as error:
        Terminal().notices(error.notices)
        return 1
    except SystemPartMissing as error:
        Terminal().problem(str(error))
        return 2
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help())
        return 2
    except click.ClickException as error:
        error.show()
        return 2
    except click.exceptions.Abort:
        Terminal().problem("interrupted; nothing was written")
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone: not our error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        Terminal().problem(f"{error.filename or 'file'}: {error.strerror or error}")
        return 2
    return 0
