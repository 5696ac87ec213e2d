"""HTML → Markdown, for the fields of flashcards and for HTML inside Markdown.

What HTML says is text: every sign that Markdown would read is escaped. Formulas as MathJax and Anki
write them (`\\(…\\)`, `[$]…[/$]`) become ours.
"""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup
from markdownify import ASTERISK, ATX, MarkdownConverter

#: More HTML than this in one field is left as it is: the converter takes quadratic time.
LONGEST = 200_000
FORMULA = re.compile(
    r"\\\((?P<a>.+?)\\\)|\\\[(?P<b>.+?)\\\]|\[\$\](?P<c>.+?)\[/\$\]|\[\$\$\](?P<d>.+?)\[/\$\$\]"
    r"|\[latex\](?P<e>.+?)\[/latex\]",
    re.DOTALL,
)
SIGNS = re.compile(r"([\\`*_\[\]<>$~|{}])")
#: What begins a block where a line begins.
BEGINNING = re.compile(r"(?m)^(\s*)([#+=:-])")
NUMBER = re.compile(r"(?m)^(\s*\d{1,9})([.)])(?=\s|$)")
ENTITY = re.compile(r"&(?=#?\w{1,32};)")
SOUND = re.compile(r"\[sound:[^\]\n]{1,300}\]")
OUTSIDE = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


def escaped(text: str) -> str:
    """Text that Markdown prints as it is."""
    text = ENTITY.sub("&amp;", SIGNS.sub(r"\\\1", text))
    text = BEGINNING.sub(r"\1\\\2", text)
    return NUMBER.sub(r"\1\\\2", text)


def _formula(match: re.Match[str]) -> str:
    tex = " ".join((match["a"] or match["c"] or match["b"] or match["d"] or match["e"]).split())
    if not tex or tex.endswith("\\"):
        return escaped(match[0])
    if match["b"] or match["d"]:
        return f"$${tex}$$"
    if match["e"]:  # LaTeX of its own, with dollars where it wants them
        return f"${tex.strip('$ ')}$" if tex.strip("$ ") else escaped(match[0])
    return f"${tex}$"


class _Converter(MarkdownConverter):
    """markdownify's, held to what the bank's Markdown knows."""

    class Options:
        heading_style = ATX
        bullets = "-"
        strong_em_symbol = ASTERISK
        autolinks = False

    def escape(self, text: str, parent_tags: Any) -> str:
        result, end = [], 0
        for match in (*FORMULA.finditer(text), None):
            plain = text[end : match.start() if match else len(text)]
            start = 0
            for sound in SOUND.finditer(plain):
                result += [escaped(plain[start : sound.start()]), f"`{sound[0]}`"]
                start = sound.end()
            result.append(escaped(plain[start:]))
            if match:
                result.append(_formula(match))
                end = match.end()
        return "".join(result)

    def convert_img(self, el: Any, text: str, parent_tags: Any) -> str:
        source = re.sub(r"[<>\n]", "", str(el.get("src") or ""))
        alt = re.sub(r"([\[\]\\])", r"\\\1", " ".join(str(el.get("alt") or "").split()))
        if not source:
            return alt
        return f"![{alt}](<{source}>)"

    def convert_a(self, el: Any, text: str, parent_tags: Any) -> str:
        href = re.sub(r"[<>\s]", "", str(el.get("href") or ""))
        if "_noformat" in parent_tags or not href or not text.strip():
            return text
        if OUTSIDE.match(href) and "![" not in text:
            return f"[{text.strip()}](<{href}>)"
        return f"{text} (`{href.replace('`', '')}`)"

    def convert_sub(self, el: Any, text: str, parent_tags: Any) -> str:
        return f"$_{{{text}}}$" if re.fullmatch(r"[\w+-]{1,20}", text) else text

    def convert_sup(self, el: Any, text: str, parent_tags: Any) -> str:
        return f"$^{{{text}}}$" if re.fullmatch(r"[\w+-]{1,20}", text) else text

    def convert_pre(self, el: Any, text: str, parent_tags: Any) -> str:
        longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
        ticks = "`" * (longest + 1)
        return f"\n\n{ticks}\n{text.strip(chr(10))}\n{ticks}\n\n" if text.strip() else ""

    def convert_hr(self, el: Any, text: str, parent_tags: Any) -> str:
        return "\n\n***\n\n"

    def convert_script(self, el: Any, text: str, parent_tags: Any) -> str:
        return f"\n\n```\n{el.get_text()}\n```\n\n" if el.get_text().strip() else ""

    convert_style = convert_script


def markdown(html: str) -> str | None:
    """The HTML as Markdown, or None where it is too long or nested too deeply to be read."""
    if len(html) > LONGEST:
        return None
    try:
        soup = BeautifulSoup(html, "html.parser")
        return str(_Converter().convert_soup(soup)).strip()
    except RecursionError:
        return None


def plain(html: str) -> str:
    """The HTML's text on one line."""
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def fenced(text: str) -> str:
    """Text as a block of code."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    ticks = "`" * (longest + 1)
    return f"{ticks}html\n{text}\n{ticks}"
