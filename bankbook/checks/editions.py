"""What the editions of a book must be."""

from __future__ import annotations

from collections.abc import Iterator

from bankbook.design import TrimTooSmall, design, names
from bankbook.model import Bank
from bankbook.notices import Notice, did_you_mean

#: Designs of editions that are made from another.
DERIVED = ("cover", "booklet")


def files_of_editions(bank: Bank) -> Iterator[Notice]:
    first: dict[str, str] = {}
    for edition in bank.editions:
        key = edition.file.lower()
        if key in first:
            message = f"the editions `{first[key]}` and `{edition.name}` have the same file"
            yield Notice("edition-file-twice", edition.span, message, "give one another name")
        first.setdefault(key, edition.name)
        if not key.endswith(f".{edition.format}"):
            message = f"the file of edition `{edition.name}` is `{edition.file}`"
            hint = f"a file of format {edition.format} ends in `.{edition.format}`"
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
            message = f"the edition `{edition.name}` is a {edition.design}, which only a PDF can be"
            yield Notice("edition-format", edition.span, message, "write `format: pdf`")
        elif derived and not edition.of:
            message = f"the edition `{edition.name}` does not say of which edition it is the "
            hint = f"add `of:` with one of {', '.join(sorted(paged))}"
            yield Notice("edition-of", edition.span, message + edition.design, hint)
        elif edition.of and edition.format == "epub" and edition.of not in paged:
            message = f"the book has no PDF edition `{edition.of}`, whose pages an EPUB could tell"
            yield Notice("edition-of", edition.span, message, did_you_mean(edition.of, paged))
        elif derived and edition.of not in paged:
            message = f"the book has no PDF edition `{edition.of}` to make a {edition.design} of"
            yield Notice("edition-of", edition.span, message, did_you_mean(edition.of, paged))
        elif edition.of and not derived and edition.format == "pdf":
            message = (
                f"the edition `{edition.name}` has `of:`, which a PDF of its own pages has not"
            )
            hint = "take it out, or write `design: cover` or `design: booklet`"
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
            message = (
                f"a page of {width:g} × {height:g} mm cannot hold the margins of the design "
                f"`{edition.design}` and a column of text"
            )
            hint = f"at least {least}; leave `trim` out for the design's own size"
            yield Notice("edition-trim", edition.span, message, hint)
