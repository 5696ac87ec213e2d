"""The EPUB in readers' hands: Ace, a reading system in Chromium, MuPDF, calibre for the Kindle."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image

from bankbook.page_places import UNCOUNTED
from tests.conftest import ROOT, TESTS, tool
from tests.test_epub import Opened, opened  # noqa: F401
from tests.test_justification import MILLIMETRE, rows, words

READERS = ROOT / ".venv" / "readers"


def chromium() -> str:
    found = shutil.which("chromium")
    assert found and READERS.is_dir(), "a reader is missing: run `make setup-test`"
    return found


def ace(path: Path, out: Path) -> list[str]:
    """What Ace by DAISY finds wrong: file, rule and impact."""
    command = [READERS / "node_modules/.bin/ace-cli", "-f", "-o", out, path]
    environment = os.environ | {"PUPPETEER_EXECUTABLE_PATH": chromium()}
    environment.pop("FONTCONFIG_FILE", None)  # the press's own, without fonts
    result = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, env=environment
    )
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert report["earl:result"]["earl:outcome"] in ("pass", "fail"), result.stdout
    return [
        f"{document['earl:testSubject']['url']}: {found['earl:test']['dct:title']} "
        f"({found['earl:test']['earl:impact']}) {found['earl:result'].get('html', '')[:120]}"
        for document in report["assertions"]
        for found in document["assertions"]
    ]


def read(path: Path, shots: Path) -> dict[str, Any]:
    """What a reader sees who goes through the book with foliate-js."""
    shots.mkdir(exist_ok=True)
    environment = os.environ.copy()
    environment.pop("FONTCONFIG_FILE", None)
    result = subprocess.run(
        ["node", TESTS / "read.mjs", READERS, chromium(), path, shots],
        capture_output=True,
        text=True,
        env=environment,
    )
    assert result.returncode == 0, result.stderr
    seen: dict[str, Any] = json.loads(result.stdout)
    assert seen["errors"] == []
    return seen


def test_ace_finds_no_violation(dist: Path, tmp_path: Path) -> None:
    assert ace(dist / "handbook.epub", tmp_path) == []


def test_ace_finds_no_violation_in_the_edition_without_mathml(
    small_dist: Path, tmp_path: Path
) -> None:
    assert ace(small_dist / "compat.epub", tmp_path) == []


@pytest.fixture(scope="module")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shots")


@pytest.fixture(scope="module")
def seen(dist: Path, shots: Path) -> dict[str, Any]:
    return read(dist / "handbook.epub", shots)


def test_a_reader_finds_the_contents_and_turns_pages(seen: dict[str, Any]) -> None:
    assert seen["title"] == "大模型算法面试手册"
    assert seen["contents"] > 150 and seen["pages"] > 200
    assert seen["turned"] == 3


def test_a_reader_goes_to_a_question_to_its_answer_and_back(seen: dict[str, Any]) -> None:
    question, answer = seen["question"], seen["answer"]
    assert question["text"].startswith("1.1 ") and "要点" not in question["text"]
    assert answer["text"].startswith("1.1 ") and "要点" in answer["text"]
    assert not answer["beside"], "the answers are not visible beside the questions"
    assert answer["height"] >= 36, "easy to hit with a thumb"
    assert seen["back"] == question["id"]


def test_no_line_runs_out_of_a_phones_screen_and_no_formula_is_lost(seen: dict[str, Any]) -> None:
    assert sum(section["formulas"] for section in seen["sections"]) > 500
    assert [section for section in seen["sections"] if section["wide"] or section["flat"]] == []


def test_a_dark_theme_is_dark(seen: dict[str, Any], shots: Path) -> None:
    """The page takes the reader's colours: light letters on a dark ground."""
    grey = Image.open(shots / "answers-phone-dark.png").convert("L")
    histogram = grey.histogram()
    assert sum(histogram[:80]) > 0.6 * grey.width * grey.height
    assert sum(histogram[160:]) > 500


def test_the_edition_without_mathml_reads_as_well(small_dist: Path, tmp_path: Path) -> None:
    seen = read(small_dist / "compat.epub", tmp_path / "shots")
    assert seen["turned"] >= 2 and seen["back"] == seen["question"]["id"]
    assert sum(section["formulas"] for section in seen["sections"]) > 5
    assert [section for section in seen["sections"] if section["wide"] or section["flat"]] == []


@pytest.mark.parametrize("name", ["handbook", "compat"])
def test_mupdf_opens_the_book_with_every_link(small_dist: Path, name: str) -> None:
    found = json.loads(tool("mutool", "run", TESTS / "links.js", small_dist / f"{name}.epub"))
    assert found["pages"] > 10 and found["inside"] > 40
    assert found["lost"] == []


