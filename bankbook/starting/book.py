"""A new book: the sample bank of a language, with the author's title, in a folder of its own."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from bankbook.manuscript.schema import PUBLISHED, json_schema
from bankbook.starting import SAMPLES
from bankbook.starting.front import scalar

LANGUAGES = ("zh", "en")
#: What a folder may hold and still be empty: a repository that waits for its first files.
NOTHING = frozenset({".git"})


class NotEmpty(Exception):
    """The folder has something in it, which a new book could overwrite."""


def start(folder: Path, language: str, title: str, day: str, identifier: str) -> None:
    """Write a new book into `folder`, which is made if need be.

    `language` is one of LANGUAGES, an empty `title` the sample's own, `day` YYYY-MM-DD, `identifier`
    a URN. The schema for editors lies in the book, so that it works without a network. Raises
    NotEmpty, OSError; the folder is then as it was.
    """
    if folder.exists() and (
        not folder.is_dir() or any(item.name not in NOTHING for item in folder.iterdir())
    ):
        raise NotEmpty(folder)
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    done = False
    part = Path(tempfile.mkdtemp(dir=folder, prefix=".new-"))
    try:
        _fill(part, language, title, day, identifier)
        # book.yaml last: where it is, the book is whole.
        for item in sorted(part.iterdir(), key=lambda item: item.name == "book.yaml"):
            item.replace(folder / item.name)
        done = True
    finally:
        shutil.rmtree(part, ignore_errors=True)
        if not done:
            for path in made:
                path.rmdir()


def _fill(part: Path, language: str, title: str, day: str, identifier: str) -> None:
    sample = SAMPLES / language
    for path in sorted(sample.rglob("*")):
        target = part / path.relative_to(sample)
        if path.is_file() and "__pycache__" not in path.parts:
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(path, target)
    (part / "gitignore").replace(part / ".gitignore")
    book = part / "book.yaml"
    text = book.read_text(encoding="utf-8")
    text = _with(text, "date", day)
    text = _with(text, "identifier", identifier)
    if title:
        text = _with(text, "title", scalar(title))
    book.write_text(text, encoding="utf-8", newline="\n")
    (part / "schema").mkdir()
    for name in PUBLISHED:
        schema = part / "schema" / f"{name}.schema.json"
        schema.write_text(json_schema(name), encoding="utf-8", newline="\n")


def _with(text: str, key: str, value: str) -> str:
    """The text of a sample's book.yaml with another value of a key; its comment stays."""
    return re.sub(
        rf"^{key}: .*?(?=\s+#|$)",
        lambda _: f"{key}: {value}",
        text,
        count=1,
        flags=re.MULTILINE,
    )
