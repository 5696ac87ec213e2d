"""Code marked `run` in answers: run it, and hold what it prints against what the book prints."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from bankbook import markup
from bankbook.markup.code import language
from bankbook.model import Bank, Question
from bankbook.notices import Notice, Span
from bankbook.programs.process import run

DRIVER = Path(__file__).with_name("driver.py")


def blocks(question: Question) -> list[tuple[str, Span, str | None]]:
    """The runnable blocks of a question in order: source, place, and the output printed below."""
    found: list[tuple[str, Span, str | None]] = []
    answer = question.answer
    for prose in (question.stem, question.hint, answer.points, answer.analysis, answer.followups):
        fences = [(token, span) for token, span in markup.walk(prose) if token.type == "fence"]
        for index, (token, span) in enumerate(fences):
            words = token.info.split()
            if words[:1] != ["python"] or "run" not in words[1:]:
                continue
            after = fences[index + 1][0] if index + 1 < len(fences) else None
            shown = after.content if after and language(after.info) == "output" else None
            found.append((token.content, span, shown))
    return found


def check_file(question: Question) -> Path:
    """Where the author's own test of the question's code is, if there is one."""
    return question.path.with_suffix(".check.py")


def verify(question: Question) -> Iterator[Notice]:
    """Run the question's code and its check; a notice for what fails or prints something else."""
    found = blocks(question)
    check = check_file(question)
    if not found and not check.is_file():
        return
    checks = [(check.name, check.read_text(encoding="utf-8"))] if check.is_file() else []
    named = [(f"block {number}", source) for number, (source, _, _) in enumerate(found, 1)]
    request = json.dumps({"blocks": named, "check": checks})
    outcome = run([str(DRIVER)], question.path.parent, request)
    if outcome.error:
        yield Notice("code-failed", question.span, f"the code did not run: {outcome.error}")
        return
    result = outcome.last()
    if not isinstance(result, dict):
        message = "the code ended the program before it was done"
        yield Notice("code-failed", question.span, message, "take out `exit` and the like")
        return
    for (_, span, shown), printed in zip(found, result["outputs"], strict=False):
        if shown is not None and shown.rstrip() != printed.rstrip():
            message = f"the code prints {printed.rstrip()!r}, the book {shown.rstrip()!r}"
            yield Notice("code-output", span, message, "put what it prints below it")
    if result["error"]:
        done = len(result["outputs"])
        span = found[done][1] if done < len(found) else Span(f"{question.span.file}")
        yield Notice("code-failed", span, f"the code failed: {result['error']}")


def verify_all(bank: Bank) -> list[Notice]:
    """The notices of every question of a bank that has code to run."""
    return [notice for question in bank.questions() for notice in verify(question)]
