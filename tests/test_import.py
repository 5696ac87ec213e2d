"""`bankbook import`: what comes of each kind of source, that nothing of it is lost, that nothing is
overwritten, and that strangers' files do no harm. `importers/NAME` is a source and all that becomes
of it."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from PIL import Image

from bankbook import cli, pipeline
from bankbook.model import Bank, Question
from tests.apkg import Notes, collection, package
from tests.conftest import BANKS, TESTS, bankbook

CASES = sorted(path.name for path in (TESTS / "importers").iterdir() if any(path.glob("source.*")))
EPOCH = {"SOURCE_DATE_EPOCH": "1767312000"}


@pytest.fixture(autouse=True)
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH["SOURCE_DATE_EPOCH"])


def files(folder: Path) -> str:
    """Every file of a folder as one text; of pictures only the names."""
    parts = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            text = path.read_text(encoding="utf-8") if path.suffix in (".md", ".yaml") else ""
            parts.append(f"=== {path.relative_to(folder).as_posix()}\n{text}")
    return "".join(parts)


def imported(source: Path | str, into: str = "bank", code: int = 0) -> Path:
    assert cli.main(["import", str(source), "--into", into]) == code
    if code == 0:
        assert cli.main(["--book", into, "check"]) == 0
    return Path(into)


def bank(folder: Path) -> Bank:
    return pipeline.load(folder.resolve(), "")[0]


def texts(question: Question) -> dict[str, str]:
    answer = question.answer
    return {
        "stem": question.stem.text.strip(),
        "hint": question.hint.text.strip(),
        "points": answer.points.text.strip(),
        "analysis": answer.analysis.text.strip(),
        "followups": answer.followups.text.strip(),
    }


@pytest.mark.parametrize("name", CASES)
def test_each_kind_of_source_becomes_these_files(
    name: str, golden: Callable[[Path, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    case = shutil.copytree(TESTS / "importers" / name, "given")
    source = next(Path(case).glob("source.*"))
    made = imported(source)
    told = capsys.readouterr()
    golden(TESTS / "importers" / name / "expected", f"{files(made)}=== told\n{told.out}{told.err}")


#: What becomes structure: marks at a line's beginning, names of columns, tags of HTML.
STRUCTURE = {
    "article": r"(?m)^(?:[12]、(?=目前|prefix|LLaMA|什么)|3\.|[一二]、|答：|提示：|追问：|难度：困难)|</?b>",
    "headings": r"(?m)^#+ (?:第一章|\d\.)?|<br>",
    "mixed": r"(?m)^(?:## [一二]、|\*\*\d.|3、|答：)|^#|</?(?:b|sub|details|summary)>",
    "english": r"(?m)^[QA]\d?:|Difficulty: hard",
    "table": r"\A.*\n|^\d,|简单|算术,$|[\",]",
    "objects": r"\"(?:title|question|answer|tags|问题|答案|id|difficulty|q|a)\": |3}|[\"{}\[\],]",
}


@pytest.mark.parametrize("name", CASES)
def test_no_word_and_no_sign_of_a_source_is_lost(name: str) -> None:
    case = shutil.copytree(TESTS / "importers" / name, "given")
    source = next(Path(case).glob("source.*"))
    text = source.read_text(encoding="utf-8")
    if source.suffix == ".json":
        value = json.loads(text)
        text = json.dumps(value, ensure_ascii=False).replace("\\n", "\n").replace("\\\\", "\\")
    text = re.sub(STRUCTURE[name].replace("(?m)", ""), " ", text, flags=re.MULTILINE)
    result = files(imported(source)).replace("\\", "")
    words = re.findall(r"[\u4e00-\u9fff]+|[A-Za-z0-9]+|[^\s\w\\]", text)
    assert [word for word in words if result.count(word) < words.count(word)] == []
    assert len(words) > 20


def test_the_book_of_an_import_is_an_epub_at_once(tmp_path: Path) -> None:
    made = imported(TESTS / "importers" / "mixed" / "source.md")
    run = bankbook(
        "build", "ereader", "--book", made.resolve(), "--out", tmp_path / "dist", **EPOCH
    )
    assert run.code == 0, run.err
    with zipfile.ZipFile(tmp_path / "dist" / "handbook.epub") as book:
        pages = "".join(book.read(n).decode() for n in book.namelist() if n.endswith(".xhtml"))
    assert "为了看" in pages and "隐藏的内容" in pages


def test_gb_18030_and_utf_16_are_read_as_utf_8_is() -> None:
    text = (TESTS / "importers" / "article" / "source.txt").read_text(encoding="utf-8")
    made = set()
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        Path("source.txt").write_bytes(text.replace("\n", "\r\n").encode(encoding))
        made.add(files(imported("source.txt", encoding)))
    assert len(made) == 1


def picture(kind: str, size: tuple[int, int] = (3, 2)) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", size, "red").save(content, kind)
    return content.getvalue()


CARDS: Notes = [
    (
        "八股::网络",
        {
            "正面": "TCP 为什么<b>三次</b>握手？<br>说 $5 与 a*b",
            "背面": "<ol><li>确认收发</li><li>防止旧连接</li></ol><img src='hand shake.png'>",
        },
        " tcp 网络 ",
    ),
    (
        "八股::网络",
        {
            "Text": "{{c1::TCP::协议}} 面向 {{c2::连接}}，{{c1::UDP}} 不是 {{c3::嵌{{c4::套}}}}",
            "Back Extra": "\\(x&lt;1\\) [sound:a.mp3]",
        },
        "",
    ),
    (
        "八股::系统",
        {
            "Front": "<div>什么是 List&lt;T&gt;？</div>",
            "Back": "<pre>a &lt; b</pre>",
            "Note": "出处",
        },
        "",
    ),
    (
        "八股::系统",
        {"Front": "<img src=moving.gif>", "Back": "<script>alert(1)</script>[@x] {{ y }} ## 提示"},
        "",
    ),
]
MEDIA = {
    "hand shake.png": picture("PNG"),
    "a.mp3": b"ID3",
    "moving.gif": picture("GIF"),
    "unused.png": b"",
}


@pytest.mark.parametrize("newer", [False, True])
def test_an_anki_package_becomes_these_files(
    newer: bool, golden: Callable[[Path, str], None]
) -> None:
    """Both of Anki's schemas give the same book."""
    made = imported(package(Path("deck.apkg"), CARDS, MEDIA, newer))
    golden(TESTS / "importers" / "package" / "expected", files(made))
    assert Image.open(next(made.glob("*/figures/moving.png"))).format == "PNG"


