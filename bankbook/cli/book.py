"""What the commands share: which book, read how, told where."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bankbook.cli.terminal import Terminal

if TYPE_CHECKING:
    from bankbook.model import Bank


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


def count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def folder(book: str | None) -> tuple[Path, str]:
    """The book's folder, and how messages call it."""
    shown = book or ("book" if (Path("book") / "book.yaml").exists() else ".")
    path = Path(shown)
    if not path.is_dir():
        raise click.BadParameter(f"there is no folder `{shown}`", param_hint="--book")
    return path.resolve(), shown


def loaded(book: str | None, terminal: Terminal) -> Bank:
    from bankbook import pipeline

    root, shown = folder(book)
    bank, warnings = pipeline.load(root, shown)
    terminal.notices(warnings)
    return bank


def draft(book: str | None) -> Bank:
    """The bank as far as it can be read: its figures may be what is still missing."""
    from bankbook import manuscript

    root, shown = folder(book)
    return manuscript.read(root, shown).bank
