"""Editions of chosen questions: what the language says, and that nothing else is left in the book."""

from __future__ import annotations

import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from bankbook.compose import compose
from bankbook.manuscript import located_yaml
from bankbook.model import Bank, Selection
from bankbook.notices import Span
from bankbook.selection import selected
from tests.conftest import BANKS, bankbook, tool

EDITIONS = """
  chosen: {format: pdf, file: chosen.pdf, select: 'difficulty >= 2 and not kind: code', default: false}
  chosen-ebook: {format: epub, file: chosen.epub, select: 'tags: 审题 or kind: derive', default: false}
"""


def taken(bank: Bank, text: str) -> list[str]:
    """The ids of the questions that a selection takes."""
    selection = Selection(
        text, tuple(Span("book.yaml", 1, column) for column, _ in enumerate(text))
    )
    edition = replace(bank.editions[0], select=selection)
    return [question.id for question in selected(bank, edition).questions()]


# sum-two: 1, compute, 加法 自然数 · commute: 3, derive · read-title: 2, concept, 审题 · read-code: 2, code
@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("tags: [加法]", ["sum-two"]),
        ("tags: [审题, 自然数]", ["sum-two", "read-title"]),
        ("kind: code", ["read-code"]),
        ("chapter: [reading]", ["read-title", "read-code"]),
        ("difficulty >= 2", ["commute", "read-title", "read-code"]),
        ("difficulty != 2", ["sum-two", "commute"]),
        ("difficulty = 2 and kind: concept", ["read-title"]),
        ("not difficulty < 3", ["commute"]),
        ("kind: code or kind: derive and difficulty <= 2", ["read-code"]),
        ("(kind: code or kind: derive) and difficulty <= 2", ["read-code"]),
        ("(kind: compute or kind: derive) and not difficulty: 1", ["commute"]),
        ("not (chapter: reading or tags: '加法')", ["commute"]),
        ("tags：［审题，加法］ and difficulty≤1", ["sum-two"]),
    ],
)
def test_the_language(small: Bank, text: str, ids: list[str]) -> None:
    assert taken(small, text) == ids


@pytest.mark.parametrize(
    "written",
    [
        "select: it is here",
        "select: 'it''s here'",
        'select: "\\"it\\" here"',
        "select: >-\n  it is\n  here",
    ],
)
def test_every_character_knows_its_place(written: str) -> None:
    located = located_yaml.load(f"before: 1\n{written}\n", "book.yaml")
    text = located.value["select"]
    places = located.written[("select",)].places(text)
    lines = ["", "before: 1", *written.split("\n")]
    at_place = [lines[line][column - 1 :][:1] for line, column in places]
    wanted = text.replace('"', "\\")  # an escaped sign is found at its backslash
    assert "".join(at_place).replace(" ", "") == wanted.replace(" ", "")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small bank's editions of chosen questions."""
    folder = tmp_path_factory.mktemp("chosen")
    book = shutil.copytree(BANKS / "small", folder / "book")
    with (book / "book.yaml").open("a", encoding="utf-8") as file:
        file.write(EDITIONS)
    run = bankbook("build", "chosen", "chosen-ebook", "--book", book, "--out", folder / "out")
    assert run.code == 0, run.err
    return folder / "out"


def test_a_pdf_has_the_chosen_questions_only(built: Path) -> None:
    text = re.sub(r"\s", "", tool("pdftotext", built / "chosen.pdf", "-"))
    assert "1.1加法为什么可以交换？" in text and "2.1题目问的是什么？" in text
    assert "1.2" not in text and "2.2" not in text and "FlashAttention的题目" not in text
    assert "2章，2道题" in text
    assert "也见“1加1等于几？”一题。" in text  # referred to, and not in the book


def test_a_pdfs_links_all_lead_somewhere(built: Path) -> None:
    with pikepdf.open(built / "chosen.pdf") as pdf:
        names = {str(name) for name in pikepdf.NameTree(pdf.Root.Names.Dests)}
        wanted = {
            str(link["/Dest"] if "/Dest" in link else link["/A"]["/D"])
            for page in pdf.pages
            for link in page.get("/Annots", ())
            if "/Dest" in link or "/D" in link.get("/A", {})
        }
    assert wanted and wanted <= names
    assert "a-commute" in wanted and not {name for name in names if "sum-two" in name}


def test_an_ebook_has_the_chosen_questions_only(built: Path) -> None:
    book = zipfile.ZipFile(built / "chosen.epub")
    pages = {
        name.removeprefix("EPUB/"): etree.fromstring(book.read(name))
        for name in book.namelist()
        if name.endswith(".xhtml")
    }
    anchors = {f"{name}#{found}" for name, page in pages.items() for found in page.xpath("//@id")}
    links = [
        (name, href)
        for name, page in pages.items()
        for href in page.xpath("//*[local-name()='a']/@href")
        if not href.startswith("http")
    ]
    targets = {name + href if href.startswith("#") else href for name, href in links}
    assert {target for target in targets if "#" in target} <= anchors
    assert not [target for target in targets if ".md" in target]
    questions = pages["chapter-01.xhtml"].xpath("//*[local-name()='article']/@id")
    assert questions == ["q-commute"]
    assert "answers-03.xhtml" not in pages
    elsewhere = etree.tostring(pages["answers-01.xhtml"], encoding="unicode")
    assert '<span class="elsewhere">“1 加 1 等于几？”一题</span>' in elsewhere
    glossary = "".join(pages["glossary.xhtml"].itertext())
    assert "后继" in glossary and "softmax" not in glossary


def test_a_chapter_without_questions_is_gone_and_numbers_go_on(small: Bank) -> None:
    text = "chapter: reading"
    selection = Selection(text, tuple(Span("book.yaml", 1, n) for n, _ in enumerate(text)))
    book = compose(small, replace(small.editions[0], select=selection))
    entries = [entry for section in book.sections for entry in section.entries]
    assert [entry.number for entry in entries] == ["1.1", "1.2", "1.1", "1.2"]
    assert [line.title for line in book.contents if line.kind == "chapter"] == ["阅读"]
    assert book.labels["fig:steps"].text == "“1 加 1 等于几？”的图"
    assert [source.id for source in book.references] == []


def test_a_link_to_a_question_left_out_keeps_its_words(tmp_path: Path) -> None:
    book = shutil.copytree(BANKS / "small", tmp_path / "book")
    path = book / "book.yaml"
    edition = "\n  one: {format: epub, file: one.epub, select: 'kind: compute', default: false}\n"
    path.write_text(path.read_text(encoding="utf-8") + edition, encoding="utf-8")
    run = bankbook("build", "one", "--book", book, "--out", tmp_path / "out")
    assert run.code == 0, run.err
    page = zipfile.ZipFile(tmp_path / "out" / "one.epub").read("EPUB/answers-01.xhtml").decode()
    assert '参见<span class="elsewhere">交换律</span>。' in page
