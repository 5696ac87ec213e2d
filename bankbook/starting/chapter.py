"""A new chapter: its folder with an opener, and its line in book.yaml."""

from __future__ import annotations

from pathlib import Path

import yaml

from bankbook import whole_file
from bankbook.model import Bank
from bankbook.starting import SAMPLES
from bankbook.starting.front import matter
from bankbook.starting.names import unused


def add_chapter(bank: Bank, title: str) -> tuple[str, bool]:
    """Make a chapter at the end of the book; returns its id, and whether book.yaml could be told
    without a change to anything else in it. Raises OSError."""
    taken = {item.name for item in bank.root.iterdir()} | {item.id for item in bank.chapters}
    name = unused(title, taken, "chapter")
    sample = SAMPLES / "new" / bank.imprint.language / "chapter.md"
    folder = bank.root / name
    folder.mkdir()
    whole_file.write(folder / "index.md", matter(title=title) + sample.read_text(encoding="utf-8"))
    return name, _listed(bank.root / "book.yaml", name)


def _listed(path: Path, name: str) -> bool:
    """Add a chapter to `chapters:` of book.yaml, if that takes an insertion only."""
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    place = insertion(text, name)
    if place is None:
        return False
    offset, inserted = place
    whole_file.write(path, text[:offset] + inserted + text[offset:])
    return True


def insertion(text: str, name: str) -> tuple[int, str] | None:
    """Where in the text of a book.yaml to insert what, so that its chapters go on with `name` and
    all else is as before; None where no such place is found."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        before = yaml.safe_load(text)
    except yaml.YAMLError:
        return None
    if not isinstance(root, yaml.MappingNode):
        return None
    chapters = next((value for key, value in root.value if key.value == "chapters"), None)
    if not isinstance(chapters, yaml.SequenceNode) or not chapters.value:
        return None
    last = chapters.value[-1]
    offset = last.end_mark.index
    if chapters.flow_style:
        inserted = f", {name}"
    else:
        end = offset - 1 if text[offset - 1] == "\n" else text.find("\n", offset)
        start = text.rfind("\n", 0, last.start_mark.index) + 1
        lead = text[start : last.start_mark.index]
        newline = "\r\n" if "\r\n" in text else "\n"
        if end < 0:
            offset, inserted = len(text), f"{newline}{lead}{name}"
        else:
            offset, inserted = end + 1, f"{lead}{name}{newline}"
    try:
        after = yaml.safe_load(text[:offset] + inserted + text[offset:])
    except yaml.YAMLError:
        return None
    wanted = before | {"chapters": [*before["chapters"], name]}
    return (offset, inserted) if after == wanted else None
