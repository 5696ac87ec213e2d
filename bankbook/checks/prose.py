"""What an author types by mistake in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pygments.lexers import get_all_lexers

from bankbook import markup
from bankbook.markup import code
from bankbook.markup.html import is_comment
from bankbook.model import Bank
from bankbook.notices import Notice, did_you_mean
from bankbook.said import say

#: Longer runs without a place to break cannot stand in a column.
LONGEST_RUN = 200
UNBROKEN = re.compile(rf"[^\s\u2e80-\uffff]{{{LONGEST_RUN + 1},}}")
STRAY = re.compile(r"\*\*|~~")


def no_raw_html(bank: Bank) -> Iterator[Notice]:
    for run in bank.prose():
        for token, span in markup.walk(run):
            if token.type in ("html_inline", "html_block") and not is_comment(token.content):
                shown = token.content.strip().split("\n")[0][:40]
                message = say("raw HTML: `{shown}`", shown=shown)
                hint = say(
                    "use Markdown; to show the sign itself write `\\<`, or put it in backticks"
                )
                yield Notice("raw-html", span, message, hint)


def languages_known(bank: Bank) -> Iterator[Notice]:
    for run in bank.prose():
        for token, span in markup.walk(run):
            if token.type != "fence":
                continue
            name = code.language(token.info)
            if not code.known(name):
                names = [alias for lexer in get_all_lexers() for alias in lexer[1]]
                message = say("the code's language `{name}` is not known", name=name)
                hint = did_you_mean(name, names) or say("use `text` for none")
                yield Notice("code-language", span, message, hint)
            for flag in token.info.split()[1:]:
                if flag not in code.FLAGS:
                    message = say("`{flag}` after the code's language means nothing", flag=flag)
                    yield Notice("code-flag", span, message, did_you_mean(flag, code.FLAGS))


def marks_closed(bank: Bank) -> Iterator[Notice]:
    """`**“引用”**后` stays as it is typed: CommonMark sees no end of the emphasis there."""
    for run in bank.prose():
        for token, span in markup.walk(run):
            if token.type == "text" and (found := STRAY.search(token.content)):
                message = say("`{text}` is printed as it stands here", text=found[0])
                hint = say(
                    "close the emphasis; where it ends in punctuation, put the punctuation after the closing mark"
                )
                place = markup.within(run, token, span, found[0])
                yield Notice("stray-mark", place, message, hint)


def runs_breakable(bank: Bank) -> Iterator[Notice]:
    for run in bank.prose():
        for token, span in markup.walk(run):
            if token.type in ("text", "code_inline") and (found := UNBROKEN.search(token.content)):
                message = say(
                    "{count} characters without a place to break the line", count=len(found[0])
                )
                hint = say(
                    "no more than {longest_run} may stand together; long data belongs in a code block",
                    longest_run=LONGEST_RUN,
                )
                place = markup.within(run, token, span, found[0])
                yield Notice("unbroken-run", place, message, hint)
