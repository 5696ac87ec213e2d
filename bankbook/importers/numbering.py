"""The marks by which a line of an article says what it is: `一、`, `1、`, `Q1：`, `答：`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bankbook.model import SECTIONS

DIGITS = "零一二三四五六七八九"
CHAPTER = re.compile(
    r"(?:第(?P<nth>[一二三四五六七八九十百零\d]{1,5})(?:章|部分|篇|节|讲|单元)[、：:．.\s]*"
    r"|(?P<han>[一二三四五六七八九十百]{1,4})[、．.：:]\s*"
    r"|(?:Chapter|Part)\s+(?P<latin>\d{1,3})[.:：\s]+)(?P<text>.*)",
    re.IGNORECASE,
)
QUESTION = re.compile(
    r"(?P<lead>Q|问题|题目|第|Question\s*)?(?P<open>[（(]?)(?P<number>\d{1,4})"
    r"(?P<sign>题[、：:．.\s]|[、：:）)]|[.．](?!\d))\s*(?P<text>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
ASKED = re.compile(
    r"(?:Q|问|问题|提问|Question)\s*[：:]\s*(?P<text>\S.*)", re.IGNORECASE | re.DOTALL
)
ANSWER = re.compile(
    r"(?:【(?:参考)?答案?】|(?:A\d{0,4}|答|答案|参考答案|回答|标准答案|Answer)\s*[：:])\s*(?P<text>.*)",
    re.DOTALL,
)
NAMED = "|".join(sorted((name for name in SECTIONS), key=len, reverse=True))
SECTION = re.compile(
    rf"(?:【(?P<a>{NAMED})】|(?P<b>{NAMED})\s*[：:])\s*(?P<text>.*)", re.IGNORECASE | re.DOTALL
)
DETAIL = re.compile(
    r"(?:【)?(?P<name>难度|标签|关键词|题型|difficulty|tags|kind)(?:】|\s*[：:])\s*(?P<text>\S.*)",
    re.IGNORECASE,
)
ASKING = re.compile(
    r"[？?]\s*$|什么|为何|如何|怎么|怎样|哪些|哪个|哪几|区别|是否|吗|多少|几种"
    r"|(?:介绍|简述|说说|谈谈|解释|描述|列举|比较|对比|阐述|讲讲|写出|证明|推导|实现|了解)"
    r"|\b(?:what|why|how|which|when|explain|describe|compare|list|define)\b",
    re.IGNORECASE,
)
WRAP = re.compile(
    r"^(?:#{1,6}\s+)?(?P<bold>\*\*|__)?(?P<text>.*?)(?(bold)(?P=bold)(?P<tail>.*))\s*#*\s*$",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that begins as a question may: its number, the style of the mark, the text."""

    number: int
    style: str
    text: str

    @property
    def asks(self) -> bool:
        return bool(ASKING.search(self.text))

    @property
    def ends_asking(self) -> bool:
        return self.text.rstrip(" *_").endswith(("？", "?"))


def bare(line: str) -> str:
    """A line without a heading's marks and without bold around all of it, or its beginning."""
    text = line.strip().strip("\u3000").strip()
    found = WRAP.match(text)
    if not found:
        return text
    return (found["text"] + (found["tail"] or "")).strip()


def numbered(line: str) -> Numbered | None:
    found = QUESTION.fullmatch(bare(line))
    if not found:
        return None
    sign = {"．": ".", "）": ")", ":": "："}.get(found["sign"][0], found["sign"][0])
    lead = (found["lead"] or "").strip().upper()
    if lead == "第" and sign != "题":
        return None
    style = (
        f"{lead}{'(' if found['open'] else ''}{sign}{'#' if line.lstrip().startswith('#') else ''}"
    )
    return Numbered(int(found["number"]), style, found["text"].strip())


def chapter(line: str) -> tuple[int, str] | None:
    """The number and the title of a line that begins as a chapter may, or None."""
    found = CHAPTER.fullmatch(bare(line))
    if not found or not found["text"].strip():
        return None
    digits = found["nth"] or found["han"] or found["latin"]
    return number(digits), found["text"].strip()


def number(digits: str) -> int:
    """The value of a numeral up to 百, Chinese or Arabic."""
    if digits.isdigit() and digits.isascii():
        return int(digits)
    value = current = 0
    for sign in digits:
        if sign in DIGITS:
            current = DIGITS.index(sign)
        else:
            value += (current or 1) * {"十": 10, "百": 100}.get(sign, 1)
            current = 0
    return value + current


def unnumbered(title: str) -> str:
    """A heading without the mark that numbers it: `3.2 `, `1、`, `Q1：`, `一、`."""
    text = bare(title)
    if of_chapter := chapter(text):
        return of_chapter[1]
    if of_question := numbered(text):
        return of_question.text
    return re.sub(r"^\d{1,3}(?:\.\d{1,3}){1,3}[.、\s]\s*(?=\S)", "", text)
