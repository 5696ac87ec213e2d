"""Figures: a picture alone in its paragraph, `![what it shows](figures/masks.svg "caption")`.

The figure's id is its file's name: `@fig:masks` refers to it.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from bankbook.markup.places import place


def figure_id(source: str) -> str:
    """The id of the figure in a file: its stem, as a slug."""
    stem = PurePosixPath(unquote(source)).stem.lower()
    return re.sub(r"[^a-z0-9]+", "-", stem).strip("-")


def _alone(tokens: list[Token], index: int) -> bool:
    inline = tokens[index + 1] if index + 1 < len(tokens) else None
    return bool(
        tokens[index].type == "paragraph_open"
        and inline is not None
        and inline.children
        and len(inline.children) == 1
        and inline.children[0].type == "image"
    )


def _figures(state: StateCore) -> None:
    result: list[Token] = []
    index = 0
    while index < len(state.tokens):
        if not _alone(state.tokens, index):
            result.append(state.tokens[index])
            index += 1
            continue
        image = state.tokens[index + 1].children[0]  # type: ignore[index]
        token = Token("figure", "figure", 0)
        token.map = state.tokens[index].map
        token.attrs = dict(image.attrs)
        token.content = image.content
        caption = state.md.parseInline(str(image.attrs.get("title", "")), state.env)
        token.children = caption[0].children
        result.append(token)
        index += 3
    state.tokens = result


def _figure(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    token, setting = tokens[index], env["setting"]
    source = str(token.attrs["src"])
    name = figure_id(source)
    label = setting.labels[f"fig:{name}"]
    caption = self.renderInline(token.children or [], options, env)
    address = escapeHtml(setting.image(name))
    return (
        f'<figure class="figure"{place(token, env)} id="{label.anchor}">'
        f'<img src="{address}" alt="{escapeHtml(token.content)}" />'
        f'<figcaption><span class="label">{label.text}</span> {caption}</figcaption></figure>\n'
    )


def extend(md: MarkdownIt) -> None:
    md.core.ruler.push("figures", _figures)
    md.add_render_rule("figure", _figure)
