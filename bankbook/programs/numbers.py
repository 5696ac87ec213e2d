"""Computed numbers: the program beside a question makes them, the text shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bankbook import markup
from bankbook.markup.number import NUMBER
from bankbook.model import Bank, Question
from bankbook.notices import Notice, Severity, did_you_mean
from bankbook.programs.process import run
from bankbook.said import say

PROGRAM = "import json, runpy, sys; print(json.dumps(runpy.run_path(sys.argv[1])['numbers']))"


def program(question: Question) -> Path:
    """Where the question's numbers are computed."""
    return question.path.with_suffix(".numbers.py")


def compute(question: Question) -> dict[str, str] | str:
    """The numbers by name, or what went wrong."""
    outcome = run(["-c", PROGRAM, str(program(question))], question.path.parent)
    if outcome.error:
        missing = "KeyError: 'numbers'" in outcome.error
        return say("it sets no `numbers`") if missing else outcome.error
    found = outcome.last()
    if not isinstance(found, dict):
        return say("its `numbers` must be a dictionary of names and texts")
    numbers = {str(name): str(value) for name, value in found.items()}
    for name, value in numbers.items():
        if set(value) & set("[]\n"):
            return say(
                "the number `{name}` is {value}: a number has no brackets and no line end",
                name=name,
                value=repr(value),
            )
    return numbers


def verify(question: Question) -> Iterator[Notice]:
    """A notice for each number in the text that the program does not make, or makes otherwise."""
    answer = question.answer
    runs = (question.stem, question.hint, answer.points, answer.analysis, answer.followups)
    used = [
        (token.meta["name"], token.meta["text"], span)
        for prose in runs
        for token, span in markup.walk(prose)
        if token.type == "number_open"
    ]
    path = program(question)
    if not path.is_file():
        for name, _, span in used:
            message = say("the number `{name}` has no program that computes it", name=name)
            yield Notice("number-unknown", span, message, say("write `{path}`", path=path.name))
        return
    numbers = compute(question)
    if isinstance(numbers, str):
        yield Notice(
            "number-failed",
            question.span,
            say("`{path}` did not run: {problem}", path=path.name, problem=numbers),
        )
        return
    for name, text, span in used:
        if name not in numbers:
            message = say("`{path}` computes no number `{name}`", path=path.name, name=name)
            yield Notice("number-unknown", span, message, did_you_mean(name, numbers))
        elif numbers[name] != text:
            message = say(
                "the text says `{text}`, `{path}` computes `{number}`",
                text=text,
                path=path.name,
                number=numbers[name],
            )
            yield Notice("number-stale", span, message, say("run `bankbook numbers`"))
    for name in sorted(set(numbers) - {name for name, _, _ in used}):
        message = say(
            "the text does not use the number `{name}` of `{path}`", name=name, path=path.name
        )
        yield Notice("number-unused", question.span, message, severity=Severity.WARNING)


def verify_all(bank: Bank) -> list[Notice]:
    return [notice for question in bank.questions() for notice in verify(question)]


def _lines(question: Question) -> set[tuple[int, str]]:
    """Where the text has computed numbers, by line and name: not inside code that shows one."""
    answer = question.answer
    return {
        (span.line, token.meta["name"])
        for prose in (
            question.stem,
            question.hint,
            answer.points,
            answer.analysis,
            answer.followups,
        )
        for token, span in markup.walk(prose)
        if token.type == "number_open"
    }


def renew(bank: Bank) -> list[tuple[Question, str, str]]:
    """Write newly computed numbers into the question files; returns what changed."""
    changes: list[tuple[Question, str, str]] = []
    for question in bank.questions():
        if not program(question).is_file():
            continue
        numbers = compute(question)
        if isinstance(numbers, str):
            continue
        with question.path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        places = _lines(question)

        def new(
            match: re.Match[str],
            numbers: dict[str, str] = numbers,
            question: Question = question,
            places: set[tuple[int, str]] = places,
        ) -> str:
            old, name = match[1], match[2]
            line = match.string.count("\n", 0, match.start()) + 1
            value = numbers.get(name, old) if (line, name) in places else old
            if value != old:
                changes.append((question, old, value))
            return f"[{value}]{{={name}}}"

        renewed = NUMBER.sub(new, text)
        if renewed != text:
            with question.path.open("w", encoding="utf-8", newline="") as file:
                file.write(renewed)
    return changes
