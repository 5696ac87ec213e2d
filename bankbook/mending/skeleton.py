"""What Markdown makes of a text, but for spaces and the width of punctuation: what mending must not
change."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import Any

from markdown_it.token import Token

from bankbook import markup
from bankbook.model import Prose
from bankbook.notices import Span

#: The same sign for both widths, and none for a space.
SAME = str.maketrans("，：；？！（）", ",:;?!()", " \t\n\u3000")
#: Tokens that say only where the author ended a line.
LINE_ENDS = ("softbreak",)


def skeleton(body: str) -> tuple[Any, ...]:
    """The kinds, attributes and contents of all blocks and inlines, to be compared."""
    parse = inspect.unwrap(markup.parse)  # the text is looked at once: not worth keeping
    return tuple(_shape(parse(Prose(body, Span("")))))


def _shape(tokens: Iterable[Token]) -> Iterable[Any]:
    text = ""
    for token in tokens:
        if token.type in ("text", *LINE_ENDS):
            text += token.content.translate(SAME)
            continue
        if text:
            yield text
            text = ""
        meta = {k: v for k, v in token.meta.items() if k not in ("at", "masked", "line")}
        caption = str(meta.pop("caption", "")).translate(SAME)
        inside = tuple(_shape(token.children or ()))
        content = "" if token.type == "inline" else token.content
        attrs = tuple(sorted((key, str(value)) for key, value in token.attrs.items()))
        kind = (token.type, token.tag, token.nesting, token.level, token.hidden)
        yield (*kind, attrs, content, token.info, caption, repr(sorted(meta.items())), inside)
    if text:
        yield text
