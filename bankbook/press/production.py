"""A PDF for a printer: PDF/X-1a:2003 (ISO 15930-4), black and one ink.

WeasyPrint writes colours as RGB, which no printing press has. Here greys become tints of black, and
every other colour a tint of the design's ink, by its lightness; the boxes say where the trim and the
bleed are; the last gathering is filled with blank pages. Links and tags are for screens and go.
"""

from __future__ import annotations

import io
import re

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from bankbook.design import MILLIMETRE, Design, Ink

#: PDF/X-4 would do as well, but WeasyPrint puts a random identifier into it.
OPTIONS = {"pdf_variant": "pdf/x-1a"}

COLOUR = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)\b")
#: Channels closer together than this are a grey; a grey darker than `BLACK` is black.
NEUTRAL, BLACK = 0.04, 0.09


def finish(content: bytes, look: Design, signature: int) -> bytes:
    """The file for the printer. `signature` is how many pages a gathering has."""
    assert look.ink
    with pikepdf.open(io.BytesIO(content)) as pdf:
        _strip(pdf)
        _inks(pdf, look.ink)
        _boxes(pdf, look.bleed * MILLIMETRE)
        _fill(pdf, signature)
        condition = look.ink.condition
        pdf.Root.OutputIntents = Array(
            [
                Dictionary(
                    Type=Name.OutputIntent,
                    S=Name.GTS_PDFX,
                    OutputConditionIdentifier=String(condition),
                    OutputCondition=String(condition),
                    RegistryName=String("http://www.color.org"),
                    Info=String(condition),
                )
            ]
        )
        out = io.BytesIO()
        pdf.remove_unreferenced_resources()
        pdf.save(
            out,
            force_version="1.4",
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            deterministic_id=True,
        )
    return out.getvalue()


def _strip(pdf: pikepdf.Pdf) -> None:
    """Take out what a screen needs and PDF/X forbids on the page: links (6.17), and their targets."""
    for page in pdf.pages:
        for key in ("/Annots", "/StructParents", "/Tabs"):
            if key in page:
                del page[key]
    for key in ("/StructTreeRoot", "/MarkInfo", "/Names"):
        if key in pdf.Root:
            del pdf.Root[key]


def _inks(pdf: pikepdf.Pdf, ink: Ink) -> None:
    tint = pdf.make_indirect(
        Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=list(ink.cmyk), N=1)
    )
    space = pdf.make_indirect(Array([Name.Separation, Name("/" + ink.name), Name.DeviceCMYK, tint]))
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            if item.get("/Subtype") == "/Image":
                _grey(item)
            elif item.get("/Subtype") == "/Form" or "/PatternType" in item:
                item.write(COLOUR.sub(_operator, item.read_bytes()))
                _resource(item, space)
    for page in pdf.pages:
        content = b"\n".join(part.read_bytes() for part in _parts(page))
        page.Contents = pdf.make_stream(COLOUR.sub(_operator, content))
        _resource(page.obj, space)


def _parts(page: pikepdf.Page) -> list[pikepdf.Object]:
    contents = page.Contents
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def _operator(match: re.Match[bytes]) -> bytes:
    """The operator that sets a grey or a tint in place of one that sets an RGB colour."""
    channels = [float(match[k]) for k in (1, 2, 3)]
    stroke = match[4] == b"RG"
    light = lightness(channels)
    if max(channels) - min(channels) < NEUTRAL:
        grey = 0.0 if light < BLACK else light
        return b"%.3f %s" % (grey, b"G" if stroke else b"g")
    operators = (b"CS", b"SCN") if stroke else (b"cs", b"scn")
    return b"/Ink %s %.3f %s" % (operators[0], tint_of(channels), operators[1])


def lightness(channels: list[float]) -> float:
    """How light an sRGB colour looks, 0 to 1: luma (ITU-R BT.601)."""
    return sum(
        weight * value for weight, value in zip((0.299, 0.587, 0.114), channels, strict=True)
    )


def tint_of(channels: list[float]) -> float:
    """How much ink, 0 to 1, gives a colour of that lightness: the full ink is as dark as the
    darkest of the design's colours."""
    full = lightness([0x1F / 255, 0x5F / 255, 0x7A / 255])
    return min(1.0, (1 - lightness(channels)) / (1 - full))


def _resource(holder: pikepdf.Object, space: pikepdf.Object) -> None:
    """Name the ink in what a page or a form can use, and nothing that is not an ink."""
    if "/Resources" not in holder:
        holder.Resources = Dictionary()
    holder.Resources.ColorSpace = Dictionary(Ink=space)


def _grey(image: pikepdf.Stream) -> None:
    """A picture in shades of black, its transparent parts on white."""
    if image.get("/ColorSpace") == Name.DeviceGray and "/SMask" not in image:
        return
    from PIL import Image

    picture = pikepdf.PdfImage(image).as_pil_image().convert("L")
    mask_stream = image.get("/SMask")
    if isinstance(mask_stream, pikepdf.Stream):
        mask = pikepdf.PdfImage(mask_stream).as_pil_image().convert("L").resize(picture.size)
        picture = Image.composite(picture, Image.new("L", picture.size, 255), mask)
        del image["/SMask"]
    image.write(picture.tobytes())
    image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
    image.Width, image.Height = picture.size
    for key in ("/DecodeParms", "/Decode", "/Intent"):
        if key in image:
            del image[key]


def _boxes(pdf: pikepdf.Pdf, bleed: float) -> None:
    """The bleed box, `bleed` points around the trim box."""
    for page in pdf.pages:
        left, bottom, right, top = (float(value) for value in page.TrimBox)
        page.BleedBox = Array([left - bleed, bottom - bleed, right + bleed, top + bleed])


def _fill(pdf: pikepdf.Pdf, signature: int) -> None:
    """Add blank pages until the last gathering is full."""
    first = pdf.pages[0]
    while len(pdf.pages) % signature:
        blank = pdf.add_blank_page(page_size=(72, 72))
        for key in ("/MediaBox", "/TrimBox", "/BleedBox"):
            blank[key] = Array([float(value) for value in first[key]])
        blank.Contents = pdf.make_stream(b"")
