"""What the tool has to say to an author: where, what is wrong, what would be right.

Messages and hints are in English, and can be had in the author's language (`said`).
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from bankbook.said import Said, say, translated


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file. Lines and columns count from 1; a column of 0 means the whole line."""

    file: str
    line: int = 1
    column: int = 0

    def shifted(self, lines: int, column: int = 0) -> Span:
        """The place that many lines further down, in that column."""
        return Span(self.file, self.line + lines, column)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}"
        return f"{place}:{self.column}" if self.column else place


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell the author. `code` is stable, so that it can be looked up and tested."""

    code: str
    span: Span
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def translated(self, language: str) -> Notice:
        """The same in a language of `said.LANGUAGES`."""
        message, hint = translated(self.message, language), translated(self.hint, language)
        return replace(self, message=message, hint=hint)

    def sort_key(self) -> tuple[Span, str, str]:
        return (self.span, self.code, self.message)

    def __str__(self) -> str:
        told = f"{self.span}: {self.severity}[{self.code}]: {self.message}"
        return f"{told}\n    {self.hint}" if self.hint else told


class BuildError(Exception):
    """The book has errors: carries all that were found, sorted by place, each once."""

    def __init__(self, notices: Iterable[Notice]) -> None:
        self.notices = tuple(sorted(set(notices), key=Notice.sort_key))
        super().__init__("\n".join(str(notice) for notice in self.notices))

    def __reduce__(self) -> tuple[type[BuildError], tuple[tuple[Notice, ...]]]:
        """A worker's error comes to the program by pickle, which else would give `str` for notices."""
        return BuildError, (self.notices,)


class SystemPartMissing(Exception):
    """A part of the system that the work needs is not there; `remedy` says how to get it."""

    def __init__(self, part: str, remedy: str) -> None:
        self.part = part
        self.remedy = remedy
        super().__init__(f"{part}\n{remedy}")

    def __reduce__(self) -> tuple[type[SystemPartMissing], tuple[str, str]]:
        return SystemPartMissing, (self.part, self.remedy)


def visible(text: str) -> str:
    """The text with every character that nobody sees as `\\u202e`: what an author's file says must
    not steer a terminal, nor fail to be printed."""
    return "".join(
        character.encode("unicode_escape").decode("ascii")
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character != "\n"
        else character
        for character in text
    )


def did_you_mean(word: str, known: Iterable[str]) -> Said:
    """“did you mean `x`?” for the nearest known word, else what is known, else nothing."""
    options = sorted(set(known))
    near = difflib.get_close_matches(word, options, n=1, cutoff=0.6)
    if near:
        return say("did you mean `{name}`?", name=near[0])
    if options and len(options) <= 12:
        return say("known: {names}", names=", ".join(f"`{option}`" for option in options))
    return Said("", {})
