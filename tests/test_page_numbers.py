"""Page numbers bound after layout, and what else of WeasyPrint this reaches into."""

from __future__ import annotations

import pypdfium2
import weasyprint

from bankbook.galley import Asset
from bankbook.press import gaps, layout, makeup, page_numbers, shortcuts, single, svg_paths
from bankbook.press.forme import Order
from bankbook.press.workshop import Workshop
from bankbook.typeset.environment import sheet
from bankbook.typeset.font_faces import fonts_sheet

REFERENCE = (
    '<a href="#there">第\u00a0<span class="page-of" data-page-of="#there">000</span>\u00a0页</a>'
)


def text_and_edges(markup: str) -> tuple[list[str], list[tuple[float, float]]]:
    """The text of each page, and the left and right edges of the first page's characters."""

    page = "@page { size: 400pt 600pt; margin: 11pt } p { margin: 0 }"
    styles = (fonts_sheet(), sheet("print.css"), Asset("styles/x.css", "text/css", page.encode()))
    pdf = pypdfium2.PdfDocument(single.press(Order("part", markup, styles), Workshop()))
    first = pdf[0].get_textpage()
    boxes = [first.get_charbox(index, loose=True) for index in range(first.count_chars())]
    edges = [(left, right) for left, _, right, _ in boxes if right > left]
    return [page.get_textpage().get_text_range() for page in pdf], edges


def test_weasyprint_is_the_version_that_this_was_written_for() -> None:
    for extension in (page_numbers, gaps, svg_paths, makeup, shortcuts):
        assert weasyprint.__version__ == extension.WRITTEN_FOR


def test_a_number_is_that_of_the_page_where_its_target_begins() -> None:
    pages = (
        '<p style="break-before: page">' * 11 + '<p id="there" style="break-before: page">here</p>'
    )
    texts, _ = text_and_edges(
        f'<html lang="zh-CN"><body class="prose"><p style="text-indent: 0">见{REFERENCE}。</p>{pages}'
    )
    assert texts[0].split() == ["见第", "13", "页。"]
    assert "here" in texts[12]


def test_a_line_set_for_other_digits_than_turn_out_is_set_again() -> None:
    """The estimate says one digit, the page has two."""
    pages = (
        '<p style="break-before: page">一</p>' * 11
        + '<p id="there" style="break-before: page">here</p>'
    )
    markup = f'<html lang="zh-CN"><body class="prose"><p>见{REFERENCE}。</p>{pages}</body></html>'
    order = Order("part", markup, (fonts_sheet(), sheet("print.css")))
    made: list[str] = []
    workshop = Workshop(stage=made.append)
    pdf = pypdfium2.PdfDocument(single.press(order.expecting({"#there": (1,)}), workshop))
    assert "第\u00a013\u00a0页" in pdf[0].get_textpage().get_text_range().replace(" ", "\u00a0")
    assert made.count("make up") == 2


def test_a_full_line_with_a_number_is_full_again() -> None:
    """One digit in the place of three: the line gives the white back to all its gaps."""
    words = "一" * 15
    _, edges = text_and_edges(
        f'<html lang="zh-CN"><body class="prose"><p style="text-indent: 0" id="there">'
        f"{words}{REFERENCE}{'二' * 60}</p></body></html>"
    )
    lines: list[list[tuple[float, float]]] = []
    for left, right in edges:
        if lines and left > lines[-1][-1][0] - 5:
            lines[-1].append((left, right))
        else:
            lines.append([(left, right)])
    assert len(lines) == 3
    assert abs(lines[0][-1][1] - 389) < 0.5 and abs(lines[1][-1][1] - 389) < 0.5


def test_a_number_that_stands_alone_ends_at_the_right() -> None:
    markup = (
        '<html lang="zh-CN"><body><p id="there" style="position: relative">一'
        '<span class="page-of" style="position: absolute; right: 0" data-page-of="#there">000</span></p>'
    )
    texts, edges = text_and_edges(markup)
    assert texts[0].split() == ["一", "1"] or texts[0].replace("\r\n", "") in ("一1", "1一")
    assert abs(max(right for _, right in edges) - 389) < 0.5


def test_a_path_drawn_again_is_the_same_path() -> None:
    """The second of two equal pictures is drawn from what was kept of the first."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><path d="M0 0L40 0L40 20Z" fill="#123456"/></svg>'

    pictures = (Asset("a.svg", "image/svg+xml", svg.encode()),)

    markup = '<img src="a.svg" style="display: block"><img src="a.svg" style="display: block">'
    document = layout.lay_out(markup, (), pictures)
    picture = pypdfium2.PdfDocument(document.write_pdf())[0].render(scale=96 / 72).to_pil()
    inked = [
        (x, y)
        for y in range(picture.height)
        for x in range(picture.width)
        if picture.getpixel((x, y))[2] < 200
    ]
    top = min(y for _, y in inked)
    first = {(x, y - top) for x, y in inked if y - top < 40}
    second = {(x, y - top - 40) for x, y in inked if y - top >= 40}
    assert first == second and len(first) > 300
