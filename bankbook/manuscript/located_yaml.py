"""YAML whose every value knows its line and column.

Scalars stay text (the schema gives them types), so that `no`, `1e3` or `2024-01-01` in a title
remain what the author typed. Anchors and aliases are refused: a bank has no use for them, and a
few lines of them can ask for gigabytes of memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from bankbook.manuscript.text_file import control_character
from bankbook.memo import lasting
from bankbook.notices import BuildError, Notice, Span
from bankbook.said import Said, recognised, say

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A scalar as it stands in the file: where it begins, in what quotes (`style`), and its text."""

    line: int
    column: int
    style: str | None
    raw: str

    def places(self, value: str) -> tuple[tuple[int, int], ...]:
        """The line and column of each character of `value`, which YAML read here."""
        folded = self.style in ("|", ">")
        position = self.raw.find("\n") + 1 if folded else int(self.style is not None)
        found = []
        for character in value:
            begin = position
            while self.raw[position : position + 1].isspace():
                position += 1
            if not character.isspace():
                begin = position
                pair = self.raw[position : position + 2]
                escaped = self.style == "'" and pair == "''"
                escaped |= self.style == '"' and pair.startswith("\\")
                position += 1 + escaped
            before = self.raw[:begin]
            line = before.count("\n")
            column = begin - before.rfind("\n") if line else self.column + begin
            found.append((self.line + line, column))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Located:
    """A plain value (dict, list, str or None), the places of each path into it: of its key in
    a table (`keys`), and of the value itself (`values`), and how its scalars are written."""

    value: Any
    keys: dict[Path, Span]
    values: dict[Path, Span]
    written: dict[Path, Written] = field(default_factory=dict)

    def key(self, path: Path) -> Span:
        """Where the key of `path` stands, or what holds it; a list's items have only values."""
        while path and path not in self.keys:
            if path in self.values:
                return self.values[path]
            path = path[:-1]
        return self.keys[path]

    def place(self, path: Path) -> Span:
        """Where the value of `path` stands, or the nearest thing that holds it."""
        return self.values[path] if path in self.values else self.key(path)


#: What PyYAML says most often.
PROBLEMS = (
    say("mapping values are not allowed here"),
    say("could not find expected ':'"),
    say("found unexpected end of stream"),
    say("found character {sign} that cannot start any token", sign="%"),
    say("expected <block end>, but found {found}", found="?"),
    say("expected ',' or '}}', but got {found}", found="?"),
    say("expected ',' or ']', but got {found}", found="?"),
)


class _Loader(yaml.SafeLoader):
    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.MarkedYAMLError(
                problem=say(
                    "anchors (&) and aliases (*) are not allowed here; put the text in quotes "
                    "if it starts with one of these signs"
                ),
                problem_mark=event.start_mark,
            )
        return super().compose_node(parent, index)


def _composed(text: str) -> Any:
    """The nodes of a document: by libyaml, ten times as fast, where nothing is out of the ordinary.
    What is wrong, our own loader tells; what is deep or long, it bounds."""
    plain = len(text) < 20_000 and text.count("[") + text.count("{") < 300
    if plain and not any(sign in text for sign in "&*") and max(map(len, text.split("\n"))) < 1000:
        try:
            return yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", _Loader))
        except yaml.YAMLError:
            pass
    return yaml.compose(text, Loader=_Loader)


def _likely(text: str, line: int, problem: str) -> Said:
    """What is most often behind a mistake at that line, from 0, or the one before."""
    lines = text.split("\n")
    near = [lines[number] for number in (line - 1, line) if 0 <= number < len(lines)]
    if any("\t" in each for each in near) or "\\t" in problem:
        return say("a tab stands there: YAML is indented with spaces")
    if any("：" in each and ": " not in each for each in near):
        return say("a full-width `：` stands there: write `: `, half-width, with a space after it")
    if any(each.count("[") > each.count("]") or each.count("{") > each.count("}") for each in near):
        return say("a bracket is opened there, and not closed")
    return say("a text with `: `, `#` or quotes in it needs quotes around it")


@lasting
def load(text: str, file: str, first_line: int = 1) -> Located:
    """Read one YAML document that starts on `first_line` of `file`.

    Raises BuildError with one notice where the text is not YAML, or a key stands twice.
    """
    try:
        node = _composed(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        column = mark.column + 1 if mark else 0
        problem = error.problem or say("not readable")
        problem = recognised(problem, PROBLEMS)
        raise BuildError(
            [
                Notice(
                    "yaml-syntax",
                    Span(file, line, column),
                    say("this is not valid YAML: {problem}", problem=problem),
                    _likely(text, line - first_line, problem),
                )
            ]
        ) from None
    except yaml.YAMLError as error:
        problem = " ".join(str(error).split())
        raise BuildError(
            [
                Notice(
                    "yaml-syntax",
                    Span(file, first_line),
                    say("this is not valid YAML: {problem}", problem=problem),
                )
            ]
        ) from None
    except RecursionError:
        problem = say("this YAML is nested too deeply")
        raise BuildError([Notice("yaml-syntax", Span(file, first_line), problem)]) from None
    whole = Span(file, first_line)
    keys: dict[Path, Span] = {(): whole}
    values: dict[Path, Span] = {(): whole}
    written: dict[Path, Written] = {}
    notices: list[Notice] = []

    def place(node: Any) -> Span:
        return whole.shifted(node.start_mark.line, node.start_mark.column + 1)

    def plain(node: Any, path: Path) -> Any:
        values.setdefault(path, place(node))
        if isinstance(node, yaml.MappingNode):
            result: dict[str, Any] = {}
            for key_node, value_node in node.value:
                span = place(key_node)
                if not isinstance(key_node, yaml.ScalarNode):
                    message = say("a key must be a plain word")
                    notices.append(Notice("yaml-syntax", span, message))
                    continue
                key = key_node.value
                if key in result:
                    notices.append(
                        Notice(
                            "yaml-duplicate-key", span, say("`{key}` stands here twice", key=key)
                        )
                    )
                if notice := control_character(key, span):
                    notices.append(notice)
                keys[(*path, key)] = span
                result[key] = plain(value_node, (*path, key))
            return result
        if isinstance(node, yaml.SequenceNode):
            return [plain(item, (*path, index)) for index, item in enumerate(node.value)]
        if node.value == "" and not node.style:
            return None
        if notice := control_character(node.value, place(node)):
            notices.append(notice)
        mark = node.start_mark
        raw = text[mark.index : node.end_mark.index]
        written[path] = Written(first_line + mark.line, mark.column + 1, node.style or None, raw)
        return node.value

    value = plain(node, ()) if node is not None else None
    if notices:
        raise BuildError(notices)
    return Located(value, keys, values, written)
