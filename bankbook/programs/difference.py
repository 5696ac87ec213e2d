"""What a program prints, held against what the book prints."""

from __future__ import annotations

import difflib

from bankbook.said import joined, say

#: Lines and characters of a difference that are shown.
MOST_LINES = 24
LONGEST_LINE = 110


def first_line(book: str, code: str) -> int:
    """The line of the book's text, from 0, at which the two begin to differ."""
    lines = book.rstrip().splitlines()
    for number, (ours, theirs) in enumerate(zip(lines, code.rstrip().splitlines(), strict=False)):
        if ours != theirs:
            return number
    return max(0, min(len(lines) - 1, len(code.rstrip().splitlines())))


def shown(book: str, code: str) -> str:
    """Both texts as one: `-` before the book's lines, `+` before the code's, a few around them."""
    before, after = book.rstrip().splitlines(), code.rstrip().splitlines()
    found = list(difflib.unified_diff(before, after, n=2, lineterm=""))[2:]
    lines = []
    for line in found:
        lines.append("…" if line.startswith("@@") else f"{line[0]} {_visible(line[1:])}".rstrip())
    most = MOST_LINES - 2
    told: list[str] = [say("- what the book prints"), say("+ what the code prints"), *lines[:most]]
    if len(lines) > most:
        told.append(say("… {more} lines more", more=len(lines) - most))
    return joined(told, "\n    ")


def _visible(line: str) -> str:
    """A line with its space at the end to be seen, and no longer than a terminal."""
    bare = line.rstrip()
    text = bare + "".join("·" if sign == " " else repr(sign)[1:-1] for sign in line[len(bare) :])
    return text if len(text) <= LONGEST_LINE else text[: LONGEST_LINE - 1] + "…"
