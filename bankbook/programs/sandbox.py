"""A process apart for the code of a book: bounded time and memory, no network, a scratch folder.

It keeps an author's mistake from filling the machine, and code from telling anybody anything. It is
no prison: the code runs as the author, and can read and write what the author can.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bankbook.said import say

DRIVER = Path(__file__).with_name("driver.py")
#: Words of an error are its last.
WORDS = 2000
#: A library with a thread a core would ask for their memory at once.
SINGLE = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one question's code may take."""

    seconds: int = 60
    megabytes: int = 2048


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: what each block printed that ended well; then, if one did not, its `error`.
    `stopped` says that it was the limits, or the code itself, that ended the process."""

    outputs: tuple[str, ...]
    error: str = ""
    stopped: bool = False


@cache
def namespace() -> tuple[str, ...]:
    """The command that gives a process a network of its own, without a way out; empty where the
    system has none, or does not let this user have one."""
    program = shutil.which("unshare")
    if not sys.platform.startswith("linux") or program is None:
        return ()
    command = (program, "--net", "--map-root-user")
    tried = subprocess.run([*command, "true"], capture_output=True)
    return command if tried.returncode == 0 else ()


def weaker_because() -> str:
    """What of the walls this system cannot give, for people; empty where it gives all."""
    if os.name == "nt":
        return say(
            "on Windows the memory of the code is not limited, and only Python's own sockets are"
        )
    if not namespace():
        return say(
            "the code is kept from the network by Python only, which programs that it starts are "
            "not: `unshare --net --map-root-user` does not work here"
        )
    return ""


class Sandbox:
    """Runs code; `stop` ends what is still running, for good."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.closed = False
        self.running: set[subprocess.Popen[bytes]] = set()

    def run(self, blocks: list[tuple[str, str]]) -> Ended:
        """Run blocks of Python, each a name and its source, one after another in one process."""
        with tempfile.TemporaryDirectory(prefix="bankbook-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            scratch = folder / "scratch"
            scratch.mkdir()
            limits = {"seconds": self.limits.seconds + 1, "megabytes": self.limits.megabytes}
            (folder / "asked").write_text(
                json.dumps({"blocks": blocks, "limits": limits}), encoding="utf-8"
            )
            # Files, not pipes: what a child of the code holds open keeps nobody waiting.
            with (
                (folder / "asked").open("rb") as asked,
                (folder / "told").open("wb") as told,
                (folder / "errors").open("wb") as errors,
            ):
                process = subprocess.Popen(
                    [*namespace(), sys.executable, "-I", "-B", "-X", "utf8", str(DRIVER)],
                    cwd=scratch,
                    stdin=asked,
                    stdout=told,
                    stderr=errors,
                    env=_environment(scratch),
                    start_new_session=True,
                )
                self.running.add(process)
                try:
                    process.wait(0 if self.closed else self.limits.seconds)
                    late = False
                except subprocess.TimeoutExpired:
                    late = True
                finally:
                    _kill(process)
                    self.running.discard(process)
            return self._ended(folder, process.returncode, late)

    def stop(self) -> None:
        self.closed = True
        for process in tuple(self.running):
            _kill(process)

    def _ended(self, folder: Path, code: int, late: bool) -> Ended:
        outputs: list[str] = []
        for line in _answers(folder / "told"):
            if "error" in line:
                return Ended(tuple(outputs), str(line["error"]))
            outputs.append(str(line.get("output")))
        if late or (os.name != "nt" and code == -signal.SIGXCPU):
            seconds = self.limits.seconds
            error: str = (
                say("stopped after 1 second")
                if seconds == 1
                else say("stopped after {seconds} seconds", seconds=seconds)
            )
        elif code < 0:
            error = say("ended by {signal}", signal=signal.Signals(-code).name)
        elif code:
            said = (folder / "errors").read_text(encoding="utf-8", errors="replace")
            error = said.strip()[-WORDS:].splitlines()[-1:][0] if said.strip() else ""
            error = error or say("ended with exit code {code}", code=code)
        else:
            error = ""
        return Ended(tuple(outputs), error, stopped=bool(error))


def _answers(path: Path) -> list[dict[str, Any]]:
    found = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        with contextlib.suppress(ValueError):
            value = json.loads(line)
            if isinstance(value, dict):
                found.append(value)
    return found


def _environment(scratch: Path) -> dict[str, str]:
    """Nothing of the author's but where programs are: no keys, no proxies, no home."""
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT") if key in os.environ}
    folder = str(scratch)
    own = {"HOME": folder, "TMPDIR": folder, "TEMP": folder, "TMP": folder, "LANG": "C.UTF-8"}
    return kept | own | {"PYTHONHASHSEED": "0"} | dict.fromkeys(SINGLE, "1")


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and those that it left behind."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if os.name == "nt":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
