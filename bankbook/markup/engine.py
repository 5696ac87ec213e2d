"""The Markdown engine: one file a kind of block or inline, listed in `KINDS`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bankbook.markup import (
    admonition,
    citation,
    code,
    definition,
    figure,
    footnote,
    heading,
    html,
    line_breaks,
    link,
    math,
    number,
    places,
    reference,
    spacing,
    table,
)
from bankbook.markup.setting import Setting
from bankbook.memo import memo
from bankbook.model import Prose
from bankbook.notices import Span


class Kind(Protocol):
    """A module that teaches the engine one thing."""

    def extend(self, md: MarkdownIt) -> None: ...


#: In the order in which their rules run where they share a stage.
KINDS: tuple[Any, ...] = (
    html,
    heading,
    admonition,
    table,
    definition,
    code,
    footnote,
    math,
    citation,
    number,
    reference,
    link,
    figure,
    spacing,
    line_breaks,
    places,
)


def _engine() -> MarkdownIt:
    # CommonMark's raw HTML is tokenised so that it can be named as an error; no rule prints it
    # (html.py), whatever the renderer's options say.
    md = MarkdownIt("commonmark", {"html": True, "xhtmlOut": True, "typographer": False})
    md.enable("strikethrough")
    for kind in KINDS:
        kind.extend(md)
    return md


_md = _engine()


@memo
def parse(prose: Prose) -> tuple[Token, ...]:
    """The tokens of a run of prose. The same prose is parsed once; nobody may change a token."""
    text = f"{prose.text}\n\n{prose.references}" if prose.references else prose.text
    return tuple(_md.parse(text, {}))


@memo
def walk(prose: Prose) -> tuple[tuple[Token, Span], ...]:
    """Every token, blocks and inlines alike, with its place in the author's file. Kept as `parse` is:
    every check walks the whole book."""
    return tuple(_steps(prose))


def _steps(prose: Prose) -> Iterator[tuple[Token, Span]]:
    line = 0
    for token in parse(prose):
        line = token.map[0] if token.map else line
        yield token, prose.span.shifted(line)
        inner = line
        for child in token.children or ():
            yield child, prose.span.shifted(inner)
            inner += child.type in ("softbreak", "hardbreak") or child.content.count("\n")


def render(prose: Prose, setting: Setting) -> str:
    """The prose as well-formed XHTML for one place in one medium."""
    tokens = list(parse(prose))
    env = {"setting": setting, "notes": footnote.notes(tokens)}
    return str(_md.renderer.render(footnote.body(tokens), _md.options, env)).strip()


def render_line(text: str, setting: Setting) -> str:
    """A title or a caption, inline only."""
    return str(_md.renderer.render(_md.parseInline(text, {}), _md.options, {"setting": setting}))
