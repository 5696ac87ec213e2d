"""What was worked out before, by content: so that a process that reads a book again and again does
only what has changed. The ground floor: imports nothing of ours.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")

_turns: list[Callable[[], None]] = []


def memo(work: Callable[Given, Result]) -> Callable[Given, Result]:
    """The same function, which works only once for the same hashable arguments until it is let go
    (`turn`). For pure functions; nobody may change what they return. What raises is not kept."""
    fresh: dict[Any, Result] = {}
    former: dict[Any, Result] = {}

    @wraps(work)
    def recalled(*given: Given.args, **named: Given.kwargs) -> Result:
        key = (given, *named.items()) if named else given
        if key in fresh:
            return fresh[key]
        result = former[key] if key in former else work(*given, **named)
        fresh[key] = result
        return result

    def turn() -> None:
        nonlocal fresh, former
        fresh, former = {}, fresh

    _turns.append(turn)
    return recalled


def turn() -> None:
    """Let go of what nobody has asked for since the last turn. A process that lives for one run
    has no need of it; one that outlives many versions of a book would grow without end."""
    for let_go in _turns:
        let_go()
