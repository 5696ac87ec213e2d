"""What was worked out before, by content: so that a process that reads a book again and again, or one
that reads it after another, does only what has changed. The ground floor: imports nothing of ours.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

#: One of so many is too little to note everything anew.
LITTLE = 20

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Shelf:
    """What one function has given, by its arguments: asked for in this turn, and in the one before."""

    def __init__(self) -> None:
        self.fresh: dict[Any, Any] = {}
        self.former: dict[Any, Any] = {}

    def __contains__(self, key: Any) -> bool:
        return key in self.fresh or key in self.former

    def __getitem__(self, key: Any) -> Any:
        """What is kept under a key, which is thereby asked for. Raises KeyError."""
        if key not in self.fresh:
            self.fresh[key] = self.former[key]
        return self.fresh[key]

    def __setitem__(self, key: Any, value: Any) -> None:
        self.fresh[key] = value


_tables: dict[str, Shelf] = {}
_lasting: set[str] = set()


def memo(work: Callable[Given, Result]) -> Callable[Given, Result]:
    """The same function, which works only once for the same hashable arguments until it is let go
    (`turn`). For pure functions; nobody may change what they return. What raises is not kept."""
    table = _tables[f"{work.__module__}.{work.__qualname__}"] = Shelf()

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


def lasting(work: Callable[Given, Result]) -> Callable[Given, Result]:
    """Like `memo`, and noted for a later process: arguments and results can be pickled, and are worth
    it."""
    _lasting.add(f"{work.__module__}.{work.__qualname__}")
    return memo(work)


def lasting_shelf(name: str) -> Shelf:
    """A shelf for a function that works on many arguments at once, and so keeps them itself."""
    _lasting.add(name)
    return _tables.setdefault(name, Shelf())


def turn() -> None:
    """Let go of what nobody has asked for since the last turn. A process that lives for one run
    has no need of it; one that outlives many versions of a book would grow without end."""
    for table in _tables.values():
        table.fresh, table.former = {}, table.fresh


def noted() -> bytes | None:
    """What this turn has asked of lasting functions, for a later process (`recall`). None if so little of it is
    new that it is sooner worked out again."""
    tables = {name: _tables[name] for name in sorted(_lasting)}
    new = sum(len(table.fresh.keys() - table.former.keys()) for table in tables.values())
    if new <= sum(len(table.fresh) for table in tables.values()) / LITTLE:
        return None
    return pickle.dumps({name: table.fresh for name, table in tables.items()}, protocol=5)


def recall(notes: bytes) -> None:
    """Take over what a former process has noted. It must have been this very program."""
    for name, results in pickle.loads(notes).items():
        if name in _lasting:
            _tables[name].former.update(results)
