"""Every character must be in a font of the book: no boxes, no other system's font on a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bankbook import markup
from bankbook.fonts import covered
from bankbook.markup.math import TYPES
from bankbook.memo import memo
from bankbook.model import Bank
from bankbook.notices import Notice, Span

TEXT = ("STIX Two Text", "Noto Serif SC")
TITLE = ("Noto Sans SC",)
#: What a formula sets in the text's font; its signs are MathJax's to know.
TEXT_IN_TEX = re.compile(r"\\text\{([^{}]*)\}")
CODE = ("Source Code Pro", "Noto Sans SC")


@memo
def _missing(text: str, families: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        character
        for character in dict.fromkeys(text)
        if ord(character) > 0x7E and not any(ord(character) in covered(f) for f in families)
    )


def _texts(bank: Bank) -> Iterator[tuple[str, Span, tuple[str, ...]]]:
    imprint = bank.imprint
    for text in (imprint.title, imprint.subtitle, *imprint.authors, imprint.publisher):
        yield text, bank.span, TITLE
    for text in (imprint.rights, imprint.description, imprint.version):
        yield text, bank.span, TEXT
    for matter in bank.matter:
        yield matter.title, matter.span, TITLE
    for source in bank.sources:
        for text in (source.title, *source.authors, source.container, source.publisher):
            yield text, source.span, TEXT
    for term in bank.glossary:
        for text in (term.term, term.english, term.meaning):
            yield text, term.span, TEXT
    for chapter in bank.chapters:
        yield chapter.title, chapter.span, TITLE
        for goal in chapter.goals:
            yield goal, chapter.span, TEXT
        for question in chapter.questions:
            yield question.title, question.place("title"), TITLE
            for tag in question.tags:
                yield tag, question.place("tags"), TITLE
    for run in bank.prose():
        for token, span in markup.walk(run):
            if token.type in ("fence", "code_block", "code_inline"):
                yield token.content, span, CODE
            elif token.type == "text":
                yield token.content, span, TEXT
            elif token.type in TYPES:
                for words in TEXT_IN_TEX.findall(token.content):
                    yield words, span, TEXT


def in_the_fonts(bank: Bank) -> Iterator[Notice]:
    for text, span, families in _texts(bank):
        for character in _missing(text, families):
            name = unicodedata.name(character, "without a name").lower()
            message = f"no font of the book has `{character}` (U+{ord(character):04X}, {name})"
            yield Notice("character-missing", span, message, "use another character")
