"""A PDF for everyone: PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) at once.

WeasyPrint can claim one of the two. The other's claim is metadata as well, which PDF/A wants
described (6.6.2.3), and a few details of the tags.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

import pikepdf

from bankbook.compose import Book, ContentsLine

OPTIONS = {"pdf_variant": "pdf/a-2a"}

CLAIM = b"""<rdf:Description rdf:about="" pdfuaid:part="1"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
 <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
  <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
   <pdfaProperty:name>part</pdfaProperty:name>
   <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
   <pdfaProperty:category>internal</pdfaProperty:category>
   <pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
 </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>"""


def finish(content: bytes, book: Book) -> bytes:
    """The file with the claim of PDF/UA, and each link described (ISO 14289-1, 7.18.5)."""
    names = dict(_names(book))
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        metadata = pdf.Root.Metadata
        metadata.write(metadata.read_bytes().replace(b"</rdf:RDF>", CLAIM, 1))
        for page in pdf.pages:
            for note in page.get("/Annots", ()):
                if note.get("/Subtype") == "/Link":
                    note.Contents = pikepdf.String(_target(note, names))
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _target(note: pikepdf.Object, names: Mapping[str, str]) -> str:
    if "/A" in note and "/URI" in note.A:
        return str(note.A.URI)
    anchor = str(note.get("/Dest", ""))
    return names.get(anchor, anchor)


def _names(book: Book) -> Iterator[tuple[str, str]]:
    """What each anchor of the book is called."""

    def walk(lines: tuple[ContentsLine, ...]) -> Iterator[tuple[str, str]]:
        for line in lines:
            yield line.anchor, f"{line.number} {line.title}".strip()
            yield from walk(line.children)

    yield from walk(book.contents)
    for label in book.labels.values():
        if not label.answer:
            yield label.anchor, label.text
    for number, source in enumerate(book.references, 1):
        yield f"source-{number}", f"[{number}] {source.title}"
