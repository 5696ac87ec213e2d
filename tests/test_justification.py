"""Lines of Chinese: flush on both sides, evenly, and broken where Chinese lines may be."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
import weasyprint
from lxml import etree

from bankbook.galley import Asset
from bankbook.press import gaps, justification, single
from bankbook.press.forme import Order
from bankbook.press.workshop import Workshop
from bankbook.typeset.environment import sheet
from bankbook.typeset.font_faces import fonts_sheet
from tests.conftest import tool

XHTML = "{http://www.w3.org/1999/xhtml}"
PAGE = "@page { size: 400pt 600pt; margin: 11pt } p { margin: 0 0 9pt }"

TEXT = """它通过分块（tiling）与重计算（recomputation）减少HBM读写，“精确”而不是“近似”：
截至2026年11月，主流的开放权重模型有Llama、Qwen、DeepSeek、Mistral、GLM与Gemma。面试官问“为什么”，
先答要点，再讲理由；数字要能当场算出来，例如LLaMA-2-7B的FP16权重是13.48 GB（12.55 GiB）。
<strong>PyTorch</strong>的缓存分配器把释放的块留在自己手里，<code>nvidia-smi</code>照样计为已用。
Transformers、FlashAttention、PagedAttention这些长词最容易把一行撑松，所以要看每一行的右边。"""


MILLIMETRE = 72 / 25.4
CLOSING = "，。、；：？！）〕】》〉」』”’…"
OPENING = "（〔【《〈「『“‘"


@dataclass(frozen=True)
class Word:
    """A word as poppler found it: edges in points, and whether it stands in the text column."""

    page: int
    left: float
    right: float
    middle: float
    text: str

    @property
    def measure(self) -> tuple[float, float]:
        """The handbook's text column: 25 mm from the spine, 51.65 mm from the fore-edge."""
        inner, outer = 25 * MILLIMETRE, 51.65 * MILLIMETRE
        width = 210 * MILLIMETRE
        return (inner, width - outer) if self.page % 2 else (outer, width - inner)


def words(pdf: Path) -> list[Word]:
    tree = etree.fromstring(tool("pdftotext", "-bbox", pdf, "-").encode())
    return [
        Word(
            number,
            float(word.get("xMin")),
            float(word.get("xMax")),
            (float(word.get("yMin")) + float(word.get("yMax"))) / 2,
            word.text or "",
        )
        for number, page in enumerate(tree.iter(f"{XHTML}page"), 1)
        for word in page.iter(f"{XHTML}word")
    ]


def rows(found: list[Word]) -> list[list[Word]]:
    """Words gathered into lines, from the top; a superior figure belongs to its line."""
    gathered: list[list[Word]] = []
    for word in sorted(found, key=lambda word: (word.page, word.middle)):
        last = gathered[-1][0] if gathered else None
        if last and last.page == word.page and word.middle - last.middle < 6:
            gathered[-1].append(word)
        else:
            gathered.append([word])
    return [sorted(row, key=lambda word: word.left) for row in gathered]


def edges(pdf: Path, size: float = 10.5) -> list[tuple[float, float]]:
    """The left and right edges of what is seen of the lines of a page. A mark that begins or ends
    a line may let its white half hang over the edge; poppler knows only its whole width."""
    found = []
    for row in rows(words(pdf)):
        last = max(row, key=lambda word: word.right)
        left, right = row[0].left, last.right
        if row[0].text[0] in OPENING:
            left += size / 2
        if last.text[-1] in CLOSING and right > 389.5:
            right -= size / 2
        found.append((left, right))
    return found


def pressed(markup: str, target: Path) -> Path:
    styles = (fonts_sheet(), sheet("print.css"), Asset("styles/x.css", "text/css", PAGE.encode()))
    target.write_bytes(single.press(Order("part", markup, styles), Workshop()))
    return target


def test_weasyprint_is_the_version_that_this_was_written_for() -> None:
    assert weasyprint.__version__ == justification.WRITTEN_FOR
    for name in ("justify_line", "text_align"):
        assert hasattr(weasyprint.layout.inline, name)


