"""The book's fonts as they go into a PDF: of each one file, with the glyphs that the book uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

import pikepdf
import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name, Stream, String

from bankbook.fonts import FONTS
from bankbook.press.forme import Face

#: Tables that a PDF has no use for: they shape and place text, which is done.
DROPPED = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "VORG", "vhea", "vmtx")

CMAP_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry (Adobe)
/Ordering (UCS)
/Supplement 0
>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
Value = TypeVar("Value")

CMAP_TAIL = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"


def merged(faces: Iterable[Face]) -> tuple[Face, ...]:
    """The faces of all parts of a book, each once, with the glyphs of all."""
    found: dict[str, Face] = {}
    glyphs: dict[str, dict[int, str]] = {}
    widths: dict[str, dict[int, int]] = {}
    for face in faces:
        found.setdefault(face.key, face)
        for glyph, text in face.glyphs.items():
            glyphs.setdefault(face.key, {}).setdefault(glyph, text)
        widths.setdefault(face.key, {}).update(face.widths)
    return tuple(
        Face(key, face.file, face.record, _sorted(glyphs[key]), _sorted(widths[key]))
        for key, face in sorted(found.items())
    )


def _sorted(values: Mapping[int, Value]) -> dict[int, Value]:
    return dict(sorted(values.items()))


def cut(file: int, glyphs: tuple[int, ...]) -> bytes:
    """A font file of ours with only these glyphs in it, at their numbers."""
    face = hb.Face(hb.Blob.from_file_path(str(FONTS[file].path)))
    wanted = hb.SubsetInput()
    wanted.glyph_set.set(glyphs)
    wanted.drop_table_tag_set.update({hb_tag(name) for name in DROPPED})
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING
    return bytes(hb.subset(face, wanted).blob.data)


def hb_tag(name: str) -> int:
    """A table's tag as HarfBuzz counts it."""
    return int.from_bytes(name.encode(), "big")


def embed(pdf: pikepdf.Pdf, faces: Iterable[Face], files: Mapping[str, bytes]) -> Dictionary:
    """Put fonts into a PDF; returns the dictionary by which pages name them (ISO 32000-1, 9.7)."""
    found = Dictionary()
    for face in faces:
        found[f"/{face.key}"] = pdf.make_indirect(_font(pdf, face, files[face.key]))
    return found


def _font(pdf: pikepdf.Pdf, face: Face, content: bytes) -> Dictionary:
    record = dict(face.record)
    name = Name(f"/{record['name']}")
    file = Stream(pdf, content, Length1=len(content))
    widest = max(face.widths.values(), default=0)
    flags = int(str(record["flags"]))
    if len(face.widths) > 1 and len(set(face.widths.values())) == 1:
        flags |= 1  # FixedPitch
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        FontFamily=String(str(record["family"])),
        Flags=flags,
        FontBBox=[0, record["descent"], widest, record["ascent"]],
        ItalicAngle=record["italic_angle"],
        Ascent=record["ascent"],
        Descent=record["descent"],
        CapHeight=widest,
        StemV=record["stemv"],
        StemH=record["stemh"],
        FontFile2=pdf.make_indirect(file),
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        CIDToGIDMap=Name.Identity,
        W=_widths(face.widths),
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        ToUnicode=pdf.make_indirect(Stream(pdf, _to_unicode(face.glyphs))),
        Encoding=Name("/Identity-H"),
        DescendantFonts=[pdf.make_indirect(descendant)],
    )


def _widths(widths: Mapping[int, int]) -> Array:
    """Runs of neighbouring glyphs, each with the number of its first (ISO 32000-1, 9.7.4.3)."""
    found: list[object] = []
    run: list[int] = []
    previous = None
    for glyph, width in sorted(widths.items()):
        if previous is None or glyph != previous + 1:
            run = []
            found += [glyph, run]
        run.append(width)
        previous = glyph
    return Array([Array(item) if isinstance(item, list) else item for item in found])


def _to_unicode(glyphs: Mapping[int, str]) -> bytes:
    lines = []
    items = sorted(glyphs.items())
    for start in range(0, len(items), 100):
        batch = items[start : start + 100]
        lines.append(f"{len(batch)} beginbfchar")
        lines += [f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in batch]
        lines.append("endbfchar")
    return CMAP_HEAD + "\n".join(lines).encode() + b"\n" + CMAP_TAIL
