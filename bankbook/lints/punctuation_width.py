"""Half-width punctuation beside Chinese, and full-width punctuation in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bankbook import markup
from bankbook.lints.remark import Remark
from bankbook.markup.offsets import MARK
from bankbook.markup.spacing import HAN
from bankbook.model import Bank
from bankbook.notices import Span
from bankbook.said import say

FULL = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
HALF = {full: half for half, full in FULL.items()} | {"。": ".", "、": ","}

#: A sign behind Chinese, but for a ratio's (`长:2`); or before it, where no word or number ends.
BESIDE_HAN = re.compile(
    rf"(?:(?<=[{HAN}])|(?<=[{HAN}]{MARK}{MARK}))[,:;?!()](?![0-9])"
    rf"|(?<![0-9A-Za-z)])[,:;?!(](?={MARK}*[{HAN}])"
)
CHINESE = re.compile(rf"[{HAN}]")
IN_ENGLISH = re.compile(r"(?<=[A-Za-z0-9)])[，。：；？！、（）](?=\s|[A-Za-z0-9]|$)")


def remarks(bank: Bank) -> Iterator[Remark]:
    english = bank.imprint.language == "en"
    for question in bank.questions():
        for found in _wrong(question.title, english):
            yield _remark(question.place("title"), found[0])
    for run in bank.prose():
        # A cell of a table in a Chinese text may well have no Chinese in it.
        latin = english or not CHINESE.search(run.text)
        for passage in markup.passages(run):
            for found in _wrong(passage.masked, latin):
                yield _remark(passage.at(found.start()), found[0])


def _wrong(text: str, english: bool) -> Iterator[re.Match[str]]:
    if CHINESE.search(text):
        yield from BESIDE_HAN.finditer(text)
    elif english:
        yield from IN_ENGLISH.finditer(text)


def _remark(span: Span, sign: str) -> Remark:
    if sign in FULL:
        message = say("half-width `{sign}` beside Chinese", sign=sign)
        return Remark(
            span,
            message,
            say("write `{full}`; between Chinese, `check --fix` does", full=FULL[sign]),
        )
    return Remark(
        span,
        say("full-width `{sign}` in English", sign=sign),
        say("write `{half}`", half=HALF[sign]),
    )
