"""Computed numbers: `[0.5 MiB]{=per-token}`. The text is printed; a program beside the question
(`04-kv-cache-size.numbers.py`) computes it, and `bankbook numbers` keeps the two the same."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

NUMBER = re.compile(r"\[([^\[\]\n]+)\]\{=([a-z][a-z0-9-]*)\}")


def _parse(state: StateInline, silent: bool) -> bool:
    match = NUMBER.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        opening = state.push("number_open", "", 1)
        opening.meta = {"name": match[2], "text": match[1]}
        state.push("text", "", 0).content = match[1]
        state.push("number_close", "", -1)
    state.pos = match.end()
    return True


def _nothing(*_: object) -> str:
    return ""


def extend(md: MarkdownIt) -> None:
    md.inline.ruler.before("link", "number", _parse)
    md.add_render_rule("number_open", _nothing)
    md.add_render_rule("number_close", _nothing)
