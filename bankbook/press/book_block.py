"""The book block: parts that are made up, numbered and joined to one PDF."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from bankbook.notices import BuildError, Notice, Span
from bankbook.press import binding, estimates, font_files
from bankbook.press.forme import Forme, Order
from bankbook.press.gathering import Section, gather
from bankbook.press.workshop import Workshop
from bankbook.said import say


def numbered(orders: Sequence[Order], formes: Sequence[Forme], workshop: Workshop) -> list[Section]:
    """The parts in order, with their page numbers in them. Where a line is set for other counts of
    digits than turn out, its part is made up once more. Raises BuildError for a link to nowhere."""
    workshop.stage("bind")
    starts = [0, *accumulate(len(forme.pages) for forme in formes)][:-1]
    pages = binding.numbers_of(formes, [start + 1 for start in starts])
    missing = {link for forme in formes for link in forme.links if f"#{link}" not in pages}
    if missing:
        raise BuildError(
            Notice(
                "layout",
                Span("templates"),
                say("a link leads to `#{link}`, which is nowhere", link=link),
            )
            for link in missing
        )
    final = list(formes)
    wrong = [index for index, forme in enumerate(formes) if not binding.is_set(forme, pages)]
    if wrong:
        exact = {target: (len(str(page)),) for target, page in pages.items()}
        again = [
            orders[index].expecting(estimates.wanted(orders[index].markup, exact))
            for index in wrong
        ]
        for index, forme in zip(wrong, workshop.make_up(again, anew=True), strict=True):
            final[index] = forme
        workshop.stage("bind")
    return [
        Section(
            forme,
            start,
            [
                binding.bind(page, number, pages)
                for number, page in enumerate(forme.pages, start + 1)
            ],
        )
        for forme, start in zip(final, starts, strict=True)
    ]


def joined(sections: Sequence[Section], workshop: Workshop) -> bytes:
    """The PDF of all parts."""
    faces = font_files.merged(face for section in sections for face in section.forme.faces)
    files = workshop.fonts(faces)
    workshop.stage("gather")
    return gather(sections, faces, files)
