"""Where the time of a build went."""

from __future__ import annotations

import time
from collections.abc import Callable

from rich.cells import set_cell_size

from bankbook.said import say

#: What the stages are called, in the order in which they come.
STAGES = {
    "start": say("look for what is there"),
    "read": say("read and check the bank"),
    "compose": say("plan"),
    "typeset": say("set the text"),
    "press": say("look for parts made before"),
    "make up": say("make up the pages"),
    "bind": say("fill in page numbers"),
    "fonts": say("cut the fonts"),
    "gather": say("join the parts"),
    "finish": say("finish and write the files"),
    "keep": say("keep what was made"),
}


class Timings:
    """A clock that is told when each stage begins. A stage of several editions counts together."""

    def __init__(self) -> None:
        self._stage, self._since = "start", time.perf_counter()
        self._seconds: dict[str, float] = {}
        self._parts = ""

    def __call__(self, stage: str) -> None:
        now = time.perf_counter()
        self._seconds[self._stage] = self._seconds.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = stage, now

    def parts(self, made: int, found: int) -> None:
        """How many parts of books were made up, and how many were there from earlier builds."""
        self._parts = say("{made} made up, {found} from earlier builds", made=made, found=found)

    def table(self, translated: Callable[[str], str]) -> str:
        """A line a stage: its name, seconds and share."""
        whole = sum(self._seconds.values()) or 1.0
        lines = [
            f"{_wide(translated(STAGES.get(stage, stage)))} {seconds:8.2f} s {seconds / whole:6.1%}"
            for stage, seconds in self._seconds.items()
        ]
        lines.append(f"{_wide(translated(say('all')))} {whole:8.2f} s")
        if self._parts:
            lines.append(f"{_wide(translated(say('parts')))} {translated(self._parts)}")
        return "\n".join(lines)


def _wide(name: str) -> str:
    """A name in a column: a Chinese character is as wide as two Latin ones."""
    return set_cell_size(name, 28)
