"""Code: fenced blocks highlighted by Pygments. `output` marks what the code above it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pygments
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from pygments import lex
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.token import Text
from pygments.util import ClassNotFound

from bankbook.markup.places import place

#: Words that may stand after the language: `run` says that the tests run this code.
FLAGS = ("run",)
PLAIN = ("", "text", "output")

#: Widths of characters in ems, of what begins a line that goes on, and of a list's indent.
NARROW, WIDE, CONTINUED, INDENT = 0.6, 1.0, 1.8, 2.5
#: Where code may be broken between pages; a piece of more lines may be broken anywhere.
PIECES = re.compile(r"\n(?:[ \t]*\n)+(?=[^\s])")
LONG = 24
#: A character of no text: where a line is broken.
BREAK = "\ue000"
GOOD = re.compile(r"[,;(\[{] ?|\s+(?=\S)")
FAIR = re.compile(r"[^\w\s]|_")

_formatter = HtmlFormatter(nowrap=True, classprefix="hl-")


def language(info: str) -> str:
    """The language that a fence names, small."""
    return info.split()[0].lower() if info.split() else ""


def known(name: str) -> bool:
    """Whether Pygments can highlight the language, or it is one of ours."""
    try:
        return name in PLAIN or bool(get_lexer_by_name(name))
    except ClassNotFound:
        return False


@lru_cache(maxsize=4096)
def highlighted(text: str, name: str, measure: float | None = None) -> str:
    """Code as HTML, each line of it broken where it is longer than `measure` ems."""
    breaks = break_points(text, measure) if measure else []
    if name in PLAIN or not known(name):
        tokens = iter([(Text, text)])
    else:
        tokens = lex(text, get_lexer_by_name(name, stripnl=False))
    marked = str(pygments.format(_with_breaks(tokens, breaks), _formatter))
    return marked.replace(BREAK, '<span class="continued"></span>')


def _with_breaks(tokens: Iterator[tuple[Any, str]], breaks: list[int]) -> Iterator[tuple[Any, str]]:
    """The tokens of a text with a sign at each of these offsets."""
    start = 0
    for kind, value in tokens:
        end = start + len(value)
        cuts = [offset - start for offset in breaks if start <= offset < end]
        edges = [0, *cuts, len(value)]
        yield kind, BREAK.join(value[a:b] for a, b in pairwise(edges))
        start = end


def break_points(text: str, measure: float) -> list[int]:
    """Where to break the lines of a text that are longer than `measure` ems: behind a space, a
    comma or a bracket, else behind another sign that is no letter, else wherever it must be."""
    found = []
    offset = 0
    for line in text.split("\n"):
        start, room = 0, measure
        while (fits := _fitting(line[start:], room)) < len(line) - start:
            piece = line[start : start + fits]
            best = max((m.end() for m in GOOD.finditer(piece)), default=0)
            if best < fits // 3:
                best = max((m.end() for m in FAIR.finditer(piece)), default=0)
            start += best if best >= fits // 3 else fits
            found.append(offset + start)
            room = measure - CONTINUED
        offset += len(line) + 1
    return found


def _fitting(line: str, room: float) -> int:
    """How many characters of a line fit into so many ems."""
    width = 0.0
    for index, sign in enumerate(line):
        width += WIDE if ord(sign) >= 0x2E80 else NARROW
        if width > room + 1e-6:
            return max(index, 1)
    return len(line)


def _pieces(text: str) -> str:
    """The code in pieces that are not broken between pages: what stands between blank lines before
    a line that is not indented. White between them takes the place of the blank lines."""
    pieces = PIECES.split(text)
    long = any(piece.count("\n") >= LONG for piece in pieces)
    if len(pieces) == 1 and not long:
        return text
    return "".join(
        f'<span class="lines{" long" if piece.count(chr(10)) >= LONG else ""}">{piece}\n</span>'
        for piece in pieces
    )


def _fence(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    name = language(token.info)
    measure = env["setting"].code_measure
    if measure:
        measure -= INDENT * (token.level // 2)
    text = highlighted(token.content.rstrip("\n"), name, measure).rstrip("\n")
    where = place(token, env)
    if name == "output":
        label = escapeHtml(env["setting"].words("output"))
        return f'<pre class="output"{where} aria-label="{label}"><code>{text}</code></pre>\n'
    kind = f' class="language-{escapeHtml(name)}"' if name else ""
    if env["setting"].medium == "print":
        text = _pieces(text)
    return f'<pre class="code"{where}><code{kind}>{text}</code></pre>\n'


def extend(md: MarkdownIt) -> None:
    md.add_render_rule("fence", _fence)
    md.add_render_rule("code_block", _fence)
