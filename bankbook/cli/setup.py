"""`bankbook setup`: what pip cannot install."""

from __future__ import annotations

import click

from bankbook import toolchain
from bankbook.cli.terminal import Terminal
from bankbook.said import say


@click.command(epilog="\b\nExample:\n  pip install bankbook && bankbook setup\n")
@click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
def setup(quiet: bool) -> None:
    """Install what pip cannot: MathJax and the book's fonts, pinned, from the npm registry."""
    fresh = toolchain.install()
    Terminal(quiet).say(say("installed") if fresh else say("already installed"))
