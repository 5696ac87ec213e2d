"""Reading the proofs: what goes wrong on the pages is told with file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import bankbook


def told(minimal: Path, text: str, tmp_path: Path) -> list[str]:
    """What `build` remarks on a question whose analysis is this text."""
    path = minimal / "one" / "01-first.md"
    source = path.read_text(encoding="utf-8")
    head, rest = source.split("## 解析\n", 1)
    end = rest.index("\n## ") if "\n## " in rest else len(rest)
    path.write_text(f"{head}## 解析\n\n{text}\n{rest[end:]}", encoding="utf-8")
    run = bankbook("build", "handbook", "--book", minimal, "--out", tmp_path / "out")
    assert run.code == 0, run.err
    line = head.count("\n") + 3
    return [
        message.replace(str(path), "FILE").replace(f":{line}:", ":LINE:")
        for message in run.err.splitlines()
        if "warning" in message
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"$${'+'.join(f'x_{{{n}}}' for n in range(40))}$$", "a formula or a picture on page"),
        (
            f"公式${'+'.join(f'x_{{{n}}}' for n in range(40))}$太长。",
            "a formula or a picture on page",
        ),
        (
            "| 甲 | 乙 |\n|--|--|\n"
            + f"| ${'+'.join(f'x_{{{n}}}' for n in range(30))}$ | ${'+'.join(f'y_{{{n}}}' for n in range(30))}$ |",
            "a table on page",
        ),
    ],
)
def test_what_is_wider_than_the_column_is_told(
    minimal: Path, tmp_path: Path, text: str, wanted: str
) -> None:
    (message,) = (each for each in told(minimal, text, tmp_path) if "too-wide" in each)
    assert message.startswith(f"FILE:LINE: warning[too-wide]: {wanted}")
    assert re.search(r" is \d+ mm wider than the column$", message)


def test_a_line_left_ragged_is_told(minimal: Path, tmp_path: Path) -> None:
    word = "$" + "+".join(f"x_{{{n}}}" for n in range(14)) + "$"
    message, *_ = told(minimal, f"一段话里有{word}与{word}。", tmp_path)
    assert message.startswith("FILE:LINE: warning[line-loose]: a line on page ")
    assert "cannot be filled without a hole: 一段话里有" in message


def test_good_pages_are_passed_without_a_word(minimal: Path, tmp_path: Path) -> None:
    assert told(minimal, "一段平常的话，" * 30, tmp_path) == []
