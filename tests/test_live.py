"""`serve`: a book is edited while the program runs, and headless Chromium sees it change."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from tests.conftest import BANKS
from tests.live import Browser, Running, running, until

QUESTION = "arithmetic/01-sum-two.md"


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    browser = Browser()
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the small bank and a theme."""
    place = tmp_path_factory.mktemp("desk")
    shutil.copytree(BANKS / "small", place / "book")
    (place / "theme" / "styles").mkdir(parents=True)
    (place / "theme" / "templates" / "section").mkdir(parents=True)
    return place


@pytest.fixture(scope="module")
def desk(place: Path) -> Iterator[Running]:
    with running("serve", "--port", "0", "--no-pdf", "--theme", "theme", cwd=place) as program:
        assert program.port
        yield program


@pytest.fixture
def page(desk: Running, browser: Browser, place: Path) -> Iterator[Browser]:
    """The browser at the answers of the first chapter; at the end nothing has gone wrong in it."""
    assert browser.goto(f"http://127.0.0.1:{desk.port}/answers-01.xhtml") == 200
    browser.sees("依据是加法的定义")
    browser.run("window.same = true")
    yield browser
    assert browser.errors() == []
    for path in (BANKS / "small").rglob("*.*"):  # the book as it was, whatever a test has left
        copy = place / "book" / path.relative_to(BANKS / "small")
        if path.is_file() and (not copy.is_file() or copy.read_bytes() != path.read_bytes()):
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)


def test_a_change_is_seen_at_once_and_the_reader_stays_where_he_is(
    page: Browser, place: Path
) -> None:
    page.run("document.getElementById('a-commute').scrollIntoView()")
    before = page.run("document.getElementById('a-commute').getBoundingClientRect().top")
    assert page.run("scrollY") > 300
    start = time.monotonic()
    replaced(place / "book" / QUESTION, "想想后继函数", "想想后继函数")
    replaced(place / "book" / QUESTION, "- 答案是2。\n", "- 答案是贰。\n- 新的一点。\n")
    page.sees("答案是贰")
    assert time.monotonic() - start < 3, "a second where the machine has nothing else to do"
    assert page.run("[...document.querySelectorAll('.renewed')].map(e => e.textContent)") == [
        "答案是贰。",
        "新的一点。",
    ]
    after = page.run("document.getElementById('a-commute').getBoundingClientRect().top")
    assert abs(after - before) < 2
    assert page.run("window.same"), "the page was not loaded anew"
    replaced(place / "book" / QUESTION, "- 答案是贰。\n- 新的一点。\n", "- 答案是2。\n")
    page.sees("答案是 2")


def test_an_error_stands_above_the_last_good_page_and_goes(
    page: Browser, place: Path, desk: Running
) -> None:
    replaced(place / "book" / QUESTION, "依据是加法的定义", "依据是加法的定义 [@peano1889]，")
    page.sees("peano1889", "#panel .notice-message code")
    assert page.text("#panel .notice-place button") == "book/arithmetic/01-sum-two.md:18:12"
    assert page.text("#panel .notice-message") == "there is no source peano1889"
    assert page.text("#panel .notice-hint") == "did you mean peano1889arithmetices?"
    assert "依据是加法的定义" in page.text("#page")
    top = page.run("document.getElementById('panel').getBoundingClientRect().bottom")
    assert top < page.run("document.getElementById('page').getBoundingClientRect().bottom")
    assert "error[source-unknown]" in desk.said
    assert desk.get("/chapter-02.xhtml")[1].count(b'id="panel"') == 1
    replaced(place / "book" / QUESTION, "依据是加法的定义 [@peano1889]，", "依据是加法的定义")
    page.lacks("#panel")
    assert page.run("window.same")


