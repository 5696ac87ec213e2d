"""A new question: a file at the end of its chapter, with the sections that its kind wants."""

from __future__ import annotations

import re
from pathlib import Path

from bankbook import whole_file
from bankbook.model import Bank, Chapter
from bankbook.starting import SAMPLES
from bankbook.starting.front import matter
from bankbook.starting.names import unused
from bankbook.wording import wording

#: How a question without a title is called, by the book's language.
UNTITLED = {"zh-CN": "TODO：这道题问什么？", "en": "TODO: what is asked?"}
SECTIONS = ("hint", "points", "analysis", "followups")


def add_question(bank: Bank, chapter: Chapter, title: str, kind: str, difficulty: int) -> Path:
    """Write a question at the end of a chapter; returns its file. Raises OSError."""
    language = bank.imprint.language
    folder = bank.root / chapter.id
    taken = {question.id for question in bank.questions()}
    files = {question.path.name for question in bank.questions()}
    files |= {path.name for path in folder.iterdir()}
    name = unused(title, taken, "question")
    number, digits = _next(folder)
    # Links between questions go by file name, so a name may stand only once in the book.
    while (file := f"{number:0{digits}d}-{name}.md") in files:
        number += 1
    words = wording(language)
    head = matter(id=name, title=title or UNTITLED[language], difficulty=difficulty, kind=kind)
    body = _template(language, kind).format(**{key: words(key) for key in SECTIONS})
    whole_file.write(folder / file, head + body)
    return folder / file


def _template(language: str, kind: str) -> str:
    """What a question of this kind begins with: its own sample, else the common one."""
    folder = SAMPLES / "new" / language
    own = folder / f"{kind}.md"
    return (own if own.is_file() else folder / "question.md").read_text(encoding="utf-8")


def _next(folder: Path) -> tuple[int, int]:
    """The number after the last in a folder of files such as `07-name.md`, and in how many digits."""
    found = [match[0] for path in folder.glob("*.md") if (match := re.match(r"\d+", path.name))]
    return max((int(number) for number in found), default=0) + 1, max(map(len, found), default=2)
