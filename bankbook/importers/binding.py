"""Material → the files of a book, in their place."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bankbook.importers.destination import Destination, move, staging
from bankbook.importers.inline import Scope
from bankbook.importers.material import Item, Material, Part, Remnant
from bankbook.importers.pages import Maker, Page
from bankbook.importers.pictures import Gallery
from bankbook.importers.settling import settle
from bankbook.importers.shape import plain
from bankbook.importers.slugs import slug, unused
from bankbook.importers.unplaced import report
from bankbook.notices import BuildError, Notice, Severity, Span
from bankbook.said import say
from bankbook.wording import Wording, wording

HAN = re.compile(r"[\u3400-\u9fff]")
LETTER = re.compile(r"[A-Za-z]+")
LABEL = re.compile(r"\{#(tbl:[a-z][a-z0-9-]*)\}|\$\$\s*\(([a-z][a-z0-9-]*)\)")
PICTURE = re.compile(r"!\[[^\]\n]*\]\(<?(?:[^()\s]*/)?([^()\s/]+)\.\w+")


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import. `line` is what book.yaml must say for the chapters to be printed,
    where it does not yet; `unplaced` the file that names what has no place, or nothing."""

    folder: str
    chapters: tuple[str, ...]
    questions: int
    remnants: int
    notices: tuple[Notice, ...]
    unplaced: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A question and what it is called: the chapter's folder and title, its id, its file."""

    part: Part
    folder: str
    title: str
    item: Item
    name: str
    file: str


@dataclass(slots=True)
class _Plan:
    pages: list[Page] = field(default_factory=list)
    remnants: list[Remnant] = field(default_factory=list)


def bound(material: Material, destination: Destination, shown: str, day: str) -> Imported:
    """Write the material into the destination. Raises BuildError where nothing of it can be."""
    language = destination.language or _language(material)
    words = wording(language)
    gallery = Gallery(material.media, destination.figures)
    plan = _plan(material, destination, words, gallery)
    with staging(destination) as staged:
        folders = _folders(plan.pages)
        book = staged / "book.yaml"
        title = Maker(words, Scope(gallery)).title(material.title, [])
        book.write_text(_book(title or "?", language, day, folders, words), encoding="utf-8")
        for page, notice in settle(staged, plan.pages, gallery, destination.sources):
            assert page.item is not None
            reason = f"the book cannot hold it: {notice.message}"
            plan.remnants.append(Remnant(page.place, _whole(page.item), reason))
        kept = [name for name in folders if _questions(plan.pages, name)]
        if not kept:
            message = say("nothing in this file can be printed")
            raise BuildError([Notice("import-empty", Span(shown), message)])
        if kept != folders:
            book.write_text(_book(title or "?", language, day, kept, words), encoding="utf-8")
        changes = [change for page in plan.pages for change in page.changes()]
        files = []
        unplaced = destination.free_file("unplaced")
        if plan.remnants or changes:
            text = report(Path(shown).name, plan.remnants, changes, material.unit, words)
            (staged / unplaced.name).write_text(
                text, encoding="utf-8", errors="backslashreplace", newline="\n"
            )
            files.append(unplaced.name)
        line = ""
        if destination.is_book:
            line = f"chapters: [{', '.join((*destination.chapters, *kept))}]"
        else:
            files.append("book.yaml")
        move(staged, destination, kept, files)
    count = sum(len(_questions(plan.pages, name)) for name in kept)
    notices = [
        Notice("import-changed", Span(shown, place), told, severity=Severity.WARNING)
        for place, told in changes
    ]
    return Imported(
        destination.shown,
        tuple(kept),
        count,
        len(plan.remnants),
        tuple(notices),
        unplaced.name if unplaced.name in files else "",
        line,
    )


