"""What the program says in the author's language: every message has its Chinese, the same things are
said of the same places, and everybody else reads English."""

from __future__ import annotations

import ast
import importlib
import json
import pickle
import string
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bankbook import explanations
from bankbook.cli import translation
from bankbook.cli.language import spoken
from bankbook.cli.main import COMMANDS
from bankbook.cli.main import bankbook as program
from bankbook.live.desk import Desk
from bankbook.notices import BuildError, Notice, Span, SystemPartMissing
from bankbook.said import catalogue, filled, recognised, say, translated
from tests.conftest import ROOT, TESTS, Run, bankbook, inside
from tests.test_checks import spoiled

PACKAGE = ROOT / "bankbook"
#: What makes a thing said to people, and which of its arguments are said.
SPEAKING = {"Notice": 2, "Remark": 1, "BadParameter": 0, "UsageError": 0, "SystemPartMissing": 0}
CHINESE = {"BANKBOOK_LANG": "", "LC_ALL": "", "LANGUAGE": "", "LANG": "zh_CN.UTF-8"}


def nodes() -> Iterator[tuple[str, ast.AST]]:
    """Every node of the program's sources, with the place to tell."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.is_relative_to(PACKAGE / "samples"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}", node


def called(node: ast.AST) -> str:
    """The last word of what is called; empty where nothing is."""
    function = node.func if isinstance(node, ast.Call) else None
    return getattr(function, "id", getattr(function, "attr", ""))


def templates() -> dict[str, str]:
    """What `say` is given, and where."""
    found: dict[str, str] = {}
    for place, node in nodes():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
            given = node.args[0]
            if isinstance(given, ast.Constant) and isinstance(given.value, str):
                found.setdefault(given.value, place)
            else:
                assert "said/__init__" in place, f"{place}: not a literal"
    return found


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_every_message_has_its_chinese() -> None:
    wanted, ours = templates(), catalogue("zh")
    assert {place: text for text, place in wanted.items() if text not in ours} == {}
    assert sorted(set(ours) - set(wanted)) == [], "nothing says these any more"
    assert [text for text in ours if fields(text) != fields(ours[text])] == []
    assert len(ours) > 300


def test_what_is_between_backticks_stays() -> None:
    """Names, keys and commands are what the author types, in any language."""
    loose = ("address", "key: value")
    wrong = [
        (english, piece)
        for english, chinese in catalogue("zh").items()
        for piece in english.split("`")[1::2]
        if piece not in chinese and not any(word in piece for word in loose)
    ]
    assert wrong == []


def plain(node: ast.AST | None) -> bool:
    """Whether it is a text that nobody could translate."""
    if isinstance(node, ast.IfExp):
        return plain(node.body) or plain(node.orelse)
    if isinstance(node, ast.BoolOp):
        return any(map(plain, node.values))
    if isinstance(node, ast.BinOp):
        return True
    constant = isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(node.value)
    return constant or isinstance(node, ast.JoinedStr)


def test_nothing_is_said_in_plain_text() -> None:
    wrong = []
    for place, node in nodes():
        if isinstance(node, ast.Call) and called(node) in SPEAKING:
            first = SPEAKING[called(node)]
            given = node.args[first : first + 2] + [
                word.value for word in node.keywords if word.arg in ("message", "hint")
            ]
            wrong += [place for each in given if plain(each)]
        elif isinstance(node, ast.Assign) and plain(node.value):
            names = {getattr(target, "id", "") for target in node.targets}
            wrong += [place] if names & {"message", "hint"} else []
    assert wrong == []


def commands() -> dict[str, click.Command]:
    """All commands by their names, those of groups too."""
    found: dict[str, click.Command] = {"bankbook": program}
    for name, (file, function) in COMMANDS.items():
        command = getattr(importlib.import_module(f"bankbook.cli.{file}"), function)
        found[name] = command
        if isinstance(command, click.Group):
            found |= {f"{name} {inner}": each for inner, each in command.commands.items()}
    return found


def test_every_command_and_option_has_its_chinese() -> None:
    ours = translation._words("zh")["commands"]
    assert set(ours) == set(commands())
    for name, command in commands().items():
        options = {
            max(each.opts, key=len).removeprefix("--")
            for each in command.params
            if isinstance(each, click.Option)
        }
        assert set(ours[name].get("options", {})) == options, name


def test_every_explanation_has_its_chinese() -> None:
    english, chinese = explanations.every(), explanations.every("zh")
    assert set(chinese) == set(english)
    for code, entry in chinese.items():
        assert entry.why != english[code].why, code
        assert (entry.wrong, entry.right) == (english[code].wrong, english[code].right)


def test_a_message_is_its_english_text() -> None:
    message = say("there is no picture `{source}`", source="{a}.png")
    assert message == "there is no picture `{a}.png`"
    assert translated(message, "en") == message
    assert translated(message, "zh") == "没有图片 `{a}.png`"
    assert translated("there is no such text", "zh") == "there is no such text"
    assert hash(message) == hash(str(message))


def test_a_message_keeps_what_it_is_made_of_on_its_way_between_processes() -> None:
    inner = say("cannot be read: {error}", error="gone")
    notice = Notice(
        "x", Span("a.md"), say("the picture `{source}` {wrong}", source="b", wrong=inner)
    )
    back = pickle.loads(pickle.dumps(notice))
    assert back == notice
    assert back.translated("zh").message == "图片 `b` 无法读取：gone"
    assert pickle.loads(pickle.dumps(BuildError([notice]))).notices == (notice,)
    missing = pickle.loads(pickle.dumps(SystemPartMissing("Node.js", "install it")))
    assert (missing.part, missing.remedy) == ("Node.js", "install it")


def test_what_a_library_says_is_a_message_where_it_is_known() -> None:
    known = (say("missing close brace"), say("undefined control sequence {sign}", sign="x"))
    told = recognised("undefined control sequence \\foo", known)
    assert told == "undefined control sequence \\foo"
    assert translated(told, "zh") == "没有命令 \\foo"
    assert translated(recognised("missing everything", known), "zh") == "missing everything"


def test_a_page_is_filled_in_later() -> None:
    message = say(
        "a line on page {page} cannot be filled without a hole: {text}", page=0, text="{page}"
    )
    later = filled(message, page=7)
    assert later == "a line on page 7 cannot be filled without a hole: {page}"
    assert translated(later, "zh") == "第 7 页有一行太松，字距填不满：{page}"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.Big5"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr:zh_CN:en"}, "zh"),
        ({"LANG": "C", "LANGUAGE": "zh_CN"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "BANKBOOK_LANG": "en"}, "en"),
        ({"LANG": "C", "BANKBOOK_LANG": "zh"}, "zh"),
        ({"LANG": "C", "BANKBOOK_LANG": "tlh"}, "en"),
    ],
)
def test_the_locale_says_which_language(environment: dict[str, str], language: str) -> None:
    assert spoken(environment) == language


def places(run: Run) -> list[tuple[object, ...]]:
    keys = ("file", "line", "column", "severity", "code")
    return [tuple(item[key] for key in keys) for item in json.loads(run.out)]


@pytest.mark.parametrize(
    "name", ["everything-at-once", "select-syntax", "figure-broken", "yaml-syntax", "edition-of"]
)
def test_the_same_is_said_of_the_same_places(name: str, tmp_path: Path) -> None:
    spoiled(name, tmp_path)
    english = inside("check", "--json", cwd=tmp_path)
    chinese = inside("check", "--json", cwd=tmp_path, **CHINESE)
    assert english.code == chinese.code == 1
    assert places(english) == places(chinese)
    for item in json.loads(chinese.out):
        assert any("\u3400" <= sign <= "\u9fff" for sign in item["message"]), item


def test_a_build_that_fails_is_told_in_chinese(tmp_path: Path) -> None:
    spoiled("link-unknown", tmp_path)
    run = bankbook("build", cwd=tmp_path, **CHINESE)
    assert run.code == 1
    assert run.err == (TESTS / "said" / "link-unknown.zh").read_text(encoding="utf-8")


def test_sarif_is_in_the_language_and_its_codes_are_not(tmp_path: Path) -> None:
    spoiled("id-twice", tmp_path)
    run = inside("check", "--sarif", cwd=tmp_path, **CHINESE)
    log = json.loads(run.out)["runs"][0]
    result = next(item for item in log["results"] if item["ruleId"] == "id-twice")
    assert "用了两次" in result["message"]["text"]
    rule = log["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert rule["shortDescription"]["text"] == "两道题的 id 相同"


def test_results_and_help_and_errors_of_use(minimal: Path) -> None:
    run = inside("check", "--book", minimal, **CHINESE)
    assert (run.out, run.err) == ("1 章 1 道题：没有问题\n", "")
    run = inside("--help", **CHINESE)
    assert "  build       生成书的各个版本：PDF 和 EPUB。\n" in run.out
    run = bankbook("build", "--book", minimal, "handbok", **CHINESE)
    assert run.code == 2
    assert run.err.endswith("错误：EDITION 的值有误：书中没有版本 `handbok`；是不是 `handbook`？\n")
    run = inside("stats", "--book", minimal, **CHINESE)
    assert run.out.split()[:7] == ["章", "题数", "易", "中", "难", "字符", "小时"]
    run = inside("--help")
    assert (
        "  build       Build editions of the book: the default ones, or those named.\n" in run.out
    )
    assert inside("bild").err.endswith("Error: No such command 'bild'.\n")


def test_a_code_is_explained_in_chinese() -> None:
    run = inside("check", "--explain", "code-flag", **CHINESE)
    assert run.out == (
        "code-flag：代码语言后面的词没有意义\n\n"
        "那里只能写 `run`：`bankbook run-code` 会运行这段代码。\n\n"
        "错误写法：\n\n    ```python rum\n\n正确写法：\n\n    ```python run\n"
    )


def test_the_panel_of_the_preview_speaks_to_the_author() -> None:
    desk = Desk("zh")
    desk.tell(
        [Notice("id-twice", Span("a.md"), say("the id `{question}` is used twice", question="a"))]
    )
    page = desk.file("index.xhtml")
    assert page is not None
    text = page.content.decode()
    assert "id <code>a</code> 用了两次" in text and "1处要改" in text
