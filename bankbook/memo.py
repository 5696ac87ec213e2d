"""What was worked out before, by content: so that a process that reads a book again and again, or one
that reads it after another, does only what has changed. The ground floor: imports nothing of ours.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")


class _Table:
    """What one function has given, by its arguments: asked for in this turn, and in the one before."""

    def __init__(self) -> None:
        self.fresh: dict[Any, Any] = {}
        self.former: dict[Any, Any] = {}


_tables: dict[str, _Table] = {}


def memo(work: Callable[Given, Result]) -> Callable[Given, Result]:
    """The same function, which works only once for the same hashable arguments until it is let go
    (`turn`). For pure functions; nobody may change what they return. What raises is not kept."""
    table = _tables[f"{work.__module__}.{work.__qualname__}"] = _Table()

    @wraps(work)
    def recalled(*given: Given.args, **named: Given.kwargs) -> Result:
        key = (given, *named.items()) if named else given
        fresh, former = table.fresh, table.former
        if key in fresh:
            return fresh[key]  # type: ignore[no-any-return]
        result: Result = former[key] if key in former else work(*given, **named)
        fresh[key] = result
        return result

    return recalled


def turn() -> None:
    """Let go of what nobody has asked for since the last turn. A process that lives for one run
    has no need of it; one that outlives many versions of a book would grow without end."""
    for table in _tables.values():
        table.fresh, table.former = {}, table.fresh


def noted() -> bytes | None:
    """All that this turn has asked for, for a later process (`recall`); None if all of it was there
    before."""
    if all(table.fresh.keys() <= table.former.keys() for table in _tables.values()):
        return None
    return pickle.dumps({name: table.fresh for name, table in _tables.items() if table.fresh}, 5)


def recall(notes: bytes) -> None:
    """Take over what a former process has noted. It must have been this very program."""
    for name, results in pickle.loads(notes).items():
        if name in _tables:
            _tables[name].former.update(results)
