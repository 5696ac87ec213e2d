"""The Markdown engine: one file a kind of block or inline, listed in `KINDS`."""

from __future__ import annotations

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
    offsets,
    places,
    reference,
    spacing,
    table,
)
from bankbook.markup.passage import Locator, Passage
from bankbook.markup.setting import Setting
from bankbook.memo import lasting
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
    offsets.extend(md)
    for kind in KINDS:
        kind.extend(md)
    return md


_md = _engine()


@lasting
def parse(prose: Prose) -> tuple[Token, ...]:
    """The tokens of a run of prose. The same prose is parsed once; nobody may change a token."""
    text = f"{prose.text}\n\n{prose.references}" if prose.references else prose.text
    try:
        return tuple(_md.parse(text, {}))
    except RecursionError:  # a check names it an error, so that nobody prints it
        return (Token("too_deep", "", 0, map=[0, 1]),)


def walk(prose: Prose) -> tuple[tuple[Token, Span], ...]:
    """Every token, blocks and inlines alike, with its place in the author's file. Kept as `parse` is:
    every check walks the whole book."""
    return _placed(prose)[0]


def passages(prose: Prose) -> tuple[Passage, ...]:
    """The running text of each block, as typed, in order."""
    return _placed(prose)[1]


def within(prose: Prose, token: Token, span: Span, text: str) -> Span:
    """The place of a text that a token of the prose holds; the token's where it is written
    otherwise (`&amp;`)."""
    lines = prose.text.split("\n")
    first = span.line - prose.span.line
    for row in range(first, min(first + token.content.count("\n") + 3, len(lines))):
        found = lines[row].find(text, max(span.column - 1, 0) if row == first else 0)
        if found >= 0:
            return prose.span.shifted(row, found + 1)
    return span


@lasting
def _placed(prose: Prose) -> tuple[tuple[tuple[Token, Span], ...], tuple[Passage, ...]]:
    locator = Locator(prose.text, prose.span)
    placed: list[tuple[Token, Span]] = []
    found: list[Passage] = []
    line, before = 0, ""
    for token in parse(prose):
        line = token.map[0] if token.map else line
        if token.type != "inline":
            placed.append((token, locator.block(line)))
            # A caption: its text stands on this line, or a table's in the paragraph before.
            above = token.meta.get("line", line)
            placed += [
                (child, locator.find(above, child.content)) for child in token.children or ()
            ]
        else:
            passage = locator.passage(token, line, cell=before in ("th_open", "td_open"))
            found.append(passage)
            placed.append((token, passage.at(0)))
            placed += [
                (child, passage.at(child.meta.get("at", 0))) for child in token.children or ()
            ]
        before = token.type
    return tuple(placed), tuple(found)


def render(prose: Prose, setting: Setting) -> str:
    """The prose as well-formed XHTML for one place in one medium."""
    tokens = list(parse(prose))
    env = {"setting": setting, "notes": footnote.notes(tokens)}
    return str(_md.renderer.render(footnote.body(tokens), _md.options, env)).strip()


def render_line(text: str, setting: Setting) -> str:
    """A title or a caption, inline only."""
    return str(_md.renderer.render(_md.parseInline(text, {}), _md.options, {"setting": setting}))
