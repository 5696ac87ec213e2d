"""The real book's PDF, read as a reader does: by what poppler finds on its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from bankbook.compose import Book, ContentsLine, Entry, Section, compose
from bankbook.fonts import FONTS
from bankbook.markup.spacing import spaced
from bankbook.model import Bank
from tests.conftest import tool


def bare(text: str) -> str:
    """Text without white space, since poppler and we may space it differently."""
    return re.sub(r"\s+", "", text)


#: On a recto, the margin's notes follow a heading on its line.
MARGIN = re.compile("(题目见第|[●○]).*")

#: A line of a chapter's list of questions; a long title takes two, and its page comes below.
MAP = re.compile(r"^(\d+\.\d+) [\s\S]*?[●○] ?[●○] ?[●○]\s+(\d+)$", re.MULTILINE)


@dataclass(frozen=True)
class Printed:
    """A PDF's pages as text, from 1, and what the plan says must be on them."""

    path: Path
    book: Book

    @cached_property
    def pages(self) -> dict[int, str]:
        return {number: text for number, (text, _) in self._split.items()}

    @cached_property
    def edges(self) -> dict[int, list[str]]:
        """What stands at the fore-edge of a page: its chapter, and its first question's number."""
        return {number: edge for number, (_, edge) in self._split.items()}

    @cached_property
    def _split(self) -> dict[int, tuple[str, list[str]]]:
        found = {}
        text = tool("pdftotext", "-raw", self.path, "-")
        for number, page in enumerate(text.split("\f")[:-1], 1):
            match = re.search(rf"^{number}\n((?:\d+\n)?(?:\d+\.\d+\n?)?)\Z", page, re.MULTILINE)
            end = match.start(1) if match else len(page)
            found[number] = page[:end], page[end:].split()
        return found

    @cached_property
    def references(self) -> int:
        """The page on which the references begin."""
        pages = range(self.key, len(self.pages) + 1)
        return next(n for n in pages if self.pages[n].startswith("参考文献\n"))

    @cached_property
    def glossary(self) -> int:
        """The page on which the glossary begins, behind the answers."""
        pages = range(self.key, len(self.pages) + 1)
        return next(n for n in pages if self.pages[n].startswith("术语表\n"))

    @cached_property
    def lists(self) -> int:
        """The page on which the lists of figures and tables begin."""
        return next(n for n in self.pages if self.pages[n].startswith("插图与表格\n"))

    @cached_property
    def chapters(self) -> list[Section]:
        return [section for section in self.book.sections if section.kind == "chapter"]

    @cached_property
    def entries(self) -> list[Entry]:
        return [entry for chapter in self.chapters for entry in chapter.entries]

    @cached_property
    def chapter_starts(self) -> list[int]:
        """The page on which each chapter's opener begins."""
        heads = [f"第 {chapter.number} 章\n{chapter.title}\n" for chapter in self.chapters]
        return [next(n for n, page in self.pages.items() if page.startswith(h)) for h in heads]

    @cached_property
    def maps(self) -> dict[int, list[tuple[str, int]]]:
        """The lists of each chapter's questions behind its opener, by page: number and page."""
        found = {}
        for number, page in self.pages.items():
            start = re.search(r"^本章题目\n", page, re.MULTILINE)
            if start:
                chapter = self.chapters[len(found)]
                lines = [*MAP.finditer(page, start.end())][: len(chapter.entries)]
                found[number] = [(line[1], int(line[2])) for line in lines]
                # What goes before is the opener's, what follows are the questions.
                self.pages[number] = page[: start.start()] + page[lines[-1].end() :]
        return found

    @cached_property
    def key(self) -> int:
        """The page that opens the answer key."""
        return next(n for n in self.pages if bare(self.pages[n]).startswith("参考答案先自己作答"))

    @cached_property
    def answer_starts(self) -> list[int]:
        """The page on which each chapter's answers begin, with a heading of two lines."""
        heads = [f"第 {chapter.number} 章答案\n{chapter.title}\n" for chapter in self.chapters]
        return [next(n for n, page in self.pages.items() if head in page) for head in heads]

    def _pages_of_headings(self, pages: range) -> dict[str, int]:
        """Where a line begins with the question's number and title, or the first line of it."""
        found = {}
        assert len(self.maps) == len(self.chapters)
        for entry in self.entries:
            title = bare(entry.number + spaced(entry.question.title))
            found[entry.number] = next(
                number
                for number in pages
                for line in self.pages[number].splitlines()
                if line.startswith(f"{entry.number} ")
                and title.startswith(bare(MARGIN.sub("", line)))
            )
        return found

    @cached_property
    def question_pages(self) -> dict[str, int]:
        return self._pages_of_headings(range(self.chapter_starts[0], self.key))

    @cached_property
    def answer_pages(self) -> dict[str, int]:
        return self._pages_of_headings(range(self.key, len(self.pages) + 1))


