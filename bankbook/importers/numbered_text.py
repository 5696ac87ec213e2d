"""Numbered questions and answers, as Chinese interview articles have them.

Chapters are `一、基础篇`, `第一章 …` or headings; questions `1、…？`, `1. …`, `Q1：…`, `问：…`; answers what
follows, with or without `答：`. A number inside an answer is told from a question's by the style of
its mark, by the order of the numbers, and by whether the line asks something.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from bankbook.importers import lines, numbering
from bankbook.importers.fields import difficulty, kind, words
from bankbook.importers.material import Item, Material, Part, Remnant
from bankbook.importers.numbering import ANSWER, ASKED, DETAIL, SECTION
from bankbook.model import SECTIONS

HEADING = re.compile(r"^#{1,6}\s+\S")
PLAIN_STYLES = {"、", ".", "：", "、#", ".#", "：#"}
LONGEST_CHAPTER, LONGEST_QUESTION = 60, 500
NOT_A_TITLE = ("。", "；", "，", "！", ".", ";", "？", "?", "：", ":")


@dataclass(slots=True)
class _Question:
    place: int
    texts: dict[str, list[str]] = field(default_factory=dict)
    details: dict[str, str] = field(default_factory=dict)
    section: str = "answer"


@dataclass(slots=True)
class _Chapter:
    place: int
    title: str
    heading: bool = False
    opener: list[str] = field(default_factory=list)
    questions: list[_Question] = field(default_factory=list)


def style(text: str) -> str:
    """The style of mark that the text's questions have, or nothing where it has none."""
    asked = Counter[str]()
    for _, line, code in lines.marked(text):
        if code or len(line) > LONGEST_QUESTION:
            continue
        if ASKED.fullmatch(numbering.bare(line)):
            asked["Q"] += 3
        elif (found := numbering.numbered(line)) and (found.asks or found.style.startswith("Q")):
            # `Q1：` is a question's mark and nothing else's.
            asked[found.style] += 3 if found.style.startswith("Q") else 1
        elif (chapter := numbering.chapter(line)) and chapter[1].endswith(("？", "?")):
            asked["一"] += 0
    numbers = [name for name, count in asked.most_common() if count]
    return numbers[0] if numbers else "一" if "一" in asked else ""


def read(text: str, title: str, markdown: bool = False) -> Material:
    """The text's questions; `markdown` says that its lines are already Markdown's."""
    reader = _Reader(style(text))
    for number, line, code in lines.marked(text):
        reader.line(number, line, code)
    return reader.material(title, markdown)