def test_all_that_is_wrong_is_told_together(page: Browser, place: Path) -> None:
    book = place / "book" / "book.yaml"
    replaced(book, "chapters: [arithmetic, reading]", "chapters: [arithmetic, readin]")
    replaced(place / "book" / QUESTION, "kind: compute", "kind: komputer")
    page.until("document.querySelectorAll('#panel .notice').length >= 2")
    places = page.run(
        "[...document.querySelectorAll('#panel .notice-place button')].map(e => e.textContent)"
    )
    assert {place.rsplit(":", 1)[0] for place in places} >= {
        "book/book.yaml:11",
        "book/arithmetic/01-sum-two.md:5",
    }
    replaced(book, "readin]", "reading]")
    replaced(place / "book" / QUESTION, "kind: komputer", "kind: compute")
    page.lacks("#panel")


def test_a_block_tells_where_it_stands(page: Browser) -> None:
    page.dblclick("#a-sum-two .points li:nth-child(2) p, #a-sum-two .points li:nth-child(2)")
    page.sees("book/arithmetic/01-sum-two.md:18", "#told")


def test_a_burst_of_saves_is_one_change(page: Browser, place: Path, desk: Running) -> None:
    before = desk.revision()
    path = place / "book" / QUESTION
    text = path.read_text(encoding="utf-8")
    for number in range(25):
        path.write_text(text.replace("后继函数", f"后继函数{number}"), encoding="utf-8")
        time.sleep(0.01)
    path.write_text(text.replace("想想后继函数", "想一想后继函数"), encoding="utf-8")
    until(lambda: "想一想后继函数".encode() in desk.get("/chapter-01.xhtml")[1])
    assert desk.revision() - before <= 3
    path.write_text(text, encoding="utf-8")
    until(lambda: "想一想后继函数".encode() not in desk.get("/chapter-01.xhtml")[1])


def test_a_half_saved_file_is_no_error_for_long(page: Browser, place: Path) -> None:
    path = place / "book" / QUESTION
    text = path.read_text(encoding="utf-8")
    path.write_text(text[:200], encoding="utf-8")
    time.sleep(0.3)
    path.write_bytes(text.encode()[:-1])  # in the middle of a character, perhaps
    time.sleep(0.1)
    path.write_text(text.replace("答案是2", "答案是二"), encoding="utf-8")
    page.sees("答案是二")
    page.lacks("#panel")
    path.write_text(text, encoding="utf-8")
    page.sees("答案是 2")


def test_an_editors_own_files_change_nothing(page: Browser, place: Path, desk: Running) -> None:
    before = desk.revision()
    chapter = place / "book" / "arithmetic"
    names = [".01-sum-two.md.swp", "01-sum-two.md~", "4913", "#01-sum-two.md#", "a.tmp"]
    for name in names:
        (chapter / name).write_text("---\nnot: a question\n", encoding="utf-8")
    (chapter / ".#01-sum-two.md").symlink_to("author@host.1234:5678")
    time.sleep(1.6)
    for name in [*names, ".#01-sum-two.md"]:
        (chapter / name).unlink()
    time.sleep(1.2)
    assert desk.revision() == before


def test_saving_beside_and_renaming_is_a_change(page: Browser, place: Path) -> None:
    """As many editors save."""
    path = place / "book" / QUESTION
    text = path.read_text(encoding="utf-8")
    for wanted in ("答案是两个一", "答案是2"):
        beside = path.with_name("01-sum-two.md.tmp")
        beside.write_text(text.replace("答案是2", wanted), encoding="utf-8")
        beside.replace(path)
        page.sees("答案是两个一" if wanted == "答案是两个一" else "答案是 2")


def test_questions_come_and_go(page: Browser, place: Path) -> None:
    chapter = place / "book" / "reading"
    text = (chapter / "01-read-title.md").read_text(encoding="utf-8")
    page.goto(page.run("location.origin") + "/chapter-02.xhtml")
    count = page.run("document.querySelectorAll('#page article').length")
    new = text.replace("id: read-title", "id: newcomer")
    (chapter / "03-newcomer.md").write_text(new, encoding="utf-8")
    page.until(f"document.querySelectorAll('#page article').length === {count + 1}")
    page.until("document.querySelector('#contents a[href$=\"#q-newcomer\"]')")
    (chapter / "03-newcomer.md").rename(chapter / "00-newcomer.md")
    page.until("document.querySelector('#page article').id === 'q-newcomer'")
    (chapter / "00-newcomer.md").unlink()
    page.until(f"document.querySelectorAll('#page article').length === {count}")
    page.lacks("#panel")


