"""Everything that can be said about a bank in one run: errors, lints, and what could be mended."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bankbook import manuscript, mending
from bankbook.checks import check
from bankbook.lints import lint
from bankbook.model import Bank
from bankbook.notices import BuildError, Notice


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A bank as far as it could be read (none where there is no book), and all notices in order."""

    bank: Bank | None
    notices: tuple[Notice, ...]


def diagnose(root: Path, shown: str) -> Diagnosis:
    """Examine the bank in the folder `root`, which messages call `shown`."""
    try:
        draft = manuscript.read(root, shown)
    except BuildError as error:
        return Diagnosis(None, error.notices)
    notices = set(draft.notices)
    notices.update(notice for notice in check(draft.bank) if notice.code not in draft.unknowable)
    notices.update(lint(draft.bank))
    notices.update(mending.remarks(draft.bank, shown))
    return Diagnosis(draft.bank, tuple(sorted(notices, key=Notice.sort_key)))