def _plan(material: Material, destination: Destination, words: Wording, gallery: Gallery) -> _Plan:
    """The pages of every chapter with questions. Names are given in the order of the source."""
    plan = _Plan(remnants=list(material.remnants))
    scope = Scope(
        gallery,
        frozenset(source.id for source in destination.sources),
        _targets(material),
        labels=destination.labels,
    )
    maker = Maker(words, scope)
    entries = _entries(material, destination, words, plan)
    scope.files.update(
        {entry.name: f"../{entry.file}" for entry in entries if entry.item.id == entry.name}
    )
    for folder, chapter in itertools.groupby(entries, lambda entry: entry.folder):
        first, *others = chapter
        plan.pages.append(maker.opener(first.part, f"{folder}/index.md", first.title))
        for entry in (first, *others):
            page, beyond = maker.question(entry.item, entry.name, entry.file)
            plan.pages.append(page)
            plan.remnants += [
                Remnant(entry.item.place, text, f"a question's file has no room for more ({key})")
                for key, text in beyond
            ]
    return plan


def _entries(
    material: Material, destination: Destination, words: Wording, plan: _Plan
) -> list[_Entry]:
    """Every question with its names; a chapter without any has no place."""
    # Names that the source gives come before those that are made up.
    wished = {item.id for part in material.parts for item in part.items if item.id}
    taken = destination.ids | wished
    given = set(destination.ids)
    entries: list[_Entry] = []
    for part in material.parts:
        title = part.title.strip() or (
            words("import.one_chapter") if len(material.parts) > 1 else material.title
        )
        if not part.items:
            text = "\n\n".join(filter(None, (part.title, *part.goals, part.opener)))
            plan.remnants.append(Remnant(part.place, text, "there is no question below it"))
            continue
        folder = unused(part.id or slug(title), destination.folders)
        width = max(2, len(str(len(part.items))))
        for number, item in enumerate(part.items, 1):
            free = item.id and item.id not in given
            name = item.id if free else unused(item.id or _name(item), taken)
            given.add(name)
            file = f"{folder}/{number:0{width}d}-{name}.md"
            entries.append(_Entry(part, folder, title, item, name, file))
    return entries


def _name(item: Item) -> str:
    return slug(item.title or plain(item.question.strip().split("\n")[0]) or item.question)


def _targets(material: Material) -> frozenset[str]:
    """What cross-references may refer to: ids, and names of figures, tables and formulas."""
    found = set()
    for part in material.parts:
        for text in (part.opener, *(text for item in part.items for text in _texts(item))):
            found |= {table or f"eq:{formula}" for table, formula in LABEL.findall(text)}
            found |= {f"fig:{slug(name)}" for name in PICTURE.findall(text)}
        found |= {f"q:{item.id}" for item in part.items if item.id}
    return frozenset(found)


def _texts(item: Item) -> tuple[str, ...]:
    return (
        *(item.title, item.question, item.hint, item.answer),
        *(item.points, item.analysis, item.followups),
    )


def _whole(item: Item) -> str:
    return "\n\n".join(text for text in (*_texts(item), *item.tags, *item.sources) if text.strip())


def _folders(pages: list[Page]) -> list[str]:
    return list(dict.fromkeys(page.file.split("/")[0] for page in pages))


def _questions(pages: list[Page], folder: str) -> list[Page]:
    return [page for page in pages if page.item and page.file.split("/")[0] == folder]


def _language(material: Material) -> str:
    """Chinese where a tenth of the words are."""
    parts: list[Part] = list(material.parts)
    text = " ".join(text[:2000] for part in parts for item in part.items for text in _texts(item))
    han, latin = len(HAN.findall(text)), len(LETTER.findall(text))
    return "zh-CN" if han and han * 10 >= latin else "en"


def _book(title: str, language: str, day: str, chapters: list[str], words: Wording) -> str:
    shown = yaml.safe_dump(
        {"title": title}, allow_unicode=True, default_flow_style=False, width=10**6
    )
    return (
        f"{shown}"
        f"authors: [{words('import.author')}]  # TODO {words('import.author_to_write')}\n"
        f"language: {language}\n"
        f"date: {day}\n"
        f"chapters: [{', '.join(chapters)}]\n"
        "editions:\n"
        "  handbook: {format: pdf, file: handbook.pdf}\n"
        "  ereader: {format: epub, file: handbook.epub}\n"
    )
