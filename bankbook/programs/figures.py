"""Figures drawn by code: `figures/masks.py` draws `figures/masks.svg`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bankbook.model import Bank
from bankbook.programs.process import Outcome, run

#: Figures import `bankbook.drawing`, from here whether or not the package is installed.
PACKAGE = Path(__file__).parent.parent.parent
PROGRAM = (
    "import runpy, sys; sys.path.insert(0, sys.argv[2]); "
    "runpy.run_path(sys.argv[1], run_name='__main__')"
)


def scripts(bank: Bank) -> list[Path]:
    """The programs in the bank's `figures` folders, in order."""
    return sorted(path for path in bank.root.glob("**/figures/*.py") if path.is_file())


def draw(bank: Bank) -> Iterator[tuple[Path, Outcome, bool]]:
    """Draw every figure again: its program, how that went, and whether the picture changed."""
    for script in scripts(bank):
        picture = script.with_suffix(".svg")
        before = picture.read_bytes() if picture.is_file() else b""
        outcome = run(["-c", PROGRAM, str(script), str(PACKAGE)], script.parent)
        after = picture.read_bytes() if picture.is_file() else b""
        yield script, outcome, before != after