def test_full_lines_end_at_the_measure(tmp_path: Path) -> None:
    from bankbook.markup.line_breaks import settled
    from bankbook.markup.spacing import spaced

    text = settled(spaced(TEXT.replace("\n", "")))
    markup = f'<html lang="zh-CN"><body class="prose"><p style="text-indent: 0">{text * 3}</p></body></html>'
    *full, (_, last) = edges(pressed(markup, tmp_path / "a.pdf"))
    assert len(full) > 15
    assert [(a, b) for a, b in full if abs(a - 11) > 0.5 or abs(b - 389) > 0.5] == []
    assert last < 389.5


def test_slack_is_spread_evenly(tmp_path: Path) -> None:
    """Thirty characters, and a word that does not fit: each gap takes the same."""
    markup = f'<html lang="zh-CN"><body class="prose"><p style="text-indent: 0">{"一" * 32} Transformers {"二" * 30}</p></body></html>'
    pdf = pypdfium2.PdfDocument(pressed(markup, tmp_path / "b.pdf"))
    page = pdf[0].get_textpage()
    lefts = [page.get_charbox(index, loose=True)[0] for index in range(32)]
    assert page.get_text_range(0, 32) == "一" * 32
    steps = [b - a for a, b in pairwise(lefts)]
    assert min(steps) > 10.6, "nothing was spread"
    assert max(steps) - min(steps) < 0.05


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("中", "文", True),
        ("中", "，", False),
        ("，", "中", True),
        ("（", "中", False),
        ("中", "（", True),
        ("a", "b", False),
        ("a", " ", False),
        (" ", "中", True),
        ("中", " ", False),
        ("—", "—", False),
        ("…", "…", False),
        ("a", "）", False),
        ("，", "a", True),
        (gaps.OBJECT, "中", True),
        (gaps.OBJECT, "。", False),
    ],
)
def test_where_slack_may_go(left: str, right: str, wanted: bool) -> None:
    assert justification.gap(left, right) is wanted


def test_a_loose_line_is_squeezed_if_that_lets_the_next_word_in(tmp_path: Path) -> None:
    """Greedily, a long word goes to the next line and leaves a hole; the white of six marks holds
    up to three ems of it. The same line without marks has nothing to give up."""
    markup = '<html lang="zh-CN"><body class="prose" style="hyphens: none"><p style="text-indent: 0">%s</p></body></html>'
    marked = "它，通过，分块（tiling），与重计算，减少，读写，也"
    bare = marked.translate(dict.fromkeys(map(ord, "，（）"), "一"))

    def first(start: str, filled: int) -> list[Word]:
        text = f"{start}{'减' * filled} Transformers 的显存占用又多了不少"
        return rows(words(pressed(markup % text, tmp_path / "a.pdf")))[0]

    squeezed = 0
    for filled in range(5, 11):
        line, other = first(marked, filled), first(bare, filled)
        assert abs(line[-1].right - 389) <= 0.5
        squeezed += line[-1].text.endswith("Transformers") and not any(
            word.text.endswith("Transformers") for word in other
        )
    assert squeezed > 0


@pytest.mark.parametrize(
    ("signs", "wanted"),
    [
        ("中，文", [1]),
        ("中（文）字", [0, 3]),
        ("中），文", [2]),
        ("中：“文", []),
        ("中文，", []),
        ("a, b", []),
    ],
)
def test_which_gaps_hold_white(signs: str, wanted: list[int]) -> None:
    assert justification.white(list(signs)) == wanted


def test_a_mark_that_begins_a_line_gives_up_its_white(tmp_path: Path) -> None:
    """What is seen of the mark stands at the edge, like every other line's first character."""
    markup = f'<html lang="zh-CN"><body class="prose"><p style="text-indent: 0">{"一" * 36}（二）{"三" * 40}'
    first, second, *_ = rows(words(pressed(markup, tmp_path / "a.pdf")))
    assert (first[0].text[0], second[0].text[0]) == ("一", "（")
    assert abs(second[0].left - (11 - 5.25)) < 0.1


