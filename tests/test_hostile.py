"""A bank full of what is meant to do harm: it does none, and is told with file and line."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bankbook import cli
from tests.conftest import Run, bankbook

HEAD = "---\nid: {}\ntitle: {}\ndifficulty: 1\nkind: concept\nsources: [peano1889]\n---\n"
BODY = "说出一是几。\n\n## 要点\n\n- 一是一。\n\n## 解析\n\n{}\n"


@pytest.fixture
def run_here(capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """The program in this process, where an error that nobody catches fails the test by itself."""

    def run(*arguments: object) -> Run:
        code = cli.main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return Run(code, told.out, told.err)

    return run


def question(name: str, text: str = "一就是一。", title: str = "一是几？") -> str:
    return HEAD.format(name, title) + BODY.format(text)


#: What an answer may hold, and the codes that it is told by; none where it is plain text.
ANSWERS: dict[str, tuple[str, set[str]]] = {
    "script": ("<script>alert(1)</script>\n\n一<img src=x onerror=alert(1)>", {"raw-html"}),
    "file-link": ("[一](file:///etc/passwd) [二](javascript:alert(1))", {"link-refused"}),
    "file-picture": ("![一个点](file:///etc/passwd)", {"link-refused"}),
    "picture-above": ("![一个点](../../../../etc/passwd.svg)", {"figure-outside"}),
    "picture-from-root": ("![一个点](/etc/passwd.png)", {"figure-outside"}),
    "link-above": ("[一](../../../etc/passwd)", {"link-unknown"}),
    "jinja": ("{{ 7 * 7 }} {% include '/etc/passwd' %} {{ config.__class__ }}", set()),
    "rich": ("[red]一[/red] [/] [link=file:///etc/passwd]二[/link]", set()),
    "direction": ("一\u202e二\u2066三\u200b", {"character-hidden"}),
    "quotes": ("> " * 300 + "一", {"nesting-deep"}),
    "lists": ("\n".join("  " * depth + "- 一" for depth in range(60)), {"nesting-deep"}),
    "brackets": ("[" * 3000 + "一" + "](b)" * 3000, {"unbroken-run"}),
    "notes": ("^[" * 3000 + "一" + "]" * 3000, {"unbroken-run"}),
    "stars": ("**一" * 3000, set()),
    "math": ("$" + "{" * 3000 + "}" * 3000 + "$", {"formula-tex"}),
    "tex": (r"$\input{/etc/passwd} \def\a{\a\a}\a$", {"formula-tex"}),
    "entities": ("&#0; &#x202E; &#xD800; &#99999999;", {"character-hidden"}),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_a_hostile_answer_is_told_or_is_text(
    minimal: Path, name: str, run_here: Callable[..., Run]
) -> None:
    text, codes = ANSWERS[name]
    (minimal / "one" / "02-hostile.md").write_text(question("hostile", text), encoding="utf-8")
    began = time.monotonic()
    run = run_here("check", "--json", "--book", minimal)
    assert time.monotonic() - began < 20
    assert "Traceback" not in run.err and "root:" not in run.out
    found = json.loads(run.out)
    errors = [item for item in found if item["severity"] == "error"]
    told = {item["code"] for item in errors}
    assert codes <= told if codes else not told
    places = {(Path(item["file"]).name, item["line"] >= 8) for item in errors}
    assert places <= {("02-hostile.md", True)}


FILES: dict[str, tuple[str, bytes, str]] = {
    "nul": (
        "one/02-x.md",
        question("xx", "一\0二").encode(),
        "02-x.md:16:2: error[control-character]",
    ),
    "escape": ("one/02-x.md", question("xx", "\x1b[2J").encode(), "error[control-character]"),
    "latin": ("one/02-x.md", b"---\nid: \xff\xfe\n", "02-x.md:2: error[file-not-utf8]"),
    "utf-16": ("one/02-x.md", question("xx").encode("utf-16"), "02-x.md:1: error[file-not-utf8]"),
    "long-line": ("one/02-x.md", b"x" * 10_000_000, "02-x.md:1: error[file-too-large]"),
    "huge-number": (
        "one/02-x.md",
        question("xx").replace("difficulty: 1", "difficulty: " + "9" * 100_000).encode(),
        "02-x.md:4:13: error[schema-value]",
    ),
    "long-id": (
        "one/02-x.md",
        question("x" * 100_000).encode(),
        "02-x.md:2:5: error[schema-value]",
    ),
    "nul-in-title": (
        "one/02-x.md",
        question("xx", title='"一\\0"').encode(),
        "02-x.md:3:8: error[control-character]",
    ),
    "surrogate": (
        "one/02-x.md",
        question("xx", title='"\\uD800"').encode(),
        "02-x.md:3:8: error[control-character]",
    ),
    "yaml-bomb": (
        "book.yaml",
        b"a: &a [x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n",
        "book.yaml:1:4: error[yaml-syntax]",
    ),
    "yaml-deep": ("book.yaml", b"[" * 100_000, "book.yaml:1: error[yaml-syntax]"),
    "yaml-tag": (
        "book.yaml",
        b"title: !!python/object/apply:os.system [id]\n",
        "book.yaml:1",
    ),
    "json-deep": ("sources.json", b"[" * 200_000, "sources.json:1: error[source-syntax]"),
    "json-number": (
        "sources.json",
        b'[{"id": "a", "issued": {"date-parts": [[' + b"9" * 50_000 + b"]]}}]",
        "sources.json:1: error[source-syntax]",
    ),
    "json-surrogate": (
        "sources.json",
        b'[{"id": "peano1889", "title": "\\ud800", "author": [{"family": "P"}], '
        b'"issued": {"date-parts": [[1]]}}]',
        "error[control-character]",
    ),
    "json-infinity": (
        "sources.json",
        b'[{"id": "peano1889", "title": 1, "author": 3, "issued": {"date-parts": [[Infinity]]}}]',
        "sources.json:1:3: error[source-incomplete]",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_told_with_its_place(
    minimal: Path, name: str, run_here: Callable[..., Run]
) -> None:
    file, content, wanted = FILES[name]
    (minimal / file).write_bytes(content)
    began = time.monotonic()
    run = run_here("check", "--book", minimal)
    assert time.monotonic() - began < 20
    assert run.code == 1
    assert "Traceback" not in run.err
    assert wanted in run.err
    assert max(map(len, run.err.splitlines())) < 2000, "the message repeats what it complains of"


def test_links_in_the_file_system_do_not_lead_out(minimal: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "01-secret.md").write_text(question("secret", "the secret"), encoding="utf-8")
    (secret / "index.md").write_text("---\ntitle: the secret\n---\n", encoding="utf-8")
    (secret / "secret.json").write_text('[{"id": "the-secret"}]', encoding="utf-8")
    (minimal / "one" / "02-secret.md").symlink_to(secret / "01-secret.md")
    (minimal / "one" / "figures").symlink_to(secret)
    (minimal / "sources.json").unlink()
    (minimal / "sources.json").symlink_to(secret / "secret.json")
    before = (secret / "01-secret.md").read_bytes()
    run = bankbook("check", "--fix", "--book", minimal)
    assert run.code == 1
    assert "the secret" not in run.err and "the-secret" not in run.err
    assert "secret.json" not in run.err and "index.md" not in run.err
    assert "02-secret.md:1: error[file-outside]" in run.err
    assert (secret / "01-secret.md").read_bytes() == before


def test_names_of_files_do_not_steer_the_terminal(minimal: Path) -> None:
    for name in (b"02-\x1b[2J.md", b"03-\xff.md", "04-\u202egnp.md".encode()):
        Path(os.fsdecode(bytes(minimal / "one") + b"/" + name)).write_text("?")
    for more in ((), ("--json",), ("--sarif",)):
        run = bankbook("check", *more, "--book", minimal)
        assert run.code == 1 and "Traceback" not in run.err
        assert "\x1b" not in run.err + run.out and "\u202e" not in run.err + run.out


def test_a_chapter_with_everything_at_once_is_told_in_bounded_time(minimal: Path) -> None:
    for number, (text, _) in enumerate(ANSWERS.values(), 10):
        name = f"n{number}"
        (minimal / "one" / f"{number}-x.md").write_text(question(name, text), encoding="utf-8")
    began = time.monotonic()
    run = bankbook("check", "--fix", "--book", minimal)
    assert time.monotonic() - began < 30
    assert run.code == 1 and "Traceback" not in run.err
