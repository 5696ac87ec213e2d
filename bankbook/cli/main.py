"""The program: its commands, and what becomes of errors. Exit codes: 0 done, 1 the book has errors,
2 wrong usage or a missing part."""

from __future__ import annotations

import importlib
import os
import signal
import sys

import click

from bankbook import __version__
from bankbook.cli.language import spoken
from bankbook.cli.terminal import Terminal
from bankbook.cli.translation import helped, in_language, speak
from bankbook.notices import BuildError, SystemPartMissing
from bankbook.said import say

EXAMPLES = """\b
Examples:
  bankbook build                       the default editions of ./book into ./dist
  bankbook build ereader               only the edition named `ereader`
  bankbook --book ~/my-bank check      say what is wrong with another bank
  bankbook stats --json                counts, for scripts
"""

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


#: A command a file, and its function there; `--help` lists them in this order.
COMMANDS = {
    "init": ("init", "init"),
    "new": ("new", "new"),
    "build": ("build", "build"),
    "serve": ("serve", "serve"),
    "watch": ("watch", "watch"),
    "check": ("check", "check"),
    "stats": ("stats", "show_stats"),
    "import": ("import_", "import_bank"),
    "run-code": ("run_code", "run_code"),
    "numbers": ("numbers", "renew_numbers"),
    "figures": ("figures", "draw_figures"),
    "clean": ("cache", "clean"),
    "setup": ("setup", "setup"),
    "completion": ("completion", "completion"),
}


class Commands(click.Group):
    """Commands that are loaded when they are asked for: a build that has nothing to do takes a
    fifth of a second, and loading everything three times as long."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        file, function = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(f"bankbook.cli.{file}"), function)
        return helped(command, spoken(os.environ), cmd_name)


@click.group(cls=Commands, context_settings=CONTEXT, epilog=EXAMPLES, no_args_is_help=True)
@click.option("--book", metavar="DIR", help="The book's folder.  [default: book, else .]")
@click.option("--out", metavar="DIR", help="Where the files go.  [default: dist]")
@click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
@click.version_option(__version__, prog_name="bankbook", message="%(prog)s %(version)s")
@click.pass_context
def bankbook(context: click.Context, book: str | None, out: str | None, quiet: bool) -> None:
    """Turn a bank of questions in Markdown into a study handbook: PDF and EPUB."""
    context.obj = {"book": book, "out": out, "quiet": quiet}


def main(arguments: list[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    language = spoken(os.environ)
    speak(language)
    program = helped(bankbook, language, "bankbook")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        code = program.main(args=arguments, prog_name="bankbook", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except BuildError as error:
        Terminal().notices(error.notices)
        return 1
    except SystemPartMissing as error:
        for text in (error.part, error.remedy):
            Terminal().problem(text)
        return 2
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help())
        return 2
    except click.ClickException as error:
        in_language(error, language).show()
        return 2
    except click.exceptions.Abort:
        Terminal().problem(say("interrupted; nothing was written"))
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone: not our error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        name, told = error.filename or "file", error.strerror or error
        Terminal().problem(f"{name}: {told}")
        return 2
