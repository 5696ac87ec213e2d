"""A found question in the bank's shape: a title of one line, a stem, and the sections.

Every question of a bank has key points and an explanation. A source that gives one answer has it
whole under 解析; its first sentence, or the list with which it begins, stands for the 要点, under a
comment that asks the author to write them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from bankbook.importers import blocks
from bankbook.importers.blocks import Block
from bankbook.importers.material import Item
from bankbook.wording import Wording

LONGEST_TITLE, CUT = 200, 100
MOST_POINTS = 8
#: How much of an answer is looked at for its first sentence or list.
BEGINNING = 20_000
SENTENCE = re.compile(r".+?(?:[。！？!?；](?=[”’）)]?)[”’）)]?|\.(?=\s|$)|$)", re.DOTALL)
ITEM = re.compile(r"^(?:[-+*]|\d{1,9}[.)])\s+(?P<text>\S.*)$")
TYPED = re.compile(r"(?:\d{1,2}[、：）)]|[（(]\d{1,2}[）)]|[①-⑳])\s*(?P<text>.+)", re.DOTALL)
LABELLED = re.compile(r"\{#tbl:|!\[|\]\[|\[\^|<|^\s*(?:表|Table)\s*[：:]")

_line = MarkdownIt("commonmark", {"html": True}).enable("strikethrough")
_line.use(dollarmath_plugin, allow_space=False, double_inline=True)


@dataclass(frozen=True, slots=True)
class Shaped:
    """The texts of a question: the title as plain text, the rest as Markdown."""

    title: str
    stem: str
    hint: str
    points: str
    analysis: str
    followups: str


def shaped(item: Item, number: int, words: Wording) -> Shaped:
    """`number` counts the source's questions: it names one without any text."""
    title, stem = _titled(item, number, words)
    points, analysis = item.points.strip(), item.analysis.strip()
    answer = item.answer.strip()
    if answer and not analysis:
        analysis = answer
    elif answer and not points:
        points = answer  # a short answer and its explanation
    elif answer:
        analysis = f"{answer}\n\n{analysis}"

    def note(key: str) -> str:
        return f"<!-- {words(f'import.{key}')} -->\n\n"

    if not points and not analysis:
        points = f"{note('answer_to_write')}- {words('import.no_answer')}"
        analysis = words("import.no_answer")
    elif not points:
        points = note("first_sentence") + (gist(analysis) or f"- {words('import.see_analysis')}")
    elif not analysis:
        analysis = note("answer_to_write") + words("import.see_points")
    return Shaped(title, stem, item.hint.strip(), points, analysis, item.followups.strip())


def _titled(item: Item, number: int, words: Wording) -> tuple[str, str]:
    """The title, and the stem where the title does not already say all of it."""
    question = item.question.strip()
    if item.title.strip():
        title = " ".join(item.title.split())
        return cut(title), question if len(title) <= LONGEST_TITLE else f"{title}\n\n{question}"
    first = next((line for line in question.split("\n") if plain(line)), "")
    title = cut(plain(first) or words("import.untitled", number=number))
    return title, "" if title == question else question


def cut(title: str) -> str:
    """A title that fits, at a sentence's end where one is near."""
    if len(title) <= LONGEST_TITLE:
        return title
    sentence = SENTENCE.match(title)
    if sentence and len(sentence[0].strip()) <= LONGEST_TITLE:
        return sentence[0].strip()
    return title[:CUT].rstrip() + "…"


def plain(markdown: str) -> str:
    """A line of Markdown without its marks, blocks' included."""
    line = re.sub(r"^\s*(?:#{1,6}\s+|>\s*|[-+*]\s+)", "", markdown[:2000]).strip()
    parts: list[str] = []
    for token in _line.parseInline(line):
        for child in token.children or (token,):
            if child.type == "html_inline":
                parts.append(child.content if child.content.startswith("<!") else " ")
            elif child.type in ("softbreak", "hardbreak"):
                parts.append(" ")
            elif child.content and child.type != "inline":
                parts.append(child.content)
    return " ".join("".join(parts).split())


def gist(answer: str) -> str:
    """What an answer begins with, as points: the list that comes first, else the first sentence.

    Nothing where it begins with a table, code or a figure.
    """
    found = [
        block
        for block in blocks.split(answer[:BEGINNING])
        if block.kind not in ("html_block", "hr")
    ]
    if not found:
        return ""
    first = found[0]
    leads = first.kind == "paragraph" and first.text.rstrip().endswith(("：", ":"))
    if leads and len(found) > 1 and (points := _points(found[1]) or _typed(found[1:])):
        return points
    if first.kind != "paragraph":
        return _points(first)
    text = " ".join(first.text.split())
    sentence = SENTENCE.match(text)
    short = sentence[0].strip() if sentence else text
    for candidate in (short, text):
        if len(candidate) <= 2000 and _whole(candidate):
            return f"- {candidate}"
    return ""


def _points(block: Block) -> str:
    """The items of a list, each its first line."""
    if not block.kind.endswith("list"):
        return ""
    items = [found["text"] for line in block.text.split("\n") if (found := ITEM.match(line))]
    whole = [item for item in items if _whole(item)]
    return (
        "\n".join(f"- {item}" for item in whole) if len(whole) == len(items) <= MOST_POINTS else ""
    )


def _typed(found: list[Block]) -> str:
    """The paragraphs of a list that is numbered as Chinese articles do it: `1、`, `（1）`, `①`."""
    items = []
    for block in found:
        match = TYPED.match(block.text) if block.kind == "paragraph" else None
        if not match or not _whole(match["text"]):
            break
        items.append(f"- {' '.join(match['text'].split())}")
    return "\n".join(items) if 1 < len(items) <= MOST_POINTS else ""


def _whole(text: str) -> bool:
    """Whether no mark of Markdown opens in a text without closing in it, or stands only once."""
    pairs = (("（", "）"), ("(", ")"), ("[", "]"), ("“", "”"), ("《", "》"))
    return (
        all(text.count(mark) % 2 == 0 for mark in ("`", "$", "**", "~~"))
        and all(text.count(a) == text.count(b) for a, b in pairs)
        and not LABELLED.search(text)
    )
