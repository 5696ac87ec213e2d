"""Places: a block knows the line of the author's file that it comes from, so that what goes wrong
with it on a page can be told with file and line."""

from __future__ import annotations

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token


def place(token: Token, env: Any) -> str:
    """The attribute that carries a block's place, where the setting wants it."""
    span = env["setting"].span
    if span is None or not token.map:
        return ""
    return f' data-at="{escapeHtml(str(span.shifted(token.map[0])))}"'


def _paragraph(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    """A paragraph that announces what comes next is kept with it in print."""
    where = place(tokens[index], env)
    announces = tokens[index + 1].content.rstrip().endswith(("：", ":"))
    kind = ' class="lead-in"' if announces and env["setting"].medium == "print" else ""
    return f"<p{kind}{where}>" if not tokens[index].hidden else ""


def _open(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    tag = str(self.renderToken(tokens, index, options, env))
    where = place(tokens[index], env)
    return tag.replace(f"<{tokens[index].tag}", f"<{tokens[index].tag}{where}", 1)


def extend(md: MarkdownIt) -> None:
    md.add_render_rule("paragraph_open", _paragraph)
    md.add_render_rule("list_item_open", _open)
