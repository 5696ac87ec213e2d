"""Code marked `run` in answers: run it, and hold what it prints against what the book prints."""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from bankbook import markup
from bankbook.markup.code import language
from bankbook.model import Question
from bankbook.notices import Notice, Span
from bankbook.programs import difference, kept
from bankbook.programs.imports import versions
from bankbook.programs.sandbox import DRIVER, Ended, Limits, Sandbox
from bankbook.said import say


@dataclass(frozen=True, slots=True)
class Block:
    """A runnable block: its source and place, and the output printed below it with its place."""

    source: str
    span: Span
    shown: str | None = None
    shown_at: Span | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """How code is run. `outcomes` is the folder where they are kept; `fresh` runs all the same."""

    limits: Limits = field(default_factory=Limits)
    jobs: int = 1
    outcomes: Path | None = None
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong, how many questions were run, and of how many the outcome was known."""

    notices: tuple[Notice, ...]
    run: int
    known: int


def blocks(question: Question) -> list[Block]:
    """The runnable blocks of a question in order."""
    found = []
    for prose in question.runs():
        fences = [(token, span) for token, span in markup.walk(prose) if token.type == "fence"]
        for index, (token, span) in enumerate(fences):
            words = token.info.split()
            if words[:1] != ["python"] or "run" not in words[1:]:
                continue
            after, place = fences[index + 1] if index + 1 < len(fences) else (None, None)
            if after and language(after.info) == "output":
                found.append(Block(token.content, span, after.content, place))
            else:
                found.append(Block(token.content, span))
    return found


def check_file(question: Question) -> Path:
    """Where the author's own test of the question's code is, if there is one."""
    return question.path.with_suffix(".check.py")


def verify_all(questions: Iterable[Question], settings: Settings | None = None) -> Verdict:
    """Run the code of questions and their checks, so many at a time; what fails or prints
    something else is a notice."""
    settings = settings or Settings()
    sandbox = Sandbox(settings.limits)
    work = [(question, code) for question in questions if (code := _code(question))]

    def done(item: tuple[Question, list[tuple[str, str]]]) -> tuple[list[Notice], bool]:
        ended, known = _outcome(item[1], sandbox, settings)
        return list(_notices(item[0], len(item[1]), ended)), known

    with ThreadPoolExecutor(settings.jobs) as pool:
        try:
            results = list(pool.map(done, work))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            sandbox.stop()
            raise
    known = sum(was for _, was in results)
    return Verdict(tuple(n for notices, _ in results for n in notices), len(work) - known, known)


def _code(question: Question) -> list[tuple[str, str]]:
    """What is to be run for a question: its blocks, then the check beside it."""
    code = [(f"block {n}", block.source) for n, block in enumerate(blocks(question), 1)]
    check = check_file(question)
    if check.is_file() and check.resolve().parent == question.path.resolve().parent:
        code.append((check.name, check.read_text(encoding="utf-8")))
    return code


def _outcome(
    code: list[tuple[str, str]], sandbox: Sandbox, settings: Settings
) -> tuple[Ended, bool]:
    """How the code ends, and whether that was known without running it. What fails is not kept:
    it is to be mended and run again."""
    key = _key(code, settings.limits)
    if settings.outcomes and not settings.fresh:
        outputs = kept.read(settings.outcomes, key)
        if isinstance(outputs, list) and len(outputs) == len(code):
            return Ended(tuple(map(str, outputs))), True
    ended = sandbox.run(code)
    if settings.outcomes and not ended.error and len(ended.outputs) == len(code):
        kept.write(settings.outcomes, key, ended.outputs)
    return ended, False


def _key(code: list[tuple[str, str]], limits: Limits) -> str:
    """All that an outcome depends on, as far as it can be told without running the code."""
    content = {
        "code": code,
        "driver": DRIVER.read_text(encoding="utf-8"),
        "python": [platform.python_implementation(), sys.version, platform.machine()],
        "imports": versions(source for _, source in code),
        "megabytes": limits.megabytes,
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _notices(question: Question, wanted: int, ended: Ended) -> Iterator[Notice]:
    found = blocks(question)
    for block, printed in zip(found, ended.outputs, strict=False):
        if block.shown is not None and block.shown.rstrip() != printed.rstrip():
            yield _differs(block, block.shown, printed)
    place = len(ended.outputs)
    if not ended.error and place >= wanted:
        return
    span = found[place].span if place < len(found) else _beside(question)
    if ended.stopped:
        message = say("the code did not come to its end: {error}", error=ended.error)
        hint = say("`--timeout` allows more") if ended.error.startswith("stopped") else ""
        yield Notice("code-failed", span, message, hint)
    elif ended.error:
        yield Notice("code-failed", span, say("the code failed: {error}", error=ended.error))
    else:
        message = say("the code ended the program before it was done")
        yield Notice("code-failed", span, message, say("take out `exit` and the like"))


def _differs(block: Block, shown: str, printed: str) -> Notice:
    """Told at the line of the book that is another; in a line where both are one."""
    at = block.shown_at or block.span
    at = at.shifted(1 + difference.first_line(shown, printed)) if shown.strip() else at
    if max(len(text.strip().splitlines()) for text in (shown, printed)) <= 1:
        message = say(
            "the code prints {printed!r}, the book {shown!r}",
            printed=printed.rstrip(),
            shown=shown.rstrip(),
        )
        return Notice("code-output", at, message, say("put what the code prints below it"))
    message = say("the code prints something else than the book")
    return Notice("code-output", at, message, difference.shown(shown, printed))


def _beside(question: Question) -> Span:
    """The check's file, as messages call it."""
    return Span((Path(question.span.file).parent / check_file(question).name).as_posix())
