"""Formulas: every construct of forty formulas from papers is drawn, and none is wrong in silence."""

from __future__ import annotations

import pytest
from lxml import etree

from bankbook.toolchain.mathjax import Formula, draw
from tests.conftest import TESTS

PAPERS = (TESTS / "formulas.tex").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("tex", PAPERS)
def test_a_formula_from_a_paper_is_drawn(tex: str) -> None:
    wanted = Formula(tex, True)
    drawing = draw([wanted])[wanted]
    tree = etree.fromstring(drawing.svg.encode() if isinstance(drawing.svg, str) else drawing.svg)
    nodes = {element.get("data-mml-node") for element in tree.iter()}
    assert "merror" not in nodes
    assert 1 < drawing.width < 36 and drawing.height + drawing.depth > 0.5
    drawn = {element.tag.rpartition("}")[2] for element in tree.iter()}
    assert "path" in drawn or "use" in drawn
    letters = "".join(element.text or "" for element in tree.iter("{*}text"))
    assert all(ord(letter) > 0x2E80 for letter in letters), "only Chinese is set as text"


def test_there_are_forty() -> None:
    assert len(set(PAPERS)) == 40
