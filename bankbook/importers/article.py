"""Text and Markdown: our own format, headings, or numbered questions, whichever the text has."""

from __future__ import annotations

from pathlib import Path

from bankbook.importers import decoding, headings, numbered_text, own_format
from bankbook.importers.material import Material, Source
from bankbook.notices import BuildError, Notice, Span
from bankbook.said import say

MARKDOWN = (".md", ".markdown", ".mkd", ".qmd")
#: A picture beside the text is read only up to this size.
LARGEST = 64 * 1024 * 1024


def read(source: Source) -> Material:
    """Raises BuildError where nothing in the text is a question."""
    text = decoding.text(source)
    markdown = source.shown.lower().endswith(MARKDOWN)
    if own_format.is_own(text):
        found = own_format.read(text, source.stem)
    elif _by_headings(text):
        found = headings.read(text, source.stem)
    else:
        found = numbered_text.read(text, source.stem, markdown)
        if not any(part.items for part in found.parts):
            found = headings.read(text, source.stem)
    if not any(part.items for part in found.parts):
        message = say("no question was found in this text")
        hint = say("begin questions with `1、…`, `1. …`, `Q1：…` or `问：…`, or make them headings")
        raise BuildError([Notice("import-empty", Span(source.shown), message, hint)])
    folder = source.folder.resolve()
    return Material(
        found.title, found.parts, found.remnants, lambda name: _beside(folder, name), found.unit
    )


def _by_headings(text: str) -> bool:
    """Whether headings ask the questions, not numbered lines between them."""
    found = headings.found(text)
    level = headings.question_level(found)
    if not level:
        return False
    if any(heading.section for heading in found):
        return True
    asked = numbered_text.style(text)
    if not asked:
        return True
    # Numbered headings count for the headings: their style ends in `#`.
    return asked.endswith("#")


def _beside(folder: Path, name: str) -> bytes | None:
    """The bytes of a picture in the text's folder or below it, links followed; None elsewhere."""
    try:
        path = (folder / name).resolve()
        inside = path.is_relative_to(folder) and path.is_file()
        return path.read_bytes() if inside and path.stat().st_size <= LARGEST else None
    except (OSError, ValueError, RuntimeError):
        return None
