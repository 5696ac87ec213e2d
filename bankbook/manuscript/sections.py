"""A question's reserved sections: the stem, then 提示, 要点, 解析, 追问 (or their English names)."""

from __future__ import annotations

import itertools
import re

from markdown_it import MarkdownIt

from bankbook.memo import lasting
from bankbook.model import SECTIONS, Prose
from bankbook.notices import Notice, did_you_mean
from bankbook.said import Said, say

QUOTE = '"'
REQUIRED = {"points": "要点", "analysis": "解析"}

_blocks = MarkdownIt("commonmark")


def _quoted(text: str, signs: str) -> str:
    """A part of a link definition as its author could have written it."""
    for sign in ("\\", *signs):
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


@lasting
def split(prose: Prose) -> tuple[dict[str, Prose], list[Notice]]:
    """Cut a question's Markdown at its second-level headings.

    Returns the runs by name (`stem` and the reserved ones), and a notice for each unknown,
    repeated or missing section. Headings inside code or quotations do not count. Link
    definitions anywhere in the file serve every section of it.
    """
    lines = prose.text.split("\n")
    env: dict[str, dict[str, dict[str, str]]] = {}
    tokens = _blocks.parse(prose.text, env)
    references = "\n".join(
        f'[{label}]: <{_quoted(link["href"], "<>")}> "{_quoted(link["title"], QUOTE)}"'
        for label, link in env.get("references", {}).items()
        if not label.startswith("^")  # a footnote, which belongs to its section
    )
    notices: list[Notice] = []
    found: dict[str, Prose] = {}
    name, start = "stem", 0

    def close(end: int) -> None:
        text = "\n".join(lines[start:end])
        found.setdefault(name, Prose(text, prose.span.shifted(start), prose.folder, references))

    for opening, inline in itertools.pairwise(tokens):
        if opening.type != "heading_open" or opening.level or opening.map is None:
            continue
        line = lines[opening.map[0]]
        column = len(line) - len(line.lstrip()) + 1
        span = prose.span.shifted(opening.map[0], column)
        if opening.tag == "h1":
            message = say("a first-level heading inside a question")
            hint = say("the title stands in the front matter; use `### …` inside a section")
            notices.append(Notice("section-level", span, message, hint))
        if opening.tag != "h2":
            continue
        close(opening.map[0])
        title = inline.content.strip()
        key = SECTIONS.get(title.lower())
        if key is None:
            message = say("`## {title}` is not a section of a question", title=title)
            hint = did_you_mean(title, ("提示", "要点", "解析", "追问"))
            notices.append(Notice("section-unknown", span, message, hint))
            key = f"unknown:{title}"
        elif key in found:
            notices.append(
                Notice("section-twice", span, say("`## {title}` stands here twice", title=title))
            )
        name, start = key, opening.map[1]
    close(len(lines))
    for key, title in REQUIRED.items():
        if not found.get(key):
            message = say("the question has no `## {title}`", title=title)
            if key in found:
                message = say(
                    "the question has no `## {title}` (the section is empty)", title=title
                )
            hint = _slip(prose, title) or say(
                "add a line `## {title}` with the text below it", title=title
            )
            notices.append(Notice("section-missing", prose.span, message, hint))
    return found, notices


def _slip(prose: Prose, title: str) -> Said | None:
    """Where the heading stands after all, written as no heading of a section is; or nothing."""
    names = "|".join(name for name, key in SECTIONS.items() if key == SECTIONS[title.lower()])
    slip = re.compile(rf"\s*(?:#{{1,6}}\s*|\*\*|【)(?:{names})[：:]?(?:\*\*|】)?\s*", re.IGNORECASE)
    for number, line in enumerate(prose.text.split("\n")):
        if slip.fullmatch(line) and not line.startswith(("## ", "##\t")):
            place = prose.span.shifted(number)
            return say(
                "line {line} says `{text}`: write `## {title}`",
                line=place.line,
                text=line.strip(),
                title=title,
            )
    return None
