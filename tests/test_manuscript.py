"""Files → Bank: what a reader of files must understand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bankbook import manuscript, pipeline
from bankbook.manuscript import schema
from bankbook.model import Bank
from tests.conftest import BANKS, ROOT

QUESTION = "one/01-first.md"


def loaded(root: Path) -> Bank:
    return pipeline.load(root, "book")[0]


def test_a_bank_is_read_whole(small: Bank) -> None:
    assert small.imprint.title == "小题库"
    assert [chapter.id for chapter in small.chapters] == ["arithmetic", "reading"]
    assert [q.id for q in small.questions()] == ["sum-two", "commute", "read-title", "read-code"]
    question = small.questions()[0]
    assert question.title == "1加1等于几？"
    assert (question.difficulty, question.kind) == (1, "compute")
    assert question.tags == ("加法", "自然数")
    assert question.sources == ("peano1889arithmetices",)
    assert question.stem.text.strip() == "在自然数里计算$1+1$，并说明依据。"
    assert question.hint.text.strip() == "想想后继函数。"
    assert question.answer.points.text.strip().startswith("- 答案是2。")
    assert "减法呢" in question.answer.followups.text
    assert small.chapters[0].goals == ("会加法", "能说明加法为什么可以交换")
    assert [matter.title for matter in small.matter] == ["怎样使用这本书"]
    assert [edition.name for edition in small.editions] == [
        *("handbook", "ereader", "inline", "reader", "press"),
        *("screen", "workbook", "cover", "booklet", "ereader-compat"),
    ]


def test_prose_knows_its_place(small: Bank) -> None:
    question = small.questions()[0]
    lines = question.path.read_text(encoding="utf-8").split("\n")
    for prose in (question.stem, question.hint, question.answer.analysis):
        first = prose.text.split("\n")[0]
        assert lines[prose.span.line - 1] == first
        assert prose.span.file.endswith("01-sum-two.md")


def test_sections_may_be_named_in_english(minimal: Path) -> None:
    path = minimal / QUESTION
    text = path.read_text(encoding="utf-8")
    text = text.replace("## 要点", "## Key points").replace("## 解析", "## Explanation")
    path.write_text(text + "\n## Follow-ups\n\n- And two?\n\n## HINT\n\nThink.\n", encoding="utf-8")
    question = loaded(minimal).questions()[0]
    assert question.answer.points.text.strip() == "- 一是一。"
    assert question.answer.followups.text.strip() == "- And two?"
    assert question.hint.text.strip() == "Think."


def test_headings_in_code_are_not_sections(minimal: Path) -> None:
    path = minimal / QUESTION
    text = path.read_text(encoding="utf-8") + "\n```text\n## 提示\n```\n\n> ## 要点\n"
    path.write_text(text, encoding="utf-8")
    question = loaded(minimal).questions()[0]
    assert not question.hint
    assert "## 提示" in question.answer.analysis.text


def test_windows_files_and_byte_order_marks_are_read(minimal: Path) -> None:
    path = minimal / QUESTION
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert loaded(minimal).questions()[0].title == "一是几？"


def test_link_definitions_serve_all_sections(minimal: Path) -> None:
    path = minimal / QUESTION
    text = path.read_text(encoding="utf-8").replace("- 一是一。", "- 一是一，见[这里][place]。")
    path.write_text(text + "\n[place]: https://example.org/one\n", encoding="utf-8")
    assert loaded(minimal).questions()[0].answer.points.references.startswith("[PLACE]: <https:")


def test_footnotes_are_no_link_definitions(minimal: Path) -> None:
    """A note's text without a space looks like an address to plain CommonMark."""
    path = minimal / QUESTION
    text = path.read_text(encoding="utf-8").replace(
        "- 一是一。", "- 一是一[^1]。\n\n[^1]: 要点的注。"
    )
    path.write_text(text + "\n也是[^1]。\n\n[^1]: 解析的注，没有空格。\n", encoding="utf-8")
    answer = loaded(minimal).questions()[0].answer
    assert answer.points.references == ""
    assert "要点的注。" in answer.points.text and "解析的注" in answer.analysis.text


