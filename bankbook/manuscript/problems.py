"""What pydantic says of a value, as a notice that helps: where, what, and what would be right."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel

from bankbook.manuscript.located_yaml import Located
from bankbook.notices import Notice, did_you_mean
from bankbook.said import recognised, say

#: How pydantic says that it means the key of a table, not its value.
KEY = "[key]"

PATTERN_HINTS = {
    r"^(urn:\S+)?$": say("a URN, such as urn:isbn:9787000000000 or urn:uuid:…, or leave it out"),
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": say(
        "small letters a–z, digits and single hyphens, a letter first: `kv-cache-size`"
    ),
    r"^\d{2,3}(\.\d+)? ?[x×] ?\d{2,3}(\.\d+)?$": say("width × height in mm: `170x240`"),
    r"^\d{4}-\d{2}-\d{2}$": say("write the date as YYYY-MM-DD"),
    r"^[^/\\:*?\"<>|]+$": say("a plain file name, without folders"),
    r"^[A-Za-z0-9][A-Za-z0-9_.:/-]*$": say(
        "letters, digits and _ . : / -, such as `vaswani2017attention`"
    ),
}


#: What pydantic says of values of another type.
TYPES = (
    say("input should be a valid string"),
    say("input should be a valid dictionary"),
    say("input should be a valid boolean, unable to interpret input"),
    say("input should be a valid number, unable to parse string as a number"),
)


def notice(model: type[BaseModel], located: Located, problem: Any) -> Notice:
    path = tuple(part for part in problem["loc"] if part != KEY)
    of_key = KEY in problem["loc"]
    span = located.place(path)
    name = ".".join(str(part) for part in path)
    match problem["type"]:
        case "missing":
            span = located.key(path[:-1])
            return Notice(
                "schema-missing",
                span,
                say("`{name}` is missing", name=name),
                say("add a line `{path}: …`", path=path[-1]),
            )
        case "literal_error" if of_key:
            message = say("`{name}` is not a key that this file knows", name=name)
            known = re.findall("'([^']+)'", problem["ctx"]["expected"])
            return Notice(
                "schema-unknown", located.key(path), message, did_you_mean(str(path[-1]), known)
            )
        case "extra_forbidden":
            known = _fields(model, path[:-1])
            return Notice(
                "schema-unknown",
                located.key(path),
                say("`{name}` is not a key that this file knows", name=name),
                did_you_mean(str(path[-1]), known),
            )
        case "literal_error":
            wanted = problem["ctx"]["expected"]
            given = problem["input"]
            options = [option.strip("' ") for option in re.split(", | or ", wanted)]
            return Notice(
                "schema-value",
                span,
                say(
                    "`{name}` is `{value}`; it must be one of {names}",
                    name=name,
                    value=_short(given),
                    names=", ".join(options),
                ),
                did_you_mean(str(given), options) if isinstance(given, str) else "",
            )
        case "string_pattern_mismatch":
            return Notice(
                "schema-value",
                span,
                say(
                    "`{name}` is `{value}`, which does not have the right form",
                    name=name,
                    value=_short(problem["input"]),
                ),
                PATTERN_HINTS.get(problem["ctx"]["pattern"], ""),
            )
        case "too_short" | "string_too_short" if not problem["input"]:
            message = say("`{name}` is empty", name=name)
            return Notice("schema-value", span, message, say("fill it in"))
        case "value_error":
            message = say(
                "`{name}` is `{value}`, and there is no such day",
                name=name,
                value=_short(problem["input"]),
            )
            return Notice("schema-value", span, message, say("write the date as YYYY-MM-DD"))
        case "tuple_type" | "list_type":
            message = say("`{name}` must be a list", name=name)
            shown = ", ".join(re.split(r"\s*[,，、;；]\s*", _short(problem["input"])))
            hint = say("write it as [{value}]", value=shown)
            return Notice("schema-value", span, message, hint)
        case "greater_than_equal" | "less_than_equal" | "int_parsing":
            least, most = _bounds(model, path)
            shown = _short(problem["input"])
            message = say(
                "`{name}` is `{shown}`; it must be a whole number from {least} to {most}",
                name=name,
                shown=shown,
                least=least,
                most=most,
            )
            return Notice("schema-value", span, message)
        case "string_too_long":
            most = problem["ctx"]["max_length"]
            message = say(
                "`{name}` has {count} characters, more than {most}",
                name=name,
                count=len(problem["input"]),
                most=most,
            )
            return Notice("schema-value", span, message, say("shorten it"))
        case _:
            given = problem["input"]
            told = problem["msg"][:1].lower() + problem["msg"][1:]
            # The names of our models mean nothing to an author.
            told = recognised(told.split(" or instance of ")[0], TYPES)
            message = say("`{name}`: {told}", name=name, told=told)
            if isinstance(given, str):
                message = say(
                    "`{name}`: {told} (found `{value}`)", name=name, told=told, value=_short(given)
                )
            return Notice("schema-value", span, message)


def _bounds(model: type[BaseModel], path: tuple[Any, ...]) -> tuple[int, int]:
    """The least and the greatest value of a whole number in the schema."""
    model, path = _inside(model, path)
    limits = model.model_fields[path[0]].metadata
    least = next(limit.ge for limit in limits if hasattr(limit, "ge"))
    most = next(limit.le for limit in limits if hasattr(limit, "le"))
    return least, most


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _fields(model: Any, path: tuple[Any, ...]) -> list[str]:
    """The keys that are known where `path` leads inside `model`."""
    return list(_inside(model, path)[0].model_fields)


def _inside(model: Any, path: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """The model of the entry in a list or table of `model` that a path leads to, and the rest of
    the path."""
    entry = getattr(model, "ENTRIES", {}).get(path[0]) if path else None
    return (entry, path[2:]) if entry else (model, path)
