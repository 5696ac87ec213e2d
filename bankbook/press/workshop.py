"""The workshop: who makes up the parts of a book, and what is kept of it from build to build."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bankbook import provenance
from bankbook.notices import SystemPartMissing
from bankbook.press import font_files
from bankbook.press.forme import Face, Forme, Order
from bankbook.said import say
from bankbook.store import Store, key
from bankbook.workers import Workers

NO_PANGO = say("Pango, which lays out the pages, is not installed")
INSTALL = say(
    """Install it, then try again:
    Debian, Ubuntu:  sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0
    Fedora:          sudo dnf install pango
    macOS:           brew install pango
    Windows:         pacman -S mingw-w64-x86_64-pango   (in MSYS2)"""
)


def make_up(order: Order) -> Forme:
    """Make up a part, in the process that is asked. Raises BuildError, SystemPartMissing."""
    try:
        from bankbook.press import makeup
    except OSError as error:  # WeasyPrint's C libraries, which pip does not bring
        raise SystemPartMissing(NO_PANGO, INSTALL) from error
    return makeup.make_up(order)


@dataclass
class Workshop:
    """Makes up parts by its workers, unless its store has them. `version` stands for all of the program
    and the system that shapes pages besides an order; `stage` is told what begins."""

    workers: Workers = field(default_factory=Workers)
    store: Store = field(default_factory=Store)
    version: bytes = b""
    stage: Callable[[str], None] = lambda stage: None
    #: How many parts were made up, and how many were there.
    made: int = 0
    found: int = 0

    def make_up(self, orders: Sequence[Order], anew: bool = False) -> list[Forme]:
        """The formes of parts. `anew` does not look for them in the store."""
        keys = [self.key(order) for order in orders]
        formes: dict[int, Forme] = {}
        if not anew:
            for index, order_key in enumerate(keys):
                if (forme := self.store.get(order_key)) is not None:
                    formes[index] = forme
        self.found += len(formes)
        if len(formes) < len(orders) and not provenance.pango():
            raise SystemPartMissing(NO_PANGO, INSTALL)
        missing = [index for index in range(len(orders)) if index not in formes]
        self.made += len(missing)
        self.stage("make up")
        wanted = [orders[index] for index in missing]
        for index, forme in self.workers.map(make_up, wanted, lambda order: len(order.markup)):
            formes[missing[index]] = forme
            self.store.put(keys[missing[index]], forme)
        return [formes[index] for index in range(len(orders))]

    def key(self, order: Order) -> bytes:
        """The key of all that shapes an order's pages."""
        assets = (*order.styles, *order.pictures)
        return key(
            "forme",
            self.version,
            order.name,
            order.markup,
            order.mirrored,
            order.goes_on,
            order.options,
            order.label,
            *(part for asset in assets for part in (asset.name, asset.media_type, asset.content)),
        )

    def fonts(self, faces: Sequence[Face]) -> dict[str, bytes]:
        """The font files of a book, by the faces' keys."""
        self.stage("fonts")
        files = {}
        for face in faces:
            glyphs = tuple(face.glyphs)
            font_key = key("font", self.version, face.file, glyphs)
            content = self.store.get(font_key)
            if content is None:
                content = font_files.cut(face.file, glyphs)
                self.store.put(font_key, content)
            files[face.key] = content
        return files
