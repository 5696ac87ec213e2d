"""Headings inside prose: authors write `###` below a section; print them below the question's."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

#: A question's own title is h2 in its chapter, its sections' titles h3, so prose starts at h4.
SHIFT = 1


def _shift(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + SHIFT)}"


def extend(md: MarkdownIt) -> None:
    md.core.ruler.push("heading_shift", _shift)
