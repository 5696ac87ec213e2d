"""Parts made up by workers and joined: the same book as one document, whatever happens meanwhile."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from bankbook import pipeline
from bankbook.model import Bank
from bankbook.press.workshop import Workshop
from bankbook.typeset import paper
from tests.conftest import BANKS, ROOT, bankbook, tool


def as_one_document(
    bank: Bank, name: str, out: Path, monkeypatch: pytest.MonkeyPatch
) -> pikepdf.Pdf:
    """An edition made up as a single part, as WeasyPrint alone would do it."""
    monkeypatch.setattr(paper, "parts", lambda sections: [sections])
    edition = next(edition for edition in bank.editions if edition.name == name)
    pipeline.build(bank, [edition], out)
    return pikepdf.open(out / edition.file)


def same_pages(one: Path, other: Path) -> list[str]:
    """What differs between the pages of two PDFs: as pictures, or in their text."""
    first, second = pypdfium2.PdfDocument(one), pypdfium2.PdfDocument(other)
    assert len(first) == len(second)
    wrong = []
    for number, (page, twin) in enumerate(zip(first, second, strict=True), 1):
        pictures = [each.render(scale=0.6).to_pil().convert("L") for each in (page, twin)]
        if ImageChops.difference(*pictures).getextrema()[1] > 40:  # more than a rounding of places
            wrong.append(f"the picture of page {number}")
        texts = [each.get_textpage().get_text_range() for each in (page, twin)]
        if texts[0] != texts[1]:
            wrong.append(f"the text of page {number}")
    return wrong


def links(pdf: pikepdf.Pdf) -> list[tuple[int, str, int]]:
    """Every link inside a PDF: its page, its name and the page that it leads to."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    names = list(pdf.Root.Names.Dests.Names)
    targets = {str(names[k]): pages[names[k + 1][0].objgen] for k in range(0, len(names), 2)}
    return [
        (number, str(note.Dest), targets[str(note.Dest)])
        for number, page in enumerate(pdf.pages, 1)
        for note in page.obj.get("/Annots", ())
        if "/Dest" in note
    ]


