"""A new book, chapter and question: `init` and `new`, as an author runs them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from bankbook.starting.chapter import insertion
from bankbook.starting.names import unused
from tests.conftest import BANKS, ROOT, bankbook, inside

SHOWN = {  # a feature, and the sign that the sample has it
    "formula": "$$ (triangle)",
    "table": "{#tbl:costs}",
    "code": "```python run",
    "output": "```output",
    "figure": "](figures/triangle.svg",
    "choice": "kind: choice",
    "reference": "@q:linear-or-binary",
    "link": "](01-binary-search.md)",
    "source": "[@knuth1998sorting",
    "number": "{=thousand}",
    "note": "[^numbers]:",
    "warning": "> [!WARNING]",
}


@pytest.mark.parametrize(("lang", "hint"), [("zh", "## 提示"), ("en", "## Hint")])
def test_a_new_book_is_right_and_builds_at_once(lang: str, hint: str, tmp_path: Path) -> None:
    run = bankbook("init", "my book", "--lang", lang, "--title", "Eins: #2", cwd=tmp_path)
    assert run.code == 0, run.err
    assert "  bankbook --book 'my book' check" in run.out.splitlines()
    book = tmp_path / "my book"
    check = inside("check", cwd=book)
    assert (check.code, check.err) == (0, ""), check.err
    built = bankbook("build", "handbook", "ereader", cwd=book)
    assert built.code == 0 and "warning" not in built.err, built.err
    assert (book / "dist" / "handbook.pdf").read_bytes().startswith(b"%PDF")
    assert zipfile.ZipFile(book / "dist" / "handbook.epub").testzip() is None
    assert inside("run-code", cwd=book).code == 0
    assert inside("figures", "--check", cwd=book).code == 0
    assert inside("numbers", cwd=book).out == "the numbers in the text are those computed\n"
    text = "".join(path.read_text(encoding="utf-8") for path in book.glob("*/*.md"))
    assert hint in text
    assert [name for name, sign in SHOWN.items() if sign not in text] == []
    terms = yaml.safe_load((book / "glossary.yaml").read_text(encoding="utf-8"))
    assert len(terms) == 2
    # Git leaves the built books alone.
    assert "/dist/" in (book / ".gitignore").read_text().splitlines()


def test_book_yaml_of_a_new_book_explains_itself(tmp_path: Path) -> None:
    for lang in ("zh", "en"):
        assert inside("init", lang, "--lang", lang, "--title", 'a "b": c', cwd=tmp_path).code == 0
        text = (tmp_path / lang / "book.yaml").read_text(encoding="utf-8")
        entry = yaml.safe_load(text)
        assert entry["title"] == 'a "b": c'
        assert (
            entry["identifier"]
            != yaml.safe_load(
                (ROOT / "bankbook" / "samples" / lang / "book.yaml").read_text(encoding="utf-8")
            )["identifier"]
        )
        lines = text.splitlines()
        # The schema that editors complete from lies in the book.
        schema = lines[0].removeprefix("# yaml-language-server: $schema=")
        published = json.loads((tmp_path / lang / schema).read_text(encoding="utf-8"))
        keys = [line for line in lines if line and not line.startswith((" ", "#", "editions:"))]
        assert {line.split(":")[0] for line in keys} <= set(published["properties"])
        assert [line for line in keys if "#" not in line] == []


@pytest.mark.parametrize(
    ("locale", "title"), [("zh_CN.UTF-8", "我的题库"), ("en_GB.UTF-8", "My question bank"), ("C", "My question bank")]
)  # fmt: skip
def test_the_samples_language_is_the_locales(locale: str, title: str, tmp_path: Path) -> None:
    assert inside("init", ".", cwd=tmp_path, LC_ALL=locale).code == 0
    assert yaml.safe_load((tmp_path / "book.yaml").read_text(encoding="utf-8"))["title"] == title


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    run = inside("init", ".", cwd=tmp_path)
    assert run.code == 2 and "`.` is not empty" in run.err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    run = inside("init", "notes.txt", cwd=tmp_path)
    assert run.code == 2 and "is not empty" in run.err
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_repository_without_files_takes_a_book(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert inside("init", ".", cwd=tmp_path).code == 0
    assert (tmp_path / "book.yaml").is_file()


def test_the_samples_are_in_the_wheel(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    (wheel,) = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    samples = ROOT / "bankbook" / "samples"
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in samples.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert len(wanted) > 30 and wanted <= inside


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BANKS / "small", tmp_path / "book"))


def test_a_new_question_stands_at_the_end_of_its_chapter(copy: Path, tmp_path: Path) -> None:
    run = inside(
        "new", "question", "reading", "KV cache占多少显存？", "--kind", "compute", cwd=tmp_path
    )
    assert (run.code, run.err) == (0, "")
    assert run.out == "book/reading/03-kv-cache.md: a new question, `kv-cache`\n"
    text = (copy / "reading" / "03-kv-cache.md").read_text(encoding="utf-8")
    assert text.startswith(
        "---\nid: kv-cache\ntitle: KV cache占多少显存？\ndifficulty: 1\nkind: compute\n---\n"
    )
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings == ["## 提示", "## 要点", "## 解析", "## 追问"]
    check = inside("check", cwd=tmp_path)
    assert check.code == 0 and re.search(r"03-kv-cache\.md:\d+:\d+: warning\[todo\]", check.err)


def test_new_questions_of_every_kind_are_right(copy: Path) -> None:
    path = copy / "book.yaml"
    text = path.read_text(encoding="utf-8")
    for language in ("zh-CN", "en"):
        path.write_text(text.replace("language: zh-CN", f"language: {language}"), encoding="utf-8")
        for kind in ("choice", "code", "design"):
            run = inside("--book", copy, "new", "question", "reading", "--kind", kind)
            assert run.code == 0, run.err
    check = inside("check", "--book", copy)
    assert check.code == 0 and "error[" not in check.err
    assert inside("run-code", "--book", copy).code == 0
    files = sorted(path.name for path in (copy / "reading").glob("0[3-8]*"))
    assert files == [f"{number + 2:02d}-question-{number}.md" for number in range(1, 7)]
    assert "- D: TODO" in (copy / "reading" / "06-question-4.md").read_text(encoding="utf-8")


def test_a_new_question_of_no_chapter_is_wrong_usage(copy: Path) -> None:
    run = inside("new", "question", "readin", "x", "--book", copy)
    assert run.code == 2
    assert "the book has no chapter `readin`; did you mean `reading`?" in run.err


def test_a_new_chapter_is_listed_and_comments_stay(copy: Path) -> None:
    path = copy / "book.yaml"
    old = "chapters: [arithmetic, reading]  # in this order\n"
    text = path.read_text(encoding="utf-8").replace("chapters: [arithmetic, reading]\n", old)
    path.write_bytes(text.replace("\n", "\r\n").encode())
    run = inside("new", "chapter", "推理与部署", "--book", copy)
    assert run.code == 0, run.err
    assert "a new chapter, `tui-li-yu-bu-shu`" in run.out
    new = "chapters: [arithmetic, reading, tui-li-yu-bu-shu]  # in this order\n"
    assert path.read_bytes() == text.replace(old, new).replace("\n", "\r\n").encode()
    assert inside("new", "question", "tui-li-yu-bu-shu", "一加一", "--book", copy).code == 0
    assert inside("check", "--book", copy).code == 0
    assert "tui-li-yu-bu-shu-2" in inside("new", "chapter", "推理与部署", "--book", copy).out


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("chapters: [a]\n", "chapters: [a, new]\n"),
        ("chapters: [a, # one\n  b, # two\n  ]\nx: 1\n", "chapters: [a, # one\n  b, new, # two\n  ]\nx: 1\n"),
        ("chapters:\n  - a # one\n\n# editions\nx: 1\n", "chapters:\n  - a # one\n  - new\n\n# editions\nx: 1\n"),
        ("x: 1\nchapters:\n- a\n- 'b'", "x: 1\nchapters:\n- a\n- 'b'\n- new"),
        ("{chapters: [a], x: 1}", "{chapters: [a, new], x: 1}"),
        ("chapters:\n  - >-\n    a\nx: 1\n", "chapters:\n  - >-\n    a\n  - new\nx: 1\n"),
        ("? chapters\n: - a\n", None),
        ("chapters: a\n", None),
        ("chapters: []\n", None),
    ],
)  # fmt: skip
def test_a_chapter_is_inserted_or_not_at_all(before: str, after: str | None) -> None:
    place = insertion(before, "new")
    assert (place and before[: place[0]] + place[1] + before[place[0] :]) == after


def test_a_chapter_that_cannot_be_inserted_is_told(copy: Path) -> None:
    path = copy / "book.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("chapters: [arithmetic, reading]", "? chapters\n: - reading")
    path.write_text(text, encoding="utf-8")
    run = inside("new", "chapter", "Proofs", "--book", copy)
    assert run.code == 0
    assert run.out.splitlines()[1:3] == [f"add it to `chapters` in {path}:", "  - proofs"]
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("What is the size of a page?", "size-page"),
        ("KV cache占多少显存？", "kv-cache-2"),
        ("LLaMA 3 与 GQA", "llama-3-gqa"),
        ("n的和是多少？", "n-de-he-shi-duo-shao"),
        ("加法为什么可以交换？", "jia-fa-wei-shen-me-ke"),
        ("女", "nv"),
        ("Qu’est-ce que l'été ?", "quest-ce-que-lete"),
        ("一", "yi"),
        ("1+1=2", "question-2"),
        ("？！", "question-2"),
        ("", "question-2"),
        ("antidisestablishmentarianism " * 9, "antidisestablishmentarianism"),
        ("x" * 90, "x" * 32),
    ],
)
def test_ids_come_from_titles(title: str, name: str) -> None:
    assert unused(title, {"kv-cache", "question-1"}, "question") == name
