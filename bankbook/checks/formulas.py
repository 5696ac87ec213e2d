"""Every formula must be TeX that MathJax can set."""

from __future__ import annotations

from collections.abc import Iterator

from bankbook import markup
from bankbook.markup.math import TYPES, formula
from bankbook.model import Bank
from bankbook.notices import Notice
from bankbook.said import recognised, say
from bankbook.toolchain import mathjax

#: What MathJax says most often.
PROBLEMS = (
    say("undefined control sequence {sign}", sign="\\x"),
    say("missing close brace"),
    say("missing \\end{{{name}}}", name="x"),
    say("extra close brace or missing open brace"),
    say("missing argument for {sign}", sign="\\x"),
    say("unknown environment '{name}'", name="x"),
    say("double exponent: use braces to clarify"),
    say("double subscripts: use braces to clarify"),
)


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
            problem = recognised(error[:1].lower() + error[1:], PROBLEMS)
            message = say(
                "the formula `{shown}` cannot be set: {problem}", shown=shown, problem=problem
            )
            hint = say("for a dollar sign that is not math, write `\\$`")
            yield Notice("formula-tex", span, message, hint)
