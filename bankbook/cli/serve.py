"""`bankbook serve`: the book in the browser while it is written."""

from __future__ import annotations

import os
import signal
import webbrowser
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import click

from bankbook.cli.book import folder, shared
from bankbook.cli.terminal import Terminal
from bankbook.live.building import Builds, Program
from bankbook.live.desk import Desk
from bankbook.live.renewing import Renewed, Source
from bankbook.live.server import PortTaken, Server, listen
from bankbook.live.session import Session
from bankbook.model import Bank, Edition
from bankbook.notices import did_you_mean
from bankbook.said import say, with_hint
from bankbook.typeset.environment import HERE

PORT = 4000


@click.command(
    epilog="\b\nExamples:\n  bankbook serve --open\n  bankbook serve press --port 8080\n"
    "  bankbook serve --no-pdf --book ~/my-bank\n"
)
@click.argument("editions", nargs=-1, metavar="[EDITION]...")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help=f"The port; 0 takes any.  [default: {PORT}, else the next that is free]",
)
@click.option("--open", "-o", "opened", is_flag=True, help="Open the book in the browser.")
@click.option("--no-pdf", is_flag=True, help="Show the pages only; build no PDF.")
@click.option(
    "--theme", metavar="DIR", help="A folder with `templates/` and `styles/` to use before ours."
)
@shared
def serve(
    editions: tuple[str, ...],
    host: str,
    port: int | None,
    opened: bool,
    no_pdf: bool,
    theme: str | None,
    book: str | None,
    terminal: Terminal,
) -> None:
    """Show the book in the browser, and every change as soon as it is saved.

    The pages are those of the EPUB. The PDF editions, the default ones or those named, are built
    behind them. Stop with Ctrl-C.
    """
    root, shown = folder(book)
    themes = theme_folder(theme)

    def printed(bank: Bank) -> list[Edition]:
        pdf = [edition for edition in bank.editions if edition.format == "pdf" and not no_pdf]
        return [e for e in pdf if (e.name in editions if editions else e.default)]

    desk = Desk(terminal.language)
    builds = Builds(Program(("--quiet", "--book", shown), os.environ, aside=True))
    source = Source(root, shown, themes, printed)
    options = ("--theme", str(themes)) if themes else ()
    server = _listening(host, port, desk)
    told = _Told(terminal, server, editions, opened)
    session = Session(source, builds, watched(root, themes), (), options, told)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    try:
        thread.start()
        session.preview(desk)
    except (KeyboardInterrupt, SystemExit):
        stopping()
    finally:
        desk.close()
        builds.stop()
        server.shutdown()
        server.server_close()
    terminal.say(say("stopped"))


def theme_folder(theme: str | None) -> Path | None:
    if theme and not Path(theme).is_dir():
        raise click.BadParameter(
            say("there is no folder `{theme}`", theme=theme), param_hint="--theme"
        )
    return Path(theme).resolve() if theme else None


def watched(root: Path, theme: Path | None) -> tuple[Path, ...]:
    """The folders whose files make the book what it is: our own templates and styles too."""
    return (root, *((theme,) if theme else ()), HERE / "templates", HERE / "styles")


def stopping() -> None:
    """Ctrl-C and SIGTERM are how it ends; a second one must not disturb the tidying up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def _listening(host: str, port: int | None, desk: Desk) -> Server:
    try:
        return listen(host, PORT if port is None else port, port is not None, desk)
    except PortTaken:
        port = PORT if port is None else port
        message = say(
            "port {port} of {host} is taken by another program: choose another",
            port=port,
            host=host,
        )
        raise click.BadParameter(message, param_hint="--port") from None
    except OSError as error:
        message = say(
            "cannot listen on `{host}`: {error}", host=host, error=error.strerror or error
        )
        option = "--port" if isinstance(error, PermissionError) else "--host"
        raise click.BadParameter(message, param_hint=option) from None


@dataclass
class _Told:
    """Tells the terminal what became of each round; opens the browser after the first."""

    terminal: Terminal
    server: Server
    editions: tuple[str, ...]
    opened: bool
    first: bool = True
    wrong: bool = False
    remarks: tuple[object, ...] = field(default=())

    def __call__(self, renewed: Renewed) -> None:
        if renewed.bank and self.first:
            self._known(renewed.bank)
        if renewed.bank is None or renewed.notices != self.remarks:
            self.terminal.notices(renewed.notices)
        if renewed.bank and self.wrong:
            self.terminal.say(say("nothing is wrong any more"))
        self.wrong = renewed.bank is None
        self.remarks = renewed.notices
        if self.first:
            self.first = False
            self.terminal.say(say("the book is at {url} (stop with Ctrl-C)", url=self.server.url))
            if not self.server.loopback:
                self.terminal.problem(say("everybody who can reach this machine can read it there"))
            if self.opened:
                webbrowser.open(self.server.url)

    def _known(self, bank: Bank) -> None:
        pdf = [edition.name for edition in bank.editions if edition.format == "pdf"]
        for name in self.editions:
            if name not in pdf:
                message = with_hint(
                    say("the book has no PDF edition `{name}`", name=name), did_you_mean(name, pdf)
                )
                raise click.BadParameter(message, param_hint="EDITION")
