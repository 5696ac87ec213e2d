"""Where a line may break and where not, beyond what UAX #14 says. For print, where lines are ours."""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml

from bankbook.markup.spacing import FULL, HAN

MAY_BREAK, MUST_NOT_BREAK, NO_BREAK_SPACE = "\u200b", "\u2060", "\u00a0"

OPENING = "（《〈【「『“‘"
CLOSING = "，。、；：？！）》〉】」』”’"

#: UAX #14 (LB19) forbids a break on either side of “ ” ‘ ’, which may open or close in Latin.
#: In Chinese it is clear which they do, and a line may begin or end there (CLREQ 3.1.4).
BEFORE_QUOTE = re.compile(f"(?<=[{HAN}{FULL}])(?<![“‘（《〈【「『])(?=[“‘])")
AFTER_QUOTE = re.compile(f"(?<=[”’])(?=[{HAN}（《〈【「『])")

#: A range (20%～38%) stays together, and so does a number with its unit (12.55 GiB).
BESIDE_RANGE = re.compile(r"(?<=[\d%])(?=[～~–])|(?<=[～~–])(?=\d)")
UNITS = (
    r"[KMGTPE]i?B(?:/s)?|[kMGT]?bit(?:/s)?|B/s|[kMGTPE]?FLOPS?|[KMGTP]?FLOP/s|TOPS|[kMG]?Hz|"
    r"[mμn]?s|[kmn]?m|pt|k?W|tokens?|token/s"
)
NUMBER_UNIT = re.compile(rf"(?<=\d) (?=(?:{UNITS})(?![A-Za-z0-9]))")


def settled(text: str) -> str:
    """The text with a character of no width, or a no-break space, wherever that decides a break."""
    text = BESIDE_RANGE.sub(MUST_NOT_BREAK, text)
    text = NUMBER_UNIT.sub(NO_BREAK_SPACE, text)
    return AFTER_QUOTE.sub(MAY_BREAK, BEFORE_QUOTE.sub(MAY_BREAK, text))


def _beside(tokens: Any, index: int, text: str) -> str:
    """The text held to a formula that stands before or after it, where a mark asks for it: a
    picture is no letter to the line breaker."""
    before = tokens[index - 1].type if index else ""
    after = tokens[index + 1].type if index + 1 < len(tokens) else ""
    if text[-1:] in tuple(OPENING) and after.startswith("math"):
        text += MUST_NOT_BREAK
    if text[:1] in tuple(CLOSING) and before.startswith("math"):
        text = MUST_NOT_BREAK + text
    return text


#: A reference to a question ends with its number, but in print with its page, in Chinese: the space
#: that parts a number from Chinese has nothing to part there.
AFTER_PAGE = re.compile(f"^ (?=[{HAN}])")

#: English words long enough to be hyphenated; one with capitals inside is a name, and stays whole.
ENGLISH = re.compile(r"(?<![A-Za-z0-9_&-])[A-Za-z][a-z]{7,}(?![A-Za-z0-9_;])")

#: Two English words or more, one after the other.
PHRASE = re.compile(r"(?<![A-Za-z0-9&;])[A-Za-z][a-z'’-]+(?: [A-Za-z][a-z'’-]+)+(?![A-Za-z0-9;])")

#: Where an identifier or a call may be broken: after its parts, and before a capital.
IN_CODE = re.compile(r"(?<=[\w)\]][._/,(=-])(?=[\w\"'\[(])|(?<=[a-z])(?=[A-Z])")
#: Shorter code stays on one line.
LONG_CODE = 14


def _code(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    text = tokens[index].content
    if env["setting"].medium == "print" and len(text) > LONG_CODE:
        text = IN_CODE.sub(MAY_BREAK, text)
    return f"<code>{escapeHtml(text)}</code>"


def _text(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    text = str(escapeHtml(tokens[index].content))
    english = env["setting"].words.language == "en"
    if env["setting"].medium != "print":
        # For a voice that reads aloud; single words are terms of the Chinese text.
        return text if english else PHRASE.sub(r'<span lang="en" xml:lang="en">\g<0></span>', text)
    if index and tokens[index - 1].content.startswith("@q:"):
        text = AFTER_PAGE.sub("", text)
    text = _beside(tokens, index, settled(text))
    if not english:
        text = ENGLISH.sub(r'<span lang="en">\g<0></span>', text)
    return text


def extend(md: MarkdownIt) -> None:
    md.add_render_rule("text", _text)
    md.add_render_rule("code_inline", _code)
