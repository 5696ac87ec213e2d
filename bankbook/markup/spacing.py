"""中西间距 (CJK–Latin spacing; CLREQ on mixed text): a space where Chinese meets Latin or a digit.

One U+0020 each, whatever the author typed, so that it copies and searches well, collapses at the
ends of lines and stretches with them. It works across inline elements (`**LLaMA**的`), and leaves
code and formulas themselves alone. Full-width punctuation brings its own white: none beside it.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3005\u3007\U00020000-\U0003ffff"
WESTERN = r"A-Za-z0-9\u00c0-\u024f\u0370-\u03ff"
#: What counts as Western text before Chinese, and after it: signs that belong to a word or number.
BEFORE = WESTERN + r"%‰°+\)\]′″"
AFTER = WESTERN + r"\$\(\[±−~≈<>≤≥×#@"
FULL = "\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’…—·"

_han_western = re.compile(f"([{HAN}]) *([{AFTER}])")
_western_han = re.compile(f"([{BEFORE}]) *([{HAN}])")
_beside_full = re.compile(f" *([{FULL}]) *")
_chinese = re.compile(f"[{HAN}]")
#: Full-width for certain: “ ” ‘ ’ … — · also stand in Latin text.
_full = re.compile(f"(?![“”‘’…—·])[{FULL}]")
_between_han = re.compile(f"([{HAN}]) +(?=[{HAN}])")

#: Inline tokens that read as Western text. A cross-reference (“图 1.2”) only ends like that.
SOLID = ("code_inline", "math_inline", "reference")


def spaced(text: str) -> str:
    """A plain string with 中西间距, for titles."""
    text = _han_western.sub(r"\1 \2", text)
    text = _western_han.sub(r"\1 \2", text)
    text = _beside_full.sub(_mark, text)
    return _between_han.sub(r"\1", text)


def _mark(match: re.Match[str]) -> str:
    # “…”, —— and · also stand in Latin text, where their spaces are the author's.
    return match[1] if match[1] not in "“”‘’…—·" else match[0]


def _edges(left: str, right: str) -> bool:
    """Whether a space belongs between the character `left` and the character `right`."""
    return bool(_han_western.match(left + right) or _western_han.match(left + right))


def _last(token: Token) -> str:
    if token.type == "text":
        return token.content[-1:] or ""
    return "x" if token.type in SOLID else ""


def _first(token: Token) -> str:
    if token.type == "text":
        return token.content.lstrip(" ")[:1]
    return "图" if token.type == "reference" else "x"


def _spacing(state: StateCore) -> None:
    for block in state.tokens:
        if block.children:
            _space(block.children)


def _space(children: list[Token]) -> None:
    for token in children:
        if token.type == "text":
            token.content = spaced(token.content)
    previous: Token | None = None  # the last token that shows something
    broken: Token | None = None  # the end of a line of the author's between it and the next
    for token in children:
        if token.type == "softbreak":
            broken = token
            continue
        if token.type in ("hardbreak", "footnote_ref", "citation", "image"):
            if token.type in ("footnote_ref", "citation") and previous is not None:
                # They are set superior, close to what they belong to.
                if previous.type == "text":
                    previous.content = previous.content.rstrip(" ")
                if broken is not None:
                    _nothing(broken)
            previous = broken = None
            continue
        if token.type != "text" and token.type not in SOLID:
            continue  # the edge of an element: nothing to see
        if token.type == "text" and not token.content:
            continue
        if previous is not None and broken is not None:
            _join_lines(previous, broken, token)
        elif previous is not None:
            _join(previous, token)
        previous, broken = token, None


def _nothing(token: Token) -> None:
    token.type, token.content = "text", ""


def _join_lines(left: Token, end: Token, right: Token) -> None:
    """The author's line end, a space between words, is nothing between Chinese characters."""
    a, b = _last(left), _first(right)
    wide = _full.match(a) or _full.match(b) or (_chinese.match(a) and _chinese.match(b))
    if a and b and wide:
        _nothing(end)


def _join(left: Token, right: Token) -> None:
    """Set the space between two neighbours; it goes into the text, never into code or math."""
    a = _last(left).strip() or (left.content.rstrip(" ")[-1:] if left.type == "text" else "")
    b = _first(right)
    if not a or not b:
        return
    wanted = " " if _edges(a, b) else None
    if wanted is None:
        if _full.match(a) or _full.match(b) or (_chinese.match(a) and _chinese.match(b)):
            for text in (left, right):
                if text.type == "text":
                    text.content = (
                        text.content.rstrip(" ") if text is left else text.content.lstrip(" ")
                    )
        return
    # Of two texts, the one less deep in elements takes it: `的**LLaMA**的` keeps its bold tight.
    if left.type == "text" and (right.type != "text" or left.level <= right.level):
        left.content = left.content.rstrip(" ") + wanted
        if right.type == "text":
            right.content = right.content.lstrip(" ")
    else:
        right.content = wanted + right.content.lstrip(" ")
        if left.type == "text":
            left.content = left.content.rstrip(" ")


def extend(md: MarkdownIt) -> None:
    md.core.ruler.push("cjk_latin_spacing", _spacing)
