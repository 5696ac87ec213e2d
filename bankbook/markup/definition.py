"""Definition lists, as in Pandoc: a term, then `: ` and its meaning."""

from __future__ import annotations

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin


def extend(md: MarkdownIt) -> None:
    md.use(deflist_plugin)
