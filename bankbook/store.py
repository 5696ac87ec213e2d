"""What was made before, kept by what it was made from.

A key is a digest of everything that shapes a result, so nothing here is ever out of date: what has
changed has another key. The store is one SQLite file, which two builds may use at once and which
survives being killed at any moment; what it cannot give back whole, it does not give back. It holds
pickles, so it belongs into the user's own folder and never into a book's.
"""

from __future__ import annotations

import contextlib
import hashlib
import pickle
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

#: The file's layout; another number is another file.
FILE = "kept-2.sqlite"

#: Bytes. When the store has grown to `MOST`, what was not used for longest goes, down to `LEFT`.
MOST, LEFT = 600_000_000, 400_000_000

#: When a value was used last stands apart: noting that must not write the value again.
TABLES = (
    "create table if not exists kept (key blob primary key, value blob not null, digest blob not null)",
    "create table if not exists used (key blob primary key, at integer not null) without rowid",
)


def key(kind: str, *parts: object) -> bytes:
    """The key of a result: what it is, and all that it was made from (bytes, text, numbers, tuples)."""
    digest = hashlib.blake2b(kind.encode(), digest_size=20)
    for part in parts:
        content = part if isinstance(part, bytes) else repr(part).encode()
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return digest.digest()


class Store:
    """A store in a folder, which is made when it is needed; without a folder nothing is kept.

    Nothing here raises: a store that cannot be read or written is one that has nothing.
    """

    def __init__(self, folder: Path | None = None, most: int = MOST, left: int = LEFT) -> None:
        self.path = folder / FILE if folder else None
        self.most, self.left = most, left
        self._connection: sqlite3.Connection | None = None
        self._used: set[bytes] = set()

    def get(self, key: bytes) -> Any:
        """What is kept under a key, or None."""
        query = "select value, digest from kept where key = ?"
        row = self._do(lambda connection: connection.execute(query, (key,)).fetchone())
        if row is None or _digest(row[0]) != row[1]:
            return None
        try:
            found = pickle.loads(row[0])
        except Exception:  # whatever a damaged pickle may raise
            return None
        self._used.add(key)
        return found

    def put(self, key: bytes, value: object) -> None:
        """Keep a value, which can be pickled and is not None."""
        content = pickle.dumps(value, protocol=5)
        query = "insert or replace into kept values (?, ?, ?)"
        self._do(lambda connection: connection.execute(query, (key, content, _digest(content))))
        self._used.add(key)

    def close(self) -> None:
        """Note what was used, and let go of what was not for long. The store can be used again."""
        if self._connection:
            self._do(self._settle)
        if self._connection:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def clear(self) -> int:
        """Forget everything; returns how many bytes that were."""
        self.close()
        size = 0
        for path in self._files():
            with contextlib.suppress(OSError):
                size += path.stat().st_size
                path.unlink()
        return size

    def _settle(self, connection: sqlite3.Connection) -> None:
        with connection:
            connection.execute("begin immediate")
            if self._used:
                (now,) = connection.execute("select coalesce(max(at), 0) + 1 from used").fetchone()
                note = "insert or replace into used values (?, ?)"
                connection.executemany(note, [(key, now) for key in sorted(self._used)])
                self._used.clear()
            (size,) = connection.execute(
                "select coalesce(sum(length(value)), 0) from kept"
            ).fetchone()
            if size <= self.most:
                return
            oldest = connection.execute(
                "select kept.key, length(value) from kept left join used on used.key = kept.key "
                "order by coalesce(at, 0), kept.key"
            )
            gone = []
            for key, length in oldest:
                if size <= self.left:
                    break
                gone.append((key,))
                size -= length
            connection.executemany("delete from kept where key = ?", gone)
            connection.executemany("delete from used where key = ?", gone)
        connection.execute("vacuum")

    def _files(self) -> list[Path]:
        if self.path is None:
            return []
        return [self.path, *(self.path.with_name(self.path.name + end) for end in ("-wal", "-shm"))]

    def _do(self, work: Callable[[sqlite3.Connection], Any]) -> Any:
        """Work on the database; None where that fails. A file that is no database of ours, or a
        damaged one, is put away."""
        if self.path is None:
            return None
        try:
            if self._connection is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._connection = self._connect()
            return work(self._connection)
        except sqlite3.OperationalError:  # locked, full, read-only: not damaged
            return None
        except sqlite3.DatabaseError:
            self._connection = None
            for path in self._files():
                with contextlib.suppress(OSError):
                    path.unlink()
        except OSError:
            self.path = None
        return None

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(str(self.path), timeout=5, isolation_level=None)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        for table in TABLES:
            connection.execute(table)
        return connection


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).digest()
