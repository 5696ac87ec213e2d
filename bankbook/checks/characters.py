"""Every character must be in a font of the book: no boxes, no other system's font on a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from markdown_it.token import Token

from bankbook import markup
from bankbook.fonts import covered
from bankbook.markup.math import TYPES
from bankbook.memo import lasting
from bankbook.model import Bank
from bankbook.notices import Notice, Span
from bankbook.said import say

TEXT = ("STIX Two Text", "Noto Serif SC")
TITLE = ("Noto Sans SC",)
#: What a formula sets in the text's font; its signs are MathJax's to know.
TEXT_IN_TEX = re.compile(r"\\text\{([^{}]*)\}")
CODE = ("Source Code Pro", "Noto Sans SC")


def is_hidden(character: str) -> bool:
    """Whether it is a character of no width, or one that turns the direction of writing: what a
    reader sees is then not what the file says (“Trojan Source”, CVE-2021-42574)."""
    return unicodedata.category(character) in ("Cf", "Zl", "Zp")


@lasting
def _missing(text: str, families: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        character
        for character in dict.fromkeys(text)
        if ord(character) > 0x7E
        and (is_hidden(character) or not any(ord(character) in covered(f) for f in families))
    )


def _titles(bank: Bank) -> Iterator[tuple[str, Span, tuple[str, ...]]]:
    """What stands outside of prose, with its place."""
    imprint = bank.imprint
    for key in ("title", "subtitle", "publisher"):
        yield getattr(imprint, key), bank.place(key), TITLE
    for index, author in enumerate(imprint.authors):
        yield author, bank.place("authors", index), TITLE
    for key in ("rights", "description", "version"):
        yield getattr(imprint, key), bank.place(key), TEXT
    for matter in bank.matter:
        yield matter.title, matter.place("title"), TITLE
    for source in bank.sources:
        for text in (source.title, *source.authors, source.container, source.publisher):
            yield text, source.span, TEXT
    for term in bank.glossary:
        for text in (term.term, term.english, term.meaning):
            yield text, term.span, TEXT
    for chapter in bank.chapters:
        yield chapter.title, chapter.place("title"), TITLE
        for index, goal in enumerate(chapter.goals):
            yield goal, chapter.place("goals", index), TEXT
        for question in chapter.questions:
            yield question.title, question.place("title"), TITLE
            for index, tag in enumerate(question.tags):
                yield tag, question.place("tags", index), TITLE


def _words(token: Token) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What a token of prose prints, and in which fonts."""
    if token.type in ("fence", "code_block", "code_inline"):
        yield token.content, CODE
    elif token.type == "text":
        yield token.content, TEXT
    elif token.type in TYPES:
        for words in TEXT_IN_TEX.findall(token.content):
            yield words, TEXT


def in_the_fonts(bank: Bank) -> Iterator[Notice]:
    for text, span, families in _titles(bank):
        for character in _missing(text, families):
            yield _notice(character, span)
    for run in bank.prose():
        for token, span in markup.walk(run):
            for text, families in _words(token):
                for character in _missing(text, families):
                    yield _notice(character, markup.within(run, token, span, character))


def _notice(character: str, span: Span) -> Notice:
    name = unicodedata.name(character, "without a name").lower()
    shown = f"U+{ord(character):04X}, {name}"
    if is_hidden(character):
        message = say("a character that nobody sees ({shown})", shown=shown)
        hint = say(
            "delete it; it is often the trace of a copy and paste, and can make text misread"
        )
        return Notice("character-hidden", span, message, hint)
    message = say(
        "no font of the book has `{character}` ({shown})", character=character, shown=shown
    )
    return Notice("character-missing", span, message, say("use another character"))
