"""Abbreviations in capitals that the book never spells out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bankbook import markup
from bankbook.lints.remark import Remark
from bankbook.markup.offsets import OBJECT
from bankbook.model import Bank
from bankbook.notices import Span
from bankbook.said import say

NAME = r"[A-Z]{2,6}"
#: Not a part of a longer name (`GPT-4`, `NF4`), a special token (`[CLS]`), or a name whose source is
#: told behind it.
ABBREVIATION = re.compile(
    rf"(?<![A-Za-z0-9_./\[<-])({NAME})s?(?![A-Za-z0-9_/\]>]|[.-][A-Za-z0-9]| ?{OBJECT})"
)
EXPLAINED = (
    re.compile(rf"\w[*_`]*\s?[（(][*_]*({NAME})s?\b"),
    re.compile(rf"\b({NAME})s?[*_`]*\s?[（(][^）)\n]{{2}}"),
    re.compile(rf"[（(][^（()）\n]*[，,、;；]\s*({NAME})s?[）)，,；]"),
)
WORD = re.compile(r"[A-Za-z]+")
PHRASE = re.compile(r"[A-Za-z]+(?:[ -][A-Za-z]+)+")
SMALL = frozenset(("a", "an", "and", "for", "in", "of", "on", "the", "to", "with"))
#: Of four letters with a vowel among them: read as a word, and mostly a name (BLOOM, ALBERT).
SPOKEN = re.compile(r"(?=.{4})[A-Z]+[AEIOU][A-Z]+")
ROMAN = re.compile(r"[IVXLCDM]+")

#: Known to everybody who reads technical books, better than the words they stand for; units; words
#: of protocols and languages that are written in capitals; names of makers and of what they make.
EVERYDAY = frozenset(
    WORD.findall(
        """
        AI API ASCII CI CD CLI CPU CSS CSV DNA DVD EPUB FAQ FTP GPU GUI HTML HTTP HTTPS ID IDE IO IP
        IT JPEG JSON LAN LED NLP OK OS PC PDF PNG RAM REST ROM SDK SQL SSD SSH SVG TCP TV UDP UI URI
        URL URN USB UTC UTF VIP XML YAML ZIP DOI ISBN ISO IEEE ACM MIT BSD GNU
        KB MB GB TB PB GHZ MHZ FLOPS TFLOPS PFLOPS TOPS RMB USD
        AND OR NOT XOR IF ELSE GET PUT POST HEAD PATCH SELECT INSERT UPDATE DELETE WHERE FROM JOIN
        NULL TRUE FALSE README TODO FIXME XXX
        AMD ARM IBM NASA NVIDIA CUDA RTX GTX SXM JAX TPU XLA
        """
    )
)


def remarks(bank: Bank) -> Iterator[Remark]:
    first: dict[str, Span] = {}
    texts = [text for term in bank.glossary for text in (term.term, term.english, term.meaning)]
    known = {word for text in texts for word in WORD.findall(text)} | EVERYDAY
    # A work's title names what it is about, and the references print it.
    titles = [source.title for source in bank.sources]
    known |= {word for title in titles for word in WORD.findall(title) if word.isupper()}
    texts += titles + [question.title for question in bank.questions()]
    for run in bank.prose():
        for passage in markup.passages(run):
            texts.append(passage.content)
            for found in ABBREVIATION.finditer(passage.masked):
                first.setdefault(found[1], passage.at(found.start()))
    known |= {name for text in texts for way in EXPLAINED for name in way.findall(text)}
    initials = _initials(texts)
    for name, span in first.items():
        said = SPOKEN.fullmatch(name) or ROMAN.fullmatch(name)
        if name not in known and name not in initials and not said:
            message = say("`{name}` is nowhere spelled out", name=name)
            hint = say(
                "write what it stands for at its first use, `…（{name}）`, or in the glossary",
                name=name,
            )
            yield Remark(span, message, hint)


def _initials(texts: Iterable[str]) -> str:
    """The first letters of all words that follow each other, in capitals, a phrase a line."""
    return "\n".join(
        "".join(word[0] for word in WORD.findall(phrase) if word not in SMALL).upper()
        for text in texts
        for phrase in PHRASE.findall(text)
    )
