"""No input gives a traceback: what hypothesis thinks of is told, or is a book.

In-process, since a process for each example would take hours: the reader, the checks (but for
formulas, which ask Node), the lints and the mending.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bankbook import manuscript, markup, mending
from bankbook.checks import CHECKS
from bankbook.checks.formulas import tex_understood
from bankbook.lints import lint
from bankbook.mending.edits import MADE_BY
from bankbook.mending.skeleton import SAME
from bankbook.mending.text import mended
from bankbook.model import Prose
from bankbook.notices import BuildError, Notice, Span
from tests.conftest import BANKS

KINDS = frozenset(MADE_BY)
GENTLE = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

#: Pieces of which Markdown's rules are made, and what they are confused by.
PIECES = st.sampled_from(
    [
        *"中文字一二，。；：？！（）“”、,;:?!().ab1 \t\n\r*_~`$@[]{}<>|\\#-+=^&/\"'%",
        *("  ", "\n\n", "\r\n", "  \n", "**", "$$", "```", "~~~", "---", "![", "](", "](<", "[^a]"),
        *(
            "[^a]: ",
            "^[",
            "[@",
            "@q:a",
            "@fig:a",
            "{=a}",
            "{#tbl:a}",
            "表：",
            "| a | b |\n|---|---|\n",
        ),
        *("> ", "- ", "1. ", "    ", "# ", "## ", "## 要点\n", "## 解析\n", "> [!NOTE]\n", "\n: "),
        *(
            "<!-- ",
            " -->",
            "<b>",
            "&amp;",
            "&#0;",
            "http://a.b",
            "[a]: b",
            "(a)",
            "(中)",
            "TODO",
            "GPU",
        ),
        *(
            "\ufeff",
            "\u200b",
            "\u202e",
            "\ufffc",
            "\u2060",
            "\u2028",
            "\xa0",
            "\u3000",
            "\x0b",
            "\0",
        ),
        *("😀", "é", "e\u0301", "\U00020000"),
    ]
)
MARKDOWN = st.lists(PIECES, max_size=40).map("".join)
YAML = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *("id: ", "title: ", "difficulty: ", "kind: ", "tags: ", "sources: ", "lints: "),
                *("chapters: ", "editions: ", "authors: ", "date: ", "language: ", "front: "),
                *(
                    "glossary: ",
                    "[",
                    "]",
                    "{",
                    "}",
                    ", ",
                    ": ",
                    "- ",
                    "\n",
                    "\n  ",
                    "? ",
                    "! ",
                    "!!int ",
                ),
                *(
                    "&a ",
                    "*a ",
                    "| \n",
                    ">-\n",
                    '"',
                    "'",
                    "\\0",
                    "\\uD800",
                    "#",
                    "%",
                    "~",
                    "null",
                    "1e999",
                ),
                *(
                    "2026-01-02",
                    "99999999999999999999",
                    "-1",
                    "0x1F",
                    ".inf",
                    "one",
                    "x",
                    "---",
                    "\t",
                ),
                *(
                    "format: pdf",
                    "file: a.pdf",
                    "trim: 170x240",
                    "todo: off",
                    "<<: ",
                    "=",
                    "@",
                    "\x85",
                ),
            ]
        ),
        st.text(max_size=4),
    ),
    max_size=25,
).map("".join)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from(["\ud800", "arXiv:2205.14135", "peano1889"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "title",
                    "author",
                    "issued",
                    "date-parts",
                    "family",
                    "URL",
                    "number",
                    "accessed",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


def examined(root: Path) -> list[Notice]:
    try:
        draft = manuscript.read(root, "book")
    except BuildError as error:
        return list(error.notices)
    found = list(draft.notices)
    for check in CHECKS:
        if check is not tex_understood:
            found += check(draft.bank)
    return found + list(lint(draft.bank)) + list(mending.remarks(draft.bank, "book"))


def sound(notices: list[Notice]) -> None:
    """Notices name a place in a file of the book, and have a message."""
    for notice in notices:
        assert notice.span.file.startswith("book/") and notice.span.line >= 1
        assert notice.message and len(str(notice)) < 3000, notice.code


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


def spoiled(root: Path, file: str, content: str | bytes) -> list[Notice]:
    """What is said of the smallest bank with that content in a file."""
    book = root / "book"
    shutil.rmtree(book, ignore_errors=True)
    shutil.copytree(BANKS / "minimal", book)
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    (book / file).write_bytes(raw)
    return examined(book)


@GENTLE
@given(MARKDOWN, MARKDOWN)
def test_no_markdown_gives_a_traceback(root: Path, stem: str, answer: str) -> None:
    head = "---\nid: first\ntitle: 一\ndifficulty: 1\nkind: concept\n---\n"
    text = f"{head}{stem}\n\n## 要点\n\n{answer}\n\n## 解析\n\n{stem}\n"
    sound(spoiled(root, "one/01-first.md", text))


@GENTLE
@given(YAML)
@example("lints: {[a]: off}")
@example("title: [[]]\nlints: [[]]")
def test_no_front_matter_gives_a_traceback(root: Path, text: str) -> None:
    body = "---\n一\n\n## 要点\n\n- 一\n\n## 解析\n\n一\n"
    sound(spoiled(root, "one/01-first.md", f"---\nid: first\n{text}\n{body}"))
    sound(spoiled(root, "one/index.md", f"---\n{text}\n---\n"))


@GENTLE
@given(YAML)
def test_no_book_yaml_gives_a_traceback(root: Path, text: str) -> None:
    whole = (BANKS / "minimal" / "book.yaml").read_text(encoding="utf-8")
    sound(spoiled(root, "book.yaml", text))
    sound(spoiled(root, "book.yaml", f"{whole}\n{text}\n"))


@GENTLE
@given(st.one_of(YAML, st.lists(YAML, max_size=3).map(lambda items: "- " + "\n- ".join(items))))
def test_no_glossary_gives_a_traceback(root: Path, text: str) -> None:
    whole = (BANKS / "minimal" / "book.yaml").read_text(encoding="utf-8")
    book = root / "book"
    shutil.rmtree(book, ignore_errors=True)
    shutil.copytree(BANKS / "minimal", book)
    (book / "book.yaml").write_text(f"{whole}glossary: glossary.yaml\n", encoding="utf-8")
    (book / "glossary.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
    sound(examined(book))


@GENTLE
@given(st.one_of(st.lists(JSON, max_size=3), JSON))
def test_no_bibliography_gives_a_traceback(root: Path, value: object) -> None:
    sound(spoiled(root, "sources.json", json.dumps(value)))


BIBTEX = st.lists(
    st.sampled_from(
        [
            *"@{}\"#=,\\ \n%'$",
            *(
                "@article{",
                "@book{a,",
                "@string{",
                "@comment{",
                "title",
                "author",
                "year",
                "= {",
                "},",
            ),
            *("\\'e", "\\frac{", "\\", " and ", "a2000", "中", "\0", "\ud800"),
        ]
    ),
    max_size=30,
).map("".join)


@GENTLE
@given(BIBTEX)
def test_no_bibtex_gives_a_traceback(root: Path, text: str) -> None:
    whole = (BANKS / "minimal" / "book.yaml").read_text(encoding="utf-8")
    book = root / "book"
    shutil.rmtree(book, ignore_errors=True)
    shutil.copytree(BANKS / "minimal", book)
    changed = whole.replace("sources.json", "sources.bib")
    (book / "book.yaml").write_text(changed, encoding="utf-8")
    (book / "sources.bib").write_bytes(text.encode("utf-8", "surrogatepass"))
    sound(examined(book))


@GENTLE
@given(st.binary(max_size=60), st.sampled_from(["book.yaml", "one/01-first.md", "sources.json"]))
def test_no_bytes_give_a_traceback(root: Path, raw: bytes, file: str) -> None:
    sound(spoiled(root, file, raw))


def contents(body: str) -> list[tuple[str, str]]:
    """All tokens of a Markdown text with their content, but for spaces and the width of signs."""
    found: list[tuple[str, str]] = []
    for token, _ in markup.walk(Prose(body, Span(""))):
        if token.type in ("text", "softbreak"):
            kind, text = "text", token.content.translate(SAME)
        elif token.type == "inline":
            continue
        else:
            kind, text = token.type, f"{token.content}{token.info}{token.attrs}"
        if kind == "text" and found and found[-1][0] == "text":
            found[-1] = ("text", found[-1][1] + text)
        else:
            found.append((kind, text))
    return [item for item in found if item != ("text", "")]


@settings(GENTLE, max_examples=250)
@given(MARKDOWN)
@example("中,文")
@example("[中,文]\n\n[中,文]: a")
@example("一 \n二  \n三\t\n")
@example("(中)\n\n\t中\t文")
def test_mending_comes_to_rest_and_leaves_meaning_alone(body: str) -> None:
    text = f"---\nid: first\ntitle: 'a  b, 中,文'\nkind: 一,二\n---\n{body}"
    once, edits = mended(text, KINDS)
    twice, more = mended(once, KINDS)
    assert (twice, more) == (once, ())
    assert bool(edits) == (once != text)
    head, _, new = once.partition("---\n")[2].partition("---\n")
    assert head == "id: first\ntitle: 'a b, 中，文'\nkind: 一,二\n"
    old = body.replace("\r\n", "\n").replace("\r", "\n")
    assert contents(new) == contents(old)