def test_quotes_in_the_title_of_a_link_survive(minimal: Path) -> None:
    path = minimal / QUESTION
    links = '\n[s]: https://example.org "A \\"title\\" here"\n[t]: https://example.org/t\n'
    text = path.read_text(encoding="utf-8").replace("一就是一。", "一[见][s]，[也见][t]。")
    path.write_text(text + links, encoding="utf-8")
    assert loaded(minimal).questions()


def test_front_matter_without_value_is_left_out(minimal: Path) -> None:
    path = minimal / QUESTION
    text = path.read_text(encoding="utf-8").replace("kind: concept", "kind: concept\ntags:")
    path.write_text(text, encoding="utf-8")
    assert loaded(minimal).questions()[0].tags == ()


def test_yaml_words_stay_what_was_typed(minimal: Path) -> None:
    path = minimal / QUESTION
    text = path.read_text(encoding="utf-8").replace(
        "title: 一是几？", "title: no\ntags: [1e3, yes]"
    )
    path.write_text(text, encoding="utf-8")
    question = loaded(minimal).questions()[0]
    assert question.title == "no"
    assert question.tags == ("1e3", "yes")


BIBTEX = r"""
@article{dao2022,
  title = {{FlashAttention}: Fast and Memory-Efficient Exact Attention},
  author = {Dao, Tri and R{\'e}, Christopher},
  year = 2022, eprint = {2205.14135}, archivePrefix = {arXiv},
}
@inproceedings{vaswani2017, title = {Attention Is All You Need},
  author = {Ashish Vaswani and Noam Shazeer}, year = {2017}, booktitle = {NeurIPS}, doi = {10.1000/1}}
"""


def test_bibtex_is_read(minimal: Path) -> None:
    (minimal / "sources.bib").write_text(BIBTEX, encoding="utf-8")
    book = (minimal / "book.yaml").read_text(encoding="utf-8")
    (minimal / "book.yaml").write_text(
        book.replace("sources.json", "sources.bib"), encoding="utf-8"
    )
    question = (minimal / QUESTION).read_text(encoding="utf-8").replace("peano1889", "dao2022")
    (minimal / QUESTION).write_text(question, encoding="utf-8")
    dao, vaswani = loaded(minimal).sources
    assert dao.title == "FlashAttention: Fast and Memory-Efficient Exact Attention"
    assert dao.authors == ("Tri Dao", "Christopher Ré")
    assert (dao.year, dao.arxiv) == ("2022", "2205.14135")
    assert vaswani.authors == ("Ashish Vaswani", "Noam Shazeer")
    assert (vaswani.container, vaswani.doi) == ("NeurIPS", "10.1000/1")
    assert vaswani.span.line == 7


def test_csl_json_is_read(small: Bank) -> None:
    peano, dao, page = small.sources
    assert (peano.year, peano.publisher, peano.authors) == (
        "1889",
        "Fratres Bocca",
        ("Giuseppe Peano",),
    )
    assert (dao.arxiv, len(dao.authors)) == ("2205.14135", 4)
    assert (page.url, page.accessed) == ("https://example.org/page", "2026-01-02")


@pytest.mark.parametrize("name", schema.PUBLISHED)
def test_the_published_schema_is_the_one_in_force(name: str) -> None:
    published = (ROOT / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert published == schema.json_schema(name), "run `make schema`"
    assert json.loads(published)["additionalProperties"] is False


def test_reading_changes_nothing(minimal: Path) -> None:
    before = {path: path.read_bytes() for path in minimal.rglob("*") if path.is_file()}
    manuscript.read(minimal, "book")
    assert before == {path: path.read_bytes() for path in minimal.rglob("*") if path.is_file()}


def test_the_small_bank_is_its_own_picture() -> None:
    """Two readings of the same files are equal."""
    first, second = (manuscript.read(BANKS / "small", "small").bank for _ in range(2))
    assert first == second
