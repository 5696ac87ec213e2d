"""Citations: `[@key]`, `[@key, 第 3 节]`, `[@one; @two]`, as in Pandoc."""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline

from bankbook.markup.line_breaks import MUST_NOT_BREAK
from bankbook.markup.spacing import spaced

CITATION = re.compile(r"\[(@[^\[\]\n]+)\]")
ITEM = re.compile(r"@([A-Za-z0-9][A-Za-z0-9_.:/-]*)(?:\s*[,，]\s*(.+))?")


def _parse(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[@", state.pos):
        return False
    match = CITATION.match(state.src, state.pos)
    if not match:
        return False
    items = []
    for part in re.split(r"\s*[;；]\s*", match[1]):
        item = ITEM.fullmatch(part.strip())
        if not item:
            return False
        items.append((item[1], item[2] or ""))
    if not silent:
        token = state.push("citation", "", 0)
        token.content = match[0]
        token.meta = {"items": items}
    state.pos = match.end()
    return True


def _citation(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    setting = env["setting"]
    parts = []
    for key, locator in tokens[index].meta["items"]:
        number = setting.numbers[key]
        where = f", {escapeHtml(spaced(locator))}" if locator else ""
        href = setting.href(f"source-{number}")
        role = ' role="doc-biblioref"' if setting.medium == "ebook" else ""
        parts.append(f'<a class="citation"{role} href="{href}">{number}{where}</a>')
    # In print the mark stays with its word.
    before = MUST_NOT_BREAK if setting.medium == "print" else ""
    return f'{before}<span class="citations">[{"; ".join(parts)}]</span>'


def extend(md: MarkdownIt) -> None:
    md.inline.ruler.before("link", "citation", _parse)
    md.add_render_rule("citation", _citation)