@pytest.fixture(scope="module")
def printed(dist: Path, book: Bank) -> Printed:
    edition = next(edition for edition in book.editions if edition.name == "handbook")
    return Printed(dist / "handbook.pdf", compose(book, edition))


@pytest.fixture(scope="module")
def pdf(printed: Printed) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(printed.path) as opened:
        yield opened


def test_the_file_is_sound(printed: Printed) -> None:
    assert "No syntax or stream encoding errors found" in tool("qpdf", "--check", printed.path)


def test_only_the_books_fonts_all_embedded_and_subset(printed: Printed) -> None:
    ours = {font.family.replace(" ", "-") for font in FONTS}
    lines = tool("pdffonts", printed.path).splitlines()[2:]
    assert lines
    for line in lines:
        name, *_, embedded, subset, _, _, _ = line.split()
        assert re.match(r"[A-Z]{6}\+", name), f"{name} is not a subset"
        assert any(name[7:].startswith(family) for family in ours), name
        assert (embedded, subset) == ("yes", "yes"), line


def test_a4_tagged_with_title_author_and_language(printed: Printed, pdf: pikepdf.Pdf) -> None:
    info = tool("pdfinfo", printed.path)
    assert re.search(r"Page size: +595\.\d+ x 841\.\d+ pts \(A4\)", info)
    assert re.search(r"Tagged: +yes", info)
    assert re.search(r"Title: +大模型算法面试手册\n", info)
    assert re.search(r"Author: +Bankbook 编写组\n", info)
    assert str(pdf.Root.Lang) == "zh-CN"


def test_the_parts_of_the_book_stand_in_order(printed: Printed) -> None:
    first = [bare(text) for text in printed.pages.values()]
    cover, half, title, colophon = first[0], first[2], first[4], first[5]
    assert cover.startswith("大模型算法面试手册") and "基础篇" in cover
    assert half == "大模型算法面试手册"
    assert title.startswith("大模型算法面试手册") and "著" in title
    assert f"{len(printed.entries)}道题" in colophon and "urn:uuid:" in colophon
    assert "怎样使用这本书" in first[6]
    assert "目录" in first[8]
    assert "参考文献" in first[-2] or "参考文献" in first[-1]


def test_parts_start_on_a_recto(printed: Printed) -> None:
    assert len(printed.chapter_starts) == len(printed.chapters)
    starts = [*printed.chapter_starts, printed.key, *printed.answer_starts]
    assert [page for page in starts if page % 2 == 0] == []


def test_the_folio_is_the_page(printed: Printed) -> None:
    shown = {
        number: page.split()[-1]
        for number, page in printed.pages.items()
        if page.strip() and number > 6 and number != printed.key
    }
    assert len(shown) > 60
    assert {number: said for number, said in shown.items() if said != str(number)} == {}


def test_running_heads_name_the_chapter_and_the_question(printed: Printed) -> None:
    """A verso has its chapter, a recto the first question that begins there or goes on."""
    versos = rectos = 0
    end = printed.glossary
    current: Entry | None = None
    for number in range(printed.key + 1, end):
        here = [e for e in printed.entries if printed.answer_pages[e.number] == number]
        lines = printed.pages[number].splitlines()
        if lines and current and number not in printed.answer_starts:
            chapter = int(current.number.split(".")[0])
            verso = f"第{chapter}章答案{printed.chapters[chapter - 1].title}"
            recto = spaced((here[-1] if here else current).question.title)
            assert bare(lines[-2]) == bare(recto if number % 2 else verso), number
            versos, rectos = versos + (number % 2 == 0), rectos + number % 2
        current = here[-1] if here else current
    assert versos > 15 and rectos > 15


def test_the_fore_edge_tells_the_chapter_and_the_question(printed: Printed) -> None:
    """Thumbing the book finds a question: by its chapter's step, then by its number at the top."""
    told = 0
    for pages, first in ((printed.question_pages, 0), (printed.answer_pages, printed.key)):
        last = printed.key if not first else len(printed.pages)
        homes = [page for page in range(max(first, 1), last) if len(printed.edges[page]) == 2]
        for page in homes:
            here = [number for number, home in pages.items() if home == page]
            before = [number for number, home in pages.items() if home < page]
            # As in a dictionary: a spread tells its first and its last.
            wanted = here[-(page % 2)] if here else before[-1]
            assert printed.edges[page] == [wanted.split(".")[0], wanted], page
            told += 1
    assert told > 150
    for number, start in enumerate(printed.chapter_starts, 1):
        assert printed.edges[start] == [str(number)], "an opener has its step"


