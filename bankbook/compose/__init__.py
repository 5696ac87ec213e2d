"""Bank + Edition → Book: what is printed, in which order, with which numbers and anchors."""

from __future__ import annotations

from bankbook import markup
from bankbook.compose.elsewhere import left_out
from bankbook.compose.exhibits import numbered, runs
from bankbook.compose.glossary import headings, latin
from bankbook.compose.order import contents_of, sections_of
from bankbook.compose.plan import Book, ContentsLine, Entry, Exhibit, Heading, Picture, Section
from bankbook.markup.setting import Label
from bankbook.model import Bank, Edition
from bankbook.selection import selected
from bankbook.wording import wording

__all__ = [
    "Book", "ContentsLine", "Entry", "Exhibit", "Heading", "Picture", "Section", "compose",
]  # fmt: skip


def compose(bank: Bank, edition: Edition) -> Book:
    """Plan one edition of a bank that the checks have passed: the whole of it, or the questions
    that the edition selects."""
    words = wording(bank.imprint.language)
    whole, bank = bank, selected(bank, edition)
    numbers = _cited(bank)
    sections = tuple(sections_of(bank, edition, words, numbers))
    labels: dict[str, Label] = {}
    places: dict[str, str] = {}
    pictures: dict[str, Picture] = {}
    for section in sections:
        places[section.anchor] = section.name
        for entry in section.entries:
            if section.kind == "chapter":
                name = words("question", number=entry.number)
                label = Label(name, entry.anchor, entry.number, entry.answer_anchor)
                labels[f"q:{entry.question.id}"] = label
                labels[f"file:{entry.question.path.name}"] = label
                places[entry.anchor] = section.name
            if section.kind == "answers" or edition.answers == "inline":
                places[entry.answer_anchor] = section.name
    exhibits: list[Exhibit] = []
    counters: dict[tuple[str, str], int] = {}
    for section in sections:
        for run in runs(section, edition):
            for kind, key, caption, path in numbered(run):
                chapter = section.number or "0"
                count = counters[kind, chapter] = counters.get((kind, chapter), 0) + 1
                place = f"{chapter}.{count}" if section.number else str(count)
                anchor = f"{kind}-{key}"
                name = {"fig": "figure", "tbl": "table", "eq": "equation"}[kind]
                labels[f"{kind}:{key}"] = Label(words(name, number=place), anchor, place)
                places[anchor] = section.name
                if caption:
                    exhibits.append(Exhibit(kind, labels[f"{kind}:{key}"], caption))
                if path is not None:
                    pictures[key] = Picture(key, path)
    labels |= left_out(whole, labels, words)
    by_id = {source.id: source for source in bank.sources}
    references = tuple(by_id[key] for key in numbers)
    for number in numbers.values():
        places[f"source-{number}"] = "references"
    return Book(
        bank=bank,
        edition=edition,
        words=words,
        sections=sections,
        contents=tuple(contents_of(sections)),
        labels=labels,
        references=references,
        numbers=numbers,
        pictures=pictures,
        exhibits=tuple(exhibits),
        glossary=headings(bank.glossary, lambda term: term.pinyin or term.term),
        index=headings(
            (term for term in bank.glossary if latin(term)), lambda term: latin(term) or ""
        ),
        places=places,
    )


def _cited(bank: Bank) -> dict[str, int]:
    """The works cited, numbered from 1 in the order in which the book's questions cite them."""
    order: dict[str, None] = {}
    for run in bank.prose():
        for token, _ in markup.walk(run):
            if token.type == "citation":
                order.update(dict.fromkeys(key for key, _ in token.meta["items"]))
    for question in bank.questions():
        order.update(dict.fromkeys(question.sources))
    return {key: number for number, key in enumerate(order, 1)}
