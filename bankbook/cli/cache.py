"""`bankbook clean`: what earlier builds have left to be used again, and where it is."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import click
import platformdirs

from bankbook.cli.terminal import Terminal
from bankbook.said import say
from bankbook.store import Store


def cache_folder() -> Path:
    """Where what was made before is kept: `$BANKBOOK_CACHE`, else the user's own cache folder. Never
    the book's: what a book brings with it could say that its code was run, and well."""
    named = os.environ.get("BANKBOOK_CACHE")
    return Path(named) if named else platformdirs.user_cache_path("bankbook", appauthor=False)


@click.command(epilog="\b\nExample:\n  bankbook clean\n")
@click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
def clean(quiet: bool) -> None:
    """Forget what was kept of earlier builds and runs of code. The next ones take their full time."""
    folder = cache_folder()
    size = Store(folder).clear()
    shutil.rmtree(folder / "run-code", ignore_errors=True)
    Terminal(quiet).say(say("{folder}: {size:.1f} MB removed", folder=folder, size=size / 1e6))
