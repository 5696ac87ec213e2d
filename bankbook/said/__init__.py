"""What the program says, in English, and how the same is said in another language. The very ground:
imports nothing of ours, and knows of no locale.

A message is its English text, and remembers of what it was made: a template and the fields in it.
The catalogue of a language (`zh.toml`) has its own template for each, with the same fields.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

#: English is what the sources say; the others have a catalogue here.
LANGUAGES = ("en", "zh")


class Said(str):
    """A message: its English text, to all who need not know more; it can be compared, sorted and
    pickled like any text. What is made from it by `+`, slices or f-strings is plain text."""

    template: str
    fields: Mapping[str, Any]

    def __new__(cls, template: str, fields: Mapping[str, Any]) -> Said:
        made = super().__new__(cls, template.format_map(fields))
        made.template, made.fields = template, fields
        return made

    def __reduce__(self) -> tuple[Callable[..., Said], tuple[str, Mapping[str, Any]]]:
        return Said, (self.template, self.fields)


def say(template: str, /, **fields: Any) -> Said:
    """A message made of a template, as for `str.format`: `say("there is no `{name}`", name=name)`.

    The template stands in the source as one literal, so that a test can look it up in the
    catalogues. Fields are numbers, texts, messages, and exceptions of a message; what else there is
    becomes text.
    """
    return Said(template, {name: _field(given) for name, given in fields.items()})


def _field(given: Any) -> Any:
    if isinstance(given, BaseException) and given.args and isinstance(given.args[0], Said):
        return given.args[0]
    return given if isinstance(given, (str, int, float)) else str(given)


def filled(text: str, **fields: Any) -> str:
    """The same message with other values for some of its fields."""
    return say(text.template, **{**text.fields, **fields}) if isinstance(text, Said) else text


def with_hint(message: str, hint: str) -> str:
    """One line of both, where there is a hint."""
    return say("{message}; {hint}", message=message, hint=hint) if hint else message


def joined(parts: Sequence[str], between: str) -> Said:
    """Messages and other texts in a row; each that is a message can be translated."""
    names = [f"part{number}" for number in range(len(parts))]
    template = between.join(f"{{{name}}}" for name in names)
    return Said(template, dict(zip(names, parts, strict=True)))


def recognised(text: str, known: Iterable[Said]) -> str:
    """What a library says, as the message among those known that it is; else as it is. The fields
    of those stand for any text."""
    for message in known:
        parts = Formatter().parse(message.template)
        pattern = "".join(
            re.escape(literal) + (f"(?P<{name}>.+)" if name else "")
            for literal, name, _, _ in parts
        )
        if found := re.fullmatch(pattern, text):
            return Said(message.template, found.groupdict())
    return text


def translated(text: str, language: str) -> str:
    """The text in a language of LANGUAGES; English where it is no message, or has no translation."""
    if language == "en" or not isinstance(text, Said):
        return str(text)
    fields = {
        name: translated(field, language) if isinstance(field, str) else field
        for name, field in text.fields.items()
    }
    return catalogue(language).get(text.template, text.template).format_map(fields)


@cache
def catalogue(language: str) -> dict[str, str]:
    """English templates, and those of the language."""
    path = Path(__file__).parent / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
