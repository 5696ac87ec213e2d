"""Raw HTML: comments are the author's own, anything else is refused by a check and never printed."""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt

COMMENT = re.compile(r"\s*(<!--.*?-->\s*)+", re.DOTALL)


def is_comment(content: str) -> bool:
    return bool(COMMENT.fullmatch(content))


def _nothing(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    return ""


def extend(md: MarkdownIt) -> None:
    md.add_render_rule("html_block", _nothing)
    md.add_render_rule("html_inline", _nothing)
