"""The other editions of a book: what a printer, a binder, a screen reader and a learner get."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from bankbook.design import MILLIMETRE, TrimTooSmall, design, names
from bankbook.press import production
from bankbook.press.booklet import sides
from bankbook.typeset.wrapper import upright
from tests.conftest import bankbook, tool, verapdf


def pages(path: Path) -> list[str]:
    return tool("pdftotext", "-raw", path, "-").split("\f")[:-1]


def box(page: pikepdf.Page, name: str) -> tuple[float, float, float, float]:
    """A box of a page in mm: left, bottom, right, top."""
    left, bottom, right, top = (float(value) / MILLIMETRE for value in page[name])
    return left, bottom, right, top


def size(box: tuple[float, float, float, float]) -> tuple[float, float]:
    return round(abs(box[2] - box[0]), 1), round(abs(box[3] - box[1]), 1)


@pytest.fixture(scope="module")
def press(small_dist: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(small_dist / "press.pdf") as pdf:
        yield pdf


# Designs and their pages


@pytest.mark.parametrize("name", names())
def test_a_page_is_its_margins_and_whole_characters_and_lines(name: str) -> None:
    look = design(name)
    page = look.page()
    width, height = page.trim
    assert abs(page.inner + page.measure / MILLIMETRE + page.outer - width) < 1e-6
    assert abs(page.top + page.lines * 18 / MILLIMETRE + page.bottom - height) < 1e-6
    assert (page.inner, page.top) == (look.inner, look.top)
    assert page.outer >= look.outer and page.bottom >= look.bottom
    assert 34 <= page.characters <= 38


def test_a_trim_size_that_cannot_hold_its_margins_is_refused() -> None:
    with pytest.raises(TrimTooSmall, match="165 × 182 mm"):
        design("handbook").page((90, 130))
    assert design("handbook").page((165, 182)).characters == 24


def test_the_gutter_grows_with_the_page_count() -> None:
    look = design("press")
    inner = [look.page(pages=count).inner for count in (0, 128, 129, 192, 193, 640)]
    assert inner == [19, 19, 19.5, 19.5, 20, 23]
    assert design("handbook").page(pages=900).inner == 25


# press


def test_press_has_trim_bleed_and_media_boxes(press: pikepdf.Pdf) -> None:
    for page in press.pages:
        trim, bleed, media = (box(page, name) for name in ("/TrimBox", "/BleedBox", "/MediaBox"))
        assert size(trim) == (170, 240)
        assert [round(abs(a - b), 2) for a, b in zip(trim, bleed, strict=True)] == [3, 3, 3, 3]
        assert size(media) == (190, 260), "room for the crop marks"


def test_press_is_black_and_one_ink(press: pikepdf.Pdf) -> None:
    """Every colour operator of every page sets a grey or a tint of the ink; no picture is RGB."""
    seen = set()
    for item in [*press.pages, *press.objects]:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
            assert item.ColorSpace == pikepdf.Name.DeviceGray and "/SMask" not in item
        drawn = isinstance(item, pikepdf.Page) or (
            isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form"
        )
        if not drawn:
            continue
        for operands, operator in pikepdf.parse_content_stream(item):
            name = str(operator)
            assert name not in ("rg", "RG", "k", "K", "sc", "SC", "sh"), name
            if name in ("cs", "CS"):
                assert operands[0] == pikepdf.Name.Ink
            seen.add(name)
    assert {"g", "scn"} <= seen
    space = press.pages[0].Resources.ColorSpace.Ink
    assert space[0] == pikepdf.Name.Separation and space[2] == pikepdf.Name.DeviceCMYK


@pytest.mark.parametrize(
    ("colour", "wanted"),
    [
        (b"0.066667 0.066667 0.066667 rg", b"0.000 g"),
        (b"1 1 1 RG", b"1.000 G"),
        (b"0.8 0.8 0.8 rg", b"0.800 g"),
        (b"0.121569 0.372549 0.478431 rg", b"/Ink cs 1.000 scn"),
        (b"0.090196 0.247059 0.321569 RG", b"/Ink CS 1.000 SCN"),
        (b"0.85098 0.901961 0.921569 rg", b"/Ink cs 0.161 scn"),
    ],
)
def test_colours_become_tints(colour: bytes, wanted: bytes) -> None:
    match = production.COLOUR.fullmatch(colour)
    assert match and production._operator(match) == wanted


def test_press_claims_pdf_x_and_keeps_what_it_asks(press: pikepdf.Pdf) -> None:
    assert press.pdf_version == "1.4"
    assert str(press.docinfo["/GTS_PDFXVersion"]) == "PDF/X-1a:2003"
    assert str(press.docinfo["/Trapped"]) == "/False"
    (intent,) = press.Root.OutputIntents
    assert (str(intent.S), str(intent.RegistryName)) == ("/GTS_PDFX", "http://www.color.org")
    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    assert all("/Annots" not in page for page in press.pages)
    alphas = {
        float(state[key])
        for item in press.objects
        if isinstance(item, pikepdf.Dictionary) and "/ExtGState" in item
        for state in item.ExtGState.values()
        for key in ("/ca", "/CA")
        if key in state
    }
    assert alphas <= {1.0}, "transparency"


def test_press_fills_its_signatures_and_has_no_cover(press: pikepdf.Pdf, small_dist: Path) -> None:
    text = pages(small_dist / "press.pdf")
    assert len(text) % 4 == 0 and text[-1].strip() == ""
    assert text[0].split() == ["小题库"], "the half title comes first"


# cover


def test_the_cover_is_as_wide_as_back_spine_and_front(small_dist: Path, press: pikepdf.Pdf) -> None:
    with pikepdf.open(small_dist / "cover.pdf") as pdf:
        (page,) = pdf.pages
        spine = len(press.pages) / 2 * 0.1
        assert size(box(page, "/TrimBox")) == (round(340 + spine, 1), 240)
        bleed = box(page, "/BleedBox")
        assert size(bleed) == (round(346 + spine, 1), 246)
    (text,) = pages(small_dist / "cover.pdf")
    assert "小题库" in text and "测试者" in text and "2 章，4 道题" in text


def test_the_spine_of_a_thick_book_carries_its_title(small_dist: Path, tmp_path: Path) -> None:
    """0.8 mm a leaf: the spine is wide enough."""
    import shutil

    from tests.conftest import BANKS

    book = Path(shutil.copytree(BANKS / "small", tmp_path / "book"))
    path = book / "book.yaml"
    path.write_text(path.read_text().replace("of: press,", "of: press, caliper: 0.8,"))
    assert bankbook("build", "cover", "--book", book, "--out", tmp_path).code == 0
    (text,) = pages(tmp_path / "cover.pdf")
    assert text.count("小题库") == 1 and re.search(r"小\n?题\n?库[\s\S]*小\n?题\n?库", text)


def test_latin_lies_on_its_side_on_a_spine() -> None:
    assert upright("大模型LLM手册") == [
        *(("大", True), ("模", True), ("型", True)),
        ("LLM", False),
        *(("手", True), ("册", True)),
    ]


# screen


def test_screen_passes_verapdf_for_pdf_ua_and_pdf_a(small_dist: Path) -> None:
    for flavour in ("ua1", "2a"):
        assert verapdf(small_dist / "screen.pdf", flavour) == f"PASS screen.pdf {flavour}"


def test_the_validator_can_fail(small_dist: Path) -> None:
    assert verapdf(small_dist / "reader.pdf", "ua1").startswith("FAIL reader.pdf ua1")


def test_screen_says_where_a_link_leads_and_colours_it(small_dist: Path) -> None:
    with pikepdf.open(small_dist / "screen.pdf") as pdf:
        told = {
            str(note.Contents)
            for page in pdf.pages
            for note in page.get("/Annots", ())
            if note.Subtype == "/Link"
        }
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert {"1.1 1 加 1 等于几？", "图 1.1", "https://arxiv.org/abs/2205.14135"} <= told


# reader, workbook, booklet


def test_reader_gives_each_answer_behind_its_question(small_dist: Path) -> None:
    text = "".join(pages(small_dist / "reader.pdf"))
    order = ["1.1 1 加 1 等于几？", "要点", "1.2 加法为什么可以交换？", "要点", "2.1", "参考文献"]
    place = text.index("本章题目")
    for part in order:
        place = text.index(part, place) + len(part)
    assert "参考答案" not in text and "答案见第" not in text


def test_workbook_has_a_page_for_each_question(small_dist: Path) -> None:
    text = pages(small_dist / "workbook.pdf")
    key = next(n for n, page in enumerate(text) if page.startswith("参考答案"))
    homes = [
        next(
            n
            for n, page in enumerate(text)
            if n < key and re.search(rf"^{number} .*\n", page, re.M) and "答案见第" in page
        )
        for number in ("1.1", "1.2", "2.1", "2.2")
    ]
    assert len(set(homes)) == 4


def test_workbook_is_ruled_below_the_question(small_dist: Path) -> None:
    """Lines every 18 pt down to the foot of the page, and none above the stem's end."""
    import pypdfium2

    text = pages(small_dist / "workbook.pdf")
    number = next(
        n for n, page in enumerate(text) if "1.1 1 加 1 等于几？" in page and "答案见第" in page
    )
    picture = pypdfium2.PdfDocument(small_dist / "workbook.pdf")[number].render(scale=2).to_pil()
    column = picture.convert("L").crop((300, 0, 301, picture.height)).tobytes()
    dark = [y for y in range(1, picture.height) if column[y] < 230 <= column[y - 1]]
    rules = [b - a for a, b in pairwise(dark)]
    assert rules.count(36) > 25


