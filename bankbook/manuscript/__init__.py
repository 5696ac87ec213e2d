"""Files → Bank: the only owner of the bank's grammar."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from bankbook.manuscript import bibliography, editions, front_matter, located_yaml, schema, sections
from bankbook.manuscript.located_yaml import Located
from bankbook.manuscript.schema import Model
from bankbook.manuscript.text_file import Folder
from bankbook.model import (
    Answer,
    Bank,
    Chapter,
    Imprint,
    Matter,
    Places,
    Prose,
    Question,
    Source,
    Term,
)
from bankbook.notices import BuildError, Notice, Span, did_you_mean, visible
from bankbook.said import say

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Draft:
    """A bank as far as it could be read, and what is wrong with its files.

    What could not be read is stood in for, so that the checks can still find what else is wrong.
    `unknowable` are codes of checks that mean nothing because something is missing.
    """

    bank: Bank
    notices: tuple[Notice, ...]
    unknowable: frozenset[str]


def read(root: Path, shown: str = "") -> Draft:
    """Read the bank in the folder `root`, which messages call `shown`.

    Raises BuildError only where there is no bank to speak of: no `book.yaml`, or one without
    chapters.
    """
    return _Reader(Folder(root, shown)).draft()


class _Reader:
    """Reads on after an error, so that one run tells all of them."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.notices: list[Notice] = []
        self.unknowable: set[str] = set()
        self.switched_off: dict[str, frozenset[str]] = {}

    def switch(self, file: str, lints: schema.Lints) -> None:
        """Note which lints a file switches off."""
        off = frozenset(code for code, state in lints.items() if state == "off")
        if off:
            self.switched_off[file] = off

    def attempt(self, work: Callable[[], Result]) -> Result | None:
        try:
            return work()
        except BuildError as error:
            self.notices += error.notices
            return None

    def valid(self, model: type[Model], located: Located | None, fallback: dict[str, Any]) -> Model:
        """The typed value; what is wrong is noted, and stood in for from `fallback`."""
        if located is None:
            return model.model_validate(fallback)
        entry, notices = schema.validate(model, located)
        self.notices += notices
        return entry or schema.salvaged(model, located.value, fallback)

    def draft(self) -> Draft:
        path = self.folder.root / "book.yaml"
        name = self.folder.name(path)
        if not path.exists():
            message = say("there is no book.yaml here, so this is not a book")
            hint = say("name the book's folder: `bankbook build --book DIR`")
            raise BuildError([Notice("book-missing", Span(name), message, hint)])
        located = located_yaml.load(self.folder.read(path), name)
        fallback = {
            "title": "?",
            "authors": ["?"],
            "date": "1970-01-01",
            "chapters": ["none"],
            "editions": {"none": {"format": "pdf", "file": "none.pdf"}},
        }
        entry = self.valid(schema.BookFile, located, fallback)
        if entry.chapters == ("none",):
            raise BuildError(self.notices)

        line = _asker(located)

        matter = tuple(
            page
            for index, file in enumerate(entry.front)
            if (page := self.matter(file, line("front", index)))
        )
        chapters = tuple(
            chapter
            for index, folder in enumerate(entry.chapters)
            if self.once(folder, entry.chapters[:index], line("chapters", index))
            and (chapter := self.chapter(folder, line("chapters", index)))
        )
        sources = self.sources(entry.sources, line("sources")) if entry.sources else ()
        made = tuple(
            editions.edition(key, item, line("editions", key), located)
            for key, item in entry.editions.items()
        )
        seed = "\n".join((entry.title, *entry.authors))
        imprint = Imprint(
            title=entry.title,
            subtitle=entry.subtitle,
            authors=entry.authors,
            publisher=entry.publisher,
            language=entry.language,
            identifier=entry.identifier or f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, seed)}",
            version=entry.version,
            date=entry.date,
            rights=entry.rights,
            description=" ".join(entry.description.split()),
        )
        terms = self.glossary(entry.glossary, line("glossary")) if entry.glossary else ()
        self.switch(name, entry.lints)
        bank = Bank(
            self.folder.root,
            imprint,
            matter,
            chapters,
            sources,
            made,
            Span(name),
            terms,
            _places(located),
            self.switched_off,
        )
        return Draft(bank, tuple(self.notices), frozenset(self.unknowable))

    def once(self, folder: str, before: tuple[str, ...], asked: Span) -> bool:
        """Whether book.yaml names a chapter for the first time; if not, says so at that line."""
        if folder in before:
            message = say("the chapter `{folder}` is listed twice", folder=folder)
            self.notices.append(Notice("chapter-twice", asked, message, say("take one out")))
        return folder not in before

    def exists(self, path: Path, asked: Span) -> bool:
        """Whether a file or folder that book.yaml names is there; if not, says so at that line."""
        if self.folder.holds(path) and path.exists():
            return True
        near = [item.name for item in self.folder.root.iterdir() if not item.name.startswith(".")]
        message = say("there is no `{name}` in the book's folder", name=path.name)
        hint = did_you_mean(path.name, near)
        self.notices.append(Notice("file-missing", asked, message, hint))
        return False

    def parts(self, path: Path) -> tuple[Located | None, Prose]:
        """A file's front matter and its prose, empty where it cannot be read."""
        split = self.attempt(lambda: front_matter.split(self.folder, path))
        return split or (None, Prose("", Span(self.folder.name(path))))

    def matter(self, file: str, asked: Span) -> Matter | None:
        path = self.folder.root / file
        if not self.exists(path, asked):
            return None
        located, prose = self.parts(path)
        name = self.folder.name(path)
        entry = self.valid(schema.PageMatter, located, {"title": visible(path.stem)[:100]})
        self.switch(name, entry.lints)
        return Matter(path.stem, entry.title, prose, Span(name), _places(located))

    def sources(self, file: str, asked: Span) -> tuple[Source, ...]:
        path = self.folder.root / file
        if self.exists(path, asked):
            result = self.attempt(lambda: bibliography.read(self.folder, path))
            if result is not None:
                self.notices += result[1]
                return result[0]
        self.unknowable.add("source-unknown")
        return ()

    def glossary(self, file: str, asked: Span) -> tuple[Term, ...]:
        path = self.folder.root / file
        if not self.exists(path, asked):
            return ()
        name = self.folder.name(path)
        located = self.attempt(lambda: located_yaml.load(self.folder.read(path), name))
        if located is None:
            return ()
        keys, values = (
            {("terms", *key): place for key, place in places.items()} | {(): Span(name)}
            for places in (located.keys, located.values)
        )
        whole = Located({"terms": located.value or []}, keys, values)
        entry = self.valid(schema.Glossary, whole, {})
        return tuple(
            Term(
                item.term,
                item.english,
                " ".join(item.pinyin.lower().split()),
                item.meaning,
                item.questions,
                whole.place(("terms", index)),
            )
            for index, item in enumerate(entry.terms)
        )

    def chapter(self, name: str, asked: Span) -> Chapter | None:
        folder = self.folder.root / name
        if not self.exists(folder, asked):
            self.unknowable.update(("reference-unknown", "link-unknown"))
            return None
        index = folder / "index.md"
        span = Span(self.folder.name(index))
        located, opener = self.parts(index)
        entry = self.valid(schema.ChapterMatter, located, {"title": name})
        self.switch(span.file, entry.lints)
        paths = sorted(path for path in folder.glob("[!.]*.md") if path.name != "index.md")
        questions = tuple(self.question(path) for path in paths)
        places = _places(located)
        return Chapter(name, entry.title, entry.goals, opener, questions, span, places)

    def question(self, path: Path) -> Question:
        name = self.folder.name(path)
        located, prose = self.parts(path)
        runs: dict[str, Prose] = {}
        if located is not None:
            runs, notices = sections.split(prose)
            self.notices += notices
        # A file that cannot be read has the id that its name promises, for those who refer to it.
        promised = (
            re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("0123456789-")[:60].strip("-")
        )
        fallback = {
            "id": promised if len(promised) > 1 else f"file-{len(self.notices)}",
            "title": visible(path.stem)[:100],
            "difficulty": 1,
            "kind": "concept",
        }
        entry = self.valid(schema.QuestionMatter, located, fallback)
        self.switch(name, entry.lints)
        empty = Prose("", prose.span)
        return Question(
            id=entry.id,
            title=entry.title,
            difficulty=entry.difficulty,
            kind=entry.kind,
            tags=entry.tags,
            sources=entry.sources,
            stem=runs.get("stem", empty),
            hint=runs.get("hint", empty),
            answer=Answer(
                points=runs.get("points", empty),
                analysis=runs.get("analysis", empty),
                followups=runs.get("followups", empty),
            ),
            path=path,
            span=Span(name),
            places=_places(located),
        )


def _places(located: Located | None) -> Places:
    return located.values if located else {}


def _asker(located: Located) -> Callable[..., Span]:
    """Where book.yaml says something: of a table's entry its key, of a list's its value."""
    return lambda *key: located.place(key) if isinstance(key[-1], int) else located.key(key)
