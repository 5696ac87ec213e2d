"""Folders with questions that book.yaml does not list: they are not in the book."""

from __future__ import annotations

from collections.abc import Iterator

from bankbook.lints.remark import Remark
from bankbook.model import Bank
from bankbook.said import say


def remarks(bank: Bank) -> Iterator[Remark]:
    listed = {chapter.id for chapter in bank.chapters}
    for folder in sorted(bank.root.iterdir()):
        if folder.name in listed or folder.name.startswith(".") or folder.is_symlink():
            continue
        if (folder / "index.md").is_file():
            message = say(
                "the folder `{name}` has an index.md, but is no chapter of the book",
                name=folder.name,
            )
            hint = say("add `{name}` to `chapters`, or move the folder elsewhere", name=folder.name)
            yield Remark(bank.place("chapters"), message, hint)
