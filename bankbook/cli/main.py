"""The program: its commands, and what becomes of errors. Exit codes: 0 done, 1 the book has errors,
2 wrong usage or a missing part."""

from __future__ import annotations

import os
import signal
import sys

import click

from bankbook import __version__
from bankbook.cli.build import build
from bankbook.cli.check import check
from bankbook.cli.figures import draw_figures
from bankbook.cli.numbers import renew_numbers
from bankbook.cli.run_code import run_code
from bankbook.cli.setup import setup
from bankbook.cli.stats import show_stats
from bankbook.cli.terminal import Terminal
from bankbook.notices import BuildError, SystemPartMissing

EXAMPLES = """\b
Examples:
  bankbook build                       the default editions of ./book into ./dist
  bankbook build ereader               only the edition named `ereader`
  bankbook --book ~/my-bank check      say what is wrong with another bank
  bankbook stats --json                counts, for scripts
"""

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=CONTEXT, epilog=EXAMPLES, no_args_is_help=True)
@click.option("--book", metavar="DIR", help="The book's folder.  [default: book, else .]")
@click.option("--out", metavar="DIR", help="Where the files go.  [default: dist]")
@click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
@click.version_option(__version__, prog_name="bankbook", message="%(prog)s %(version)s")
@click.pass_context
def bankbook(context: click.Context, book: str | None, out: str | None, quiet: bool) -> None:
    """Turn a bank of questions in Markdown into a study handbook: PDF and EPUB."""
    context.obj = {"book": book, "out": out, "quiet": quiet}


#: A command a file; `--help` lists them in this order.
COMMANDS = (build, check, show_stats, run_code, renew_numbers, draw_figures, setup)
for command in COMMANDS:
    bankbook.add_command(command)


def main(arguments: list[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        code = bankbook.main(args=arguments, prog_name="bankbook", standalone_mode=False)
        return code if isinstance(code, int) else 0
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
