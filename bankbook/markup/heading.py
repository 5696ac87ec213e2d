"""Headings inside prose: ranked as the author nests them, printed below what the prose stands in.

Whatever level an author starts with, no level is skipped in the book's outline.
"""

from __future__ import annotations

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from bankbook.markup.places import place

EDGES = ("heading_open", "heading_close")


def _ranks(state: StateCore) -> None:
    headings = [token for token in state.tokens if token.type in EDGES]
    levels = sorted({token.tag for token in headings})
    for token in headings:
        token.meta = {"rank": levels.index(token.tag)}


def _tag(token: Any, env: Any) -> str:
    return f"h{min(6, env['setting'].heading + token.meta['rank'])}"


def _open(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    rank = token.meta["rank"] + 1
    return f'<{_tag(token, env)} class="heading-{rank}"{place(token, env)}>'


def _close(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    return f"</{_tag(tokens[index], env)}>\n"


def extend(md: MarkdownIt) -> None:
    md.core.ruler.push("heading_ranks", _ranks)
    md.add_render_rule("heading_open", _open)
    md.add_render_rule("heading_close", _close)
