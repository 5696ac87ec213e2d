"""Editions built by a process of its own, so that pages need not wait; a newer change ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread

PACKAGE = Path(__file__).parent.parent.parent

#: A build steps back for what the author does at the machine.
NICE = 10
#: Seconds in which a build that is asked to stop tidies up what it was writing.
TIDY = 3


@dataclass(frozen=True, slots=True)
class Ended:
    """A build that has come to its end: its exit code, what it said, and its folder, which goes."""

    code: int
    said: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Program:
    """`bankbook` with the arguments that go before a command's own. `aside` runs it for us: quietly,
    with less of the machine, ended at once. Else it speaks to the user and may tidy up."""

    arguments: Sequence[str]
    environment: Mapping[str, str]
    aside: bool

    def start(self, more: Sequence[str], folder: Path) -> subprocess.Popen[str]:
        """Starts it in a process group of its own, with its temporary files in the folder."""
        # -P, and our own place instead: what lies in the current folder is not to be imported.
        path = os.pathsep.join(filter(None, (str(PACKAGE), self.environment.get("PYTHONPATH"))))
        place = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
        child = subprocess.Popen(
            [sys.executable, "-P", "-m", "bankbook", *self.arguments, *more],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if self.aside else None,
            stderr=subprocess.PIPE if self.aside else None,
            text=True,
            encoding="utf-8",
            errors="replace",
            env={**self.environment, **place, "PYTHONPATH": path},
            start_new_session=True,
        )
        if self.aside and hasattr(os, "setpriority"):
            with suppress(OSError):  # it has ended already
                os.setpriority(os.PRIO_PROCESS, child.pid, NICE)
        return child

    def end(self, child: subprocess.Popen[str]) -> None:
        """Ends it, and those that it started."""
        if not self.aside and child.poll() is None:
            child.terminate()
            with suppress(subprocess.TimeoutExpired):
                child.wait(TIDY)
        if child.poll() is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL) if hasattr(os, "killpg") else child.kill()
        child.wait()


class Builds:
    """One build at a time, of the newest state; in a thread, which no signal disturbs between the
    start of a process and the note that it runs."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._lock = Lock()
        self._wanted: object = None
        self._child: subprocess.Popen[str] | None = None
        self._thread: Thread | None = None

    def renew(
        self, arguments: Callable[[Path], Sequence[str]], ended: Callable[[Ended], None]
    ) -> None:
        """Builds anew, ending the build under way. `arguments` are given a folder that lasts as long
        as the build; `ended` is told, unless something newer has ended it."""
        self.stop()
        wanted = object()
        self._wanted = wanted
        self._thread = Thread(target=self._build, args=(wanted, arguments, ended))
        self._thread.start()

    def _build(
        self,
        wanted: object,
        arguments: Callable[[Path], Sequence[str]],
        ended: Callable[[Ended], None],
    ) -> None:
        # All that a build writes aside lies here, so that one that is killed leaves nothing.
        with tempfile.TemporaryDirectory(prefix="bankbook-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            with self._lock:
                if self._wanted is not wanted:
                    return
                child = self._child = self.program.start(arguments(folder), folder)
            said = (child.communicate()[1] or "").strip()
            with self._lock:
                if self._wanted is wanted:
                    ended(Ended(child.returncode, said, folder))

    def stop(self) -> None:
        """Ends the build under way, if there is one, and leaves nothing of it."""
        with self._lock:
            self._wanted = None
            if self._child:
                self.program.end(self._child)
        if self._thread and self._thread.ident:
            self._thread.join()
        self._child = self._thread = None
