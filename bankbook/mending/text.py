"""A file's text, mended: line by line, so that a line number stays what it was."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from bankbook import markup
from bankbook.markup.offsets import BREAK
from bankbook.mending import front
from bankbook.mending.edits import TRAILING, Edit, changes
from bankbook.mending.skeleton import skeleton
from bankbook.model import Prose
from bankbook.notices import Span

INDENT = re.compile(r"[ \t]*\t[ \t]*(?=\S)")
#: Mending may make room for more mending; nothing that somebody wrote takes more rounds.
ROUNDS = 8
#: Where Markdown would read the whole differently, so many lines are tried one by one.
MOST_TRIED = 200


def mended(raw: str, kinds: frozenset[str]) -> tuple[str, tuple[Edit, ...]]:
    """The text of a Markdown file with everything mended that is of these kinds, and what was."""
    text, edits = _line_ends(raw, kinds)
    divided = _divided(text)
    if divided is None:
        return text, tuple(edits)
    head, body = divided
    first = head.count("\n") + 1
    for _ in range(ROUNDS):
        new_head, told = front.mended(head, kinds)
        edits += told
        new_body, told = _body(body, kinds, first)
        edits += told
        if (new_head, new_body) == (head, body):
            break
        head, body = new_head, new_body
    else:
        return raw, ()  # never at rest: better left alone
    text = head + body
    unended = "final line end" in kinds and text and not text.endswith("\n")
    if unended and skeleton(body + "\n") == skeleton(body):
        edits.append(Edit("final line end", text.count("\n") + 1, 0))
        text += "\n"
    return text, tuple(dict.fromkeys(edits))


def _line_ends(raw: str, kinds: frozenset[str]) -> tuple[str, list[Edit]]:
    edits = []
    if raw.startswith("\ufeff") and "byte-order mark" in kinds:
        raw = raw[1:]
        edits.append(Edit("byte-order mark", 1, 1))
    if "\r" in raw and "Windows line end" in kinds:
        edits.append(Edit("Windows line end", raw.split("\r")[0].count("\n") + 1, 0))
        raw = raw.replace("\r\n", "\n").replace("\r", "\n")
    return raw, edits


def _divided(text: str) -> tuple[str, str] | None:
    """The front matter with its two lines of `---`, and what follows. Nothing for a file without
    front matter, or with line ends that are not ours to change: left alone."""
    lines = text.split("\n")
    if lines[0].removeprefix("\ufeff").rstrip() != "---" or "\r" in text:
        return None
    end = next((i for i, line in enumerate(lines) if i and line.rstrip() == "---"), None)
    if end is None or end + 1 == len(lines):
        return None
    return "\n".join(lines[: end + 1]) + "\n", "\n".join(lines[end + 1 :])


def _body(body: str, kinds: frozenset[str], first: int) -> tuple[str, list[Edit]]:
    """One round. What Markdown would then read otherwise is taken back."""
    edits = _edits(body, kinds, first)
    if not edits:
        return body, []
    before = skeleton(body)
    new = _applied(body, edits, first)
    if skeleton(new) == before:
        return new, edits
    by_line: dict[int, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_line[edit.line].append(edit)
    text, kept = body, []
    for of_line in list(by_line.values())[:MOST_TRIED]:
        new = _applied(text, of_line, first)
        if skeleton(new) == before:
            text = new
            kept += of_line
    return text, kept


def _edits(body: str, kinds: frozenset[str], first: int) -> list[Edit]:
    prose = Prose(body, Span("", first))
    literal = set(markup.literal_lines(markup.parse(prose)))
    lines = body.split("\n")
    edits: list[Edit] = []
    broken = set()
    for passage in markup.passages(prose):
        for offset, sign in enumerate(passage.masked):
            if sign == BREAK:
                broken.add(passage.position(offset)[0])
        for change in changes(passage.masked):
            row, column = passage.position(change.start)
            found = lines[row][column : column + len(change.old)] if column >= 0 else None
            if change.kind in kinds and found == change.old and row not in literal:
                edits.append(Edit(change.kind, first + row, column + 1, change.old, change.new))
    if "trailing space" in kinds:
        edits += _stripped(lines, lambda row: row not in literal | broken, first)
    if "tab" in kinds:
        for row, line in enumerate(lines):
            if row not in literal and (indent := INDENT.match(line)):
                new = indent[0].expandtabs(4)
                edits.append(Edit("tab", first + row, 1, indent[0], new))
    return edits


def _stripped(lines: list[str], wanted: Callable[[int], bool], first: int) -> list[Edit]:
    return [
        Edit("trailing space", first + row, found.start() + 1, found[0])
        for row, line in enumerate(lines)
        if wanted(row) and (found := TRAILING.search(line))
    ]


def _applied(body: str, edits: Iterable[Edit], first: int) -> str:
    lines = body.split("\n")
    for edit in sorted(set(edits), key=lambda edit: (edit.line, -edit.column)):
        row, start = edit.line - first, edit.column - 1
        line = lines[row]
        if line[start : start + len(edit.old)] == edit.old:
            lines[row] = line[:start] + edit.new + line[start + len(edit.old) :]
    return "\n".join(lines)
