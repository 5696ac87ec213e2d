"""The bank's schema: what `book.yaml`, a chapter's and a question's front matter may hold.

Published as JSON Schema in `schema/` (`make schema`), so that editors complete and check while one
types.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from bankbook.manuscript.located_yaml import Located
from bankbook.notices import Notice, Span, did_you_mean

KINDS = ("concept", "compare", "derive", "compute", "code", "design", "choice")

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


PATTERN_HINTS = {
    r"^(urn:\S+)?$": "a URN, such as urn:isbn:9787000000000 or urn:uuid:…, or leave it out",
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": "small letters a–z, digits and single hyphens, a letter "
    "first: `kv-cache-size`",
    r"^\d{2,3}(\.\d+)? ?[x×] ?\d{2,3}(\.\d+)?$": "width × height in mm: `170x240`",
    r"^\d{4}-\d{2}-\d{2}$": "write the date as YYYY-MM-DD",
    r"^[^/\\:*?\"<>|]+$": "a plain file name, without folders",
    r"^[A-Za-z0-9][A-Za-z0-9_.:/-]*$": "letters, digits and _ . : / -, such as `vaswani2017attention`",
}


def _real_day(text: str) -> str:
    date.fromisoformat(text)  # a ValueError becomes the notice
    return text


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=Strict)


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


class ChapterMatter(Strict):
    """The front matter of a chapter's `index.md`."""

    title: Title
    goals: tuple[Text, ...] = Field(
        default=(), description="What a reader can do after the chapter, a line each."
    )


class PageMatter(Strict):
    """The front matter of a page of front matter."""

    title: Title


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
    default: bool = Field(default=True, description="Built when no edition is named.")


class BookFile(Strict):
    """`book.yaml`."""

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
    editions: dict[Slug, EditionEntry] = Field(min_length=1)


PUBLISHED: dict[str, type[Strict]] = {
    "book": BookFile,
    "chapter": ChapterMatter,
    "question": QuestionMatter,
}


def validate(model: type[Model], located: Located, file: str) -> tuple[Model | None, list[Notice]]:
    """The typed value, or None with a notice for everything that is wrong with it."""
    value = located.value
    if not isinstance(value, dict):
        hint = "write it as `key: value` lines"
        return None, [
            Notice("schema-type", Span(file, located.line(())), "these should be keys", hint)
        ]
    try:
        return model.model_validate(_without_empty(value)), []
    except ValidationError as error:
        return None, [_notice(model, located, file, problem) for problem in error.errors()]


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


def _notice(model: type[BaseModel], located: Located, file: str, problem: Any) -> Notice:
    path = tuple(problem["loc"])
    span = Span(file, located.line(path))
    name = ".".join(str(part) for part in path)
    match problem["type"]:
        case "missing":
            return Notice(
                "schema-missing", span, f"`{name}` is missing", f"add a line `{path[-1]}: …`"
            )
        case "extra_forbidden":
            known = _fields(model, path[:-1])
            return Notice(
                "schema-unknown",
                span,
                f"`{name}` is not a key that this file knows",
                did_you_mean(str(path[-1]), known),
            )
        case "literal_error":
            wanted = problem["ctx"]["expected"]
            given = problem["input"]
            options = [option.strip("' ") for option in re.split(", | or ", wanted)]
            return Notice(
                "schema-value",
                span,
                f"`{name}` is `{_short(given)}`; it must be one of {', '.join(options)}",
                did_you_mean(str(given), options) if isinstance(given, str) else "",
            )
        case "string_pattern_mismatch":
            return Notice(
                "schema-value",
                span,
                f"`{name}` is `{_short(problem['input'])}`, which does not have the right form",
                PATTERN_HINTS.get(problem["ctx"]["pattern"], ""),
            )
        case "too_short" | "string_too_short" if not problem["input"]:
            message = f"`{name}` is empty"
            return Notice("schema-value", span, message, "fill it in")
        case "value_error":
            message = f"`{name}` is `{_short(problem['input'])}`, and there is no such day"
            return Notice("schema-value", span, message, "write the date as YYYY-MM-DD")
        case "tuple_type" | "list_type":
            message = f"`{name}` must be a list"
            return Notice(
                "schema-value", span, message, f"write it as [{_short(problem['input'])}]"
            )
        case "greater_than_equal" | "less_than_equal" | "int_parsing":
            least, most = _bounds(model, path)
            shown = _short(problem["input"])
            message = f"`{name}` is `{shown}`; it must be a whole number from {least} to {most}"
            return Notice("schema-value", span, message)
        case "string_too_long":
            most = problem["ctx"]["max_length"]
            message = f"`{name}` has {len(problem['input'])} characters, more than {most}"
            return Notice("schema-value", span, message, "shorten it")
        case _:
            given = problem["input"]
            shown = f" (found `{_short(given)}`)" if isinstance(given, str) else ""
            message = f"`{name}`: {problem['msg'][:1].lower()}{problem['msg'][1:]}{shown}"
            return Notice("schema-value", span, message)


def _bounds(model: type[BaseModel], path: tuple[Any, ...]) -> tuple[int, int]:
    """The least and the greatest value of a whole number in the schema."""
    if path[:1] == ("editions",):
        model, path = EditionEntry, path[2:]
    limits = model.model_fields[path[0]].metadata
    least = next(limit.ge for limit in limits if hasattr(limit, "ge"))
    most = next(limit.le for limit in limits if hasattr(limit, "le"))
    return least, most


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _fields(model: Any, path: tuple[Any, ...]) -> list[str]:
    """The keys that are known where `path` leads inside `model`."""
    if path[:1] == ("editions",):
        model = EditionEntry
    return list(model.model_fields)


def json_schema(name: str) -> str:
    """The JSON Schema of `book`, `chapter` or `question`, as published."""
    schema: dict[str, Any] = PUBLISHED[name].model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
