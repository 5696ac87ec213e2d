"""The lines of a text, and which of them are code."""

from __future__ import annotations

import re
from collections.abc import Iterator

FENCE = re.compile(r"^\s{0,3}(?P<ticks>`{3,}|~{3,})")
TABLE = re.compile(r"^\s*\|.*\|\s*$|^\s*\|?\s*:?-{2,}")
BLOCK = re.compile(
    r"^\s*(?:[-+*]\s|\d{1,9}[.)]\s|>|#{1,6}\s|\||`{3}|~{3}|\$\$|!\[|<|:\s)|^ {4}|^\t"
)


def marked(text: str) -> Iterator[tuple[int, str, bool]]:
    """Each line with its number from 1, and whether it is code between fences."""
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        found = FENCE.match(line)
        if fence:
            yield number, line, True
            if found and found["ticks"].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif found:
            fence = found["ticks"]
            yield number, line, True
        else:
            yield number, line, False


def paragraphs(text: str) -> str:
    """A text whose every line is a paragraph, as Chinese articles are typed, as Markdown.

    Code, tables, lists and quotations keep their lines; so do lines of Latin text that were broken
    to a width.
    """
    result: list[str] = []
    before, before_code = "", False
    for _, line, code in marked(text):
        line = line if code else line.rstrip().lstrip("\u3000")
        apart = (
            result
            and not code
            and not before_code
            and before.strip()
            and line.strip()
            and not (BLOCK.match(before) and BLOCK.match(line))
            and not _goes_on(before, line)
        )
        if apart:
            result.append("")
        result.append(line)
        before, before_code = line, code
    return "\n".join(result).strip("\n")


def _goes_on(before: str, line: str) -> bool:
    """Whether the second line continues the first's sentence, broken to a width of Latin text, or
    the item of a list, indented."""
    if BLOCK.match(before) and line.startswith(("  ", "\t")):
        return True
    wrapped = (
        before.isascii()
        and len(before) >= 55
        and not before.rstrip().endswith((".", ":", "?", "!"))
    )
    return wrapped and not BLOCK.match(line)
