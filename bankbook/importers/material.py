"""What an importer found in a file, before it becomes files of a bank."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Item:
    """A question as the source has it. Texts are Markdown; what the source does not say is empty.

    `answer` is an answer that the source does not divide. `place` counts from 1: the line of the
    source, or the number of the note where the source has no lines. `difficulty` 0 is unknown.
    """

    place: int
    question: str
    answer: str = ""
    title: str = ""
    hint: str = ""
    points: str = ""
    analysis: str = ""
    followups: str = ""
    id: str = ""
    difficulty: int = 0
    kind: str = ""
    tags: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter to be. `id` is a folder's name, where the source gives one."""

    title: str
    items: tuple[Item, ...]
    opener: str = ""
    goals: tuple[str, ...] = ()
    id: str = ""
    place: int = 1


@dataclass(frozen=True, slots=True)
class Remnant:
    """Text of the source that has no place in a bank, and why."""

    place: int
    text: str
    reason: str


def no_media(name: str) -> bytes | None:
    """The pictures of a source that has none."""
    return None


@dataclass(frozen=True, slots=True)
class Material:
    """All that was found. `media` gives the bytes of a picture by the name that the text uses, or
    None; `unit` is what places count: `line` or `note`."""

    title: str
    parts: tuple[Part, ...]
    remnants: tuple[Remnant, ...] = ()
    media: Callable[[str], bytes | None] = no_media
    unit: str = "line"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import: how messages call it, its bytes, and the name to be used as a title.

    `folder` is where pictures that its text names may be.
    """

    shown: str
    content: bytes
    stem: str
    folder: Path = field(default_factory=Path)
