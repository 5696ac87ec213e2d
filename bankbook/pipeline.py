"""The order of the stages: read, check, compose, typeset, press, and only then write."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bankbook import manuscript
from bankbook.checks import check
from bankbook.compose import compose
from bankbook.model import Bank, Edition
from bankbook.notices import BuildError, Notice, Severity
from bankbook.press import PRESSES
from bankbook.typeset import TYPESETTERS

Report = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """One output file and its size in bytes."""

    edition: Edition
    path: Path
    size: int


def load(root: Path, shown: str) -> tuple[Bank, tuple[Notice, ...]]:
    """Read and check a bank; returns it with its warnings.

    Raises BuildError with everything that is wrong, in files and between them, at once.
    """
    draft = manuscript.read(root, shown)
    notices = set(draft.notices)
    notices.update(notice for notice in check(draft.bank) if notice.code not in draft.unknowable)
    ordered = tuple(sorted(notices, key=Notice.sort_key))
    if any(notice.severity is Severity.ERROR for notice in ordered):
        raise BuildError(ordered)
    return draft.bank, ordered


def moment(bank: Bank, epoch: int | None) -> datetime:
    """The time that goes into the files: SOURCE_DATE_EPOCH where given, else the book's date."""
    if epoch is not None:
        return datetime.fromtimestamp(epoch, UTC)
    return datetime.fromisoformat(bank.imprint.date).replace(tzinfo=UTC)


def build(
    bank: Bank,
    editions: Iterable[Edition],
    out: Path,
    *,
    epoch: int | None = None,
    theme: Path | None = None,
    report: Report = lambda edition, stage: None,
) -> list[Built]:
    """Build editions of a bank that `load` returned into the folder `out`.

    Nothing is written before every edition is finished, and each file is written beside its place
    and then moved there: a build that fails or is killed leaves the last good book as it was.
    `report` is told each edition's name and stage. Raises BuildError, SystemPartMissing, OSError.
    """
    finished: list[tuple[Edition, bytes]] = []
    notices: list[Notice] = []
    for edition in editions:
        try:
            report(edition.name, "compose")
            book = compose(bank, edition)
            report(edition.name, "typeset")
            galley = TYPESETTERS[edition.format](book, moment(bank, epoch), theme)
            report(edition.name, "press")
            finished.append((edition, PRESSES[edition.format](galley)))
        except BuildError as error:
            notices += error.notices
    if notices:
        raise BuildError(notices)
    out.mkdir(parents=True, exist_ok=True)
    waiting: list[tuple[Path, Path]] = []
    try:
        for edition, content in finished:
            target = out / edition.file
            handle, name = tempfile.mkstemp(dir=out, prefix=f".{edition.file}.", suffix=".part")
            waiting.append((Path(name), target))
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o666 & ~_umask())
        for part, target in waiting:
            part.replace(target)
    finally:
        for part, _ in waiting:
            part.unlink(missing_ok=True)
    return [Built(edition, out / edition.file, len(content)) for edition, content in finished]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
