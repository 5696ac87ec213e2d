"""Links: outside addresses, and question files by relative path, which also work on a Git host."""

from __future__ import annotations

import posixpath
import re
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt

OUTSIDE = re.compile(r"(https?|mailto):", re.IGNORECASE)


def question_file(href: str) -> str | None:
    """The name of the question file that a relative link leads to, without folders, or None."""
    path = unquote(href.split("#")[0])
    if OUTSIDE.match(href) or not path.endswith(".md"):
        return None
    return posixpath.basename(path)


def _open(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    href = str(tokens[index].attrs.get("href", ""))
    setting = env["setting"]
    file = question_file(href)
    label = setting.labels.get(f"file:{file}") if file else None
    if label is not None:
        return f'<a class="reference to-q" href="{setting.place(label)}">'
    return str(self.renderToken(tokens, index, options, env)).replace("<a ", '<a class="outside" ')


def extend(md: MarkdownIt) -> None:
    md.add_render_rule("link_open", _open)
