"""The bank's schema: what `book.yaml`, a chapter's and a question's front matter may hold.

Published as JSON Schema in `schema/` (`make schema`), so that editors complete and check while one
types.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from bankbook.manuscript.located_yaml import Located
from bankbook.manuscript.problems import notice
from bankbook.notices import Notice
from bankbook.said import say

#: Also an XML id and a part of a file name, so: ASCII, and a letter first.
Slug = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", min_length=2, max_length=64)
]
SourceKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:/-]*$")]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Trim = Annotated[str, StringConstraints(pattern=r"^\d{2,3}(\.\d+)? ?[x×] ?\d{2,3}(\.\d+)?$")]
FileName = Annotated[str, StringConstraints(pattern=r"^[^/\\:*?\"<>|]+$", max_length=120)]
Kind = Literal["concept", "compare", "derive", "compute", "code", "design", "choice"]


def _real_day(text: str) -> str:
    date.fromisoformat(text)  # a ValueError becomes the notice
    return text


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=Strict)


LintCode = Literal[
    "abbreviation-undefined",
    "alt-text",
    "chapter-unlisted",
    "figure-unused",
    "footnote-unused",
    "line-ends",
    "link-anchor",
    "link-path",
    "mark-literal",
    "points-long",
    "punctuation-width",
    "question-similar",
    "source-none",
    "source-unused",
    "spacing",
    "table-cells",
    "tag-joined",
    "todo",
]


Lints = Annotated[
    dict[LintCode, Literal["on", "off"]],
    Field(description="Lints of `bankbook check` to switch off, by code: `todo: off`."),
]


class QuestionMatter(Strict):
    """The front matter of a question file."""

    id: Slug = Field(description="Stable name: links and page references hang on it.")
    title: Title = Field(description="What is asked, in one line.")
    difficulty: int = Field(ge=1, le=3, description="1 easy, 2 middling, 3 hard.")
    kind: Kind = Field(description="What the question asks for.")
    tags: tuple[Text, ...] = Field(default=(), description="Words to select and sort by.")
    sources: tuple[SourceKey, ...] = Field(
        default=(), description="Ids of works in the bibliography that the answer rests on."
    )
    lints: Lints = {}


class ChapterMatter(Strict):
    """The front matter of a chapter's `index.md`."""

    title: Title
    goals: tuple[Text, ...] = Field(
        default=(), description="What a reader can do after the chapter, a line each."
    )
    lints: Lints = {}


class PageMatter(Strict):
    """The front matter of a page of front matter."""

    title: Title
    lints: Lints = {}


class TermEntry(Strict):
    """An entry of the glossary."""

    term: Title = Field(description="The headword, as the book uses it.")
    english: str = Field(default="", description="The English name, where the headword is not it.")
    pinyin: str = Field(
        default="", description="Toneless pinyin, to sort a Chinese headword: `jian zhi huan cun`."
    )
    meaning: Text = Field(description="What it means, in a line.")
    questions: tuple[Slug, ...] = Field(
        min_length=1, description="Ids of the questions that explain it, the main one first."
    )


class Glossary(Strict):
    """The glossary's file: a list of terms."""

    ENTRIES: ClassVar = {"terms": TermEntry}
    terms: tuple[TermEntry, ...] = ()


