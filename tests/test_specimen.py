"""The visual reference: `specimen/`, a book with every element once, held against kept pictures.

A change of styles shows here first. Look at both pictures, and if the new one is right, keep it:
`pytest tests/test_specimen.py --rewrite`.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from tests.conftest import ROOT, TESTS, bankbook

KEPT = TESTS / "specimen"
#: Pixels an inch; squares of so many pixels are compared by their mean, so that an edge drawn
#: differently by another version of a renderer does not count; how far means may differ of 255.
RESOLUTION, SQUARE, TOLERANCE = 60, 6, 10


def draw(pdf: Path) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=RESOLUTION / 72).to_pil().convert("L") for page in document]


def means(picture: Image.Image) -> Image.Image:
    width, height = picture.size
    return picture.resize((width // SQUARE, height // SQUARE), Image.Resampling.BOX)


def difference(one: Image.Image, other: Image.Image) -> int:
    """How far the least similar squares of two pictures are apart, 0 to 255."""
    if one.size != other.size:
        return 255
    return ImageChops.difference(means(one), means(other)).getextrema()[1]  # type: ignore[return-value]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Image.Image]:
    out = tmp_path_factory.mktemp("specimen")
    run = bankbook("build", "specimen", "--book", ROOT / "specimen", "--out", out)
    assert run.code == 0, run.err
    assert "warning" not in run.err
    return draw(out / "specimen.pdf")


def test_the_pages_look_as_they_did(
    pages: list[Image.Image], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    inked = {number: page for number, page in enumerate(pages, 1) if page.getextrema()[0] < 200}
    if request.config.getoption("--rewrite"):
        KEPT.mkdir(exist_ok=True)
        for path in KEPT.glob("*.png"):
            path.unlink()
        for number, page in inked.items():
            page.save(KEPT / f"page-{number:02d}.png", optimize=True)
    kept = {int(path.stem[-2:]): Image.open(path).convert("L") for path in KEPT.glob("*.png")}
    assert sorted(inked) == sorted(kept), "pages came or went"
    changed = []
    for number, page in inked.items():
        if difference(page, kept[number]) > TOLERANCE:
            shown = Image.merge("RGB", (kept[number], page.resize(kept[number].size), kept[number]))
            shown.save(tmp_path / f"page-{number:02d}.png")
            changed.append(number)
    message = f"changed: the old in magenta, the new in green, in {tmp_path}"
    assert changed == [], message


def test_the_comparison_sees_a_moved_line_and_not_a_softer_edge(pages: list[Image.Image]) -> None:
    page = pages[16]
    moved = ImageChops.offset(page, 0, 3)
    assert difference(page, moved) > TOLERANCE
    soft = page.resize((page.width * 2, page.height * 2)).resize(page.size, Image.Resampling.BOX)
    assert difference(page, soft) <= TOLERANCE
