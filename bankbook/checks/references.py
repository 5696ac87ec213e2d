"""What prose refers to must be there: sources, questions, figures, tables, formulas, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from bankbook import markup
from bankbook.markup.figure import figure_id
from bankbook.markup.link import OUTSIDE, question_file
from bankbook.model import Bank
from bankbook.notices import Notice, Span, did_you_mean
from bankbook.said import say

NAMES = {
    "q": say("question"),
    "fig": say("figure"),
    "tbl": say("table"),
    "eq": say("formula"),
}
UNDEFINED_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
#: What CommonMark's engine refuses to make a link (`javascript:`, `data:`, `file:`) stays text.
REFUSED_LINK = re.compile(r"\[[^\[\]]+\]\(([a-z][a-z0-9+.-]*:[^)\s]*)", re.IGNORECASE)
UNDEFINED_LINK = re.compile(r"\[[^\[\]]+\]\[([^\[\]]+)\]")


def sources_known(bank: Bank) -> Iterator[Notice]:
    known = {source.id: source for source in bank.sources}

    def unknown(key: str, span: Span) -> Notice:
        hint = did_you_mean(key, known) or say("add it to the bibliography")
        return Notice("source-unknown", span, say("there is no source `{key}`", key=key), hint)

    for question in bank.questions():
        for index, key in enumerate(question.sources):
            if key not in known:
                yield unknown(key, question.place("sources", index))
    for run in bank.prose():
        for token, span in markup.walk(run):
            if token.type == "citation":
                for key, _ in token.meta["items"]:
                    if key not in known:
                        yield unknown(key, span)


def _labels(bank: Bank) -> Iterator[tuple[str, Span]]:
    for run in bank.prose():
        for token, span in markup.walk(run):
            if token.type == "figure":
                yield f"fig:{figure_id(str(token.attrs['src']))}", span
            elif token.type == "table_open" and token.meta.get("id"):
                yield f"tbl:{token.meta['id']}", span
            elif token.type == "math_block_label":
                yield f"eq:{token.info}", span


def labels_once(bank: Bank) -> Iterator[Notice]:
    first: dict[str, Span] = {}
    for label, span in _labels(bank):
        if not re.fullmatch(r"[a-z]+:[a-z][a-z0-9]*(-[a-z0-9]+)*", label):
            kind, name = label.split(":", 1)
            message = say("`{name}` cannot be the name of a {thing}", name=name, thing=NAMES[kind])
            hint = say("small letters a–z, digits and hyphens, a letter first")
            yield Notice("label-form", span, message, hint)
        elif label in first:
            message = say("`{label}` is used twice", label=label)
            hint = say(
                "the first is {first}; refer to it there with `@{label}`",
                first=first[label],
                label=label,
            )
            yield Notice("label-twice", span, message, hint)
        first.setdefault(label, span)


def targets_known(bank: Bank) -> Iterator[Notice]:
    known = {f"q:{question.id}" for question in bank.questions()}
    known |= {label for label, _ in _labels(bank)}
    for run in bank.prose():
        for token, span in markup.walk(run):
            if token.type == "reference" and token.meta["target"] not in known:
                target = token.meta["target"]
                kind = target.split(":")[0]
                same = [label for label in known if label.startswith(f"{kind}:")]
                message = say(
                    "`@{target}` refers to no {thing} of this book",
                    target=target,
                    thing=NAMES[kind],
                )
                yield Notice("reference-unknown", span, message, did_you_mean(target, same))


def links_inside_the_book(bank: Bank) -> Iterator[Notice]:
    files = [question.path.name for question in bank.questions()]
    for run in bank.prose():
        for token, span in markup.walk(run):
            if token.type != "link_open":
                continue
            href = str(token.attrs.get("href", ""))
            file = question_file(href)
            if OUTSIDE.match(href) or file in files:
                continue
            message = say("the link `{href}` leads nowhere in the book", href=unquote(href))
            hint = (
                did_you_mean(file, files)
                if file
                else say("link to a question's file (`../chapter/question.md`) or to https://…")
            )
            yield Notice("link-unknown", span, message, hint)
    for run in bank.prose():
        for token, span in markup.walk(run):
            if token.type == "text":
                whole, content = span, token.content
                for match in REFUSED_LINK.finditer(content):
                    span = markup.within(run, token, whole, match[0])
                    message = say("`{text}` cannot be a link in a book", text=match[1][:60])
                    hint = say("link to https://… or to a question's file")
                    yield Notice("link-refused", span, message, hint)
                for match in UNDEFINED_LINK.finditer(content):
                    span = markup.within(run, token, whole, match[0])
                    message = say(
                        "the link label `{text}` is not defined in this file", text=match[1]
                    )
                    hint = say("add a line `[{text}]: address`", text=match[1])
                    yield Notice("link-undefined", span, message, hint)


def footnotes_defined(bank: Bank) -> Iterator[Notice]:
    for run in bank.prose():
        for token, span in markup.walk(run):
            if token.type == "text":
                for match in UNDEFINED_NOTE.finditer(token.content):
                    message = say(
                        "the footnote `[^{text}]` has no text in this section", text=match[1]
                    )
                    hint = say("add a line `[^{text}]: …` in the same section", text=match[1])
                    place = markup.within(run, token, span, match[0])
                    yield Notice("footnote-undefined", place, message, hint)
