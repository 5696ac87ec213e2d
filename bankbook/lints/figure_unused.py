"""Files in `figures/` that no page shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from bankbook import markup
from bankbook.lints.remark import Remark
from bankbook.model import Bank
from bankbook.notices import Span
from bankbook.said import say


def remarks(bank: Bank) -> Iterator[Remark]:
    shown = {
        (run.folder / unquote(str(token.attrs["src"]))).as_posix()
        for run in bank.prose()
        for token, _ in markup.walk(run)
        if token.type in ("figure", "image")
    }
    drawn = {Path(path).with_suffix("").as_posix() for path in shown}
    for chapter in bank.chapters:
        folder = bank.root / chapter.id / "figures"
        for path in _files(folder, bank.root):
            if path.name.startswith((".", "__")) or not path.is_file():
                continue
            program = path.suffix == ".py"
            if path.as_posix() in shown or (program and path.with_suffix("").as_posix() in drawn):
                continue
            file = str(Path(chapter.span.file).parent / "figures" / path.name)
            message = (
                say("no page shows what `{path}` draws", path=path.name)
                if program
                else say("no page shows this")
            )
            hint = say(
                "show it with `![…](figures/{path})`, or delete it",
                path=path.with_suffix(".svg").name,
            )
            hint = (
                hint
                if program
                else say("show it with `![…](figures/{path})`, or delete it", path=path.name)
            )
            yield Remark(Span(file), message, hint)


def _files(folder: Path, root: Path) -> list[Path]:
    """The files in a folder of the book's; none where it is a link that leads out of it."""
    try:
        inside = folder.resolve().is_relative_to(root.resolve())
        return sorted(folder.iterdir()) if inside and folder.is_dir() else []
    except (OSError, RuntimeError):
        return []
