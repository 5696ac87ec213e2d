"""What can be mended in a block of running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bankbook.markup.offsets import BREAK, MARK
from bankbook.markup.spacing import HAN
from bankbook.said import say

#: The lint that switches a kind of mending on and off.
MADE_BY = {
    "byte-order mark": "line-ends",
    "Windows line end": "line-ends",
    "final line end": "line-ends",
    "trailing space": "line-ends",
    "tab": "spacing",
    "doubled space": "spacing",
    "space between Chinese": "spacing",
    "half-width punctuation": "punctuation-width",
}

#: How messages call the kinds.
CALLED = {
    "byte-order mark": say("byte-order mark"),
    "Windows line end": say("Windows line end"),
    "final line end": say("final line end"),
    "trailing space": say("trailing space"),
    "tab": say("tab"),
    "doubled space": say("doubled space"),
    "space between Chinese": say("space between Chinese"),
    "half-width punctuation": say("half-width punctuation"),
}

FULL = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}
#: Signs that are full-width for certain, and bring their own white.
WIDE = "，。；：？！、（）《》〈〉「」『』【】"
CHINESE = f"{HAN}{WIDE}"

TRAILING = re.compile(r"[ \t]+$")
TAB = re.compile(r"(?<=\S)[ \t]*\t[ \t]*(?=\S)")
DOUBLED = re.compile(r"(?<=\S) {2,}(?=\S)")
BETWEEN = re.compile(rf"(?<=[{CHINESE}]) +(?=[{CHINESE}])")
SIGN = re.compile(
    rf"(?<=[{HAN}）》」』】])({MARK}*)([,:;?!])( *)(?={MARK}*[{HAN}“‘（《「『【]|$|[\n{BREAK}])"
)
BRACKET = re.compile(r"[()]")


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing mended: lines and columns count from 1, a column of 0 means the whole line."""

    kind: str
    line: int
    column: int
    old: str = ""
    new: str = ""

    @property
    def message(self) -> str:
        if self.kind == "final line end":
            return say("the last line has no end")
        name = CALLED[self.kind]
        return name if self.kind.startswith("half") else say("a {thing}", thing=name)


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of a text to be replaced, by offset."""

    kind: str
    start: int
    old: str
    new: str


def changes(masked: str) -> Iterator[Change]:
    """What to mend in the running text of a block, in which no two pieces overlap."""
    taken: set[int] = set()
    found: list[Change] = []

    def claim(kind: str, start: int, old: str, new: str) -> None:
        places = set(range(start, start + len(old)))
        if not places & taken:
            taken.update(places)
            found.append(Change(kind, start, old, new))

    for sign in SIGN.finditer(masked):
        start = sign.start(2)
        claim("half-width punctuation", start, sign[2] + sign[3], FULL[sign[2]])
    for opening, closing in _brackets(masked):
        claim("half-width punctuation", opening, "(", "（")
        claim("half-width punctuation", closing, ")", "）")
    for kind, pattern, new in (
        ("space between Chinese", BETWEEN, ""),
        ("tab", TAB, " "),
        ("doubled space", DOUBLED, " "),
    ):
        for match in pattern.finditer(masked):
            claim(kind, match.start(), match[0], new)
    return iter(sorted(found, key=lambda change: change.start))


def _brackets(masked: str) -> Iterator[tuple[int, int]]:
    """Pairs of brackets on one line with Chinese on all four sides, or an edge of the line, or a
    sign that is mended too, outside."""
    for start, line in _lines(masked):
        waiting: list[int] = []
        for match in BRACKET.finditer(line):
            at = match.start()
            if match[0] == "(":
                waiting.append(at)
            elif waiting:
                opening = waiting.pop()
                before = line[:opening].rstrip(" " + MARK)[-1:]
                after = line[at + 1 :].lstrip(" " + MARK)[:1]
                inside = line[opening + 1 : at].strip(MARK)
                before, after = (edge if edge not in FULL else "" for edge in (before, after))
                edges = (before or "中", inside[:1], inside[-1:], after or "中")
                if inside and re.fullmatch(f"[{CHINESE}]{{4}}", "".join(edges)):
                    yield start + opening, start + at


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in re.split(rf"[\n{BREAK}]", text):
        yield start, line
        start += len(line) + 1
