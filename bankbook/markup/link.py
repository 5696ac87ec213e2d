"""Links: outside addresses, and question files by relative path, which also work on a Git host."""

from __future__ import annotations

import posixpath
import re
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bankbook.markup.reference import around
from bankbook.markup.setting import Label, Setting

OUTSIDE = re.compile(r"(https?|mailto):", re.IGNORECASE)


def question_file(href: str) -> str | None:
    """The name of the question file that a relative link leads to, without folders, or None."""
    path = unquote(href.split("#")[0])
    if OUTSIDE.match(href) or not path.endswith(".md"):
        return None
    return posixpath.basename(path)


def _label(token: Token, setting: Setting) -> Label | None:
    """The question whose file a link leads to."""
    file = question_file(str(token.attrs.get("href", "")))
    return setting.labels.get(f"file:{file}") if file else None


def _open(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    setting = env["setting"]
    label = _label(tokens[index], setting)
    if label is not None and not label.anchor:
        return '<span class="elsewhere">'
    if label is not None:
        href = setting.place(label)
        return f'<a class="reference to-q" href="{href}">{around(setting, href, tokens[:index])[0]}'
    return str(self.renderToken(tokens, index, options, env)).replace("<a ", '<a class="outside" ')


def _close(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    setting = env["setting"]
    start = max(place for place in range(index) if tokens[place].type == "link_open")
    label = _label(tokens[start], setting)
    if label is None:
        return "</a>"
    if not label.anchor:
        return "</span>"
    return f"{around(setting, setting.place(label), tokens[:start])[1]}</a>"


def extend(md: MarkdownIt) -> None:
    md.add_render_rule("link_open", _open)
    md.add_render_rule("link_close", _close)
