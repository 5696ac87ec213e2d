"""The order of a book's sections, and its contents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bankbook.compose.exhibits import captions
from bankbook.compose.glossary import latin
from bankbook.compose.plan import ContentsLine, Entry, Section
from bankbook.design import design
from bankbook.markup.spacing import spaced
from bankbook.model import Bank, Edition
from bankbook.wording import Wording

#: Sections behind the answers, with a line of their own in the contents.
BACK_MATTER = ("glossary", "term-index", "references")


def sections_of(
    bank: Bank, edition: Edition, words: Wording, numbers: Mapping[str, int]
) -> Iterator[Section]:
    title = bank.imprint.title
    if edition.format != "pdf" or design(edition.design).cover:
        yield Section("cover", "cover", words("cover"))
    yield Section("half-title", "half-title", title)
    yield Section("title-page", "title-page", words("title_page"))
    yield Section("colophon", "colophon", words("colophon"))
    for matter in bank.matter:
        yield Section("matter", matter.id, spaced(matter.title), matter=matter)
    yield Section("contents", "contents", words("contents"))
    if edition.format == "pdf" and any(captions(bank)):
        yield Section("lists", "lists", words("lists"))
    answers: list[Section] = []
    for position, chapter in enumerate(bank.chapters, 1):
        number = str(position)
        entries = tuple(
            Entry(
                question,
                f"{number}.{index}",
                f"q-{question.id}",
                f"a-{question.id}",
                tuple(numbers[key] for key in question.sources),
            )
            for index, question in enumerate(chapter.questions, 1)
        )
        name = f"chapter-{position:02d}"
        heading = spaced(chapter.title)
        yield Section("chapter", name, heading, number, chapter=chapter, entries=entries)
        key = Section(
            "answers",
            f"answers-{position:02d}",
            heading,
            number,
            chapter=chapter,
            entries=entries,
        )
        if edition.answers == "chapter-end":
            yield key
        answers.append(key)
    if edition.answers == "appendix":
        yield Section("answer-key", "answer-key", words("answer_key"))
        yield from answers
    if bank.glossary:
        yield Section("glossary", "glossary", words("glossary"))
        if any(map(latin, bank.glossary)):
            yield Section("term-index", "term-index", words("term_index"))
    if numbers:
        yield Section("references", "references", words("sources"))


def contents_of(sections: tuple[Section, ...]) -> Iterator[ContentsLine]:
    """Chapters with their questions; the answer key with its chapters and answers."""
    index = 0
    while index < len(sections):
        section = sections[index]
        index += 1
        if section.kind == "answer-key":
            inside = []
            while index < len(sections) and sections[index].kind == "answers":
                inside.append(_line(sections[index]))
                index += 1
            yield ContentsLine("", section.title, section.anchor, section.kind, tuple(inside))
        elif section.kind in ("matter", "lists", "chapter", "answers", *BACK_MATTER):
            yield _line(section)


def _line(section: Section) -> ContentsLine:
    answers = section.kind == "answers"
    children = tuple(
        ContentsLine(
            entry.number,
            spaced(entry.question.title),
            entry.answer_anchor if answers else entry.anchor,
            "answer" if answers else "question",
        )
        for entry in section.entries
    )
    return ContentsLine(section.number, section.title, section.anchor, section.kind, children)
