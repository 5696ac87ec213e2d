"""A book made anew: all of it or what is wrong with it, never a traceback."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bankbook import memo, pipeline
from bankbook.compose import compose
from bankbook.model import Bank, Edition
from bankbook.notices import BuildError, Notice, Span, SystemPartMissing
from bankbook.said import say
from bankbook.typeset.preview import Preview, preview

#: Rounds after which what was kept is let go of even if the book has been wrong all the time.
LONG_WRONG = 20

#: The printed editions that are shown with a bank.
Choice = Callable[[Bank], Sequence[Edition]]


@dataclass(frozen=True, slots=True)
class Renewed:
    """`bank` is None where the book is wrong, and `notices` say how; else they are remarks. `seen`
    are its pages where they were asked for."""

    bank: Bank | None
    notices: tuple[Notice, ...]
    seen: Preview | None = None


@dataclass(slots=True)
class Source:
    """The book in a folder, which messages call `shown`, with a theme; each time read faster than
    the first. `printed` chooses the printed editions."""

    root: Path
    shown: str
    theme: Path | None
    printed: Choice
    wrong: int = field(default=0, init=False)

    def check(self) -> Renewed:
        """The book as its files are now, read and checked."""
        return self._renewed(lambda: Renewed(*pipeline.load(self.root, self.shown)))

    def pages(self) -> Renewed:
        """The book as its files are now, and its pages."""
        return self._renewed(self._pages)

    def _pages(self) -> Renewed:
        bank, remarks = pipeline.load(self.root, self.shown)
        files = [edition.file for edition in self.printed(bank)]
        book = compose(bank, _edition(bank))
        seen = preview(book, pipeline.moment(bank, None), self.theme, files)
        return Renewed(bank, remarks, seen)

    def _renewed(self, work: Callable[[], Renewed]) -> Renewed:
        try:
            renewed = work()
        except BuildError as error:
            renewed = Renewed(None, error.notices)
        except SystemPartMissing as error:
            span = Span(self.shown)
            renewed = Renewed(None, (Notice("system-part", span, error.part, error.remedy),))
        except OSError as error:
            # A file that went while it was read: the next round finds it gone.
            span = Span(str(error.filename or self.shown))
            message = say("cannot be read: {error}", error=error.strerror or error)
            renewed = Renewed(None, (Notice("file-unreadable", span, message),))
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(last.filename).name}, line {last.lineno}"
            message = say(
                "Bankbook itself has failed: {name}: {error} ({place})",
                name=type(error).__name__,
                error=error,
                place=place,
            )
            notice = Notice("internal", Span(self.shown), message, say("please report it"))
            renewed = Renewed(None, (notice,))
        self.wrong = 0 if renewed.bank else self.wrong + 1
        if self.wrong % LONG_WRONG == 0:
            memo.turn()
        return renewed


def _edition(bank: Bank) -> Edition:
    """The e-book whose pages are shown: the book's first one, or a plain one where it has none."""
    found = next((edition for edition in bank.editions if edition.format == "epub"), None)
    plain = Edition("preview", "epub", "preview.epub", "appendix", False, bank.span)
    return replace(found or plain, formulas="mathml")
