"""The project's own checks over what is imported: each block that they refuse is written more
plainly, until nothing is refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from bankbook import manuscript, markup
from bankbook.checks import check
from bankbook.importers.pages import Page
from bankbook.importers.pictures import Gallery
from bankbook.model import Source
from bankbook.notices import Notice, Severity
from bankbook.said import say

#: A block is written in three ways, and one block's hardening may uncover another's fault.
MOST_ROUNDS = 8


def settle(
    root: Path, pages: list[Page], gallery: Gallery, sources: tuple[Source, ...]
) -> list[tuple[Page, Notice]]:
    """Write the pages into `root`, a book with its book.yaml, so that its checks pass.

    `sources` are the bibliography of the book for which they are. Returns pages that cannot pass,
    with why; they are not written.
    """
    refused: list[tuple[Page, Notice]] = []
    _write(root, pages, gallery)
    for _ in range(MOST_ROUNDS):
        wrong = _errors(root, sources)
        if not wrong:
            break
        changed: dict[str, Page] = {}
        by_file = {page.file: page for page in pages}
        hardened: set[int] = set()
        for notice in wrong:
            page = by_file.get(notice.span.file)
            if page is None or (page.item is None and page.at(notice.span.line) is None):
                continue
            changed[page.file] = page
            cell = page.at(notice.span.line)
            if cell is not None and (id(cell) in hardened or cell.harden()):
                hardened.add(id(cell))
            elif page in pages and page.item is not None:
                pages.remove(page)
                (root / page.file).unlink()
                refused.append((page, notice))
        if not changed:
            break
        _write(root, [page for page in changed.values() if page in pages], gallery)
    _prune(root, pages)
    return refused


def _errors(root: Path, sources: tuple[Source, ...]) -> list[Notice]:
    draft = manuscript.read(root)
    bank = replace(draft.bank, sources=sources)
    found = [*draft.notices, *check(bank)]
    # `$$…$$` inside a line would be a block inside a paragraph, which no page of an EPUB may have.
    found += [
        Notice("import-display", span, say("a displayed formula inside a line"))
        for run in bank.prose()
        for token, span in markup.walk(run)
        if token.type == "math_inline_double"
    ]
    return [notice for notice in found if notice.severity is Severity.ERROR]


def _write(root: Path, pages: Iterable[Page], gallery: Gallery) -> None:
    for page in pages:
        path = root / page.file
        path.parent.mkdir(exist_ok=True)
        path.write_text(page.text(), encoding="utf-8", errors="backslashreplace", newline="\n")
        for name in page.pictures():
            picture = path.parent / "figures" / name
            if not picture.exists():
                picture.parent.mkdir(exist_ok=True)
                picture.write_bytes(gallery.files[name])


def _prune(root: Path, pages: Iterable[Page]) -> None:
    """Pictures that no page shows any more are not part of the book."""
    shown = {(page.file.split("/")[0], name) for page in pages for name in page.pictures()}
    for picture in root.glob("*/figures/*"):
        if (picture.parent.parent.name, picture.name) not in shown:
            picture.unlink()
    for folder in root.glob("*/figures"):
        if not any(folder.iterdir()):
            folder.rmdir()
