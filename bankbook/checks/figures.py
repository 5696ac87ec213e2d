"""Pictures must be there, inside the book's folder, and of a kind that both media can show."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree
from PIL import Image

from bankbook import markup
from bankbook.memo import lasting
from bankbook.model import Bank
from bankbook.notices import Notice, did_you_mean
from bankbook.said import say

TYPES = (".svg", ".png", ".jpg", ".jpeg")
SVG = "{http://www.w3.org/2000/svg}"
#: What CSS loads from outside the file.
AWAY = re.compile(r"@import|url\(\s*[\"']?(?!#|data:image/)", re.IGNORECASE)
#: At 300 dpi, four pages of A4.
MOST_PIXELS = 40_000_000


def pictures_there(bank: Bank) -> Iterator[Notice]:
    root = bank.root.resolve()
    for run in bank.prose():
        for token, span in markup.walk(run):
            if token.type != "figure":
                continue
            source = unquote(str(token.attrs["src"]))
            if "://" in source or source.startswith(("data:", "//")):
                message = say(
                    "the picture `{source}` is not a file of this book", source=source[:80]
                )
                hint = say("nothing is fetched from a network: save it beside the question")
                yield Notice("figure-outside", span, message, hint)
                continue
            path = run.folder / source
            try:
                inside = path.resolve().is_relative_to(root)
                there = inside and path.is_file()
            except (OSError, ValueError, RuntimeError):
                inside = there = False
            if not inside:
                message = say(
                    "the picture `{source}` lies outside the book's folder", source=source
                )
                yield Notice("figure-outside", span, message, say("copy it into the book"))
            elif not there:
                near = [item.name for item in path.parent.glob("*")] if path.parent.is_dir() else []
                message = say("there is no picture `{source}`", source=source)
                hint = did_you_mean(path.name, near)
                if path.with_suffix(".py").is_file():
                    hint = say("`{path}.py` draws it: run `bankbook figures`", path=path.stem)
                yield Notice("figure-missing", span, message, hint)
            elif path.suffix.lower() not in TYPES:
                message = say("`{source}` is not of a kind that can be printed", source=source)
                yield Notice(
                    "figure-type", span, message, say("use one of {names}", names=", ".join(TYPES))
                )
            elif not token.content.strip():
                message = say(
                    "the picture `{source}` has no description for those who cannot see it",
                    source=source,
                )
                hint = say("write what it shows: `![…]({source})`", source=source)
                yield Notice("figure-alt", span, message, hint)


def pictures_alone(bank: Bank) -> Iterator[Notice]:
    for run in bank.prose():
        for token, span in markup.walk(run):
            if token.type == "image":
                message = say("a picture inside a paragraph")
                hint = say("leave an empty line before and after it, so that it becomes a figure")
                yield Notice("figure-inline", span, message, hint)


def pictures_sound(bank: Bank) -> Iterator[Notice]:
    """A picture must open, be of a size that a machine can hold, and stand alone: an SVG that runs
    a script or loads something is not the author's to put before readers."""
    for run in bank.prose():
        for token, span in markup.walk(run):
            if token.type != "figure":
                continue
            source = unquote(str(token.attrs["src"]))
            path = run.folder / source
            suffix = path.suffix.lower()
            if suffix not in TYPES or not _inside(bank, path):
                continue  # said by `pictures_there`
            try:
                content = path.read_bytes()
            except OSError as error:
                wrong: str = say("cannot be read: {error}", error=error.strerror)
            else:
                wrong = _svg(content) if suffix == ".svg" else _pixels(content)
            if wrong:
                yield Notice(
                    "figure-broken",
                    span,
                    say("the picture `{source}` {wrong}", source=source, wrong=wrong),
                )


def _inside(bank: Bank, path: Path) -> bool:
    try:
        return path.resolve().is_relative_to(bank.root.resolve()) and path.is_file()
    except (OSError, ValueError, RuntimeError):
        return False


@lasting
def _svg(content: bytes) -> str:
    """What is wrong with an SVG, or nothing."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        return say(
            "is not well-formed SVG: line {lineno}: {msg}", lineno=error.lineno, msg=error.msg
        )
    if root.getroottree().docinfo.internalDTD is not None:
        return say("has a document type, which EPUB forbids: delete the `<!DOCTYPE …>`")
    if root.tag != f"{SVG}svg":
        return say("is not SVG: its root is not `svg` of the SVG namespace")
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name in ("script", "foreignObject"):
            return say("holds a `{name}`, which no picture of a book may", name=name)
        for key, value in element.attrib.items():
            attribute = etree.QName(key).localname
            if attribute.startswith("on"):
                return say("holds a script, in the attribute `{attribute}`", attribute=attribute)
            away = attribute == "href" and not value.startswith(("#", "data:image/"))
            if away or AWAY.search(value):
                return say(
                    "loads `{value}` from elsewhere: put everything into the file", value=value[:60]
                )
        if name == "style" and AWAY.search(element.text or ""):
            return say("loads something in its styles: put everything into the file")
    return ""


@lasting
def _pixels(content: bytes) -> str:
    """What is wrong with a PNG or JPEG, or nothing."""
    most = say("no more than {millions} million can be printed", millions=MOST_PIXELS // 1_000_000)
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(content)) as picture:
            width, height = picture.size
            if width * height > MOST_PIXELS:
                return say(
                    "has {width} × {height} pixels: {most}", width=width, height=height, most=most
                )
            picture.load()
    except Image.DecompressionBombError:
        return say("has far too many pixels: {most}", most=most)
    except (OSError, SyntaxError, ValueError):
        return say("cannot be opened: it is damaged, or not what its name says")
    return ""