def test_what_refers_to_a_question_follows_its_number(page: Browser, place: Path) -> None:
    """Text that has not changed itself is not stale either."""
    assert "也见题 1.1" in page.text("#a-commute")
    chapter = place / "book" / "arithmetic"
    text = (place / "book" / "reading" / "01-read-title.md").read_text(encoding="utf-8")
    new = chapter / "00-newcomer.md"
    new.write_text(text.replace("id: read-title", "id: newcomer"), encoding="utf-8")
    page.sees("也见题 1.2", "#a-commute")
    new.unlink()
    page.sees("也见题 1.1", "#a-commute")


def test_a_picture_drawn_anew_is_shown_anew(page: Browser, place: Path, desk: Running) -> None:
    source = page.run("document.querySelector('#fig-steps img').getAttribute('src')")
    picture = place / "book" / "arithmetic" / "figures" / "steps.svg"
    drawn = picture.read_text(encoding="utf-8")
    picture.write_text(drawn.replace("</svg>", "<g/></svg>"), encoding="utf-8")
    page.until(
        f"document.querySelector('#fig-steps img').getAttribute('src') !== {source!r}"
        " && document.querySelector('#fig-steps img').complete"
    )
    address = page.run("document.querySelector('#fig-steps img').getAttribute('src')")
    assert b"<g/></svg>" in desk.get(f"/{address}")[1]
    picture.write_text(drawn, encoding="utf-8")
    page.until(f"document.querySelector('#fig-steps img').getAttribute('src') === {source!r}")


def test_a_theme_is_followed_and_its_errors_told(page: Browser, place: Path) -> None:
    style = place / "theme" / "styles" / "ebook.css"
    style.write_text("#page p { color: rgb(1, 2, 3); }\n", encoding="utf-8")
    page.until("getComputedStyle(document.querySelector('#page p')).color === 'rgb(1, 2, 3)'")
    template = place / "theme" / "templates" / "section" / "answers.html.j2"
    template.write_text("<h1>{{ part.title }}</h1>\n{{ nothing.here }}\n", encoding="utf-8")
    page.sees("template-error", "#panel")
    assert page.text("#panel .notice-place button") == f"{template}:2"
    template.write_text("<h1>{{ part.title }}</h1>\n<p>\n", encoding="utf-8")
    page.sees("page-syntax", "#panel")
    template.write_text("<h1>{{ part.title }}，照我的样子</h1>\n", encoding="utf-8")
    page.sees("照我的样子", "#page h1")
    template.unlink()
    style.unlink()
    page.sees("依据是加法的定义")
    page.until("getComputedStyle(document.querySelector('#page p')).color !== 'rgb(1, 2, 3)'")
    page.lacks("#panel")


def test_a_book_that_vanishes_and_comes_back(page: Browser, place: Path) -> None:
    (place / "book").rename(place / "elsewhere")
    page.sees("book-missing", "#panel")
    assert "依据是加法的定义" in page.text("#page")
    (place / "elsewhere").rename(place / "book")
    page.lacks("#panel")
    replaced(place / "book" / QUESTION, "答案是2", "答案又是2")
    page.sees("答案又是 2")
    replaced(place / "book" / QUESTION, "答案又是2", "答案是2")
    page.sees("答案是 2")


def test_pages_are_turned(page: Browser) -> None:
    page.press("ArrowRight")
    page.until(
        "location.pathname === '/answers-02.xhtml' && document.readyState === 'complete'"
    )  # keys pressed before its script has run are nobody's
    page.press("ArrowLeft")
    page.until("location.pathname === '/answers-01.xhtml'")


