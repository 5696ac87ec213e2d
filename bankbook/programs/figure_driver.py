"""Runs a script that draws a figure, and notes which files of the book it reads.

    python figure_driver.py SCRIPT PACKAGE BOOK

Started by `figures.py` as a program of its own; imports nothing of ours. The last line of its output
is a list of paths in JSON.
"""

import json
import os
import runpy
import sys
from pathlib import Path

script, package, book = (os.path.realpath(path) for path in sys.argv[1:4])
seen = {script}


def note(event: str, arguments: tuple[object, ...]) -> None:
    if event != "open":
        return
    path, _, flags = arguments
    if not isinstance(path, (str, bytes, os.PathLike)) or not isinstance(flags, int):
        return
    if flags & (os.O_WRONLY | os.O_RDWR):
        return
    found = os.path.realpath(os.fsdecode(path))
    inside = Path(os.path.relpath(found, book)).parts
    # What is hidden, or belongs to Python, is no source of a picture, even if it lies in the book.
    if any(part.startswith(".") for part in inside) or found.startswith(sys.prefix + os.sep):
        return
    if "__pycache__" not in inside:
        seen.add(found)


sys.path.insert(0, package)
sys.addaudithook(note)
try:
    runpy.run_path(script, run_name="__main__")
finally:
    print("\n" + json.dumps(sorted(path for path in seen if Path(path).is_file())))
