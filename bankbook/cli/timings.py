"""Where the time of a build went."""

from __future__ import annotations

import time

#: What the stages are called, in the order in which they come.
STAGES = {
    "start": "look for what is there",
    "read": "read and check the bank",
    "compose": "plan",
    "typeset": "set the text",
    "press": "look for parts made before",
    "make up": "make up the pages",
    "bind": "fill in page numbers",
    "fonts": "cut the fonts",
    "gather": "join the parts",
    "finish": "finish and write the files",
    "keep": "keep what was made",
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
        self._parts = f"{made} made up, {found} from earlier builds"

    def table(self) -> str:
        """A line a stage: its name, seconds and share."""
        whole = sum(self._seconds.values()) or 1.0
        lines = [
            f"{STAGES.get(stage, stage):28} {seconds:8.2f} s {seconds / whole:6.1%}"
            for stage, seconds in self._seconds.items()
        ]
        lines.append(f"{'all':28} {whole:8.2f} s")
        if self._parts:
            lines.append(f"{'parts':28} {self._parts}")
        return "\n".join(lines)