class _Reader:
    """Goes through the lines once, with what was seen before."""

    def __init__(self, style: str) -> None:
        self.style = style
        self.chapters: list[_Chapter] = []
        self.before: list[tuple[int, str]] = []
        self.question: _Question | None = None
        self.number = 0  # of the last question
        self.listed = 0  # of the last item of a list with the questions' mark, inside an answer
        self.numeral = 0  # of the last chapter

    def line(self, place: int, line: str, code: bool) -> None:
        if not code and line.strip():
            bare = numbering.bare(line)
            if (title := self._chapter(line)) is not None:
                self.chapters.append(_Chapter(place, title, bool(HEADING.match(line))))
                self.question, self.listed = None, 0
                return
            if (asked := self._question(line)) is not None:
                self._begin(place, asked)
                return
            if self.question and self._section(bare):
                return
        self._body(place, line)

    def _chapter(self, line: str) -> str | None:
        found = None if self.style == "一" else numbering.chapter(line)
        if HEADING.match(line) and not self._asked(line):
            return numbering.unnumbered(line)
        if not found:
            return None
        number, title = found
        fits = len(title) <= LONGEST_CHAPTER and not title.endswith(NOT_A_TITLE)
        if fits and number == self.numeral + 1:
            self.numeral = number
            return title
        return None

    def _asked(self, line: str) -> str | None:
        """What a line asks if its mark is the questions'."""
        bare = numbering.bare(line)
        if self.style.startswith("Q") and (found := ASKED.fullmatch(bare)):
            return found["text"]
        if self.style == "一" and (chapter := numbering.chapter(line)):
            return chapter[1]
        numbered = numbering.numbered(line)
        if numbered is None:
            return None
        # Articles mix `1、` and `1.`: the next number that asks is a question all the same.
        next_one = numbered.number == self.number + 1 and numbered.ends_asking
        kin = next_one and {numbered.style, self.style} <= PLAIN_STYLES
        return numbered.text if kin or numbered.style == self.style else None

    def _question(self, line: str) -> str | None:
        asked = self._asked(line)
        numbered = numbering.numbered(line)
        if asked is None or numbered is None or self.style.startswith(("Q", "问", "题", "第")):
            return asked
        first = not self.chapters or not self.chapters[-1].questions
        in_order = numbered.number == self.number + 1 or (numbered.number == 1 and first)
        in_list = self.listed and numbered.number == self.listed + 1
        if self.question is None:
            begins = True
        elif in_order and not in_list:
            begins = numbered.asks or not self.listed
            # The first item of a list may continue the questions' numbers only by chance.
        else:
            begins = numbered.ends_asking and (numbered.number > self.number or not in_list)
        if begins:
            self.number, self.listed = numbered.number, 0
            return asked
        self.listed = numbered.number
        return None

    def _begin(self, place: int, asked: str) -> None:
        if not self.chapters:
            self.chapters.append(_Chapter(place, ""))
        self.question = _Question(place)
        self.question.texts["question"] = [asked]
        self.chapters[-1].questions.append(self.question)

    def _section(self, bare: str) -> bool:
        """Whether a line opens a section (`答：`, `【解析】`) or gives a detail (`难度：`)."""
        assert self.question is not None
        if found := ANSWER.fullmatch(bare):
            # What stands between a question and its `答：` is asked too.
            if "answer" in self.question.texts and self.question.section == "answer":
                if "marked" in self.question.details:
                    return False
                self.question.texts["question"] += ["", *self.question.texts.pop("answer")]
            self.question.details["marked"] = ""
            self._open("answer", found["text"])
            return True
        if found := SECTION.fullmatch(bare):
            self._open(SECTIONS[(found["a"] or found["b"]).lower()], found["text"])
            return True
        if (found := DETAIL.fullmatch(bare)) and found["name"] not in self.question.details:
            self.question.details[found["name"].lower()] = found["text"]
            return True
        return False

    def _open(self, section: str, text: str) -> None:
        assert self.question is not None
        self.question.section = section
        held = self.question.texts.setdefault(section, [])
        held += ["", text] if held else [text]

    def _body(self, place: int, line: str) -> None:
        if self.question:
            self.question.texts.setdefault(self.question.section, []).append(line)
        elif self.chapters:
            self.chapters[-1].opener.append(line)
        else:
            self.before.append((place, line))

    def material(self, title: str, markdown: bool) -> Material:
        def told(held: list[str]) -> str:
            text = "\n".join(held).strip("\n")
            return text if markdown else lines.paragraphs(text)

        before = [(place, line) for place, line in self.before if line.strip()]
        remnants: list[Remnant] = []
        if before and self.chapters:
            name = numbering.bare(before[0][1])
            if len(name) <= LONGEST_CHAPTER and not name.endswith(NOT_A_TITLE[:5]):
                title = name
                before = before[1:]
        remnants += _runs(before)
        if self.chapters and self.chapters[0].heading and not self.chapters[0].questions:
            first = self.chapters.pop(0)  # a heading with nothing below it: the title of all
            title = first.title
            remnants += _runs([(first.place + i, line) for i, line in enumerate(first.opener, 1)])
        parts = []
        for chapter in self.chapters:
            items = tuple(_item(question, told) for question in chapter.questions)
            parts.append(Part(chapter.title, items, told(chapter.opener), place=chapter.place))
        return Material(title, tuple(parts), tuple(remnants))


def _runs(before: list[tuple[int, str]]) -> list[Remnant]:
    """Lines before the first question, with their places, as one remnant."""
    kept = [(place, line) for place, line in before if line.strip()]
    if not kept:
        return []
    reason = "it stands before the first question"
    return [Remnant(kept[0][0], "\n".join(line for _, line in kept), reason)]


def _item(question: _Question, told: Callable[[list[str]], str]) -> Item:
    details = question.details
    texts = {name: told(held) for name, held in question.texts.items()}
    level = details.get("难度") or details.get("difficulty") or ""
    form = details.get("题型") or details.get("kind") or ""
    tags = [details.get(name, "") for name in ("标签", "关键词", "tags")]
    lost = [
        f"{name}：{text}"
        for name, text, good in (("难度", level, difficulty(level)), ("题型", form, kind(form)))
        if text and not good
    ]
    answer = "\n\n".join(filter(None, (texts.get("answer", ""), *lost)))
    return Item(
        question.place,
        texts["question"],
        answer,
        hint=texts.get("hint", ""),
        points=texts.get("points", ""),
        analysis=texts.get("analysis", ""),
        followups=texts.get("followups", ""),
        difficulty=difficulty(level),
        kind=kind(form),
        tags=words("|".join(filter(None, tags))),
    )
