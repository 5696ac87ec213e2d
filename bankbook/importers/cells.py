"""A block of imported text as the bank holds it: as written, or with care, or as code.

The project's own checks decide (`settling`): a block that they refuse is hardened until it passes.
As code every text does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from bankbook.importers import blocks, web
from bankbook.importers.blocks import Block
from bankbook.importers.inline import LONGEST, Pass, Scope
from bankbook.importers.printable import CODE, printable
from bankbook.markup.code import FLAGS, known
from bankbook.markup.html import is_comment
from bankbook.said import say

AS_WRITTEN, WITH_CARE, AS_CODE = range(3)

#: HTML whose text would be lost as Markdown: it stays as code.
OPAQUE = re.compile(r"<(?:script|style|template|textarea|!|\?)", re.IGNORECASE)
FIGURE = re.compile(r"@fig:[a-z0-9-]+")
MATH_LABEL = re.compile(r"(\$\$)[ \t]*\(([^()\n]*)\)\s*$")
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Written:
    """A block's Markdown, the pictures that it shows, and what was changed in it."""

    text: str
    pictures: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


@dataclass(eq=False, slots=True)
class Cell:
    """One block and how it is written. `place` is where the source has its question."""

    block: Block
    scope: Scope
    place: int
    shift: int = 0
    level: int = AS_WRITTEN
    _made: dict[int, Written] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.block.text) > LONGEST and self.block.kind not in ("fence", "code_block"):
            self.level = AS_CODE

    def harden(self) -> bool:
        """Write the block more plainly; False where it is plain already."""
        if self.level == AS_CODE:
            return False
        self.level += 1
        return True

    def written(self) -> Written:
        """The block at its level; written once."""
        if self.level not in self._made:
            self._made[self.level] = (
                _coded(self.block.text, "text", (say("a block became code, as it is"),))
                if self.level == AS_CODE
                else _Writer(self).written()
            )
        return self._made[self.level]


def _coded(text: str, info: str, told: tuple[str, ...] = ()) -> Written:
    """Text as a block of code, whatever is in it."""
    changes: list[str] = []
    text = printable(text, CODE, changes.append)
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    ticks = "`" * (longest + 1)
    end = "" if text.endswith("\n") or not text else "\n"
    return Written(f"{ticks}{info}\n{text}{end}{ticks}", (), (*told, *changes))


class _Writer:
    """Writes one block, by its kind."""

    def __init__(self, cell: Cell) -> None:
        self.cell, self.block = cell, cell.block
        self.careful = cell.level == WITH_CARE
        self.run = Pass(cell.scope, cell, self.careful)

    def written(self) -> Written:
        writer = getattr(self, f"_{self.block.kind}", self._lines)
        result: Written = writer()
        changes = (*result.changes, *dict.fromkeys(self.run.changes))
        return replace(result, pictures=(*result.pictures, *self.run.pictures), changes=changes)

    def _fence(self) -> Written:
        words = self.block.info.split()
        language = words[0].lower() if words else ""
        changes = []
        if not known(language):
            changes.append(
                say("the code's language `{words}` is not known: it became `text`", words=words[0])
            )
        kept = words[0] if words and known(language) else "text" if words else ""
        if "run" in words[1:]:
            changes.append(
                say("the code is no longer marked to `run`: read it first, then mark it")
            )
        if other := [word for word in words[1:] if word not in FLAGS]:
            changes.append(
                say("`{names}` after the code's language was left out", names=" ".join(other))
            )
        return _coded(self.block.content, kept, tuple(changes))

    def _code_block(self) -> Written:
        return _coded(self.block.content, "")

    def _math_block(self) -> Written:
        if self.careful:
            return _coded(
                self.block.text, "latex", (say("the formula cannot be set: it became code"),)
            )
        return Written(self.run.plain(self.block.text))

    def _math_block_label(self) -> Written:
        found = MATH_LABEL.search(self.block.text)
        if found and not self.careful:
            owner = self.cell.scope.labels.setdefault(f"eq:{found[2]}", self.cell)
            if owner is not self.cell or not SLUG.fullmatch(found[2]):
                text = MATH_LABEL.sub(r"\1", self.block.text)
                told = say("the formula's name ({text}) was left out", text=found[2])
                return Written(self.run.plain(text), (), (told,))
        return self._math_block()

    def _heading(self) -> Written:
        self.run.plainly = True
        level = min(6, int(self.block.info) + self.cell.shift)
        text = self.run.adapt(" ".join(self.block.content.split()))
        return self._followed("#" * level + " " + text)

    def _html_block(self) -> Written:
        html = self.block.text
        if is_comment(html) and not self.careful:
            return Written(html)
        if OPAQUE.search(html) or self.careful or (text := web.markdown(html)) is None:
            return _coded(html, "html", (say("the HTML became a block of code"),))
        inner = [
            Cell(block, self.cell.scope, self.cell.place, 3)
            for block in blocks.split(text)
            if block.kind != "html_block"
        ]
        # A picture belongs to the block that the check knows.
        made = [_owned(cell, self.cell) for cell in inner]
        return Written(
            "\n\n".join(part.text for part in made),
            tuple(name for part in made for name in part.pictures),
            tuple(told for part in made for told in part.changes),
        )

    def _paragraph(self) -> Written:
        """Figures stand between the paragraph's parts, where the pictures stood."""
        text = self._adapted()
        figures = iter(self.run.figures)
        parts, end = [], 0
        names = {name.rsplit(".", 1)[0] for name in self.run.pictures}
        for match in FIGURE.finditer(text):
            if match[0][5:] in names:
                parts += [text[end : match.start()], next(figures)]
                end = match.end()
        parts.append(text[end:])
        kept = [_stripped(part) for part in parts]
        return Written("\n\n".join(part for part in kept if part))

    def _table(self) -> Written:
        self.run.table = self.run.plainly = True
        return self._followed("\n".join(map(self.run.adapt, self.block.text.split("\n"))))

    def _definitions(self) -> Written:
        if self.careful:
            return _coded(self.block.text, "text")
        return Written(self.block.text)

    def _lines(self) -> Written:
        self.run.plainly = self.block.kind != "paragraph"
        return self._followed(self._adapted())

    def _adapted(self) -> str:
        """The block's text with all but code inside it adapted, over its line ends."""
        lines, pieces = self.block.text.split("\n"), []
        start = 0
        for index in (*sorted(self.block.shielded), len(lines)):
            if index > start:
                pieces.append(self.run.adapt("\n".join(lines[start:index])))
            if index < len(lines):
                pieces.append(printable(lines[index], CODE, self.run.changes.append))
            start = index + 1
        return "\n".join(pieces)

    def _followed(self, text: str) -> Written:
        """The block, and behind it the figures to which it refers."""
        return Written("\n\n".join([text, *self.run.figures]))


def _stripped(text: str) -> str:
    """A part of a paragraph without the line ends at its edges, and never a block of its own."""
    return text.strip("\n").strip()


def _owned(cell: Cell, owner: Cell) -> Written:
    writer = _Writer(cell)
    writer.run.owner = owner
    return writer.written()


def cells(text: str, scope: Scope, place: int) -> list[Cell]:
    """A run of Markdown as cells; its headings begin at the third level, as inside a section."""
    found = blocks.split(text)
    levels = [int(block.info) for block in found if block.kind == "heading"]
    shift = max(0, 3 - min(levels, default=3))
    return [Cell(block, scope, place, shift) for block in found]
