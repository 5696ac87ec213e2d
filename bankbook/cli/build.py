"""`bankbook build`: the editions into a folder."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bankbook import freshness, provenance
from bankbook.cli.book import edition_named, folder, shared
from bankbook.cli.cache import cache_folder
from bankbook.cli.clock import epoch
from bankbook.cli.completion import complete_editions
from bankbook.cli.terminal import Terminal
from bankbook.cli.timings import Timings
from bankbook.said import say
from bankbook.store import Store

if TYPE_CHECKING:  # loaded when there is something to build: that takes most of a second
    from bankbook.model import Bank, Edition


@click.command(
    epilog="\b\nExamples:\n  bankbook build\n  bankbook build handbook ereader --out public\n"
    "  bankbook build --timings\n"
)
@click.argument("editions", nargs=-1, metavar="[EDITION]...", shell_complete=complete_editions)
@click.option("--out", metavar="DIR", help="Where the files go.  [default: dist]")
@click.option(
    "--theme", metavar="DIR", help="A folder with `templates/` and `styles/` to use before ours."
)
@click.option("--jobs", "-j", type=click.IntRange(1), help="Processes.  [default: one a core]")
@click.option("--executor", metavar="URL", help="Workers elsewhere: `dask://HOST:PORT`.")
@click.option("--no-cache", is_flag=True, help="Use nothing of earlier builds, and keep nothing.")
@click.option("--timings", is_flag=True, help="Say how long each stage took.")
@shared
def build(
    editions: tuple[str, ...],
    out: str | None,
    theme: str | None,
    jobs: int | None,
    executor: str | None,
    no_cache: bool,
    timings: bool,
    book: str | None,
    terminal: Terminal,
) -> None:
    """Build editions of the book: the default ones, or those named.

    Nothing is written unless every edition could be made. What earlier builds have made is used
    again; `bankbook clean` forgets it.
    """
    out = out or (click.get_current_context().obj or {}).get("out") or "dist"
    themes = Path(theme) if theme else None
    if themes and not themes.is_dir():
        raise click.BadParameter(
            say("there is no folder `{theme}`", theme=theme), param_hint="--theme"
        )
    if executor and not executor.startswith("dask://"):
        message = say(
            "`{executor}` is no address of workers; write `dask://HOST:PORT`", executor=executor
        )
        raise click.BadParameter(message, param_hint="--executor")
    root, shown = folder(book)
    clock = Timings()
    store = Store(None if no_cache else cache_folder())
    program, moment = provenance.digest(), epoch()
    asked = freshness.question(program, root, themes, Path(out), shown, editions, moment)
    done = freshness.earlier(store, asked)
    if done is None:
        done = _built(root, shown, editions, Path(out), moment, themes, terminal, clock, store,
                      jobs or os.cpu_count() or 1, executor or "", program)  # fmt: skip
        store.put(asked, done)
    clock("end")
    store.close()
    terminal.notices(done.notices)
    for edition, path, size, _ in done.files:
        terminal.say(
            say("{edition}: {path} ({size:,.0f} kB)", edition=edition, path=path, size=size / 1000)
        )
    if timings:
        terminal.say(clock.table(terminal.translated))


def _built(
    root: Path,
    shown: str,
    names: tuple[str, ...],
    out: Path,
    moment: int | None,
    theme: Path | None,
    terminal: Terminal,
    clock: Timings,
    store: Store,
    jobs: int,
    executor: str,
    program: bytes,
) -> freshness.Outcome:
    gc.disable()  # what a build makes, it needs to its end: looking for garbage is a tenth of its time
    from bankbook.workers import Workers

    with Workers(jobs, executor) as workers:
        workers.warm()
        from bankbook import memo, pipeline
        from bankbook.press.workshop import Workshop
        from bankbook.store import key

        clock("read")
        notes = key("memo", program, str(root))
        if earlier := store.get(notes):
            memo.recall(earlier)
        bank, warnings = pipeline.load(root, shown)
        wanted = _chosen(bank, names)
        workshop = Workshop(workers, store, program, clock)
        with terminal.progress(len(wanted)) as show:

            def report(edition: str, stage: str) -> None:
                clock(stage)
                show(edition, stage)

            built = pipeline.build(
                bank, wanted, out, epoch=moment, theme=theme, report=report, workshop=workshop
            )
        clock("keep")
        if (noted := memo.noted()) is not None:
            store.put(notes, noted)
    clock.parts(workshop.made, workshop.found)
    notices = dict.fromkeys((*warnings, *(notice for item in built for notice in item.notices)))
    files = [(item.edition.name, item.path, item.size) for item in built]
    return freshness.outcome(tuple(notices), files)


def _chosen(bank: Bank, names: tuple[str, ...]) -> list[Edition]:
    if names:
        return [edition_named(bank, name) for name in dict.fromkeys(names)]
    default = [edition for edition in bank.editions if edition.default]
    if not default:
        raise click.UsageError(say("no edition of this book is built by default: name one"))
    return default
