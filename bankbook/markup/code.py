"""Code: fenced blocks highlighted by Pygments. `output` marks what the code above it prints."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

#: Words that may stand after the language: `run` says that the tests run this code.
FLAGS = ("run",)
PLAIN = ("", "text", "output")

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
def highlighted(text: str, name: str) -> str:
    if name in PLAIN or not known(name):
        return str(escapeHtml(text))
    return str(highlight(text, get_lexer_by_name(name, stripnl=False), _formatter))


def _fence(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    name = language(token.info)
    text = highlighted(token.content.rstrip("\n"), name).rstrip("\n")
    if name == "output":
        label = escapeHtml(env["setting"].words("output"))
        return f'<pre class="output" aria-label="{label}"><code>{text}</code></pre>\n'
    kind = f' class="language-{escapeHtml(name)}"' if name else ""
    return f'<pre class="code"><code{kind}>{text}</code></pre>\n'


def extend(md: MarkdownIt) -> None:
    md.add_render_rule("fence", _fence)
    md.add_render_rule("code_block", _fence)
