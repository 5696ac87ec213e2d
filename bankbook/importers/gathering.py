"""Questions that each name their chapter, gathered into chapters in the order of the source."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bankbook.importers.fields import Record
from bankbook.importers.material import Item, Material, Part, Remnant, no_media


def gathered(
    title: str,
    records: Iterable[Record],
    remnants: Iterable[Remnant] = (),
    media: Callable[[str], bytes | None] = no_media,
    unit: str = "line",
) -> Material:
    """A record without a question or a title is a remnant."""
    chapters: dict[str, list[Item]] = {}
    left = list(remnants)
    for found in records:
        item = found.item
        left += found.remnants
        if item.question.strip() or item.title.strip():
            chapters.setdefault(found.chapter, []).append(item)
            continue
        texts = (item.answer, item.hint, item.points, item.analysis, item.followups)
        tags = " ".join((*item.tags, *item.sources, item.id, found.chapter))
        rest = "\n\n".join(text for text in (*texts, tags) if text.strip())
        if rest:
            left.append(Remnant(item.place, rest, "there is no question with it"))
    parts = (Part(name, tuple(items), place=items[0].place) for name, items in chapters.items())
    return Material(title, tuple(parts), tuple(left), media, unit)
