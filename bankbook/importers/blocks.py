"""Markdown cut into its top-level blocks, each of which is adapted, and if need be hardened, alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its token's kind, its lines, and how many lines of the run stand before it.

    `content` is what is inside a block of code or a heading; `info` a block of code's language or a
    heading's level; `shielded` the lines of it that are code inside a list or a quotation.
    """

    kind: str
    text: str
    before: int
    content: str = ""
    info: str = ""
    shielded: frozenset[int] = frozenset()


def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": True}).enable("table")
    md.use(dollarmath_plugin, allow_space=False, allow_blank_lines=False, double_inline=True)
    md.core.ruler.enableOnly(["normalize", "block"])
    return md


_blocks = _parser()


def split(text: str) -> list[Block]:
    """The blocks of a run of Markdown, in order; between them there is nothing but empty lines."""
    lines = text.split("\n")
    tokens = _blocks.parse(text, {})
    found: list[Block] = []
    end = 0

    def loose(until: int) -> None:
        """What no block holds: link definitions."""
        rest = "\n".join(lines[end:until])
        if rest.strip():
            found.append(Block("definitions", rest.strip("\n"), end))

    for index, token in enumerate(tokens):
        if token.level or token.nesting < 0 or token.map is None:
            continue
        start, stop = token.map
        loose(start)
        inside = _inside(tokens, index)
        content, info = token.content, token.info
        if token.type == "heading_open":
            content, info = tokens[index + 1].content, token.tag[1:]
        shielded = frozenset(
            line - start
            for other in inside
            if other.type in ("fence", "code_block") and other.map
            for line in range(*other.map)
        )
        body = "\n".join(lines[start:stop]).rstrip()
        found.append(Block(token.type.removesuffix("_open"), body, start, content, info, shielded))
        end = stop
    loose(len(lines))
    return found


def _inside(tokens: list[Token], index: int) -> Iterator[Token]:
    """The tokens of the block that opens at `index`."""
    for place in range(index + 1, len(tokens)):
        if not tokens[place].level:
            return
        yield tokens[place]
