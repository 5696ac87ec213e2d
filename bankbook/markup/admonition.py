"""Admonitions, written as on Git hosts: `> [!NOTE]`, TIP, IMPORTANT, WARNING, CAUTION."""

from __future__ import annotations

from typing import Any

from markdown_it import MarkdownIt

from bankbook.markup.places import place


def _open(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    kind = tokens[index].info.lower()
    return f'<aside class="admonition {kind}"{place(tokens[index], env)}>\n'


def _close(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    return "</aside>\n"


def _title_open(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    return '<p class="admonition-title">'


def _title(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    return str(env["setting"].words(tokens[index].meta["kind"]))


def _titles(state: Any) -> None:
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type == "alert_title_open":
            inline.type = "alert_title"
            inline.meta = {"kind": inline.content.lower()}
            inline.children = []


def extend(md: MarkdownIt) -> None:
    md.options["alerts"] = True
    md.core.ruler.push("alert_titles", _titles)
    md.add_render_rule("alert_open", _open)
    md.add_render_rule("alert_close", _close)
    md.add_render_rule("alert_title_open", _title_open)
    md.add_render_rule("alert_title", _title)
