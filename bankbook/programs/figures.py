"""Figures drawn by code: `figures/masks.py` draws `figures/masks.svg`.

A drawing carries a comment that names the files it was drawn from, and a digest of them: where they
have changed since, it is stale.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from bankbook import whole_file
from bankbook.model import Bank
from bankbook.programs.process import run
from bankbook.said import say

#: Figures import `bankbook.drawing`, from here whether or not the package is installed.
PACKAGE = Path(__file__).parent.parent.parent
DRIVER = Path(__file__).with_name("figure_driver.py")
STAMP = re.compile(
    rb"<!-- bankbook figures: sha256:([0-9a-f]{64}) of ([^\s>]+(?: [^\s>]+)*) -->\s*"
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A script that was run: how it failed, if it did, and whether the picture became another."""

    script: Path
    error: str
    changed: bool


def scripts(bank: Bank) -> list[Path]:
    """The programs in the bank's `figures` folders, in order; none that leads out of the book, or
    is hidden in it, as a `.venv` is."""
    return sorted(
        path
        for path in bank.root.glob("**/figures/*.py")
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(bank.root).parts)
        and _inside(bank, path)
        and _inside(bank, picture(path))
    )


def picture(script: Path) -> Path:
    """The file that a script draws."""
    return script.with_suffix(".svg")


def stale_because(bank: Bank, script: Path) -> str:
    """Why a script's picture is to be drawn again; empty where it need not be."""
    if not picture(script).is_file():
        return say("has not been drawn")
    found = STAMP.search(picture(script).read_bytes())
    if found is None:
        return say("does not say what it was drawn from")
    names = [unquote(name) for name in found[2].decode("ascii", "replace").split(" ")]
    sources = [script.parent / name for name in names]
    if script.name not in names or not all(_inside(bank, path) for path in sources):
        return say("does not say what it was drawn from")
    if gone := [path.name for path in sources if not path.is_file()]:
        return say("was drawn from `{gone}`, which is gone", gone=gone[0])
    if _digest(script.parent, sources) != found[1].decode():
        return say("is older than what it is drawn from")
    return ""


def draw(bank: Bank, everything: bool = False) -> Iterator[Drawn]:
    """Draw figures again: those that are stale, or all."""
    for script in scripts(bank):
        if not everything and not stale_because(bank, script):
            continue
        before = _bare(picture(script))
        given = [str(DRIVER), str(script), str(PACKAGE), str(bank.root)]
        outcome = run(given, script.parent)
        error = outcome.error
        if not error and not picture(script).is_file():
            error = say("it wrote no `{picture}`", picture=picture(script).name)
        if not error:
            read = [Path(path) for path in outcome.last() or ()]
            sources = [path for path in read if _inside(bank, path) and path != picture(script)]
            _stamp(script, sources)
        yield Drawn(script, error, before != _bare(picture(script)))


def _inside(bank: Bank, path: Path) -> bool:
    try:
        return path.resolve().is_relative_to(bank.root.resolve())
    except (OSError, RuntimeError):
        return False


def _bare(path: Path) -> bytes:
    """A picture without what it says of its sources; nothing where there is none."""
    return STAMP.sub(b"", path.read_bytes()) if path.is_file() else b""


def _name(folder: Path, path: Path) -> str:
    """A source's path from the script's folder, the same on every system."""
    return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()


def _digest(folder: Path, sources: list[Path]) -> str:
    """Of names and contents; line ends are those of Git's choice, and do not count."""
    digest = hashlib.sha256()
    for name, path in sorted((_name(folder, path), path) for path in sources):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _stamp(script: Path, sources: list[Path]) -> None:
    """Write the sources of a picture at its end, as XML that any reader passes over."""
    folder = script.parent
    sources = sorted(
        {*sources, script.resolve()}, key=lambda path: (path.stem != script.stem, path)
    )
    # Two hyphens would end the comment.
    names = [quote(_name(folder, path)).replace("--", "-%2D") for path in sources]
    stamp = f"<!-- bankbook figures: sha256:{_digest(folder, sources)} of {' '.join(names)} -->\n"
    bare = _bare(picture(script))
    line = b"" if bare.endswith(b"\n") else b"\n"
    whole_file.write(picture(script), bare + line + stamp.encode("ascii"))
