"""Links to a question by a path on which its file is not: the book finds it, a Git host does not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import unquote

from bankbook import markup
from bankbook.lints.remark import Remark
from bankbook.markup.link import question_file
from bankbook.model import Bank
from bankbook.said import say


def remarks(bank: Bank) -> Iterator[Remark]:
    files = {question.path.name: question.path for question in bank.questions()}
    for run in bank.prose():
        for token, span in markup.walk(run):
            href = str(token.attrs.get("href", "")) if token.type == "link_open" else ""
            path = unquote(href.split("#")[0])
            target = files.get(question_file(href) or "")
            if target is None or os.path.normpath(run.folder / path) == str(target):
                continue
            right = os.path.relpath(target, run.folder).replace(os.sep, "/")
            message = say(
                "there is no file `{path}` beside this one, though the book has such a name",
                path=path,
            )
            yield Remark(
                span,
                message,
                say("write `{right}`, which also leads there on a Git host", right=right),
            )
