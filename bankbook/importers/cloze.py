"""Cloze deletions: `{{c1::Paris::a city}}` becomes a blank in the stem, and its text a point."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK = re.compile(r"\{\{c(?P<number>\d{1,4})::|\}\}|::")


@dataclass(frozen=True, slots=True)
class Cloze:
    """A text with its blanks, the same with them filled in, and what stands in each."""

    asked: str
    told: str
    answers: tuple[tuple[int, str], ...]


def has_cloze(text: str) -> bool:
    return bool(re.search(r"\{\{c\d{1,4}::", text))


def cloze(text: str) -> Cloze:
    """Blanks are HTML: `（1）____`, with the hint behind; filled in they are bold.

    A deletion that does not end is text, as it stands.
    """
    asked, told = [""], [""]
    opened: list[tuple[str, str]] = []  # what is open: its mark, and its hint so far
    hints: list[str | None] = []
    answers: list[tuple[int, str]] = []
    end = 0

    def add(piece: str) -> None:
        if hints and hints[-1] is not None:
            hints[-1] += piece
            return
        asked[-1] += piece
        told[-1] += piece

    for match in MARK.finditer(text):
        add(text[end : match.start()])
        end = match.end()
        if match["number"] and len(opened) < 50:
            opened.append((match["number"], match[0]))
            hints.append(None)
            asked.append("")
            told.append("")
        elif match[0] == "}}" and opened:
            number, _ = opened.pop()
            hint = hints.pop()
            asked.pop()
            inside = told.pop()
            shown = f"（{hint}）" if hint else ""
            asked[-1] += f"（{number}）____{shown}"
            told[-1] += (inside if opened else f"<b>{inside}</b>") + shown
            answers.append((int(number), inside))
        elif match[0] == "::" and opened and hints[-1] is None:
            hints[-1] = ""
        else:
            add(match[0])
    add(text[end:])
    while opened:
        _, mark = opened.pop()
        hint = hints.pop()
        tail = "" if hint is None else f"::{hint}"
        asked_tail, told_tail = asked.pop(), told.pop()
        asked[-1] += mark + asked_tail + tail
        told[-1] += mark + told_tail + tail
    return Cloze(asked[0], told[0], tuple(sorted(answers, key=lambda pair: pair[0])))