def outline(pdf: pikepdf.Pdf) -> list[tuple[int, str, int]]:
    """The outline: level, title and page of each entry."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    found: list[tuple[int, str, int]] = []

    def walk(item: pikepdf.Object, level: int) -> None:
        while True:
            found.append((level, str(item.Title), pages[item.Dest[0].objgen]))
            if "/First" in item:
                walk(item.First, level + 1)
            if "/Next" not in item:
                return
            item = item.Next

    walk(pdf.Root.Outlines.First, 1)
    return found


def tags(pdf: pikepdf.Pdf) -> tuple[list[str], int]:
    """The kinds of the structure's elements in order, and how many places on pages have one. Every
    entry of the parent tree must lead to an element that is in the structure."""
    kinds: list[str] = []
    known: set[tuple[int, int]] = set()

    def walk(element: pikepdf.Object) -> None:
        kinds.append(str(element.S))
        known.add(element.objgen)
        kids = element.get("/K", ())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                assert kid.P.objgen == element.objgen
                walk(kid)

    walk(pdf.Root.StructTreeRoot.K[0])
    places = 0
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    keys = [int(key) for key in numbers[::2]]
    assert keys == sorted(set(keys))
    for value in numbers[1::2]:
        places += len(value) if isinstance(value, pikepdf.Array) else 1
    return kinds, places


def fonts(pdf: pikepdf.Pdf) -> list[int]:
    """The lengths of the font files in a PDF."""
    return sorted(
        int(item.FontFile2.Length1)
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item
    )


def assert_the_same_book(parts: Path, whole: Path) -> None:
    one, other = pikepdf.open(parts), pikepdf.open(whole)
    assert same_pages(parts, whole) == []
    assert links(one) == links(other) and len(links(one)) > 10
    assert outline(one) == outline(other) and len(outline(one)) > 5
    assert tags(one) == tags(other)
    assert fonts(one) == fonts(other)
    assert parts.stat().st_size <= 1.15 * whole.stat().st_size


def test_the_real_book_is_the_same_as_one_document(
    dist: Path, book: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_one_document(book, "handbook", tmp_path, monkeypatch)
    assert_the_same_book(dist / "handbook.pdf", tmp_path / "handbook.pdf")


@pytest.mark.parametrize("name", ["reader", "screen"])
def test_other_designs_are_the_same_as_one_document(
    name: str, small_dist: Path, small: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_one_document(small, name, tmp_path, monkeypatch)
    assert_the_same_book(small_dist / f"{name}.pdf", tmp_path / f"{name}.pdf")


def test_every_link_of_a_line_with_numbers_of_other_digits_lands(
    minimal: Path, tmp_path: Path
) -> None:
    """Where the estimate of a page number is wrong, its line is set again for the right digits."""
    path = minimal / "one" / "01-first.md"
    text = path.read_text(encoding="utf-8")
    more = "\n\n".join(f"第 {n} 段。" + "一就是一，二就是二。" * 30 for n in range(90))
    path.write_text(text.replace("一就是一。", f"见 @q:second。\n\n{more}"), encoding="utf-8")
    second = text.replace("id: first", "id: second").replace("一是几", "二是几")
    (minimal / "one" / "02-second.md").write_text(
        second.replace("一就是一。", "又见 @q:first 与 @q:first 与 @q:first 与 @q:first。"),
        encoding="utf-8",
    )
    out = tmp_path / "out"
    run = bankbook("build", "handbook", "--book", minimal, "--out", out, "--no-cache")
    assert run.code == 0, run.err
    texts = [
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(out / "handbook.pdf")
    ]
    starts = [number for number, page in enumerate(texts, 1) if "1.2 二是几" in page]
    assert f"（{starts[-1]} 页）" in next(page for page in texts if "见题" in page)


# What was made before


def changed(book: Path, draw: int) -> str:
    """One edit of a bank, told by a number; says what it was."""
    questions = sorted(book.glob("*/0*.md"))
    path = questions[draw % len(questions)]
    text = path.read_text(encoding="utf-8")
    kind = draw // 7 % 6
    if kind == 0:
        path.write_text(text.replace("一就是一", f"一就是一（{draw}）", 1), encoding="utf-8")
        return "text"
    if kind == 1:
        path.write_text(text + "\n" + "再说一遍：一就是一。" * (draw % 90) + "\n", encoding="utf-8")
        return "length"
    if kind == 2:
        path.rename(path.with_name(f"0{draw % 10}-{path.name.split('-', 1)[1]}"))
        return "order"
    if kind == 3:
        path.write_text(re.sub(r"^id: .*$", f"id: id-{draw}", text, flags=re.M), encoding="utf-8")
        return "id"
    if kind == 4:
        style = book.parent / "theme" / "styles" / "handbook.css"
        style.parent.mkdir(parents=True, exist_ok=True)
        ours = (ROOT / "bankbook" / "styles" / "handbook.css").read_text(encoding="utf-8")
        style.write_text(f"{ours}\n.stem {{ color: #{draw % 900 + 100} }}\n", encoding="utf-8")
        return "style"
    path.write_text(
        re.sub(r"^title: .*$", f"title: 第 {draw} 个问题", text, flags=re.M), encoding="utf-8"
    )
    return "title"


def test_after_any_edits_a_build_from_what_was_kept_equals_a_cold_one(tmp_path: Path) -> None:
    """Byte for byte, with edits of text, length, order, ids, titles and styles; `hypothesis` draws
    them, and says which ones did not work out."""
    from hypothesis import HealthCheck, given, settings
    from hypothesis import strategies as draws

    cache, rounds, kinds = tmp_path / "cache", iter(range(1000)), set()

    @settings(max_examples=4, deadline=None, derandomize=True, database=None,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(draws.lists(draws.integers(0, 100_000), min_size=2, max_size=3))
    def edited(edits: list[int]) -> None:
        folder = tmp_path / str(next(rounds))
        book = Path(shutil.copytree(BANKS / "minimal", folder / "book"))
        other = book / "one" / "02-second.md"
        text = (book / "one" / "01-first.md").read_text(encoding="utf-8")
        text = text.replace("id: first", "id: second").replace(
            "一就是一", "见 @q:first。一就是一", 1
        )
        other.write_text(text, encoding="utf-8")
        (folder / "theme").mkdir()
        for edit in edits:
            kinds.add(changed(book, edit))
            made = []
            for kept in (True, False):
                out = folder / ("kept" if kept else "cold")
                where = {"BANKBOOK_CACHE": str(cache)} if kept else {}
                run = bankbook(
                    "build", "--book", "book", "--theme", "theme", "--out", out, "--jobs", 1,
                    *(() if kept else ("--no-cache",)), cwd=folder, **where,
                )  # fmt: skip
                made.append((run.code, run.err.split("making the file")[-1], [
                    (path.name, path.read_bytes()) for path in sorted(out.glob("*"))
                ]))  # fmt: skip
            assert made[0] == made[1]

    edited()
    assert len(kinds) >= 4


def test_a_book_that_did_not_change_is_not_built_again(minimal: Path, tmp_path: Path) -> None:
    arguments = ("build", "--book", minimal, "--out", tmp_path / "out", "--timings")
    first, second = bankbook(*arguments), bankbook(*arguments)
    assert "read and check the bank" in first.out and "made up, " in first.out
    assert "read and check the bank" not in second.out
    files = [line for line in second.out.splitlines() if "kB)" in line]
    assert files == [line for line in first.out.splitlines() if "kB)" in line]
    (tmp_path / "out" / "handbook.pdf").write_bytes(b"spoiled")
    assert bankbook(*arguments).code == 0
    assert (tmp_path / "out" / "handbook.pdf").read_bytes()[:5] == b"%PDF-"


def test_clean_forgets_what_was_kept(minimal: Path, tmp_path: Path) -> None:
    cache = {"BANKBOOK_CACHE": str(tmp_path / "cache")}
    arguments = ("build", "handbook", "--book", minimal, "--out", tmp_path / "out", "--timings")
    assert " 0 from earlier builds" in bankbook(*arguments, **cache).out
    shutil.rmtree(tmp_path / "out")
    assert " 0 made up" in bankbook(*arguments, **cache).out
    assert "MB removed" in bankbook("clean", **cache).out
    assert list((tmp_path / "cache").iterdir()) == []
    shutil.rmtree(tmp_path / "out")
    assert " 0 from earlier builds" in bankbook(*arguments, **cache).out


def test_a_cache_that_cannot_be_written_is_done_without(minimal: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in its place")
    arguments = ("build", "handbook", "--book", minimal, "--out", tmp_path / "out")
    run = bankbook(*arguments, BANKBOOK_CACHE=str(tmp_path / "cache"))
    assert run.code == 0, run.err
    assert (tmp_path / "cache").read_text() == "a file in its place"


def test_two_builds_at_once_make_the_same_book(tmp_path: Path) -> None:
    environment = os.environ | {"BANKBOOK_CACHE": str(tmp_path / "cache"), "PYTHONPATH": str(ROOT)}
    command = [
        sys.executable,
        "-m",
        "bankbook",
        "build",
        "handbook",
        "--book",
        str(BANKS / "small"),
    ]
    both = [
        subprocess.Popen([*command, "--out", str(tmp_path / name)], env=environment, cwd=ROOT)
        for name in "ab"
    ]
    assert [process.wait(300) for process in both] == [0, 0]
    assert (tmp_path / "a/handbook.pdf").read_bytes() == (tmp_path / "b/handbook.pdf").read_bytes()


# Workers that end before their work


def children(pid: int) -> list[int]:
    """The processes that a process has begun, and theirs."""
    found = []
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    for child in map(int, listed.read_text().split() if listed.exists() else ()):
        found += [child, *children(child)]
    return found


def started(out: Path, *more: str) -> subprocess.Popen[str]:
    """A build of the small bank by two workers, at the moment when they are at work."""
    command = [sys.executable, "-m", "bankbook", "build", "reader", "--no-cache", "--jobs", "2"]
    process = subprocess.Popen(
        [*command, "--book", str(BANKS / "small"), "--out", str(out), *more],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stderr is not None
    for line in process.stderr:
        if "making the file" in line:
            break
    return process


def workers_of(process: subprocess.Popen[str]) -> list[int]:
    """The workers of a build: begun by the process that has loaded everything."""
    for _ in range(600):
        found = [
            child
            for child in children(process.pid)
            if "forkserver" in Path(f"/proc/{child}/cmdline").read_text()
        ]
        if len(found) >= 3:  # the server itself, and two
            return found[1:]
        time.sleep(0.05)
    raise AssertionError("the build has begun no workers")


def ended(pids: list[int]) -> bool:
    for _ in range(200):
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.05)
    return False


def test_a_worker_that_is_killed_is_replaced(small_dist: Path, tmp_path: Path) -> None:
    process = started(tmp_path / "out")
    os.kill(workers_of(process)[0], signal.SIGKILL)
    _, told = process.communicate(timeout=300)
    assert process.returncode == 0, told
    assert (tmp_path / "out/reader.pdf").read_bytes() == (small_dist / "reader.pdf").read_bytes()


def test_workers_killed_again_and_again_end_the_build_with_a_message(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "reader.pdf").write_text("the last good book")
    process = started(out)
    for _ in range(400):
        for child in children(process.pid):
            try:
                if (
                    "forkserver" in Path(f"/proc/{child}/cmdline").read_text()
                    and children(child) == []
                ):
                    os.kill(child, signal.SIGKILL)
            except OSError:
                continue
        if process.poll() is not None:
            break
        time.sleep(0.02)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 2 and "a worker was killed" in told and "--jobs 1" in told
    assert "Traceback" not in told
    assert (out / "reader.pdf").read_text() == "the last good book"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left_behind(number: signal.Signals, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "reader.pdf").write_text("the last good book")
    process = started(out)
    everyone = workers_of(process) + children(process.pid)
    if number == signal.SIGINT:  # as a terminal does: to all of them
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)
    process.communicate(timeout=60)
    assert process.returncode in (-number, 128 + number)
    assert ended(everyone)
    assert [path.name for path in out.iterdir()] == ["reader.pdf"]
    assert (out / "reader.pdf").read_text() == "the last good book"


def test_one_job_needs_no_other_process(small_dist: Path, tmp_path: Path) -> None:
    run = bankbook(
        "build", "reader", "--no-cache", "--jobs", 1, "--book", BANKS / "small", "--out", tmp_path
    )
    assert run.code == 0, run.err
    assert (tmp_path / "reader.pdf").read_bytes() == (small_dist / "reader.pdf").read_bytes()


# An engine elsewhere


def test_dask_makes_the_same_book_though_a_worker_is_killed(
    small: Bank, small_dist: Path, tmp_path: Path
) -> None:
    from distributed import LocalCluster

    from bankbook.workers import Workers

    edition = next(edition for edition in small.editions if edition.name == "reader")
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        address = "dask://" + cluster.scheduler_address.removeprefix("tcp://")
        victim = next(iter(cluster.workers.values())).pid
        killed: list[int] = []

        def kill_once(stage: str) -> None:
            if stage == "make up" and not killed:
                killed.append(victim)
                threading.Timer(0.5, os.kill, (victim, signal.SIGKILL)).start()

        with Workers(address=address) as workers:
            pipeline.build(small, [edition], tmp_path, workshop=Workshop(workers, stage=kill_once))
        assert killed
    assert (tmp_path / "reader.pdf").read_bytes() == (small_dist / "reader.pdf").read_bytes()


def test_an_engine_that_is_not_there_is_told(minimal: Path, tmp_path: Path) -> None:
    arguments = ("build", "handbook", "--book", minimal, "--out", tmp_path / "out", "--no-cache")
    run = bankbook(*arguments, "--executor", "dask://127.0.0.1:1")
    assert run.code == 2
    assert "there is no Dask scheduler at dask://127.0.0.1:1" in run.err
    assert "Traceback" not in run.err
    run = bankbook(*arguments, "--executor", "http://127.0.0.1:1")
    assert run.code == 2 and "write `dask://HOST:PORT`" in run.err


# What is said


def test_timings_are_a_line_a_stage(minimal: Path, tmp_path: Path) -> None:
    run = bankbook(
        "build", "handbook", "--book", minimal, "--out", tmp_path, "--timings", "--no-cache"
    )
    stages = [line.split("  ")[0] for line in run.out.splitlines() if re.search(r"\d s", line)]
    assert stages == [
        "look for what is there", "read and check the bank", "plan", "set the text",
        "look for parts made before", "make up the pages", "fill in page numbers", "cut the fonts",
        "join the parts", "finish and write the files", "keep what was made", "all",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("style", "told"),
    [
        ('@page :right { @bottom-right { content: "— " counter(page) " —"; } }', "folio-mixed"),
        (".facts-note { opacity: 0.5 }", "number-in-group"),
    ],
)
def test_a_number_that_cannot_be_filled_in_later_is_told(
    style: str, told: str, minimal: Path, tmp_path: Path
) -> None:
    theme = tmp_path / "theme"
    (theme / "styles").mkdir(parents=True)
    (theme / "styles" / "handbook.css").write_text(style, encoding="utf-8")
    options = ("--book", minimal, "--theme", theme, "--out", tmp_path / "out")
    run = bankbook("build", "handbook", *options)
    assert run.code == 1 and f"error[{told}]" in run.err


def test_a_folder_that_may_not_be_written_is_told(minimal: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "handbook.pdf").write_text("the last good book")
    out.chmod(0o555)
    command = [sys.executable, "-m", "bankbook", "build", "handbook", "--book", str(minimal)]
    if os.geteuid() == 0:  # who may write everywhere, unless that is taken away
        command = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", *command]
    result = subprocess.run([*command, "--out", str(out)], cwd=ROOT, capture_output=True, text=True)
    out.chmod(0o755)
    assert result.returncode == 2 and "Permission denied" in result.stderr
    assert "Traceback" not in result.stderr
    assert (out / "handbook.pdf").read_text() == "the last good book"


def test_a_change_behind_a_link_is_a_change(minimal: Path, tmp_path: Path) -> None:
    theme, real = tmp_path / "theme", tmp_path / "real"
    theme.mkdir()
    real.mkdir()
    (theme / "styles").symlink_to(real)
    style = (ROOT / "bankbook" / "styles" / "handbook.css").read_text(encoding="utf-8")
    made = []
    for colour in ("#123", "#321"):
        (real / "handbook.css").write_text(
            f"{style}\n.stem {{ color: {colour} }}", encoding="utf-8"
        )
        options = ("--book", minimal, "--theme", theme, "--out", tmp_path / "out")
        assert bankbook("build", "handbook", *options).code == 0
        made.append((tmp_path / "out" / "handbook.pdf").read_bytes())
    assert made[0] != made[1]


def test_the_joined_file_is_sound(small_dist: Path) -> None:
    for path in sorted(small_dist.glob("*.pdf")):
        assert "No syntax or stream encoding errors found" in tool("qpdf", "--check", path)
