"""Cross-references: `@q:kv-cache-size`, `@fig:masks`, `@tbl:sizes`, `@eq:attention`."""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline

from bankbook.markup.line_breaks import NO_BREAK_SPACE
from bankbook.markup.setting import Setting

REFERENCE = re.compile(r"@((?:q|fig|tbl|eq):[a-z][a-z0-9]*(?:-[a-z0-9]+)*)")


def page_of(href: str) -> str:
    """Room for the number of the page that a link leads to; the press fills it in."""
    return f'<span class="page-of" data-page-of="{escapeHtml(href)}">000</span>'


def around(setting: Setting, href: str, before_it: Any) -> tuple[str, str]:
    """What stands before and after a reference to a question: in print, the page it is on, said
    without brackets inside brackets. `before_it` are the tokens of its line before it."""
    if setting.medium != "print":
        return "", ""
    written = "".join(token.content for token in before_it if token.type == "text")
    inside = written.count("（") + written.count("(") > written.count("）") + written.count(")")
    key = "reference_with_page_in_brackets" if inside else "reference_with_page"
    before, after = setting.words(key, page="\0", text="\1").split("\1")
    return before.replace("\0", page_of(href)), after.replace("\0", page_of(href))


def _parse(state: StateInline, silent: bool) -> bool:
    match = REFERENCE.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.meta = {"target": match[1]}
        token.content = match[0]
    state.pos = match.end()
    return True


def _reference(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    setting = env["setting"]
    target = tokens[index].meta["target"]
    label = setting.labels[target]
    kind = target.split(":")[0]
    if not label.anchor:
        return f'<span class="elsewhere">{escapeHtml(label.text)}</span>'
    href = setting.place(label)
    text = escapeHtml(label.text)
    if setting.medium == "print":  # “图 1.2” stays on one line
        text = text.replace(" ", NO_BREAK_SPACE)
    if kind == "q":
        before, after = around(setting, href, tokens[:index])
        text = before + text + after
    return f'<a class="reference to-{kind}" href="{href}">{text}</a>'


def extend(md: MarkdownIt) -> None:
    md.inline.ruler.before("link", "reference", _parse)
    md.add_render_rule("reference", _reference)
