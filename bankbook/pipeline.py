"""The order of the stages: read, check, compose, typeset, press, and only then write."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from bankbook import manuscript, press
from bankbook.checks import check
from bankbook.compose import compose
from bankbook.galley import Impression
from bankbook.model import Bank, Edition
from bankbook.notices import BuildError, Notice, Severity
from bankbook.press import PRESSES
from bankbook.press.workshop import Workshop
from bankbook.typeset import COVER, TYPESETTERS

Report = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """One output file, its size in bytes, and what is to be remarked on its pages."""

    edition: Edition
    path: Path
    size: int
    notices: tuple[Notice, ...] = ()


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


@dataclass
class _Works:
    """One run's editions, each made once: a cover or a booklet is made from another."""

    bank: Bank
    modified: datetime
    theme: Path | None
    report: Report
    workshop: Workshop
    made: dict[str, Impression] = field(default_factory=dict)

    def make(self, edition: Edition) -> Impression:
        if edition.name not in self.made:
            self.made[edition.name] = self._make(edition)
        return self.made[edition.name]

    def _make(self, edition: Edition) -> Impression:
        base = next((other for other in self.bank.editions if other.name == edition.of), None)
        if base and edition.format == "pdf":
            pages = self.make(base).content
            self.report(edition.name, "press")
            if edition.design == "booklet":
                return press.booklet(pages, edition.signature)
            covered = replace(base, caliper=edition.caliper)
            book = compose(self.bank, covered)
            count = press.page_count(pages)
            return press.cover(COVER(book, self.modified, self.theme, count), self.workshop)
        starts = self.make(base).pages if base else ()
        self.report(edition.name, "compose")
        book = compose(self.bank, edition)
        self.report(edition.name, "typeset")
        galley = TYPESETTERS[edition.format](book, self.modified, self.theme, starts)
        self.report(edition.name, "press")
        return PRESSES[edition.format](galley, self.workshop)


def build(
    bank: Bank,
    editions: Iterable[Edition],
    out: Path,
    *,
    epoch: int | None = None,
    theme: Path | None = None,
    report: Report = lambda edition, stage: None,
    workshop: Workshop | None = None,
) -> list[Built]:
    """Build editions of a bank that `load` returned into the folder `out`.

    Nothing is written before every edition is finished, and each file is written beside its place
    and then moved there: a build that fails or is killed leaves the last good book as it was.
    `report` is told each edition's name and stage; `workshop` makes up the pages. Raises BuildError, SystemPartMissing, OSError.
    """
    works = _Works(bank, moment(bank, epoch), theme, report, workshop or Workshop())
    finished: list[tuple[Edition, Impression]] = []
    notices: list[Notice] = []
    for edition in editions:
        try:
            finished.append((edition, works.make(edition)))
        except BuildError as error:
            notices += error.notices
    if notices:
        raise BuildError(notices)
    works.workshop.stage("finish")
    out.mkdir(parents=True, exist_ok=True)
    waiting: list[tuple[Path, Path]] = []
    try:
        for edition, impression in finished:
            target = out / edition.file
            handle, name = tempfile.mkstemp(dir=out, prefix=f".{edition.file}.", suffix=".part")
            waiting.append((Path(name), target))
            with os.fdopen(handle, "wb") as file:
                file.write(impression.content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o666 & ~_umask())
        for part, target in waiting:
            part.replace(target)
    finally:
        for part, _ in waiting:
            part.unlink(missing_ok=True)
    return [
        Built(edition, out / edition.file, len(impression.content), impression.notices)
        for edition, impression in finished
    ]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