def test_the_thumb_index_goes_down_a_step_a_chapter(printed: Printed) -> None:
    tree = etree.fromstring(tool("pdftotext", "-bbox", printed.path, "-").encode())
    pages = list(tree.iter("{http://www.w3.org/1999/xhtml}page"))
    heights = []
    for number, start in enumerate(printed.chapter_starts, 1):
        edge = [
            float(word.get("yMin"))
            for word in pages[start - 1]
            if float(word.get("xMin")) > 565 and word.text == str(number)
        ]
        assert len(edge) == 1
        heights += edge
    steps = [b - a for a, b in pairwise(heights)]
    assert min(steps) > 30 and max(steps) - min(steps) < 0.1


def test_no_page_is_less_than_a_quarter_full_but_a_parts_last(printed: Printed) -> None:
    document = pypdfium2.PdfDocument(printed.path)
    starts = {*printed.chapter_starts, printed.key, *printed.answer_starts}
    starts |= {
        n
        for n, text in printed.pages.items()
        if re.match("术语表\n|英文术语索引\n|参考文献\n", text)
    }
    short = []
    for number in range(printed.chapter_starts[0], len(document) + 1):
        picture = document[number - 1].render(scale=0.5).to_pil().convert("L")
        inner, outer = 25 / 210 * picture.width, 51.65 / 210 * picture.width
        left, right = (outer, inner) if number % 2 == 0 else (inner, outer)
        top, foot = 27.5 / 297 * picture.height, 27 / 297 * picture.height
        column = picture.crop(
            (int(left), int(top), int(picture.width - right), int(picture.height - foot))
        )
        inked = column.point(lambda grey: 255 if grey < 200 else 0).getbbox()
        full = (inked[3] - inked[1]) / column.height if inked else 0.0
        # A part ends where the next begins, or a blank page before it.
        last = not {number + 1, number + 2}.isdisjoint(starts) or number >= len(document) - 1
        if full < 0.25 and not last:
            short.append((number, round(full, 2)))
    assert short == []


def test_no_heading_stands_at_the_foot_of_a_page(printed: Printed) -> None:
    """The last line of a page's text is no heading of a section, no caption, no question's title."""
    titles = {bare(e.number + spaced(e.question.title)) for e in printed.entries}
    sections = {printed.book.words(key) for key in ("points", "analysis", "followups", "map")}
    stranded = []
    for number in range(printed.chapter_starts[0], len(printed.pages) + 1):
        lines = printed.pages[number].splitlines()
        body = lines[:-2] if number % 2 and number not in printed.answer_starts else lines[:-1]
        last = next((line for line in reversed(body) if line.strip()), "")
        if last in sections or bare(last) in titles or re.match(r"表 \d+\.\d+\s", last):
            stranded.append((number, last))
    assert stranded == []


def test_page_numbers_in_the_lists_agree(printed: Printed) -> None:
    """Every figure, then every table is listed, with the page where its number begins a caption."""
    listed = [
        (match[1], int(match[2]))
        for page in range(printed.lists, printed.chapter_starts[0])
        for match in re.finditer(r"(\d+\.\d+)\s(\d+)$", printed.pages[page], re.MULTILINE)
    ]
    labels = [
        exhibit.label
        for kind in ("fig", "tbl")
        for exhibit in printed.book.exhibits
        if exhibit.kind == kind
    ]
    assert [number for number, _ in listed] == [label.number for label in labels]
    assert len(labels) > 90
    for label, (_, page) in zip(labels, listed, strict=True):
        assert re.search(rf"^{label.text}\s", printed.pages[page], re.MULTILINE), label.text


def test_page_numbers_in_the_glossary_and_the_index_agree(printed: Printed) -> None:
    text = bare("".join(printed.pages[n] for n in range(printed.glossary, printed.references)))
    numbers = {entry.question.id: entry.number for entry in printed.entries}
    terms = printed.book.bank.glossary
    assert len(terms) > 150
    for term in terms:
        pages = "、".join(str(printed.answer_pages[numbers[name]]) for name in term.questions)
        assert bare(spaced(term.meaning)) + pages in text, term.term
        name = bare(term.english) + bare(spaced(term.term)) if term.english else bare(term.term)
        if term.english or not term.pinyin:
            assert name + pages in text, term.term


