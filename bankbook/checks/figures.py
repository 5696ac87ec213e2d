"""Pictures must be there, inside the book's folder, and of a kind that both media can show."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from bankbook import markup
from bankbook.model import Bank
from bankbook.notices import Notice, did_you_mean

TYPES = (".svg", ".png", ".jpg", ".jpeg")


def pictures_there(bank: Bank) -> Iterator[Notice]:
    root = bank.root.resolve()
    for run in bank.prose():
        for token, span in markup.walk(run):
            if token.type != "figure":
                continue
            source = unquote(str(token.attrs["src"]))
            if "://" in source or source.startswith(("data:", "//")):
                message = f"the picture `{source[:80]}` is not a file of this book"
                hint = "nothing is fetched from a network: save it beside the question"
                yield Notice("figure-outside", span, message, hint)
                continue
            path = run.folder / source
            try:
                inside = path.resolve().is_relative_to(root)
                there = inside and path.is_file()
            except (OSError, ValueError, RuntimeError):
                inside = there = False
            if not inside:
                message = f"the picture `{source}` lies outside the book's folder"
                yield Notice("figure-outside", span, message, "copy it into the book")
            elif not there:
                near = [item.name for item in path.parent.glob("*")] if path.parent.is_dir() else []
                message = f"there is no picture `{source}`"
                yield Notice("figure-missing", span, message, did_you_mean(path.name, near))
            elif path.suffix.lower() not in TYPES:
                message = f"`{source}` is not of a kind that can be printed"
                yield Notice("figure-type", span, message, f"use one of {', '.join(TYPES)}")
            elif not token.content.strip():
                message = f"the picture `{source}` has no description for those who cannot see it"
                hint = f"write what it shows: `![…]({source})`"
                yield Notice("figure-alt", span, message, hint)


def pictures_alone(bank: Bank) -> Iterator[Notice]:
    for run in bank.prose():
        for token, span in markup.walk(run):
            if token.type == "image":
                message = "a picture inside a paragraph"
                hint = "leave an empty line before and after it, so that it becomes a figure"
                yield Notice("figure-inline", span, message, hint)
