"""Gathering: the parts of a book put in order and joined to one PDF."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Stream, String

from bankbook.press.font_files import embed
from bankbook.press.forme import Face, Forme


@dataclass(frozen=True, slots=True)
class Section:
    """A part with the book's page that it starts on, from 0, and its pages' content streams (zlib)."""

    forme: Forme
    start: int
    streams: Sequence[bytes]


def gather(sections: Sequence[Section], faces: Sequence[Face], files: Mapping[str, bytes]) -> bytes:
    """The PDF of a book. What belongs to the whole file is taken from its first part."""
    pdf = pikepdf.open(io.BytesIO(sections[0].forme.skeleton))
    shared = {
        "/Font": pdf.make_indirect(embed(pdf, faces, files)),
        "/ColorSpace": pdf.pages[0].obj.Resources.ColorSpace,
    }
    tree = _Tags(pdf)
    sources = []
    for section in sections:
        first = section is sections[0]
        source = pdf if first else pikepdf.open(io.BytesIO(section.forme.skeleton))
        sources.append(source)
        begin = 0 if first else len(pdf.pages)
        if not first:
            with warnings.catch_warnings():  # of named destinations, which are not in skeletons
                warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
                pdf.pages.extend(source.pages)
        held: set[tuple[int, int]] = set()
        for page, content in zip(list(pdf.pages)[begin:], section.streams, strict=True):
            page.obj.Contents = pdf.make_indirect(Stream(pdf, content, Filter=Name.FlateDecode))
            _share(page.obj.Resources, shared, held)
        tree.add(source, begin, None if first else pdf.copy_foreign)
    pages = [page.obj for page in pdf.pages]
    names = {
        anchor: Array([pages[section.start + page], Name.XYZ, _point(x), _point(y), 0])
        for section in sections
        for anchor, (page, x, y) in section.forme.anchors.items()
    }
    if names:
        listed: list[object] = []
        for anchor in sorted(names):
            listed += [String(anchor), names[anchor]]
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array(listed)))
    tree.finish()
    _outline(pdf, sections)
    out = io.BytesIO()
    pdf.save(
        out,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
        compress_streams=True,
    )
    return out.getvalue()


def _point(value: float) -> float:
    return round(value, 3)


def _share(
    resources: pikepdf.Object, shared: Mapping[str, pikepdf.Object], held: set[tuple[int, int]]
) -> None:
    """Give the pages of a part, and the drawings on them, the book's fonts and colour spaces, of which
    each part has its own."""
    if resources.objgen in held:
        return
    held.add(resources.objgen)
    for name, value in shared.items():
        resources[name] = value
    for kind in ("/XObject", "/Pattern"):
        for item in resources.get(kind, {}).values():
            if "/Resources" in item:
                _share(item.Resources, shared, held)


class _Tags:
    """The tags of all parts as one tree (ISO 32000-1, 14.7)."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.on = "/StructTreeRoot" in pdf.Root
        self.kids: list[pikepdf.Object] = []
        self.nums: list[object] = []
        self.key = 0

    def add(self, source: pikepdf.Pdf, begin: int, copy: object) -> None:
        """Take over a part's tags. Its pages are in the book already, from page `begin` on."""
        if not self.on:
            return
        root = source.Root.StructTreeRoot
        document = root.K[0]
        parents = root.ParentTree
        if copy is not None:
            # The old root and document would come along by the parts' `P`.
            document = self.pdf.copy_foreign(document)
            parents = self.pdf.copy_foreign(parents)
        ours = self.pdf.Root.StructTreeRoot.K[0]
        for kid in document.K:
            kid.P = ours
            self.kids.append(kid)
        moved = self.key
        values = list(parents.Nums)
        for key, value in zip(values[::2], values[1::2], strict=True):
            self.nums += [int(key) + moved, value]
            self.key = max(self.key, int(key) + moved + 1)
        if moved:
            for page in list(self.pdf.pages)[begin:]:
                if "/StructParents" in page.obj:
                    page.obj.StructParents = int(page.obj.StructParents) + moved
                for note in page.obj.get("/Annots", ()):
                    if "/StructParent" in note:
                        note.StructParent = int(note.StructParent) + moved

    def finish(self) -> None:
        if not self.on:
            return
        root = self.pdf.Root.StructTreeRoot
        root.K[0].K = Array(self.kids)
        root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(self.nums)))
        root.ParentTreeNextKey = self.key


def _outline(pdf: pikepdf.Pdf, sections: Sequence[Section]) -> None:
    """The outline: a heading stands under the last one before it of a lower level."""
    with pdf.open_outline() as outline:
        above: list[tuple[int, list[OutlineItem]]] = [(0, outline.root)]
        for level, label, page, x, y, state in _bookmarks(sections):
            while above[-1][0] >= level:
                above.pop()
            item = OutlineItem(label, page, "XYZ", left=_point(x), top=_point(y))
            item.is_closed = state == "closed"
            above[-1][1].append(item)
            above.append((level, item.children))


def _bookmarks(sections: Sequence[Section]) -> Iterator[tuple[int, str, int, float, float, str]]:
    for section in sections:
        for level, label, page, x, y, state in section.forme.bookmarks:
            yield level, label, section.start + page, x, y, state