@pytest.mark.parametrize("count", [1, 4, 13, 16, 48, 49, 229])
def test_a_folded_booklet_reads_in_order(count: int) -> None:
    """Stack the sheets of each gathering, fold it in the middle, and turn the pages."""
    found: list[int | None] = []
    printed = sides(count)
    while printed:
        first = printed[0]
        # A gathering's outer sheet has its last page, or a blank, beside its first.
        start = first[1]
        assert start is not None
        length = next(
            n
            for n in range(2, len(printed) + 2, 2)
            if n == len(printed) or printed[n][1] == start + 2 * n
        )
        gathering, printed = printed[:length], printed[length:]
        fronts, backs = gathering[::2], gathering[1::2]
        for front, back in zip(fronts, backs, strict=True):
            found += [front[1], back[0]]
        for front, back in reversed(list(zip(fronts, backs, strict=True))):
            found += [back[1], front[0]]
    assert [page for page in found if page is not None] == list(range(count))
    assert len(found) % 4 == 0


def test_booklet_has_two_pages_a_side_of_a4(small_dist: Path) -> None:
    with (
        pikepdf.open(small_dist / "booklet.pdf") as pdf,
        pikepdf.open(small_dist / "reader.pdf") as reader,
    ):
        assert len(pdf.pages) == -(-len(reader.pages) // 4) * 2
        assert {size(box(page, "/MediaBox")) for page in pdf.pages} == {(297, 210)}
    folded = pages(small_dist / "booklet.pdf")
    assert "怎样使用这本书" in "".join(folded) and "小题库" in folded[1]


def test_editions_are_the_same_bytes_again(small_dist: Path, tmp_path: Path) -> None:
    from tests.conftest import BANKS

    kinds = ("press", "cover", "screen", "booklet")
    run = bankbook(
        "build", *kinds, "--book", BANKS / "small", "--out", tmp_path, PYTHONHASHSEED="5"
    )
    assert run.code == 0, run.err
    for kind in kinds:
        assert (tmp_path / f"{kind}.pdf").read_bytes() == (small_dist / f"{kind}.pdf").read_bytes()


@pytest.mark.parametrize("name", ["press", "cover", "screen", "reader", "workbook", "booklet"])
def test_every_edition_is_a_sound_file(small_dist: Path, name: str) -> None:
    told = tool("qpdf", "--check", small_dist / f"{name}.pdf")
    assert "No syntax or stream encoding errors found" in told
