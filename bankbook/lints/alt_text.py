"""Descriptions of pictures that describe nothing. That one is there at all is an error elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from bankbook import markup
from bankbook.lints.remark import Remark
from bankbook.model import Bank
from bankbook.said import say

#: With a number or not, these say only that there is a picture.
EMPTY = re.compile(
    r"(图|图片|图像|图示|示意图|插图|截图|image|img|picture|figure|fig|photo|screenshot|diagram|"
    r"chart|plot|graph|alt)[\s\d.\-]*",
    re.IGNORECASE,
)


def remarks(bank: Bank) -> Iterator[Remark]:
    for run in bank.prose():
        for token, span in markup.walk(run):
            if token.type != "figure":
                continue
            alt = token.content.strip()
            name = PurePosixPath(unquote(str(token.attrs["src"])))
            caption = str(token.attrs.get("title", "")).strip()
            if EMPTY.fullmatch(alt) or alt in (name.name, name.stem):
                message = say(
                    "the description `{alt}` does not say what the picture shows", alt=alt
                )
            elif alt and alt == caption:
                message = say("the picture's description only repeats its caption")
            else:
                continue
            hint = say("say in words what somebody who sees the picture learns from it")
            yield Remark(span, message, hint)
