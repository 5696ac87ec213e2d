"""Lines of Chinese: flush on both sides, evenly, and broken where Chinese lines may be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import weasyprint
from lxml import etree

from bankbook.galley import Asset
from bankbook.press import justification, layout
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


def lines(pdf: Path) -> list[list[tuple[float, float, str]]]:
    """The lines of each block of a PDF's text: left and right edge in points, and the text."""
    tree = etree.fromstring(tool("pdftotext", "-bbox-layout", pdf, "-").encode())
    return [
        [
            (
                float(line.get("xMin")),
                float(line.get("xMax")),
                "".join(w.text or "" for w in line.iter(f"{XHTML}word")),
            )
            for line in block.iter(f"{XHTML}line")
        ]
        for block in tree.iter(f"{XHTML}block")
    ]


def pressed(markup: str, target: Path) -> Path:
    class Bare:
        pictures = ()

    styles = (fonts_sheet(), sheet("print.css"), Asset("styles/x.css", "text/css", PAGE.encode()))
    document = layout.lay_out(Bare, markup, styles)  # type: ignore[arg-type]
    target.write_bytes(document.write_pdf())
    return target


def test_weasyprint_is_the_version_that_this_was_written_for() -> None:
    assert weasyprint.__version__ == justification.WRITTEN_FOR
    for name in ("justify_line", "text_align"):
        assert hasattr(weasyprint.layout.inline, name)


def test_full_lines_end_at_the_measure(tmp_path: Path) -> None:
    from bankbook.markup.spacing import breakable, spaced

    text = breakable(spaced(TEXT.replace("\n", "")))
    markup = f'<html lang="zh-CN"><body class="prose"><p>{text * 3}</p></body></html>'
    (block,) = lines(pressed(markup, tmp_path / "a.pdf"))
    assert len(block) > 20
    for left, right, line in block[:-1]:
        assert abs(left - 11) <= 0.5, line
        assert abs(right - 389) <= 0.5, line
    assert block[-1][1] < 389.5


def test_slack_is_spread_evenly(tmp_path: Path) -> None:
    """Twelve characters and a word that does not fit: each gap takes the same."""
    markup = '<html lang="zh-CN"><body class="prose"><p>%s</p></body></html>'
    pdf = pressed(markup % ("一" * 30 + " Transformers " + "二" * 30), tmp_path / "b.pdf")
    tree = etree.fromstring(tool("pdftotext", "-bbox", pdf, "-").encode())
    words = [float(w.get("xMin")) for w in tree.iter(f"{XHTML}word") if set(w.text) == {"一"}]
    assert words and abs(words[0] - 11) < 0.5


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
        (justification.OBJECT, "中", True),
        (justification.OBJECT, "。", False),
    ],
)
def test_where_slack_may_go(left: str, right: str, wanted: bool) -> None:
    assert justification.gap(left, right) is wanted


def test_a_line_that_cannot_be_filled_keeps_its_ragged_end(tmp_path: Path) -> None:
    """One gap would have to take it all: a hole is worse than a short line."""
    long = "x" * 60
    markup = f'<html lang="zh-CN"><body class="prose" style="hyphens:none"><p>中 {long} 文</p></body></html>'
    block = lines(pressed(markup, tmp_path / "c.pdf"))[0]
    assert block[0][1] < 60


CLOSING = "，。、；：？！）〕】》〉」』”’…"
OPENING = "（〔【《〈「『“‘"


def test_no_line_of_the_book_begins_or_ends_with_the_wrong_mark(dist: Path) -> None:
    found = [line for block in lines(dist / "handbook.pdf") for line in block]
    assert len(found) > 1500
    assert [text for _, _, text in found if text and text[0] in CLOSING] == []
    assert [text for _, _, text in found if text and text[-1] in OPENING] == []


def test_no_line_of_the_book_runs_over_the_page(dist: Path) -> None:
    """The type area ends 25 mm or 51.65 mm from the edge; notes stand in the outer margin."""
    tree = etree.fromstring(tool("pdftotext", "-bbox-layout", dist / "handbook.pdf", "-").encode())
    millimetre = 72 / 25.4
    for number, page in enumerate(tree.iter(f"{XHTML}page"), 1):
        for word in page.iter(f"{XHTML}word"):
            left, right = float(word.get("xMin")), float(word.get("xMax"))
            text = word.text or ""
            if number % 2:
                measure = (25 * millimetre, (210 - 51.65) * millimetre)
            else:
                measure = (51.65 * millimetre, (210 - 25) * millimetre)
            if left < measure[1] and right > measure[0] and not re.fullmatch(r"\d+", text):
                assert right <= measure[1] + 0.5, f"page {number}: {text}"
