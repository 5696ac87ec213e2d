"""`bankbook check` for people, CI and editors: its forms, its explanations, its mending."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bankbook import explanations
from bankbook.lints.question_similar import near
from bankbook.mending.edits import MADE_BY
from bankbook.mending.text import mended
from tests.conftest import ROOT, bankbook
from tests.test_checks import spoiled

QUESTION = "one/01-first.md"


def changed(book: Path, old: str, new: str) -> Path:
    path = book / QUESTION
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_json_is_a_list_of_objects(minimal: Path) -> None:
    changed(minimal, "一就是一。", "TODO @q:frist")
    run = bankbook("check", "--json", "--book", "book", cwd=minimal.parent)
    assert (run.code, run.err) == (1, "")
    assert json.loads(run.out) == [
        {
            "file": "book/one/01-first.md",
            "line": 16,
            "column": 1,
            "severity": "warning",
            "code": "todo",
            "message": "the text still says `TODO`",
            "hint": "do it, or take the mark out",
        },
        {
            "file": "book/one/01-first.md",
            "line": 16,
            "column": 6,
            "severity": "error",
            "code": "reference-unknown",
            "message": "`@q:frist` refers to no question of this book",
            "hint": "did you mean `q:first`?",
        },
    ]


def test_json_and_sarif_of_a_good_bank_are_empty(minimal: Path) -> None:
    run = bankbook("check", "--json", "--book", minimal)
    assert (run.code, run.out, run.err) == (0, "[]\n", "")
    run = bankbook("check", "--sarif", "--book", minimal)
    (found,) = json.loads(run.out)["runs"]
    assert run.code == 0 and found["results"] == [] and found["tool"]["driver"]["rules"] == []


def test_sarif_has_what_its_schema_requires(tmp_path: Path) -> None:
    book = spoiled("everything-at-once", tmp_path)
    (book / "one" / "03 三.md").write_text("no front matter\n", encoding="utf-8")
    run = bankbook("check", "--sarif", cwd=tmp_path)
    assert (run.code, run.err) == (1, "")
    log = json.loads(run.out)
    assert log["version"] == "2.1.0" and log["$schema"].endswith("/sarif-schema-2.1.0.json")
    (found,) = log["runs"]
    driver = found["tool"]["driver"]
    assert driver["name"] == "bankbook" and driver["version"]
    rules = [rule["id"] for rule in driver["rules"]]
    assert rules == sorted(set(rules))
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"] and rule["fullDescription"]["text"]
        assert explanations.of(rule["id"]).why in rule["help"]["text"]
        assert rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning")
    for result in found["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning") and result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        address = place["artifactLocation"]["uri"]
        assert not address.startswith(("/", "file:")) and address.isascii()
        assert place["artifactLocation"]["uriBaseId"] in found["originalUriBaseIds"]
        assert place["region"]["startLine"] >= 1 and place["region"].get("startColumn", 1) >= 1
    places = [
        (
            result["ruleId"],
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            result["locations"][0]["physicalLocation"]["region"],
        )
        for result in found["results"]
    ]
    first = "book/one/01-first.md"
    assert ("raw-html", first, {"startLine": 8, "startColumn": 5}) in places
    assert ("front-matter", "book/one/03%20%E4%B8%89.md", {"startLine": 1}) in places


def test_sarif_of_a_book_elsewhere_is_relative_too(minimal: Path, tmp_path: Path) -> None:
    changed(minimal, "一就是一。", "TODO")
    for folder, wanted in ((tmp_path, "book/"), (ROOT, str(minimal).lstrip("/") + "/")):
        run = bankbook("check", "--sarif", "--book", minimal, cwd=folder)
        (result,) = json.loads(run.out)["runs"][0]["results"]
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert place["uri"] == f"{wanted}{QUESTION}"


def test_a_code_is_explained(tmp_path: Path) -> None:
    run = bankbook("check", "--explain", "points-long", cwd=tmp_path)
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("points-long: 要点 that are long\n\nThey are the short answer")
    run = bankbook("check", "--explain", "front-matter", cwd=tmp_path)
    assert (
        "Wrong:\n\n    Why can terms" in run.out and "Right:\n\n    ---\n    id: commute" in run.out
    )
    run = bankbook("check", "--explain", "point-long", cwd=tmp_path)
    assert run.code == 2 and "did you mean `points-long`?" in run.err


def test_quiet_tells_errors_only(minimal: Path) -> None:
    changed(minimal, "一就是一。", "TODO @q:frist")
    run = bankbook("check", "--quiet", "--book", minimal)
    assert "reference-unknown" in run.err and "todo" not in run.err
    assert run.err.endswith("\n1 error\n")


def test_warnings_do_not_fail_unless_strict(minimal: Path) -> None:
    changed(minimal, "一就是一。", "TODO")
    assert bankbook("check", "--book", minimal).code == 0
    assert bankbook("check", "--strict", "--book", minimal).code == 1


def test_a_terminal_has_colours_and_a_pipe_has_none(minimal: Path) -> None:
    changed(minimal, "一就是一。", "TODO @q:frist")
    assert "\x1b[" not in bankbook("check", "--book", minimal).err
    shown = bankbook("check", "--book", minimal, FORCE_COLOR="1", TERM="xterm").err
    assert "\x1b[31merror" in shown and "\x1b[33mwarning" in shown


def test_fix_mends_and_says_what(minimal: Path) -> None:
    text = (
        "一,二;三:(四)五? “六 七”。\n第二行 中 文  english\tword \n\n"
        '`一,二  三` $a,  b$ [三,四](https://example.org/a,b "一,二") **五**,六\n\n'
        "两个空格换行  \n下一行\n\n<!-- 一,二  三 -->\n\n```text\n一,二  三 \t\n```\n\n"
        "| 一,二   | 三 |\n|---|---|\n| 四  五 | `六,七` |\n\n    一,二  三"
    )
    path = changed(minimal, "一就是一。\n", text)
    mode = path.stat().st_mode
    run = bankbook("check", "--fix", "--book", "book", cwd=minimal.parent)
    assert run.code == 0, run.err
    assert run.err.splitlines()[0] == (
        "book/one/01-first.md: mended: doubled space × 1, final line end × 1, "
        "half-width punctuation × 9, space between Chinese × 4, tab × 1, trailing space × 1"
    )
    mended_text = path.read_text(encoding="utf-8").partition("## 解析\n\n")[2]
    assert mended_text == (
        "一，二；三：（四）五？“六七”。\n第二行中文 english word\n\n"
        '`一,二  三` $a,  b$ [三，四](https://example.org/a,b "一,二") **五**，六\n\n'
        "两个空格换行  \n下一行\n\n<!-- 一,二  三 -->\n\n```text\n一,二  三 \t\n```\n\n"
        "| 一，二   | 三 |\n|---|---|\n| 四五 | `六,七` |\n\n    一,二  三\n"
    )
    assert path.stat().st_mode == mode
    assert sorted(item.name for item in path.parent.iterdir()) == ["01-first.md", "index.md"]
    before = path.read_bytes(), path.stat().st_mtime_ns
    run = bankbook("check", "--fix", "--book", minimal)
    assert run.err == "" and run.out.endswith("nothing wrong\n")
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_fix_leaves_what_is_switched_off(minimal: Path) -> None:
    path = changed(minimal, "一就是一。", "一,二  三")
    changed(minimal, "kind: concept\n", "kind: concept\nlints: {spacing: off}\n")
    bankbook("check", "--fix", "--book", minimal)
    assert "一，二  三" in path.read_text(encoding="utf-8")


def test_fix_leaves_links_and_structure_alone() -> None:
    head = "---\nid: first\n---\n"
    for body in (
        "[一,二]\n\n[一,二]: https://example.org\n",  # the text is the link's label
        "一\\ \n二\n",  # without the space, a line break
        "一  \n二\n",
        "表: 一 {#tbl:a,b}\n",
        "$$\na,  b\n$$\n",
        "@q:first  \n二\n",
    ):
        new, _ = mended(head + body, frozenset(MADE_BY))
        assert new in (head + body, head + body.replace("表: ", "表："))


def test_ten_thousand_questions_are_compared_in_seconds() -> None:
    texts = [
        f"第{number}个问题：为什么{chr(0x4E00 + number % 5000)}{chr(0x5E00 + number * 7 % 9000)}"
        f"会影响{chr(0x4E00 + number * 31 % 9000)}的结果？请结合{chr(0x4E00 + number * 13 % 9999)}说明。"
        for number in range(10_000)
    ]
    texts[7777] = texts[12].replace("请结合", "请你结合")
    began = time.monotonic()
    found = list(near(texts))
    assert time.monotonic() - began < 10
    assert (7777, 12) in [pair[:2] for pair in found]
    began = time.monotonic()
    assert len(list(near(["完全相同的一道题目，没有区别"] * 10_000))) == 9_999
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("texts", [["", ""], ["一", "二"], ["中文", "中文二三四五"]])
def test_short_questions_are_not_near(texts: list[str]) -> None:
    assert list(near(texts)) == ([(1, 0, 1.0)] if texts[0] == texts[1] and texts[0] else [])


def test_a_file_that_may_not_be_read_is_told(minimal: Path) -> None:
    (minimal / QUESTION).chmod(0)
    command = [sys.executable, "-m", "bankbook", "check", "--book", str(minimal)]
    if os.geteuid() == 0:  # who may read everything, unless that is taken away
        command = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", *command]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 1, result.stderr
    assert "01-first.md:1: error[file-unreadable]: cannot be read: Permission denied" in (
        result.stderr
    )


def test_the_real_book_has_no_errors() -> None:
    run = bankbook("check", "--json")
    assert run.code == 0
    # Nothing is left to be said about our own book.
    assert json.loads(run.out) == []


def test_columns_are_those_of_the_file(minimal: Path) -> None:
    text = (
        "- 一\n  二 @q:a\n\n> 引 @q:b\n> 再 @q:c\n\n"
        "| 甲 | 甲 @q:d |\n|---|---|\n| @q:e | `a\\|b` @q:f |\n\n"
        "**粗 @q:g**，\\* @q:h &amp; @q:i[^1]\n\n[^1]: 注 @q:j\n\n"
        "表：题 @q:k {#tbl:t}\n\n| a |\n|---|\n| b |\n"
    )
    path = changed(minimal, "一就是一。\n", text)
    lines = path.read_text(encoding="utf-8").split("\n")
    found = json.loads(bankbook("check", "--json", "--book", minimal).out)
    unknown = [item for item in found if item["code"] == "reference-unknown"]
    names = [item["message"].split("`")[1] for item in unknown]
    assert sorted(names) == [f"@q:{letter}" for letter in "abcdefghijk"]
    for item, name in zip(unknown, names, strict=True):
        line = lines[item["line"] - 1]
        # A cell with an escaped bar is not as it stands in the file: its line is known.
        assert item["column"] == (line.index(name) + 1 if name != "@q:f" else None), name


def test_fix_mends_titles_and_goals_but_no_names(minimal: Path) -> None:
    head = (
        "---\ntitle: '第一章,开始?'  \n"
        'goals: [会数一, "一,二;三", 会 数 二]\nlints: {todo: off}\n---\n只有一题。\n'
    )
    (minimal / "one" / "index.md").write_text(head, encoding="utf-8")
    changed(minimal, "title: 一是几？", "title: 一  是几? # 一,二")
    run = bankbook("check", "--fix", "--book", minimal)
    assert run.code == 0, run.err
    assert (minimal / "one" / "index.md").read_text(encoding="utf-8") == (
        "---\ntitle: '第一章，开始？'\n"
        'goals: [会数一, "一，二；三", 会数二]\nlints: {todo: off}\n---\n只有一题。\n'
    )
    text = (minimal / QUESTION).read_text(encoding="utf-8")
    assert "title: 一是几？ # 一,二\n" in text and "id: first\n" in text
