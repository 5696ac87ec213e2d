"""Links to a heading that the question they lead to has not."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from urllib.parse import unquote

from bankbook import markup
from bankbook.lints.remark import Remark
from bankbook.markup.link import question_file
from bankbook.model import SECTIONS, Bank, Question
from bankbook.notices import did_you_mean
from bankbook.said import say


def remarks(bank: Bank) -> Iterator[Remark]:
    files = {question.path.name: question for question in bank.questions()}
    for run in bank.prose():
        for token, span in markup.walk(run):
            href = str(token.attrs.get("href", "")) if token.type == "link_open" else ""
            file, anchor = question_file(href), unquote(href.partition("#")[2])
            if not file or not anchor or file not in files:
                continue
            known = _anchors(files[file])
            if anchor.lower() not in known:
                message = say("`{file}` has no heading `#{anchor}`", file=file, anchor=anchor)
                yield Remark(span, message, did_you_mean(anchor, known))


def _anchors(question: Question) -> set[str]:
    """The anchors that a Git host gives a question's headings."""
    answer = question.answer
    there = {
        "hint": question.hint,
        "points": answer.points,
        "analysis": answer.analysis,
        "followups": answer.followups,
    }
    found = {anchor(title) for title, name in SECTIONS.items() if there[name]}
    for run in question.runs():
        tokens = [token for token, _ in markup.walk(run)]
        for opening, inline in itertools.pairwise(tokens):
            if opening.type == "heading_open":
                found.add(anchor(inline.content))
    return found


def anchor(title: str) -> str:
    """A heading's anchor: small letters, signs left out, hyphens for spaces."""
    return re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")
