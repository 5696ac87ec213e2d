"""Galley → EPUB 3, by ebooklib.

ebooklib parses documents as HTML and writes them again, which XHTML, MathML and SVG do not
survive: it gets finished bytes from us, and the things that it writes itself (package, zip) are
mended where it leaves them short: `xml:lang`, dates, the order of files.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from ebooklib import epub
from lxml import etree

from bankbook.galley import Galley
from bankbook.notices import BuildError, Notice, Span
from bankbook.press import cover_image
from bankbook.press.workshop import Workshop
from bankbook.said import say

#: The first date that a zip can hold: EPUBs carry theirs in the metadata.
EPOCH = (1980, 1, 1, 0, 0, 0)
XHTML = "application/xhtml+xml"
MATHML = "{http://www.w3.org/1998/Math/MathML}math"
SVG = "{http://www.w3.org/2000/svg}svg"


class Finished(epub.EpubItem):  # type: ignore[misc]
    """A file that goes into the book byte for byte."""

    def __init__(self, uid: str, name: str, media_type: str, content: bytes) -> None:
        super().__init__(uid=uid, file_name=name, media_type=media_type, content=content)
        self.properties: list[str] = []

    def get_content(self, default: Any = None) -> bytes:
        return bytes(self.content)


class Writer(epub.EpubWriter):  # type: ignore[misc]
    def _write_opf_file(self, root: Any) -> None:
        root.set("{http://www.w3.org/XML/1998/namespace}lang", self.book.language)
        super()._write_opf_file(root)


def press(galley: Galley, workshop: Workshop) -> bytes:
    """The EPUB of a galley. Raises BuildError where a document is not well-formed."""
    book = epub.EpubBook()
    _metadata(book, galley)
    items = _items(galley, workshop)
    _unique(items)
    for item in items:
        book.add_item(item)
    # The navigation document stands between the front matter and the first chapter.
    spine = [_uid(document.name) for document in galley.documents]
    body = next(i for i, d in enumerate(galley.documents) if d.section.startswith("chapter-"))
    book.spine = [*spine[:body], "nav", *spine[body:]]
    book.guide = [
        {"type": "cover", "title": galley.book.words("cover"), "href": "cover.xhtml"},
        {"type": "toc", "title": galley.book.words("contents"), "href": "nav.xhtml"},
        {
            "type": "text",
            "title": galley.book.words("start"),
            "href": galley.documents[body].name,
        },
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.epub"
        writer = Writer(str(path), book, {"mtime": galley.modified, "raise_exceptions": True})
        writer.process()
        writer.write()
        return _packed(path)


def _metadata(book: epub.EpubBook, galley: Galley) -> None:
    imprint = galley.book.bank.imprint
    book.set_identifier(imprint.identifier)
    book.set_title(imprint.title)
    book.set_language(imprint.language)
    for index, author in enumerate(imprint.authors, 1):
        book.add_author(author, role="aut", uid=f"creator-{index}")
    book.add_metadata("DC", "date", imprint.date)
    if imprint.publisher:
        book.add_metadata("DC", "publisher", imprint.publisher)
    if imprint.description:
        book.add_metadata("DC", "description", imprint.description)
    if imprint.rights:
        book.add_metadata("DC", "rights", imprint.rights)
    edition = galley.book.edition
    pages = next((e for e in galley.book.bank.editions if e.name == edition.of), None)
    # What EPUB Accessibility 1.1 (section 2.2, 2.3) asks for.
    book.add_metadata(
        None,
        "meta",
        "EPUB Accessibility 1.1 - WCAG 2.1 Level AA",
        {"property": "dcterms:conformsTo", "id": "conformance"},
    )
    certifier = imprint.publisher or imprint.authors[0]
    book.add_metadata(
        None, "meta", certifier, {"property": "a11y:certifiedBy", "refines": "#conformance"}
    )
    if pages:
        source = f"{imprint.identifier} ({pages.file}, {imprint.version})"
        book.add_metadata(None, "meta", source, {"property": "pageBreakSource"})
    says = galley.book.words
    for name, values in {
        "accessMode": ("textual", "visual"),
        "accessModeSufficient": ("textual",),
        "accessibilityFeature": (
            "alternativeText",
            *(("MathML",) if edition.formulas == "mathml" else ("describedMath",)),
            *(("pageBreakMarkers", "pageNavigation") if pages else ()),
            "readingOrder",
            "structuralNavigation",
            "tableOfContents",
        ),
        "accessibilityHazard": ("none",),
        "accessibilitySummary": (says("accessibility_summary"),),
    }.items():
        for value in values:
            book.add_metadata(None, "meta", value, {"property": f"schema:{name}"})
    # The cover for readings systems that know EPUB 2 only.
    book.add_metadata(None, "meta", "", {"name": "cover", "content": "cover-image"})


def _uid(name: str) -> str:
    return name.rsplit(".", 1)[0].replace("/", "-")


def _items(galley: Galley, workshop: Workshop) -> list[Finished]:
    items = []
    assert galley.navigation is not None and galley.ncx is not None
    for document in (*galley.documents, galley.navigation):
        item = Finished(_uid(document.name), document.name, XHTML, document.markup.encode())
        try:
            tree = etree.fromstring(item.content)
        except etree.XMLSyntaxError as error:
            span = Span(f"templates ({document.name})", error.lineno or 1)
            message = say("the page would not be well-formed: {msg}", msg=error.msg)
            raise BuildError([Notice("page-syntax", span, message)]) from None
        for name, tag in (("mathml", MATHML), ("svg", SVG)):
            if next(tree.iter(tag), None) is not None:
                item.properties.append(name)
        items.append(item)
    items[-1].properties.append("nav")
    ncx = Finished("ncx", galley.ncx.name, "application/x-dtbncx+xml", galley.ncx.markup.encode())
    cover = Finished("cover-image", "cover.png", "image/png", cover_image.draw(galley, workshop))
    cover.properties.append("cover-image")
    assets = [
        Finished(asset.name.replace("/", "-"), asset.name, asset.media_type, asset.content)
        for asset in (*galley.styles, *galley.pictures)
    ]
    return [*items, ncx, cover, *assets]


def _unique(items: list[Finished]) -> None:
    seen: set[str] = set()
    for item in items:
        for name in (f"id:{item.id}", f"name:{item.file_name.lower()}"):
            if name in seen:
                span, message = (
                    Span(item.file_name),
                    say("two files of the book have the {what}", what=name),
                )
                raise BuildError([Notice("file-twice", span, message)])
            seen.add(name)


def _packed(path: Path) -> bytes:
    """The zip again: `mimetype` first and stored (OCF 3.3, section 4.3), dates fixed."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        names = sorted(name for name in old.namelist() if name != "mimetype")
        for name in ("mimetype", *names):
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            new.writestr(info, old.read(name))
    return out.getvalue()
