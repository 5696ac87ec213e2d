"""Markdown in, HTML out: `markup/KIND.md` holds pairs, in markdown-it's own fixture format.

title
.
Markdown
.
HTML for print
.
HTML for e-books, where it differs
.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bankbook import markup
from bankbook.markup.engine import KINDS
from bankbook.markup.math import TYPES, formula
from bankbook.markup.setting import Label, Medium, Setting
from bankbook.model import Prose
from bankbook.notices import Span
from bankbook.toolchain import mathjax
from bankbook.wording import wording
from tests.conftest import TESTS

FOLDER = TESTS / "markup"
LABELS = {
    "q:sum-two": Label("题 1.1", "q-sum-two", "1.1"),
    "file:01-sum-two.md": Label("题 1.1", "q-sum-two", "1.1"),
    "fig:steps": Label("图 1.1", "fig-steps", "1.1"),
    "tbl:numerals": Label("表 1.1", "tbl-numerals", "1.1"),
    "eq:one": Label("式 (1.1)", "eq-one", "1.1"),
}


@dataclass(frozen=True)
class Pair:
    file: Path
    title: str
    source: str
    wanted: tuple[str, ...]


HEAD = re.compile(r"^# (.+)\n\.\n", re.MULTILINE)


def pairs(path: Path) -> list[Pair]:
    text = path.read_text(encoding="utf-8")
    heads = [*HEAD.finditer(text)]
    ends = [head.start() for head in heads[1:]] + [len(text)]
    found = []
    for head, end in zip(heads, ends, strict=True):
        source, *wanted = text[head.end() : end].rstrip().removesuffix("\n.").split("\n.\n")
        found.append(Pair(path, head[1], source, tuple(wanted)))
    return found


PAIRS = [pair for path in sorted(FOLDER.glob("*.md")) for pair in pairs(path)]


def rendered(source: str, medium: Medium, places: bool = False) -> str:
    """The HTML of a pair. In pairs with `places`, blocks carry theirs, and code is 24 ems wide."""
    prose = Prose(source, Span("fixture.md"))
    drawings: Mapping[mathjax.Formula, mathjax.Drawing] = mathjax.draw(
        formula(token) for token, _ in markup.walk(prose) if token.type in TYPES
    )
    setting = Setting(
        medium,
        wording("zh-CN"),
        lambda anchor: f"#{anchor}",
        LABELS,
        {"peano1889": 1, "dao2022": 2},
        drawings,
        lambda name: f"images/{name}.svg",
        "here-",
    )
    if places:
        setting = replace(setting, span=prose.span, code_measure=24)
    return markup.render(prose, setting)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.file.stem}: {pair.title}")
def test_pair(pair: Pair, request: pytest.FixtureRequest) -> None:
    places = pair.file.stem == "places"
    printed, ebook = rendered(pair.source, "print", places), rendered(pair.source, "ebook")
    if request.config.getoption("--rewrite"):
        _rewrite(pair, printed, ebook)
        return
    assert printed == pair.wanted[0]
    assert ebook == (pair.wanted[1] if len(pair.wanted) > 1 else pair.wanted[0])


def _rewrite(pair: Pair, printed: str, ebook: str) -> None:
    head = f"# {pair.title}\n.\n{pair.source}\n.\n"
    made = head + printed + (f"\n.\n{ebook}" if ebook != printed else "") + "\n.\n"
    before, rest = pair.file.read_text(encoding="utf-8").split(head)
    following = HEAD.search(rest)
    after = "\n" + rest[following.start() :] if following else ""
    pair.file.write_text(before + made + after, encoding="utf-8")


def test_every_kind_has_pairs() -> None:
    kinds = {module.__name__.rsplit(".", 1)[1] for module in KINDS}
    assert kinds - {path.stem for path in FOLDER.glob("*.md")} == set()