def refused(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What is told of a package that is refused, of which nothing is written."""
    before = sorted(Path().iterdir())
    capsys.readouterr()
    assert cli.main(["import", str(path), "--into", "bank"]) == 1
    told = capsys.readouterr().err
    assert "Traceback" not in told and sorted(Path().iterdir()) == before
    return told


@pytest.mark.parametrize("name", ["../evil.md", "/etc/evil", "a/../../b", "..\\evil", "C:/evil"])
def test_a_package_that_names_files_outside_is_refused(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = package(Path("deck.apkg"), CARDS, MEDIA)
    with zipfile.ZipFile(path, "a") as made:
        made.writestr(zipfile.ZipInfo(name), "x")
    assert "import-outside" in refused(path, capsys)


def test_a_package_with_a_link_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    path = package(Path("deck.apkg"), CARDS, MEDIA)
    link = zipfile.ZipInfo("0link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as made:
        made.writestr(link, "/etc/passwd")
    assert "import-outside" in refused(path, capsys)


def test_bombs_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    nothing = bytes(40_000_000)
    path = Path("bomb.apkg")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("collection.anki2", nothing)
    assert "import-bomb" in refused(path, capsys)
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("collection.anki21b", zstandard.ZstdCompressor().compress(nothing))
    assert "import-bomb" in refused(path, capsys)


def test_what_is_no_package_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    whole = package(Path("deck.apkg"), CARDS, MEDIA).read_bytes()
    path = Path("bad.apkg")
    for content in (b"", b"PK\x03\x04 no", whole[: len(whole) // 2]):
        path.write_bytes(content)
        assert "import-package" in refused(path, capsys)
    endless = sqlite3.connect("endless.db")
    endless.executescript(
        "CREATE TABLE cards (nid, did, ord, id); CREATE TABLE col (models, decks);"
        "CREATE VIEW notes AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) "
        "SELECT i AS id, 1 AS mid, '' AS tags, '' AS flds FROM n;"
    )
    endless.close()
    for content in (b"SQLite format 3\0" + bytes(900), Path("endless.db").read_bytes()):
        with zipfile.ZipFile(path, "w") as made:
            made.writestr("collection.anki2", content)
        assert "not a collection that Anki wrote" in refused(path, capsys)
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("collection.anki2", collection(CARDS, False, Path("x.db")))
        made.writestr("media", "[1")
    Path("x.db").unlink()
    assert "list of media" in refused(path, capsys)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", "foo,bar\n1,2\n", "import-columns"),
        ("a.json", '[{"question": ', "import-syntax"),
        ("a.json", "[" * 100_000, "import-syntax"),
        ("a.json", '{"x": [1, 2]}', "import-columns"),
        ("a.txt", "Nothing here.\n", "import-empty"),
        ("a.md", "", "import-empty"),
    ],
)
def test_what_holds_no_question_is_told(
    name: str, content: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_text(content)
    assert code in refused(Path(name), capsys)


def test_a_folder_with_files_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    source = TESTS / "importers" / "english" / "source.txt"
    Path("bank").mkdir()
    Path("bank/notes.txt").write_text("mine")
    assert cli.main(["import", str(source), "--into", "bank"]) == 1
    assert "overwrites nothing" in capsys.readouterr().err
    assert files(Path("bank")) == "=== notes.txt\n"
    Path("bank/notes.txt").unlink()
    imported(source)  # an empty folder is as good as none


def test_a_book_gets_chapters_and_keeps_its_own(
    minimal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in minimal.rglob("*") if path.is_file()}
    Path("more.json").write_text(
        json.dumps(
            {
                "one": [
                    {"q": "First", "a": "1 [@peano1889] [@nobody]", "id": "first"},
                    {"q": "First", "a": "2", "x": "y"},
                ]
            }
        )
    )
    for _ in range(2):
        imported("more.json", str(minimal))
    told = capsys.readouterr().out
    assert {path: path.read_bytes() for path in before} == before
    line = re.findall(r"^chapters: \[.*\]$", told, re.MULTILINE)
    assert line == ["chapters: [one, one-2]", "chapters: [one, one-3]"]
    assert (minimal / "unplaced.md").exists() and (minimal / "unplaced-2.md").exists()
    book = minimal / "book.yaml"
    book.write_text(book.read_text().replace("[one]", "[one, one-2, one-3]"))
    read = bank(minimal)
    assert [question.id for question in read.questions()] == [
        "first",
        "first-2",
        "first-3",
        "first-4",
        "first-5",
    ]
    assert texts(read.questions()[1])["analysis"] == "1 [@peano1889] \\[@nobody]"


def concatenated(folder: Path) -> str:
    """The files of a bank's chapters one after the other, as `cat` would print them."""
    chapters = bank(folder).chapters
    return "".join(
        path.read_text(encoding="utf-8")
        for chapter in chapters
        for path in (folder / chapter.id / "index.md", *(q.path for q in chapter.questions))
    )


def test_our_own_format_comes_back(small: Bank) -> None:
    Path("all.md").write_text(concatenated(BANKS / "small"), encoding="utf-8")
    shutil.copytree(BANKS / "small/arithmetic/figures", "figures")
    shutil.copytree(BANKS / "minimal", "book")
    shutil.copy(BANKS / "small/sources.json", "book/sources.json")
    assert cli.main(["import", "all.md", "--into", "book"]) == 0
    Path("book/book.yaml").write_text(
        Path("book/book.yaml").read_text().replace("[one]", "[suan-shu, yue-du]")
    )
    again = bank(Path("book"))
    assert [(c.title, c.goals, c.opener.text.strip()) for c in again.chapters] == [
        (c.title, c.goals, c.opener.text.strip()) for c in small.chapters
    ]
    for old, new in zip(small.questions(), again.questions(), strict=True):
        for key in ("id", "title", "difficulty", "kind", "tags", "sources"):
            assert getattr(old, key) == getattr(new, key)
        expected = {
            # Code of others is not marked to run, and links go to the files' new places.
            key: text.replace("python run", "python").replace(
                "(02-commute.md)", "(../suan-shu/02-commute.md)"
            )
            for key, text in texts(old).items()
        }
        assert texts(new) == expected


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_tables_and_objects_come_back(kind: str, small: Bank) -> None:
    chapter = small.chapters[1]
    rows = [
        {
            "chapter": chapter.title,
            "id": q.id,
            "title": q.title,
            "difficulty": str(q.difficulty),
            "kind": q.kind,
            "tags": "、".join(q.tags),
            **texts(q),
        }
        for q in chapter.questions
    ]
    path = Path(f"all.{kind}")
    with path.open("w", encoding="utf-8", newline="") as file:
        if kind == "json":
            json.dump(rows, file)
        else:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
    again = bank(imported(path)).chapters[0]
    assert again.title == chapter.title
    for old, new in zip(chapter.questions, again.questions, strict=True):
        for key in ("id", "title", "difficulty", "kind", "tags"):
            assert getattr(old, key) == getattr(new, key)
        # The other chapter is not there to be referred to.
        assert {k: t.replace("\\@q:", "@q:") for k, t in texts(new).items()} == texts(old)


def test_an_import_again_gives_the_same_names() -> None:
    source = TESTS / "importers" / "article" / "source.txt"
    assert files(imported(source, "a")) == files(imported(source, "b"))


def test_huge_fields_are_fine() -> None:
    """Thousands of paragraphs, one larger than a file of a bank may be, one without a place to break a line."""
    long = "很长的一段。\n\n" * 4_000
    data = "x" * 5_000_000
    Path("a.json").write_text(
        json.dumps(
            [{"q": "一？", "a": long}, {"q": "二？", "a": data}, {"q": "三" * 500 + "。", "a": "y"}]
        )
    )
    made = imported("a.json")
    whole = files(made)
    assert whole.count("很长的一段。") >= 4_000
    assert sum(len(run) for run in re.findall("x{1000,}", whole)) == 5_000_000
    assert max(len(question.title) for question in bank(made).questions()) <= 200


PIECES = [
    *(
        "**",
        "~~",
        "`",
        "``",
        "$",
        "$$",
        "\\",
        "[",
        "]",
        "](",
        "![",
        "<b>",
        "</b>",
        "<",
        ">",
        "{{",
        "}}",
        "|",
    ),
    *(
        "[^1]",
        "[^1]: x",
        "[@a; @b]",
        "@q:a",
        "@fig:x",
        "{#tbl:x}",
        "[a][b]",
        "[x](y.md)",
        "[x](javascript:y)",
    ),
    *(
        "## 提示",
        "# h",
        "---",
        "===",
        "```",
        "```foo run",
        "~~~",
        "> [!NOTE]",
        "> ",
        "- ",
        "1. ",
        "    code",
        ": d",
    ),
    *(
        "<!-- ",
        "-->",
        "<script>",
        "<img src=a.png>",
        "![](a.png)",
        "<br>",
        "&lt;",
        "&#0;",
        "\x00",
        "\x1b",
        "\ud800",
    ),
    *(
        "😀",
        "\u202e",
        "\ufeff",
        "\u2028",
        "表：x {#tbl:x}",
        "| a |",
        "|---|",
        "$$\nx\n$$ (x)",
        "\\frac{",
        "word",
        "中文，",
        "\n",
        "\n\n",
        " ",
    ),
    *(
        "{c1::x}",
        "{%",
        "[0.5]{=x}",
        "http://a.b/" + "c" * 250,
        "[r]: x.md",
        "[r]",
        "*",
        "_",
        "__",
        "<http://a>",
        "\t",
    ),
]


def test_whatever_a_field_holds_the_book_has_no_errors() -> None:
    """Random heaps of everything that Markdown, HTML or our grammar reads as a sign."""
    dice = random.Random(7)
    rows = []
    for number in range(150):
        heap = ["".join(dice.choices(PIECES, k=dice.randint(1, 25))) for _ in range(3)]
        rows.append({"q": f"甲{number}{heap[0]}", "a": f"乙{number}{heap[1]}", "hint": heap[2]})
    Path("a.json").write_text(json.dumps(rows))
    whole = files(imported("a.json"))
    for number in range(150):
        assert f"甲{number}" in whole and f"乙{number}" in whole


def test_only_sound_pictures_beside_the_text_come_into_the_book() -> None:
    """Not those elsewhere, nor through a link; not an SVG with a script, nor what is no picture."""
    Path("given").mkdir()
    Path("secret.png").write_bytes(picture("PNG"))
    Path("given/link.png").symlink_to(Path("secret.png").resolve())
    Path("given/good.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    )
    Path("given/evil.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    )
    Path("given/bad.png").write_text("no picture")
    Path("given/huge.png").write_bytes(picture("PNG", (9000, 9000)))
    names = ["good.svg", "good.svg", "../secret.png", "link.png", "evil.svg", "bad.png", "huge.png"]
    names += [str(Path("secret.png").resolve()), "file:///etc/passwd", "data:image/png;base64,AAAA"]
    shown = "\n".join(f"看 ![图{i}]({name}) 了。\n" for i, name in enumerate(names))
    Path("given/a.md").write_text(f"1、图呢？\n\n{shown}", encoding="utf-8")
    made = imported("given/a.md")
    # A figure stands once, so a picture shown twice becomes two.
    assert sorted(path.name for path in made.glob("*/figures/*")) == ["good-2.svg", "good.svg"]
    text = next(made.glob("*/01-*.md")).read_text(encoding="utf-8")
    assert text.count("](figures/good.svg)") == 1
    assert all(f"图{number}" in text for number in range(len(names)))


def test_wrong_usage_is_exit_code_2() -> None:
    for arguments in (["import"], ["import", "none.txt"], ["import", "none.txt", "--as", "word"]):
        assert cli.main(arguments) == 2
