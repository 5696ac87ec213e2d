"""Front matter, mended: trailing space, and the text of titles and goals. All else is names."""

from __future__ import annotations

from bankbook import markup
from bankbook.manuscript import located_yaml
from bankbook.manuscript.located_yaml import Located, Path
from bankbook.mending.edits import TRAILING, Edit, changes
from bankbook.mending.skeleton import skeleton
from bankbook.model import Prose
from bankbook.notices import BuildError, Span

TEXTS = ("title", "goals")


def mended(head: str, kinds: frozenset[str]) -> tuple[str, list[Edit]]:
    """One round over the front matter with its two lines of `---`. What would then say something
    else as YAML is taken back."""
    lines = head.split("\n")
    before = _read(lines)
    edits: list[Edit] = []
    if before is None or not isinstance(before.value, dict):
        return head, edits
    if "trailing space" in kinds:
        stripped = [TRAILING.sub("", line) for line in lines]
        after = _read(stripped)
        if after is not None and after.value == before.value:
            edits += [
                Edit("trailing space", row + 1, found.start() + 1, found[0])
                for row, line in enumerate(lines)
                if (found := TRAILING.search(line))
            ]
            lines = stripped
    for path, place in before.values.items():
        if path and path[0] in TEXTS:
            edits += _text(lines, before, path, place, kinds)
    return "\n".join(lines), edits


def _text(
    lines: list[str], located: Located, path: Path, place: Span, kinds: frozenset[str]
) -> list[Edit]:
    """Mend one text in its line, where it stands there as it is."""
    value = located.value
    for part in path:
        value = value[part]
    row = place.line - 1
    line = lines[row]
    start = place.column - 1
    start += line[start : start + 1] in ("'", '"')
    if not isinstance(value, str) or not value or not line[start:].startswith(value):
        return []
    passages = markup.passages(Prose(value, Span("")))
    if len(passages) != 1 or passages[0].content != value:
        return []
    wanted = [change for change in changes(passages[0].masked) if change.kind in kinds]
    new = value
    for change in reversed(wanted):
        end = change.start + len(change.old)
        new = new[: change.start] + change.new + new[end:]
    lines[row] = line[:start] + new + line[start + len(value) :]
    after = _read(lines)
    if not wanted or after is None or skeleton(new) != skeleton(value) or _at(after, path) != new:
        lines[row] = line
        return []
    return [
        Edit(change.kind, place.line, start + change.start + 1, change.old, change.new)
        for change in wanted
    ]


def _at(located: Located, path: Path) -> object:
    value = located.value
    for part in path:
        try:
            value = value[part]
        except (TypeError, KeyError, IndexError):
            return None
    return value


def _read(lines: list[str]) -> Located | None:
    try:
        return located_yaml.load("\n".join(lines[1:-2]), "", first_line=2)
    except BuildError:
        return None
