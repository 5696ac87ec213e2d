"""YAML whose every value knows its line.

Scalars stay text (the schema gives them types), so that `no`, `1e3` or `2024-01-01` in a title
remain what the author typed. Anchors and aliases are refused: a bank has no use for them, and a
few lines of them can ask for gigabytes of memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from bankbook.memo import memo
from bankbook.notices import BuildError, Notice, Span

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
    """A plain value (dict, list, str or None), the line of each path into it, and how its scalars
    are written."""

    value: Any
    lines: dict[Path, int]
    written: dict[Path, Written] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """The line of `path`, or of the nearest thing that holds it."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


class _Loader(yaml.SafeLoader):
    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.MarkedYAMLError(
                problem="anchors (&) and aliases (*) are not allowed here; put the text in quotes "
                "if it starts with one of these signs",
                problem_mark=event.start_mark,
            )
        return super().compose_node(parent, index)


@memo
def load(text: str, file: str, first_line: int = 1) -> Located:
    """Read one YAML document that starts on `first_line` of `file`.

    Raises BuildError with one notice where the text is not YAML, or a key stands twice.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        column = mark.column + 1 if mark else 0
        problem = error.problem or "not readable"
        raise BuildError(
            [
                Notice(
                    "yaml-syntax",
                    Span(file, line, column),
                    f"this is not valid YAML: {problem}",
                    "a text with `: `, `#` or quotes in it needs quotes around it",
                )
            ]
        ) from None
    except yaml.YAMLError as error:
        problem = " ".join(str(error).split())
        raise BuildError(
            [Notice("yaml-syntax", Span(file, first_line), f"this is not valid YAML: {problem}")]
        ) from None
    except RecursionError:
        problem = "this YAML is nested too deeply"
        raise BuildError([Notice("yaml-syntax", Span(file, first_line), problem)]) from None
    lines: dict[Path, int] = {(): first_line}
    written: dict[Path, Written] = {}
    notices: list[Notice] = []

    def plain(node: Any, path: Path) -> Any:
        lines.setdefault(path, first_line + node.start_mark.line)
        if isinstance(node, yaml.MappingNode):
            result: dict[str, Any] = {}
            for key_node, value_node in node.value:
                line = first_line + key_node.start_mark.line
                if not isinstance(key_node, yaml.ScalarNode):
                    message = "a key must be a plain word"
                    notices.append(Notice("yaml-syntax", Span(file, line), message))
                    continue
                key = key_node.value
                if key in result:
                    notices.append(
                        Notice("yaml-duplicate-key", Span(file, line), f"`{key}` stands here twice")
                    )
                lines[(*path, key)] = line
                result[key] = plain(value_node, (*path, key))
            return result
        if isinstance(node, yaml.SequenceNode):
            return [plain(item, (*path, index)) for index, item in enumerate(node.value)]
        if node.value == "" and node.style is None:
            return None
        mark = node.start_mark
        raw = text[mark.index : node.end_mark.index]
        written[path] = Written(first_line + mark.line, mark.column + 1, node.style, raw)
        return node.value

    value = plain(node, ()) if node is not None else None
    if notices:
        raise BuildError(notices)
    return Located(value, lines, written)
