"""How long a bank takes to study, estimated."""

from __future__ import annotations

import re

from bankbook import markup
from bankbook.markup.math import TYPES
from bankbook.model import Chapter, Prose, Question

#: Characters and words a minute of text that is studied: two thirds of the 238 words that adults
#: read of English non-fiction (Brysbaert 2019, doi:10.1016/j.jml.2019.104047), and what says as much
#: in Chinese, by our own estimate.
HAN_A_MINUTE = 170
WORDS_A_MINUTE = 160
#: Code and formulas are gone through sign by sign.
SIGNS_A_MINUTE = 150

#: Minutes of answering by oneself before turning to the answer, by difficulty …
TRYING = {1: 2.0, 2: 4.0, 3: 8.0}
#: … times so much by kind: choosing is quick, writing code and deriving are not.
BY_KIND = {
    "choice": 0.5,
    "concept": 1.0,
    "compare": 1.0,
    "compute": 1.5,
    "derive": 2.0,
    "design": 2.0,
    "code": 2.5,
}
HAN = re.compile(r"[\u3400-\u9fff]")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def question_minutes(question: Question) -> float:
    """Minutes for one question: read all of it once, and try to answer before reading the answer.

    Reading is 170 Chinese characters, 160 words or 150 signs of code and formulas a minute. Trying
    is 2, 4 or 8 minutes by difficulty, times 0.5 (choice) to 2.5 (code) by kind. One round: who
    repeats a question needs the time of trying again.
    """
    reading = sum(reading_minutes(run) for run in question.runs())
    return reading + TRYING[question.difficulty] * BY_KIND[question.kind]


def chapter_minutes(chapter: Chapter) -> float:
    """Minutes for a chapter: its opener, read, and its questions."""
    return reading_minutes(chapter.opener) + sum(map(question_minutes, chapter.questions))


def reading_minutes(run: Prose) -> float:
    """Minutes to read a run of prose closely."""
    minutes = 0.0
    for token, _ in markup.walk(run):
        if token.type in ("fence", "code_block", "code_inline", *TYPES):
            minutes += len(re.sub(r"\s", "", token.content)) / SIGNS_A_MINUTE
        elif token.type == "text":
            minutes += len(HAN.findall(token.content)) / HAN_A_MINUTE
            minutes += len(WORD.findall(HAN.sub(" ", token.content))) / WORDS_A_MINUTE
    return minutes
