"""A block's running text as its author typed it, and where each character of it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from markdown_it.token import Token

from bankbook.notices import Span

#: Blocks whose text stands there for itself: no rule for running text applies inside them.
LITERAL = ("fence", "code_block", "html_block", "math_block", "math_block_label")


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of one block. `masked` is of the same length, with a stand-in for what is no running
    text (see offsets.py). `offsets` tells where its lines begin in the content, `starts` the line
    and column of each, counted from 0 in the prose; a column of -1 is not known. `first` is the
    place of the prose."""

    content: str
    masked: str
    offsets: tuple[int, ...]
    starts: tuple[tuple[int, int], ...]
    first: Span

    def at(self, offset: int) -> Span:
        """The place in the author's file of a character of the text."""
        line, column = self.position(offset)
        return self.first.shifted(line, column + 1)

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column, from 0, of a character in the prose; the column is -1 if unknown."""
        line = bisect_right(self.offsets, offset) - 1
        number, start = self.starts[line]
        return number, start + offset - self.offsets[line] if start >= 0 else -1


class Locator:
    """Finds the lines of blocks again in the text of a file, in reading order."""

    def __init__(self, text: str, first: Span) -> None:
        self.lines = text.split("\n")
        self.first = first
        self._after: dict[int, int] = {}

    def passage(self, token: Token, line: int, cell: bool) -> Passage:
        """Where the text of an inline token stands; several cells share a line of a table."""
        lines = token.content.split("\n")
        offsets = (0, *accumulate(len(text) + 1 for text in lines[:-1]))
        starts = tuple(
            (line + index, self._column(line + index, text, cell))
            for index, text in enumerate(lines)
        )
        return Passage(token.content, token.meta.get("masked", ""), offsets, starts, self.first)

    def _column(self, line: int, text: str, cell: bool) -> int:
        if line >= len(self.lines):
            return -1
        source, wanted = self.lines[line].rstrip(), text.strip()
        if not cell and source.endswith(wanted):
            found = len(source) - len(wanted)
        else:
            after = self._after.get(line, 0) if cell else 0
            found = source.find(wanted, after)
            if cell and found >= 0:
                self._after[line] = found + len(wanted)
        return max(found - (len(text) - len(text.lstrip())), -1) if found >= 0 else -1

    def block(self, line: int) -> Span:
        """The place of a block that begins on a line."""
        source = self.lines[line] if line < len(self.lines) else ""
        indent = len(source) - len(source.lstrip())
        return self.first.shifted(line, indent + 1 if source.strip() else 0)

    def find(self, line: int, text: str) -> Span:
        """The place of a text on a line; the whole line where it does not stand there."""
        source = self.lines[line] if line < len(self.lines) else ""
        return self.first.shifted(line, source.find(text) + 1 if text else 0)


def literal_lines(tokens: Sequence[Token]) -> Iterator[int]:
    """The lines, from 0, of blocks that are no running text."""
    for token in tokens:
        if token.type in LITERAL and token.map:
            yield from range(*token.map)
