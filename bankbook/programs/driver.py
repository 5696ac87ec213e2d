"""Runs a question's code under limits, block by block.

Started by `sandbox.py` as a program of its own in a scratch folder; imports nothing of ours. Reads
{blocks, limits} as JSON; writes a line of JSON a block that ended well, {"output": …}, and one for
the block that failed, {"error": …}.
"""

import contextlib
import io
import json
import os
import sys
import traceback

#: Characters that a block may print.
MOST = 1_000_000
#: Bytes that a file may have.
LARGEST_FILE = 64 * 1024 * 1024
NETWORK = (
    "socket.bind",
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyaddr",
    "socket.gethostbyname",
    "socket.getnameinfo",
    "socket.sendmsg",
    "socket.sendto",
)


class Printed(io.StringIO):
    """What a block prints, as far as anybody would read it."""

    def write(self, text: str) -> int:
        if self.tell() + len(text) > MOST:
            raise OverflowError(f"the code prints more than {MOST:,} characters")
        return super().write(text)


def limit(seconds: int, megabytes: int) -> None:
    """Bound this process's computing time, memory and files, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the time is bounded by who started us
        return
    for what, most in (
        ("RLIMIT_CPU", seconds),
        ("RLIMIT_AS", megabytes * 1024 * 1024),
        ("RLIMIT_FSIZE", LARGEST_FILE),
        ("RLIMIT_CORE", 0),
    ):
        number = getattr(resource, what)
        _, hard = resource.getrlimit(number)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(number, (most, most))


def deny(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse Python's own ways to a network, with words that say why."""
    if event not in NETWORK:
        return
    import socket

    first = arguments[0] if arguments else None
    if isinstance(first, socket.socket) and first.family not in (socket.AF_INET, socket.AF_INET6):
        return  # a process's talk with itself, as asyncio has it
    raise PermissionError("the code of a book has no network")


def main() -> None:
    asked = json.load(sys.stdin)
    # What the code, and programs that it starts, write to the terminal is not an answer to us.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    limit(**asked["limits"])
    sys.addaudithook(deny)
    namespace: dict[str, object] = {"__name__": "__main__"}
    for name, source in asked["blocks"]:
        out = Printed()
        try:
            with contextlib.redirect_stdout(out):
                exec(compile(source, name, "exec"), namespace)
        except BaseException:
            lines = traceback.format_exc().strip().splitlines()
            frames = [line.strip() for line in lines if name in line]
            error = f"{frames[-1] if frames else name}: {lines[-1]}"
            print(json.dumps({"error": error}), file=answers, flush=True)
            break
        print(json.dumps({"output": out.getvalue()}), file=answers, flush=True)


main()
