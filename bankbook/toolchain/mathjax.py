"""TeX → SVG and MathML, by one Node process for all of a run's formulas."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass

from bankbook import toolchain
from bankbook.memo import lasting_shelf
from bankbook.notices import SystemPartMissing
from bankbook.said import say


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as the author wrote it. `display` sets it on lines of its own."""

    tex: str
    display: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A formula set: sizes in ems. `error` says what is wrong with its TeX, and then that is all."""

    svg: str = ""
    mathml: str = ""
    width: float = 0.0
    height: float = 0.0
    depth: float = 0.0
    error: str = ""


_drawn = lasting_shelf("formulas")


def draw(formulas: Iterable[Formula]) -> dict[Formula, Drawing]:
    """Every formula with its drawing. Those drawn before are not drawn again."""
    wanted = dict.fromkeys(formulas)
    missing = [formula for formula in wanted if formula not in _drawn]
    if missing:
        toolchain.package("@mathjax/src")
        request = [{"tex": formula.tex, "display": formula.display} for formula in missing]
        command = [toolchain.program("node"), str(toolchain.HERE / "math.mjs")]
        result = subprocess.run(
            [*command, str(toolchain.folder())],
            input=json.dumps(request).encode(),
            capture_output=True,
        )
        if result.returncode:
            last = result.stderr.decode(errors="replace").strip().splitlines()[-1:]
            raise SystemPartMissing(
                say("MathJax did not run: {problem}", problem="".join(last)), toolchain.REMEDY
            )
        for formula, fields in zip(missing, json.loads(result.stdout), strict=True):
            _drawn[formula] = Drawing(**fields)
    return {formula: _drawn[formula] for formula in wanted}
