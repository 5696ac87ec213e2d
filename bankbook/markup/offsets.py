"""Where an inline stands: its offset in the text of its block, which markdown-it does not keep.

Each inline token gets `meta["at"]`; each block of inlines `meta["masked"]`: the block's text as its
author typed it, of the same length, with a stand-in for every character that is no running text.
"""

from __future__ import annotations

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, fragments_join
from markdown_it.token import Token

#: Stand-ins: for what is not running text (code, formulas, addresses …), for a mark of emphasis, and
#: for a line end that the author made a line break.
OBJECT, MARK, BREAK = "\ufffc", "\u2060", "\u2028"


class _Parser(ParserInline):
    """The inline parser, which notes where each step of its loop began."""

    def tokenize(self, state: StateInline) -> None:
        mask: list[str] = state.env["mask"][-1]
        rules = self.ruler.getRules("")
        deepest = state.md.options["maxNesting"]
        end, begun = state.posMax, state.pos  # where the text that is being gathered began
        while state.pos < end:
            start, before = state.pos, len(state.tokens)
            if not state.pending:
                begun = start
            if not (state.level < deepest and any(rule(state, False) for rule in rules)):
                state.append_pending(state.src[start])
                state.pos += 1
            made = state.tokens[before:]
            if made and made[0].type == "text" and state.src.startswith(made[0].content, begun):
                made[0].meta.setdefault("at", begun)
            for token in made:
                token.meta.setdefault("at", start)
            if state.pending and made:
                begun = start
            _note(mask, state, start, made)
        if state.pending:
            state.pushPending()
            state.tokens[-1].meta.setdefault("at", begun)

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        masks = env.setdefault("mask", [])
        masks.append([OBJECT] * len(src))
        result = super().parse(src, md, env, tokens)
        env["masked"] = "".join(masks.pop())
        return result


def _note(mask: list[str], state: StateInline, start: int, made: list[Token]) -> None:
    """Write into the mask what one step of the loop has read."""
    read = state.src[start : state.pos]
    last = made[-1] if made else None
    if last is None:  # only text
        mask[start : state.pos] = read
    elif last.type in ("softbreak", "hardbreak"):
        mask[start : state.pos] = read
        if last.type == "hardbreak":
            mask[start : start + 1] = BREAK if read[0] == "\n" else OBJECT
    elif last.type == "text" and set(read) <= set("*_~"):
        mask[start : state.pos] = MARK * len(read)


def _join(state: StateInline) -> None:
    """Texts that become one begin where the first began."""
    for left, right in zip(state.tokens, state.tokens[1:], strict=False):
        if left.type == right.type == "text" and "at" in left.meta:
            right.meta["at"] = left.meta["at"]
    fragments_join(state)


def _inlines(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline":
            token.children = token.children or []
            state.md.inline.parse(token.content, state.md, state.env, token.children)
            token.meta["masked"] = state.env.pop("masked")


def extend(md: MarkdownIt) -> None:
    """Must come before what adds rules for inlines."""
    parser = _Parser()
    parser.ruler, parser.ruler2 = md.inline.ruler, md.inline.ruler2
    md.inline = parser
    md.inline.ruler2.at("fragments_join", _join)
    md.core.ruler.at("inline", _inlines)