def test_page_numbers_in_the_contents_agree(printed: Printed) -> None:
    lines = [
        match.groups()
        for number in range(9, printed.lists)
        for match in re.finditer(r"^(\S+) ?(.*?) (\d+)$", printed.pages[number], re.MULTILINE)
    ]
    numbers = [entry.number for entry in printed.entries]
    assert [(name, int(page)) for name, _, page in lines if name in numbers] == [
        *((number, printed.question_pages[number]) for number in numbers),
        *((number, printed.answer_pages[number]) for number in numbers),
    ]
    parts = [int(page) for name, _, page in lines if name.isdigit()]
    assert parts == [*printed.chapter_starts, *printed.answer_starts]
    assert ("参考答案", "", str(printed.key)) in lines


def test_page_numbers_in_the_openers_agree(printed: Printed) -> None:
    found = dict(line for lines in printed.maps.values() for line in lines)
    assert found == printed.question_pages


def test_each_question_tells_the_page_of_its_answer_and_back(printed: Printed) -> None:
    numbers = [entry.number for entry in printed.entries]
    for marks, pages, targets in (
        ("答案见第", printed.question_pages, printed.answer_pages),
        ("题目见第", printed.answer_pages, printed.question_pages),
    ):
        said = [
            int(page)
            for number in range(printed.chapter_starts[0], len(printed.pages) + 1)
            for page in re.findall(rf"{marks}(\d+)页(?!题)", bare(printed.pages[number]))
        ]
        assert said == [targets[number] for number in numbers]
        for number in numbers:
            assert f"{marks}{targets[number]}页" in bare(printed.pages[pages[number]])


def test_page_numbers_of_references_in_the_text_agree(printed: Printed) -> None:
    """Openers and questions refer to questions; answers to the answers, where the matter is."""
    found = [
        (page, number, int(said))
        for page, text in printed.pages.items()
        for number, said in re.findall(r"题\s(\d+\.\d+)\s?[（，](\d+)\s页", text)
    ]
    assert len(found) > 20
    for page, number, said in found:
        pages = printed.question_pages if page < printed.key else printed.answer_pages
        assert said == pages[number], f"page {page} says that {number} is on page {said}"


def test_page_numbers_on_the_answer_keys_first_page_agree(printed: Printed) -> None:
    found = re.findall(r"^第 \d+ 章\s?.*?(\d+)$", printed.pages[printed.key], re.MULTILINE)
    assert [int(page) for page in found] == printed.answer_starts


def test_every_link_lands(pdf: pikepdf.Pdf) -> None:
    names = pdf.Root.Names.Dests.Names
    targets = {str(names[index]) for index in range(0, len(names), 2)}
    inside = outside = 0
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            if note.get("/Subtype") != "/Link":
                continue
            if "/A" in note and "/URI" in note.A:
                assert re.match(r"https?://", str(note.A.URI))
                outside += 1
            else:
                assert str(note.Dest) in targets
                inside += 1
    assert inside > 200 and outside > 20


def _outline(pdf: pikepdf.Pdf) -> list[tuple[int, str, int]]:
    """The outline as depth, title and page."""
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    found: list[tuple[int, str, int]] = []

    def walk(items: list[pikepdf.OutlineItem], depth: int) -> None:
        for item in items:
            found.append((depth, bare(item.title), numbers[item.destination[0].objgen]))
            walk(item.children, depth + 1)

    with pdf.open_outline() as outline:
        walk(list(outline.root), 0)
    return found


def test_the_outline_is_the_contents(printed: Printed, pdf: pikepdf.Pdf) -> None:
    words = printed.book.words
    wanted: list[tuple[int, str]] = []

    def walk(lines: tuple[ContentsLine, ...], depth: int) -> None:
        for line in lines:
            prefix = line.number
            if line.kind in ("chapter", "answers"):
                key = "chapter" if line.kind == "chapter" else "answers_of"
                prefix = words(key, number=line.number)
            wanted.append((depth, bare(prefix + line.title)))
            walk(line.children, depth + 1)

    walk(printed.book.contents, 0)
    outline = _outline(pdf)
    assert [item[:2] for item in outline] == wanted
    pages = [page for _, title, page in outline if re.match(r"\d+\.\d+", title)]
    assert pages == [*printed.question_pages.values(), *printed.answer_pages.values()]


def test_nothing_unset_is_left_on_a_page(printed: Printed) -> None:
    text = "".join(printed.pages.values())
    for mark in ("�", "{=", "[@", "imprint.", "@q:", "@fig:", "@tbl:", "$$", "\\frac"):
        assert mark not in text, mark
