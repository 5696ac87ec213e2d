"""A Markdown file with YAML between two lines of `---` at its head."""

from __future__ import annotations

from pathlib import Path

from bankbook.manuscript import located_yaml
from bankbook.manuscript.located_yaml import Located
from bankbook.manuscript.text_file import Folder
from bankbook.model import Prose
from bankbook.notices import BuildError, Notice, Span
from bankbook.said import say


def split(folder: Folder, path: Path) -> tuple[Located, Prose]:
    """The front matter, located, and the Markdown after it. Raises BuildError."""
    text = folder.read(path)
    name = folder.name(path)
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        raise BuildError(
            [
                Notice(
                    "front-matter",
                    Span(name, 1),
                    say("the file must begin with front matter"),
                    say("start with a line `---`, then `key: value` lines, then `---`"),
                )
            ]
        )
    end = next((i for i, line in enumerate(lines) if i and line.rstrip() == "---"), None)
    if end is None:
        message = say("the front matter is not closed")
        raise BuildError([Notice("front-matter", Span(name, 1), message, say("add a line `---`"))])
    located = located_yaml.load("\n".join(lines[1:end]), name, first_line=2)
    return located, Prose("\n".join(lines[end + 1 :]), Span(name, end + 2), path.parent)
