"""`bankbook clean`: what earlier builds have left to be used again, and where it is."""

from __future__ import annotations

import os
from pathlib import Path

import click
import platformdirs

from bankbook.cli.terminal import Terminal
from bankbook.store import Store


def cache_folder() -> Path:
    """Where what was made before is kept: `$BANKBOOK_CACHE`, else the user's own cache folder."""
    named = os.environ.get("BANKBOOK_CACHE")
    return Path(named) if named else platformdirs.user_cache_path("bankbook", appauthor=False)


@click.command()
@click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
def clean(quiet: bool) -> None:
    """Forget what was kept of earlier builds. The next one takes its full time."""
    size = Store(cache_folder()).clear()
    Terminal(quiet).say(f"{cache_folder()}: {size / 1e6:.1f} MB removed")