def test_only_what_the_book_has_is_served(desk: Running, place: Path) -> None:
    (place / "secret.txt").write_text("SECRET", encoding="utf-8")
    link = place / "book" / "arithmetic" / "figures" / "secret.svg"
    link.symlink_to(place / "secret.txt")
    paths = (
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%252e%252e/secret.txt",
        "/images/../../secret.txt",
        "/..\\secret.txt",
        f"/{place}/secret.txt",
        f"//{place}/secret.txt",
        f"file://{place}/secret.txt",
        "/images/secret.svg",
        "/arithmetic/figures/secret.svg",
        "/book.yaml",
        f"/{QUESTION}",
        "/-/../book.yaml",
        "/-/preview.py",
        "/-/fonts/../../x",
        "/nav.xhtml%00",
        "/nav.xhtml/",
    )
    answers = {path: desk.get(path) for path in paths}
    link.unlink()
    assert {path: status for path, (status, _) in answers.items() if status != 404} == {}
    assert all(body == b"This book has no such page.\n" for _, body in answers.values())
    assert desk.get("/styles/ebook.css")[0] == 200


@pytest.mark.parametrize(
    "host, status",
    [
        (None, 200),
        ("localhost:{port}", 200),
        ("LOCALHOST:{port}", 200),
        ("[::1]:{port}", 200),
        ("book.localhost:{port}", 200),
        ("localhost", 403),
        ("evil.example", 403),
        ("evil.example:{port}", 403),
        ("127.0.0.1.evil.example:{port}", 403),
        ("127.0.0.1:1", 403),
        ("127.0.0.1:x", 403),
        ("[::1", 403),
        ("", 403),
    ],
)
def test_a_page_of_another_site_cannot_read_the_book(
    desk: Running, host: str | None, status: int
) -> None:
    """DNS rebinding: its name points to this machine, and the browser sends it as the host."""
    given = host.format(port=desk.port) if host else host
    found, body = desk.get("/nav.xhtml", given)
    assert found == status
    assert ("小题库".encode() in body) == (status == 200)


def test_nothing_can_be_sent(desk: Running) -> None:
    assert desk.get("/nav.xhtml", method="HEAD") == (200, b"")
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert desk.get("/nav.xhtml", method=method)[0] == 501


def test_the_pdf_follows_from_a_book_that_is_wrong_at_first(
    minimal: Path, browser: Browser
) -> None:
    question = minimal / "one" / "01-first.md"
    replaced(question, "kind: ", "kinds: ")
    with running("serve", "--port", "0", cwd=minimal.parent) as program:
        origin = f"http://127.0.0.1:{program.port}"
        assert browser.goto(f"{origin}/") == 200
        browser.sees("01-first.md", "#panel")
        assert program.get("/handbook.pdf")[0] == 404
        replaced(question, "kinds: ", "kind: ")
        browser.sees("一题之书", "#contents")
        browser.lacks("#panel")
        browser.until("document.querySelector('.edition.current')")
        old = program.get("/handbook.pdf")
        assert old[0] == 200 and "崭新的一句" not in text_of(old[1])
        replaced(question, "## 解析\n", "## 解析\n\n崭新的一句。\n")
        browser.until("document.querySelector('.edition.building')")
        assert program.get("/handbook.pdf") == old, "the last one, until there is another"
        browser.until("document.querySelector('.edition.current')")
        assert "崭新的一句" in text_of(program.get("/handbook.pdf")[1])
        replaced(question, "kind: ", "kinds: ")
        browser.until("document.querySelector('.edition.stale')")
        assert program.get("/handbook.pdf")[0] == 200
        # A page of its own follows the file.
        browser.goto(f"{origin}/-/handbook.pdf.xhtml")
        browser.until("document.querySelector('iframe[src^=\"/handbook.pdf?\"]')")
        assert program.stop() == 0
    browser.goto("about:blank")
    browser.errors()


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in document)
