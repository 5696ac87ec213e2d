"""Which glyphs of which of the book's fonts a document has used."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from bankbook.fonts import FONTS
from bankbook.notices import BuildError, Notice, Span
from bankbook.press.forme import Face
from bankbook.said import say


def faces(fonts: Iterable[Any]) -> tuple[Face, ...]:
    """The fonts that WeasyPrint has drawn with. Raises BuildError for one that is not the book's: it
    would be a system's, or a bug."""
    merged: dict[str, Any] = {}
    glyphs: dict[str, dict[int, str]] = {}
    widths: dict[str, dict[int, int]] = {}
    for font in fonts:
        merged.setdefault(font.hash, font)
        glyphs.setdefault(font.hash, {}).update(font.to_unicode)
        widths.setdefault(font.hash, {}).update(font.widths)
    found, strange = [], []
    for key, font in sorted(merged.items()):
        file = _file(font)
        if file is None:
            strange.append(font.name.decode())
            continue
        record = (
            ("name", font.name.lstrip(b"/").decode()),
            ("family", font.family),
            ("flags", font.flags),
            ("italic_angle", font.italic_angle),
            ("ascent", font.ascent),
            ("descent", font.descent),
            ("stemv", font.stemv),
            ("stemh", font.stemh),
        )
        found.append(Face(key, file, record, glyphs[key], widths[key]))
    if strange:
        raise BuildError(
            Notice(
                "font-foreign",
                Span("styles"),
                say("the PDF would hold the font `{name}`", name=name),
            )
            for name in sorted(strange)
        )
    return tuple(found)


def _file(font: Any) -> int | None:
    """Which of the book's fonts this is, by the size of its file: no two have the same."""
    return _sizes().get(len(font.file_content))


@cache
def _sizes() -> dict[int, int]:
    return {font.path.stat().st_size: index for index, font in enumerate(FONTS)}
