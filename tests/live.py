"""What the tests of `serve` and `watch` share: the program while it runs, and a browser."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from tests.conftest import ROOT, TESTS

READERS = ROOT / ".venv" / "readers"


def until(true: Callable[[], Any], seconds: float = 30) -> Any:
    """What `true` gives as soon as it is something."""
    end = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.02)
    return found


class Running:
    """The program, running. `said` is what it has printed so far on either stream."""

    def __init__(self, *arguments: object, cwd: Path = ROOT, **more: str) -> None:
        self.lines: list[str] = []
        self.child = subprocess.Popen(
            [sys.executable, "-m", "bankbook", *map(str, arguments)],
            cwd=cwd,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONPATH": str(ROOT)} | more,
        )
        self.reader = Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.child.stdout
        self.lines.extend(iter(self.child.stdout.readline, ""))

    @property
    def said(self) -> str:
        return "".join(self.lines)

    def says(self, pattern: str) -> re.Match[str]:
        """Waits until it has said something like this."""

        def look() -> re.Match[str] | None:
            found = re.search(pattern, self.said)
            assert found or self.child.poll() is None, self.said
            return found

        found: re.Match[str] = until(look)
        return found

    @property
    def port(self) -> int:
        return int(self.says(r"http://127\.0\.0\.1:(\d+)/ ")[1])

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Ends it with a signal; its exit code."""
        self.child.send_signal(number)
        code = self.child.wait(15)
        self.reader.join(5)
        return code

    def get(self, path: str, host: str | None = None, method: str = "GET") -> tuple[int, bytes]:
        """The status and the body of an answer; the path goes out as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        if host != "":
            connection.putheader("Host", host or f"127.0.0.1:{self.port}")
        connection.endheaders()
        answer = connection.getresponse()
        found = answer.status, answer.read()
        connection.close()
        return found

    def revision(self) -> int:
        """How often there has been something new to see."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", "/-/events")
        line = connection.getresponse().readline()
        connection.close()
        return int(line.removeprefix(b"data: "))


@contextmanager
def running(*arguments: object, **more: Any) -> Iterator[Running]:
    """The program for as long as the block lasts."""
    program = Running(*arguments, **more)
    try:
        yield program
    finally:
        if program.child.poll() is None:
            try:
                program.stop()
            except subprocess.TimeoutExpired:
                program.child.kill()
                raise


class Browser:
    """Headless Chromium. Each method is a line to `browse.mjs`."""

    def __init__(self) -> None:
        chromium = shutil.which("chromium")
        assert chromium and READERS.is_dir(), "a reader is missing: run `make setup-test`"
        environment = os.environ.copy()
        environment.pop("FONTCONFIG_FILE", None)  # the press's own, without fonts
        self.child = subprocess.Popen(
            ["node", TESTS / "browse.mjs", READERS, chromium],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment,
        )

    def _do(self, deed: str, given: object = None) -> Any:
        assert self.child.stdin and self.child.stdout
        self.child.stdin.write(json.dumps({deed: given}) + "\n")
        self.child.stdin.flush()
        answer = json.loads(self.child.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer["value"]

    def goto(self, url: str) -> int:
        return int(self._do("goto", url))

    def run(self, code: str) -> Any:
        return self._do("run", code)

    def until(self, code: str) -> Any:
        return self._do("until", code)

    def sees(self, text: str, where: str = "body") -> None:
        """Waits until the text stands in the page."""
        self.until(
            f"document.querySelector({json.dumps(where)})?.textContent.includes({json.dumps(text)})"
        )

    def lacks(self, selector: str) -> None:
        """Waits until nothing of this kind is in the page."""
        self.until(f"!document.querySelector({json.dumps(selector)})")

    def text(self, selector: str) -> str:
        return str(self.run(f"document.querySelector({json.dumps(selector)}).textContent"))

    def dblclick(self, selector: str) -> None:
        self._do("dblclick", selector)

    def press(self, key: str) -> None:
        self._do("press", key)

    def errors(self) -> list[str]:
        return list(self._do("errors"))

    def close(self) -> None:
        assert self.child.stdin
        self.child.stdin.close()
        self.child.wait(20)
