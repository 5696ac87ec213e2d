"""Bank + Edition → Book: order, numbers, anchors, contents, what refers to what."""

from __future__ import annotations

from dataclasses import replace

from bankbook.compose import ContentsLine, compose
from bankbook.model import Bank, Edition


def edition(bank: Bank, answers: str) -> Edition:
    return replace(bank.editions[0], answers=answers)


def order(bank: Bank, answers: str) -> list[str]:
    return [section.name for section in compose(bank, edition(bank, answers)).sections]


def test_answers_stand_where_the_edition_says(small: Bank) -> None:
    front = ["cover", "half-title", "title-page", "colophon", "how-to-use", "contents", "lists"]
    back = ["glossary", "term-index", "references"]
    chapters, answers = ["chapter-01", "chapter-02"], ["answers-01", "answers-02"]
    assert order(small, "appendix") == [*front, *chapters, "answer-key", *answers, *back]
    mixed = ["chapter-01", "answers-01", "chapter-02", "answers-02"]
    assert order(small, "chapter-end") == [*front, *mixed, *back]
    assert order(small, "inline") == [*front, *chapters, *back]


def test_numbers_follow_chapters(small: Bank) -> None:
    book = compose(small, edition(small, "appendix"))
    entries = [entry for section in book.sections for entry in section.entries]
    assert [entry.number for entry in entries[:4]] == ["1.1", "1.2", "2.1", "2.2"]
    assert entries[0].anchor == "q-sum-two" and entries[0].answer_anchor == "a-sum-two"
    assert book.labels["q:commute"].text == "题 1.2"
    assert book.labels["fig:steps"].text == "图 1.1"
    assert book.labels["tbl:numerals"].text == "表 1.1"
    assert book.labels["eq:one-plus-one"].text == "式 (1.1)"


def test_sources_are_numbered_as_cited_and_those_not_cited_are_left_out(small: Bank) -> None:
    book = compose(small, edition(small, "appendix"))
    assert dict(book.numbers) == {"peano1889arithmetices": 1, "dao2022flashattention": 2}
    assert [source.id for source in book.references] == list(book.numbers)


def test_every_anchor_has_its_section(small: Bank) -> None:
    for answers in ("appendix", "chapter-end", "inline"):
        book = compose(small, edition(small, answers))
        names = {section.name for section in book.sections}
        assert set(book.places.values()) <= names
        home = "chapter-01" if answers == "inline" else "answers-01"
        assert book.places["a-sum-two"] == home
        assert book.places["fig-steps"] == home
        assert book.places["q-sum-two"] == "chapter-01"
        assert book.places["source-2"] == "references"


def flat(lines: tuple[ContentsLine, ...], depth: int = 0) -> list[str]:
    found = []
    for line in lines:
        found += [f"{'  ' * depth}{line.number} {line.title} #{line.anchor}"]
        found += flat(line.children, depth + 1)
    return found


def test_the_contents_go_down_to_questions_and_answers(small: Bank) -> None:
    book = compose(small, edition(small, "appendix"))
    assert flat(book.contents) == [
        " 怎样使用这本书 #section-how-to-use",
        " 插图与表格 #section-lists",
        "1 算术 #section-chapter-01",
        "  1.1 1 加 1 等于几？ #q-sum-two",
        "  1.2 加法为什么可以交换？ #q-commute",
        "2 阅读 #section-chapter-02",
        "  2.1 题目问的是什么？ #q-read-title",
        "  2.2 读懂 FlashAttention 的题目要注意什么？ #q-read-code",
        " 参考答案 #section-answer-key",
        "  1 算术 #section-answers-01",
        "    1.1 1 加 1 等于几？ #a-sum-two",
        "    1.2 加法为什么可以交换？ #a-commute",
        "  2 阅读 #section-answers-02",
        "    2.1 题目问的是什么？ #a-read-title",
        "    2.2 读懂 FlashAttention 的题目要注意什么？ #a-read-code",
        " 术语表 #section-glossary",
        " 英文术语索引 #section-term-index",
        " 参考文献 #section-references",
    ]


def test_the_glossary_is_sorted_by_pinyin_and_the_index_by_latin(small: Bank) -> None:
    book = compose(small, edition(small, "appendix"))
    assert [(h.letter, [t.term for t in h.terms]) for h in book.glossary] == [
        ("H", ["后继"]),
        ("J", ["加法"]),
        ("S", ["softmax"]),
    ]
    assert [(h.letter, [t.term for t in h.terms]) for h in book.index] == [
        ("A", ["加法"]),
        ("S", ["softmax", "后继"]),
    ]