class EditionEntry(Strict):
    """One output of `bankbook build`."""

    format: Literal["pdf", "epub"]
    file: FileName = Field(description="Name of the file in the output folder.")
    design: Literal["handbook", "reader", "press", "screen", "workbook", "cover", "booklet"] = (
        Field(default="handbook", description="How the pages of a PDF look.")
    )
    answers: Literal["appendix", "chapter-end", "inline"] | None = Field(
        default=None, description="Where the answers go, where not as the design has it."
    )
    trim: Trim | None = Field(
        default=None, description="Width × height of a page in mm, such as 170x240."
    )
    of: Slug | None = Field(
        default=None,
        description="The edition that a cover or a booklet is made of, or whose pages an EPUB tells.",
    )
    formulas: Literal["mathml", "svg"] = Field(
        default="mathml",
        description="What formulas are in an EPUB: svg for readers without MathML.",
    )
    fonts: bool = Field(default=False, description="Whether an EPUB brings the book's fonts.")
    caliper: float = Field(
        default=0.1, ge=0.03, le=1, description="How thick a leaf of the paper is, in mm."
    )
    signature: int | None = Field(
        default=None, ge=1, le=128, description="Pages of a gathering; blank ones fill the last."
    )
    select: Annotated[str, StringConstraints(min_length=1, max_length=1000)] | None = Field(
        default=None,
        description="Which questions it takes, all when left out: "
        "`tags: [inference, memory] and difficulty >= 2`. Tests are `tags`, `kind` and `chapter` "
        "(any of a list) and `difficulty` (compared), joined by and, or, not and parentheses.",
    )
    default: bool = Field(default=True, description="Built when no edition is named.")


class BookFile(Strict):
    """`book.yaml`."""

    ENTRIES: ClassVar = {"editions": EditionEntry}

    title: Title
    subtitle: str = ""
    authors: tuple[Text, ...] = Field(min_length=1)
    publisher: str = ""
    language: Literal["zh-CN", "en"] = "zh-CN"
    identifier: Annotated[str, StringConstraints(pattern=r"^(urn:\S+)?$")] = Field(
        default="", description="A URN such as urn:isbn:… or urn:uuid:…; made up when left out."
    )
    version: str = Field(default="1", description="Edition as printed in the colophon.")
    date: Annotated[
        str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_real_day)
    ] = Field(description="Day of this version, YYYY-MM-DD; also the date in the files' metadata.")
    rights: str = ""
    description: str = ""
    front: tuple[FileName, ...] = Field(
        default=(), description="Markdown files set before the contents, in this order."
    )
    chapters: tuple[Slug, ...] = Field(
        min_length=1, description="Folders of questions, in the order of the book."
    )
    sources: FileName | None = Field(
        default=None, description="The bibliography: CSL-JSON (.json) or BibTeX (.bib)."
    )
    glossary: FileName | None = Field(
        default=None, description="The glossary: a list of terms in YAML."
    )
    lints: Lints = {}
    editions: dict[Slug, EditionEntry] = Field(min_length=1)


PUBLISHED: dict[str, type[Strict]] = {
    "book": BookFile,
    "chapter": ChapterMatter,
    "question": QuestionMatter,
}


def validate(model: type[Model], located: Located) -> tuple[Model | None, list[Notice]]:
    """The typed value, or None with a notice for everything that is wrong with it."""
    value = located.value
    if not isinstance(value, dict):
        hint = say("write it as `key: value` lines")
        return None, [Notice("schema-type", located.place(()), say("these should be keys"), hint)]
    try:
        return model.model_validate(_without_empty(value)), []
    except ValidationError as error:
        return None, [notice(model, located, problem) for problem in error.errors()]


def salvaged(model: type[Model], value: Any, fallback: dict[str, Any]) -> Model:
    """The parts of a value that are right, the rest from `fallback`: so that one wrong key does
    not hide what else is wrong in the book. `fallback` must be valid by itself."""
    kept = dict(fallback)
    for key, item in value.items() if isinstance(value, dict) else ():
        if key in model.model_fields and item is not None:
            try:
                model.model_validate(fallback | {key: item})
            except ValidationError:
                continue
            kept[key] = item
    return model.model_validate(kept)


def _without_empty(value: Any) -> Any:
    """Leave out keys without a value: `tags:` alone means none were given."""
    if isinstance(value, dict):
        return {key: _without_empty(item) for key, item in value.items() if item is not None}
    return value


def json_schema(name: str) -> str:
    """The JSON Schema of `book`, `chapter` or `question`, as published."""
    schema: dict[str, Any] = PUBLISHED[name].model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
