"""Pictures of a source → files of the bank, of the kinds that print and e-books both show."""

from __future__ import annotations

import base64
import binascii
import io
import re
import warnings
from collections.abc import Callable
from urllib.parse import unquote

from PIL import Image

from bankbook.checks.figures import MOST_PIXELS
from bankbook.importers.slugs import slug, unused
from bankbook.said import say

#: A picture of more bytes is none for a book.
LARGEST = 64 * 1024 * 1024
DATA = re.compile(r"data:image/[\w.+-]+;base64,(?P<bytes>[A-Za-z0-9+/=\s]+)")
KEPT = {"PNG": ".png", "JPEG": ".jpg"}


class Gallery:
    """Gives each picture of the source a name that no figure of the book has.

    The same picture in two places becomes two figures: a figure stands once.
    """

    def __init__(self, load: Callable[[str], bytes | None], taken: set[str]) -> None:
        self._load = load
        self._taken = taken
        self._names: dict[object, str | None] = {}
        self._why: dict[str, str] = {}
        self.files: dict[str, bytes] = {}

    def place(self, source: str, key: object) -> str | None:
        """The file's name for a picture where it stands (`key`), or None: `why` says why not."""
        if key not in self._names:
            self._names[key] = self._placed(source)
        return self._names[key]

    def why(self, source: str) -> str:
        return self._why.get(source, say("could not be used"))

    def _placed(self, source: str) -> str | None:
        data = DATA.fullmatch(source)
        content: bytes | None = None
        if data:
            try:
                content = base64.b64decode(data["bytes"], validate=False)
            except binascii.Error:
                content = None
        else:
            content = self._load(source) or self._load(unquote(source))
        if content is None:
            self._why[source] = say("was not found beside the text")
            return None
        made = _printed(content)
        if made is None:
            self._why[source] = say("is not a picture that can be printed")
            return None
        content, suffix = made
        stem = "picture" if data else unquote(source).replace("\\", "/").rsplit("/", 1)[-1]
        name = unused(slug(stem.rsplit(".", 1)[0]), self._taken) + suffix
        self.files[name] = content
        return name


def _printed(content: bytes) -> tuple[bytes, str] | None:
    """The picture's bytes and suffix: as they are, or as PNG; None for what is no picture."""
    if len(content) > LARGEST:
        return None
    if re.match(rb"\s*(<\?xml|<!--|<svg|<!DOCTYPE svg)", content[:200]):
        return content, ".svg"  # the bank's own check says whether it may stay
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(content)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            if picture.format in KEPT:
                return content, KEPT[picture.format]
            result = io.BytesIO()
            mode = "RGBA" if "A" in picture.mode or "transparency" in picture.info else "RGB"
            picture.convert(mode).save(result, "PNG")
            return result.getvalue(), ".png"
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