def test_a_mark_that_ends_a_line_gives_way_before_others_are_moved(tmp_path: Path) -> None:
    """35 characters and a mark fill the measure but for half an em: the mark comes on the line."""
    markup = f'<html lang="zh-CN"><body class="prose"><p style="text-indent: 0; width: 372.75pt">{"一" * 35}，{"三" * 40}'
    first, *_ = rows(words(pressed(markup, tmp_path / "a.pdf")))
    assert first[-1].text.endswith("，")
    assert abs(first[-1].right - 5.25 - (11 + 372.75 - 5.25 + 0)) < 5.5


def test_marks_side_by_side_are_squeezed_in_headings_too(tmp_path: Path) -> None:
    """Noto Sans SC has no `chws`: “》，” takes an em and a half."""
    markup = '<html lang="zh-CN"><body class="prose"><h4 style="font-size: 10pt">《甲》，《乙》</h4></body></html>'
    pdf = pypdfium2.PdfDocument(pressed(markup, tmp_path / "a.pdf"))
    page = pdf[0].get_textpage()
    lefts = [page.get_charbox(index, loose=True)[0] for index in range(7)]
    assert page.get_text_range(0, 7) == "《甲》，《乙》"
    steps = [round(b - a, 1) for a, b in pairwise(lefts)]
    assert steps == [10, 10, 5, 5, 10, 10]


def test_english_words_are_hyphenated_by_english_rules(tmp_path: Path) -> None:
    from bankbook.markup.line_breaks import ENGLISH

    text = ENGLISH.sub(r'<span lang="en">\g<0></span>', f"{'一' * 30}（recomputation）{'二' * 20}")
    markup = f'<html lang="zh-CN"><body class="prose"><p style="text-indent: 0">{text}'
    first, *_ = rows(words(pressed(markup, tmp_path / "a.pdf")))
    assert first[-1].text.endswith(("recompu‐", "recom‐", "recomputa‐"))
    assert ENGLISH.search("LLaMA-2、PagedAttention、KV") is None


def test_a_line_that_cannot_be_filled_keeps_its_ragged_end(tmp_path: Path) -> None:
    """One gap would have to take it all: a hole is worse than a short line."""
    markup = f'<html lang="zh-CN"><body class="prose"><p style="text-indent: 0; overflow-wrap: normal">中 {"x" * 90}'
    assert edges(pressed(markup, tmp_path / "c.pdf"))[0][1] < 60


@pytest.fixture(scope="module")
def column(dist: Path) -> list[list[Word]]:
    """The lines of the book's text column, without the notes in the margin."""
    found = words(dist / "handbook.pdf")
    inside = [w for w in found if w.left < w.measure[1] and w.right > w.measure[0]]
    return rows(inside)


def test_no_line_of_the_book_begins_or_ends_with_the_wrong_mark(column: list[list[Word]]) -> None:
    # Where a line's text begins further in, a formula stands before it.
    starts = (0, 10, 21, 31.5)
    lines = [
        "".join(word.text for word in row)
        for row in column
        if any(abs(row[0].left - row[0].measure[0] - start) < 0.7 for start in starts)
    ]
    assert len(lines) > 1200
    assert [line for line in lines if line and line[0] in CLOSING] == []
    # A line that ends before the measure has a formula behind its last word.
    ends = [row[-1].text for row in column if row[-1].right > row[-1].measure[1] - 1]
    assert len(ends) > 1000
    assert [text for text in ends if text and text[-1] in OPENING] == []


def test_no_line_of_the_book_runs_over_its_measure(column: list[list[Word]]) -> None:
    over = [
        (word.page, word.text)
        for row in column
        for word in row
        if word.right > word.measure[1] + (5.75 if word.text[-1] in CLOSING else 0.5)
        if word.page > 6 and not word.text.isdigit()
    ]
    assert over == []