def test_mupdf_opens_the_real_book_with_every_link(dist: Path) -> None:
    found = json.loads(tool("mutool", "run", TESTS / "links.js", dist / "handbook.epub"))
    assert found["inside"] > 1500 and found["outside"] > 200
    assert found["lost"] == []


@pytest.mark.parametrize("name", ["handbook", "compat"])
def test_calibre_converts_for_the_kindle_without_a_warning(
    small_dist: Path, tmp_path: Path, name: str
) -> None:
    told = tool("ebook-convert", small_dist / f"{name}.epub", tmp_path / "book.azw3")
    assert "warn" not in told.lower() and "error" not in told.lower(), told
    assert (tmp_path / "book.azw3").stat().st_size > 10_000


def bare(text: str) -> str:
    return "".join(character for character in text if character not in UNCOUNTED)


def test_the_page_list_agrees_with_the_printed_pages(opened: Opened, dist: Path) -> None:  # noqa: F811
    """What follows a page's mark in the e-book is what stands at the top of that page in print."""
    tops: dict[int, str] = {}
    top, foot = 28 * MILLIMETRE - 3, (297 - 27) * MILLIMETRE
    inside = [
        word
        for word in words(dist / "handbook.pdf")
        if word.left < word.measure[1] and word.right > word.measure[0] and top < word.middle < foot
    ]
    for row in rows(inside):
        text = bare("".join(word.text for word in row))
        tops[row[0].page] = (tops.get(row[0].page, "") + text)[:40]
    marks = {}
    for name, root in opened.documents.items():
        for mark in root.iter("{*}span"):
            if mark.get("role") == "doc-pagebreak":
                texts = mark.xpath("following::node()[self::text()][position()<40]")
                number = int(mark.get("aria-label"))
                assert number not in marks, f"page {number} begins twice"
                marks[number] = bare("".join(map(str, texts)))[:4], name
    wrong = {
        number: (after, tops[number])
        for number, (after, _) in marks.items()
        if after not in tops[number][:14]
    }
    # Where a formula stands in the first four characters, print has a picture of it.
    assert len(wrong) < 0.03 * len(marks), wrong
    listed = [
        (item.text, item.get("href"))
        for item in opened.documents["nav.xhtml"].iterfind(".//{*}nav[@id='page-list']//{*}a")
    ]
    assert listed == [
        (str(number), f"{marks[number][1]}#page-{number}") for number in sorted(marks)
    ]
    assert len(listed) > 200


def test_every_printed_page_with_text_is_in_the_page_list(opened: Opened, dist: Path) -> None:  # noqa: F811
    listed = {
        int(item.text)
        for item in opened.documents["nav.xhtml"].iterfind(".//{*}nav[@id='page-list']//{*}a")
    }
    printed = {word.page for word in words(dist / "handbook.pdf")}
    first = min(page for page in listed if page > 12)
    # Cover, half title, contents and lists are the printed book's alone; blank pages have no text.
    assert {page for page in printed if page >= first} - listed == set()
    package = opened.package
    meta = {item.get("property"): item.text for item in package.iter("{*}meta") if item.text}
    assert "handbook.pdf" in meta["pageBreakSource"]
    assert meta["dcterms:conformsTo"] == "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"


def test_the_edition_without_mathml_has_pictures_in_the_texts_colour(small_dist: Path) -> None:
    import zipfile

    book = zipfile.ZipFile(small_dist / "compat.epub")
    drawn = 0
    for name in book.namelist():
        if name.endswith(".xhtml"):
            root = etree.fromstring(book.read(name))
            assert next(root.iter("{http://www.w3.org/1998/Math/MathML}math"), None) is None
            for picture in root.iter("{http://www.w3.org/2000/svg}svg"):
                assert picture.get("role") == "img" and picture.get("aria-label")
                assert "currentColor" in etree.tostring(picture).decode()
                assert "em" in picture.get("style")
                drawn += 1
    assert drawn > 5
    assert {f"EPUB/fonts/{name}" for name in ("NotoSerifSC-400.ttf", "NotoSansSC-700.ttf")} <= set(
        book.namelist()
    )


@pytest.mark.parametrize("name", ["handbook.epub", "compat.epub"])
def test_no_file_is_too_large_for_an_e_reader(small_dist: Path, dist: Path, name: str) -> None:
    import zipfile

    path = dist / name if name == "handbook.epub" else small_dist / name
    with zipfile.ZipFile(path) as book:
        large = {item.filename: item.file_size for item in book.infolist()}
    fonts = {key for key in large if key.endswith(".ttf")}
    assert [key for key, size in large.items() if size > 300_000 and key not in fonts] == []
    assert path.stat().st_size < 5_000_000
