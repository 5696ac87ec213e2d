"""Every formula must be TeX that MathJax can set."""

from __future__ import annotations

from collections.abc import Iterator

from bankbook import markup
from bankbook.markup.math import TYPES, formula
from bankbook.model import Bank
from bankbook.notices import Notice
from bankbook.said import say
from bankbook.toolchain import mathjax


def tex_understood(bank: Bank) -> Iterator[Notice]:
    found = [
        (formula(token), span)
        for run in bank.prose()
        for token, span in markup.walk(run)
        if token.type in TYPES
    ]
    drawings = mathjax.draw(wanted for wanted, _ in found)
    for wanted, span in found:
        if error := drawings[wanted].error:
            shown = " ".join(wanted.tex.split())
            shown = shown if len(shown) <= 60 else shown[:57] + "…"
            problem = error[:1].lower() + error[1:]
            message = say(
                "the formula `{shown}` cannot be set: {problem}", shown=shown, problem=problem
            )
            hint = say("for a dollar sign that is not math, write `\\$`")
            yield Notice("formula-tex", span, message, hint)
