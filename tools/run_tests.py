"""Run the tests in two processes at once: those that read the real book, and the others.

Both wait for machines most of their time (a book is built, validators run), and share nothing but
the folders of tools. Prints what each says when both are done; exit code 1 if either fails.
"""

from __future__ import annotations

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: A test file with this reads the real book, which is built once a process.
BOOK = re.compile(r"\bdist: Path")


def main() -> int:
    files = sorted((ROOT / "tests").glob("test_*.py"))
    book = [path for path in files if BOOK.search(path.read_text(encoding="utf-8"))]
    others = [path for path in files if path not in book]
    with ThreadPoolExecutor() as pool:
        results = list(pool.map(run, (book, others)))
    for result in results:
        print(result.stdout, flush=True)
    return int(any(result.returncode for result in results))


def run(files: list[Path]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", *sys.argv[1:], *map(str, files)]
    return subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


if __name__ == "__main__":
    sys.exit(main())
