"""What is to be seen: the last good pages, what is wrong, how the printed editions stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Condition

from bankbook.galley import Asset
from bankbook.notices import Notice
from bankbook.said import translated
from bankbook.typeset import preview
from bankbook.typeset.preview import Preview, Printed

XHTML = "application/xhtml+xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class File:
    """What an address gives. A page has a place for the state of things."""

    media_type: str
    content: bytes
    page: bool = False


class Desk:
    """The one thing that the rounds, the builds and the server's threads share. `revision` grows
    with each change; `changed` waits for the next."""

    def __init__(self, language: str = "en") -> None:
        """`language` is that of what is said to the author (`said.LANGUAGES`)."""
        self.language = language
        self._turn = Condition()
        self._closed = False
        self._seen: Preview | None = None
        self._notices: tuple[Notice, ...] = ()
        self._printed: tuple[Printed, ...] = ()
        self._files: Mapping[str, File] = {}
        self._built: dict[str, File] = {}
        self._state = ""
        self.revision = 0
        with self._turn:
            self._renew(preview.empty())

    def show(self, seen: Preview, notices: Sequence[Notice], files: Sequence[str]) -> None:
        """New pages, and the files of the printed editions that go with them."""
        with self._turn:
            before = {item.file: item for item in self._printed}
            printed = tuple(before.get(file, Printed(file, "building")) for file in files)
            self._built = {file: self._built[file] for file in files if file in self._built}
            if (seen, tuple(notices), printed) == (self._seen, self._notices, self._printed):
                return
            self._seen, self._notices, self._printed = seen, tuple(notices), printed
            self._renew(seen)

    def tell(self, notices: Sequence[Notice]) -> None:
        """The book is wrong: the last good pages stay, with what is to mend above them."""
        with self._turn:
            printed = tuple(
                replace(item, state="stale" if item.digest else "waiting") for item in self._printed
            )
            if (tuple(notices), printed) != (self._notices, self._printed):
                self._notices, self._printed = tuple(notices), printed
                self._renew()

    def printing(self, state: str, said: str = "") -> None:
        """How all printed editions stand: they are built together."""
        with self._turn:
            said = translated(said, self.language)
            self._printed = tuple(replace(i, state=state, said=said) for i in self._printed)
            self._renew()

    def printed(self, contents: Mapping[str, bytes], said: str) -> None:
        """The printed editions are built: file name → bytes."""
        with self._turn:
            built = {file: Asset(file, "application/pdf", contents[file]) for file in contents}
            self._built |= {
                file: File(made.media_type, made.content) for file, made in built.items()
            }
            self._printed = tuple(
                replace(item, state="current", said=said, digest=built[item.file].digest)
                if item.file in contents
                else item
                for item in self._printed
            )
            self._renew()

    def _renew(self, seen: Preview | None = None) -> None:
        if seen:
            pages = {page.name: File(XHTML, page.markup.encode(), page=True) for page in seen.pages}
            assets = {asset.name: File(asset.media_type, asset.content) for asset in seen.assets}
            self._files = pages | assets
        self._state = preview.state(
            self._seen,
            [notice.translated(self.language) for notice in self._notices],
            self._printed,
            self.language,
        )
        self.revision += 1
        self._turn.notify_all()

    def file(self, name: str) -> File | None:
        """What stands under a name, a page with the state of things; nothing else is ever served."""
        with self._turn:
            found = self._files.get(name) or self._built.get(name)
            if self._seen is None and not found and name.endswith(".xhtml"):
                found = self._files[preview.CONTENTS]  # until it is there
            state = self._state
        if found and found.page:
            mark = preview.STATE.encode()
            return replace(found, content=found.content.replace(mark, state.encode(), 1))
        return found

    def awaits(self, name: str) -> bool:
        """Whether a printed edition of this name is still to be built."""
        return any(item.file == name for item in self._printed)

    def changed(self, since: int, seconds: float) -> int | None:
        """Waits until the revision is another than `since`, or for so many seconds. Returns the
        revision, or None when there will be no more."""
        with self._turn:
            self._turn.wait_for(lambda: self._closed or self.revision != since, seconds)
            return None if self._closed else self.revision

    def close(self) -> None:
        """Let all who wait go."""
        with self._turn:
            self._closed = True
            self._turn.notify_all()
