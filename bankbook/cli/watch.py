"""`bankbook watch`: the editions, built anew after each change."""

from __future__ import annotations

import os
from pathlib import Path

import click

from bankbook.cli.book import folder, shared
from bankbook.cli.serve import stopping, theme_folder, watched
from bankbook.cli.terminal import Terminal
from bankbook.live.building import Builds, Program
from bankbook.live.renewing import Renewed, Source
from bankbook.live.session import Session
from bankbook.said import say


@click.command(epilog="\b\nExamples:\n  bankbook watch\n  bankbook watch ereader --out public\n")
@click.argument("editions", nargs=-1, metavar="[EDITION]...")
@click.option("--out", metavar="DIR", help="Where the files go.  [default: dist]")
@click.option(
    "--theme", metavar="DIR", help="A folder with `templates/` and `styles/` to use before ours."
)
@shared
def watch(
    editions: tuple[str, ...],
    out: str | None,
    theme: str | None,
    book: str | None,
    terminal: Terminal,
) -> None:
    """Build editions as `build` does, and again whenever a file of the book is saved.

    A newer change ends a build under way. Stop with Ctrl-C.
    """
    root, shown = folder(book)
    out = out or (click.get_current_context().obj or {}).get("out") or "dist"
    themes = theme_folder(theme)
    quiet = ("--quiet",) if terminal.quiet else ()
    builds = Builds(Program((*quiet, "--book", shown), os.environ, aside=False))
    options = ("--out", out, *(("--theme", str(themes)) if themes else ()))

    def told(renewed: Renewed) -> None:
        if renewed.bank is None:  # what else there is to say, the build says
            terminal.notices(renewed.notices)

    source = Source(root, shown, themes, lambda bank: ())
    ignored = (Path(out).resolve(),)
    session = Session(source, builds, watched(root, themes), ignored, options, told)
    try:
        session.build(editions)
    except (KeyboardInterrupt, SystemExit):
        stopping()
    finally:
        builds.stop()
    terminal.say(say("stopped"))
