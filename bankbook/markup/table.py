"""Tables, with a caption in the paragraph before: `表：各方法的显存 {#tbl:memory}`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bankbook.markup.line_breaks import MUST_NOT_BREAK
from bankbook.markup.places import place

#: A table of more rows may be broken between pages; its head is repeated.
LONG = 14

CAPTION = re.compile(
    r"(?:表|Table)\s*[：:]\s*(?P<text>.+?)(?:\s*\{#tbl:(?P<id>[a-z][a-z0-9-]*)\})?\s*", re.DOTALL
)


def _captions(state: StateCore) -> None:
    tokens = state.tokens
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        match = None
        after = tokens[index + 3].type if index + 3 < len(tokens) else ""
        if token.type == "paragraph_open" and after == "table_open":
            match = CAPTION.fullmatch(tokens[index + 1].content)
        if match is None:
            result.append(token)
            index += 1
            continue
        table = tokens[index + 3]
        caption = state.md.parseInline(match["text"], state.env)
        table.meta = {
            "id": match["id"] or "",
            "caption": match["text"],
            "line": token.map[0] if token.map else 0,
        }
        table.children = caption[0].children
        result.append(table)
        index += 4
    state.tokens = result


def _open(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    rows = [after.type for after in _inside(tokens, index)].count("tr_open")
    kind = "table long" if rows > LONG else "table"
    where = place(token, env)
    if not token.meta.get("caption"):
        return f'<table class="{kind}"{where}>\n'
    caption = self.renderInline(token.children or [], options, env)
    label = env["setting"].labels.get(f"tbl:{token.meta['id']}")
    if label is None:
        return f'<table class="{kind}"{where}>\n<caption>{caption}</caption>\n'
    return (
        f'<table class="{kind}"{where} id="{label.anchor}">\n'
        f'<caption><span class="label">{label.text}</span> {caption}</caption>\n'
    )


def _inside(tokens: Any, index: int) -> Iterator[Token]:
    """The tokens of the table that opens at `index`."""
    for token in tokens[index:]:
        if token.type == "table_close":
            return
        yield token


def _cell(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    style = str(token.attrs.get("style", ""))
    side = style.removeprefix("text-align:")
    kind = f' class="{side}"' if side in ("left", "center", "right") else ""
    tag = _tag(tokens, index, env)
    scope = f' scope="col"{_name(tokens[index + 1])}' if tag == "th" else ""
    return f"<{tag}{scope}{kind}>"


def _tag(tokens: Any, index: int, env: Any) -> str:
    """A heading without text, such as a table's corner, heads nothing: in an e-book it is a cell.
    In a PDF every cell must have a heading (PDF/UA-1, 7.5), if need be an empty one."""
    empty = not tokens[index + 1].content.strip() and env["setting"].medium == "ebook"
    return "td" if empty else str(tokens[index].tag)


def _name(inline: Token) -> str:
    """A heading that is a formula alone is named for those who have it read to them."""
    children = [child for child in inline.children or () if child.content.strip()]
    if children and all(child.type == "math_inline" for child in children):
        return f' aria-label="{escapeHtml(" ".join(child.content for child in children))}"'
    return ""


def _close(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    """Closes what `_cell` opened two tokens before. Validators do not see a formula's text: a
    heading that is one alone gets a character without width."""
    sign = MUST_NOT_BREAK if _name(tokens[index - 1]) and env["setting"].medium == "ebook" else ""
    return f"{sign}</{_tag(tokens, index - 2, env)}>\n"


def extend(md: MarkdownIt) -> None:
    md.enable("table")
    md.core.ruler.push("table_captions", _captions)
    md.add_render_rule("table_open", _open)
    md.add_render_rule("th_open", _cell)
    md.add_render_rule("td_open", _cell)
    md.add_render_rule("th_close", _close)
