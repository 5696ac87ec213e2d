"""The rounds: files change, pages follow, then the printed editions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bankbook.live.building import Builds, Ended
from bankbook.live.desk import Desk
from bankbook.live.renewing import Renewed, Source
from bankbook.live.watching import Look, changes, look
from bankbook.model import Edition
from bankbook.said import say


@dataclass(frozen=True, slots=True)
class Session:
    """What the rounds work with. `roots` are the folders that are watched, without those `ignored`;
    `options` go to each build; `told` hears what became of each round."""

    source: Source
    builds: Builds
    roots: tuple[Path, ...]
    ignored: tuple[Path, ...]
    options: tuple[str, ...]
    told: Callable[[Renewed], None]

    def preview(self, desk: Desk) -> None:
        """Keeps the desk up to date until a signal, which raises KeyboardInterrupt or SystemExit."""
        built: Look | None = None
        for now in changes(self.roots, self.ignored):
            renewed = self.source.pages()
            if renewed.bank is None or renewed.seen is None:
                if self._half_saved(now):
                    continue
                self.builds.stop()
                built = None
                desk.tell(renewed.notices)
            else:
                editions = self.source.printed(renewed.bank)
                desk.show(renewed.seen, renewed.notices, [edition.file for edition in editions])
                if editions and now != built:
                    desk.printing("building")
                    self._print(desk, editions)
                built = now
            self.told(renewed)

    def _print(self, desk: Desk, editions: Sequence[Edition]) -> None:
        names = [edition.name for edition in editions]
        files = [edition.file for edition in editions]

        def ended(build: Ended) -> None:
            if build.code:
                desk.printing(
                    "failed", build.said or say("ended with exit code {code}", code=build.code)
                )
            else:
                desk.printed(
                    {file: (build.folder / file).read_bytes() for file in files}, build.said
                )

        self.builds.renew(
            lambda folder: ["build", *names, *self.options, "--out", str(folder)], ended
        )

    def build(self, names: Sequence[str]) -> None:
        """Builds editions anew after each change until a signal, which raises KeyboardInterrupt or
        SystemExit. What is wrong with the book is told at once, the rest by the build itself."""
        for now in changes(self.roots, self.ignored):
            self.builds.stop()
            renewed = self.source.check()
            if renewed.bank is None and self._half_saved(now):
                continue
            self.told(renewed)
            if renewed.bank:
                self.builds.renew(lambda _: ["build", *names, *self.options], lambda _: None)

    def _half_saved(self, now: Look) -> bool:
        """Whether the files have changed since: then the next round, which is due, sees them whole."""
        return look(self.roots, self.ignored) != now
