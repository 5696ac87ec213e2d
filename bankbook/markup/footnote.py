"""Notes: below the text that they belong to in print, as pop-ups (EPUB SSV `noteref`) in e-books.

At the foot of the page they would be nearer, but WeasyPrint 70.0 sets a note on a later page, and
twice, where it lays a page out again for the sake of a heading.
"""

from __future__ import annotations

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from bankbook.markup.line_breaks import MUST_NOT_BREAK


def notes(tokens: list[Token]) -> dict[int, list[Token]]:
    """The inline tokens of each note, by its number from 0. A note is one line of thought: the
    paragraphs of a longer one run on."""
    found: dict[int, list[Token]] = {}
    current: list[Token] | None = None
    for token in tokens:
        if token.type == "footnote_open":
            current = found.setdefault(token.meta["id"], [])
        elif token.type == "footnote_close":
            current = None
        elif current is not None and token.type == "inline":
            current.append(token)
    return found


def body(tokens: list[Token]) -> list[Token]:
    """The tokens up to the notes, whose block is one token that prints them all."""
    for index, token in enumerate(tokens):
        if token.type == "footnote_block_open":
            return tokens[: index + 1]
    return tokens


def _content(renderer: Any, number: int, options: Any, env: Any) -> str:
    return " ".join(
        renderer.renderInline(token.children, options, env) for token in env["notes"][number]
    )


def _reference(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    meta, setting = tokens[index].meta, env["setting"]
    number = meta["id"]
    name = f"{setting.prefix}fn{number + 1}"
    again = f"-{meta['subId']}" if meta["subId"] else ""
    place = f'href="#{name}" id="{name}-ref{again}"'
    if setting.medium == "print":  # the mark stays with its word
        return f'{MUST_NOT_BREAK}<a class="noteref" {place}>{number + 1}</a>'
    return f'<a class="noteref" epub:type="noteref" role="doc-noteref" {place}>{number + 1}</a>'


def _block_open(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    """The notes. What follows this token is left out of the rendering (`body`)."""
    setting = env["setting"]
    printed = setting.medium == "print"
    kind = "" if printed else ' epub:type="footnote" role="doc-footnote"'
    role = "" if printed else ' role="doc-backlink"'
    back = "" if printed else f' title="{setting.words("back")}"'
    result = []
    for number in sorted(env["notes"]):
        name = f"{setting.prefix}fn{number + 1}"
        content = _content(self, number, options, env)
        result.append(
            f'<aside class="footnote"{kind} id="{name}">'
            f'<p><a class="note-number"{role} href="#{name}-ref"{back}>{number + 1}</a>'
            f" {content}</p></aside>\n"
        )
    return "".join(result)


def extend(md: MarkdownIt) -> None:
    md.use(footnote_plugin)
    md.add_render_rule("footnote_ref", _reference)
    md.add_render_rule("footnote_block_open", _block_open)
