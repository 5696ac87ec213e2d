"""What the editions of a book must be."""

from __future__ import annotations

from collections.abc import Iterator

from bankbook.design import TrimTooSmall, design, names
from bankbook.model import Bank
from bankbook.notices import Notice, did_you_mean
from bankbook.said import say

#: Designs of editions that are made from another.
DERIVED = ("cover", "booklet")


def files_of_editions(bank: Bank) -> Iterator[Notice]:
    first: dict[str, str] = {}
    for edition in bank.editions:
        key = edition.file.lower()
        if key in first:
            message = say(
                "the editions `{first}` and `{edition}` have the same file",
                first=first[key],
                edition=edition.name,
            )
            yield Notice("edition-file-twice", edition.span, message, say("give one another name"))
        first.setdefault(key, edition.name)
        if not key.endswith(f".{edition.format}"):
            message = say(
                "the file of edition `{edition}` is `{file}`",
                edition=edition.name,
                file=edition.file,
            )
            hint = say("a file of format {format} ends in `.{format}`", format=edition.format)
            yield Notice("edition-file-name", edition.span, message, hint)


def editions_made_from_others(bank: Bank) -> Iterator[Notice]:
    paged = {
        edition.name
        for edition in bank.editions
        if edition.format == "pdf" and edition.design not in DERIVED
    }
    for edition in bank.editions:
        derived = edition.design in DERIVED
        if derived and edition.format != "pdf":
            message = say(
                "the edition `{edition}` is a {design}, which only a PDF can be",
                edition=edition.name,
                design=edition.design,
            )
            yield Notice("edition-format", edition.span, message, say("write `format: pdf`"))
        elif derived and not edition.of:
            message = say(
                "the edition `{edition}` does not say of which edition it is the {design}",
                edition=edition.name,
                design=edition.design,
            )
            hint = say("add `of:` with one of {names}", names=", ".join(sorted(paged)))
            yield Notice("edition-of", edition.span, message, hint)
        elif edition.of and edition.format == "epub" and edition.of not in paged:
            message = say(
                "the book has no PDF edition `{of}`, whose pages an EPUB could tell", of=edition.of
            )
            yield Notice("edition-of", edition.span, message, did_you_mean(edition.of, paged))
        elif derived and edition.of not in paged:
            message = say(
                "the book has no PDF edition `{of}` to make a {design} of",
                of=edition.of,
                design=edition.design,
            )
            yield Notice("edition-of", edition.span, message, did_you_mean(edition.of, paged))
        elif edition.of and not derived and edition.format == "pdf":
            message = say(
                "the edition `{edition}` has `of:`, which a PDF of its own pages has not",
                edition=edition.name,
            )
            hint = say("take it out, or write `design: cover` or `design: booklet`")
            yield Notice("edition-of", edition.span, message, hint)


def trim_sizes(bank: Bank) -> Iterator[Notice]:
    """A page must hold its margins and enough text to be read between them."""
    for edition in bank.editions:
        if edition.format != "pdf" or edition.design not in names():
            continue
        try:
            design(edition.design).page(edition.trim)
        except TrimTooSmall as least:
            width, height = edition.trim or (0, 0)
            message = say(
                "a page of {width:g} × {height:g} mm cannot hold the margins of the design `{design}` and a column of text",
                width=width,
                height=height,
                design=edition.design,
            )
            hint = say("at least {least}; leave `trim` out for the design's own size", least=least)
            yield Notice("edition-trim", edition.span, message, hint)
