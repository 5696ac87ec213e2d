"""The names of an Anki package's media: its members are called 0, 1, 2 …"""

from __future__ import annotations

import json
from collections.abc import Iterator

from bankbook.importers.package import Package
from bankbook.notices import BuildError
from bankbook.said import say

ZSTD = b"\x28\xb5\x2f\xfd"
VARINT, BYTES = 0, 2
SIZES = {1: 8, 5: 4}


class Media:
    """Gives a picture's bytes by the name that notes use."""

    def __init__(self, package: Package) -> None:
        self._package = package
        content = package.read("media") if "media" in package else b"{}"
        newer = content.startswith(ZSTD)
        if newer:
            content = package.unpacked("media", content)
        try:
            self.members = dict(_newer(content)) if newer else _older(content)
        except (ValueError, RecursionError) as error:
            message = say("the package's list of media cannot be read: {error}", error=error)
            raise package.wrong("import-package", message) from None

    def __call__(self, name: str) -> bytes | None:
        member = self.members.get(name)
        if member is None or member not in self._package:
            return None
        try:
            content = self._package.read(member)
            if content.startswith(ZSTD):
                content = self._package.unpacked(member, content)
        except BuildError as error:
            # A bomb is refused; a damaged picture is only missing.
            if any(notice.code == "import-bomb" for notice in error.notices):
                raise
            return None
        return content


def _older(content: bytes) -> dict[str, str]:
    """A JSON object: member → name."""
    value = json.loads(content.decode("utf-8", "replace") or "{}")
    if not isinstance(value, dict):
        raise ValueError(say("it is no object"))
    return {str(name): str(member) for member, name in value.items()}


def _newer(content: bytes) -> Iterator[tuple[str, str]]:
    """Protocol buffers: `MediaEntries { repeated MediaEntry entries = 1 }`, whose `name` is field 1
    and, in a package made from an older one, `legacy_zip_filename` field 255."""
    for number, (key, value) in enumerate(_messages(content)):
        if key != 1 or not isinstance(value, bytes):
            continue
        entry = dict(_messages(value))
        name = entry.get(1)
        if isinstance(name, bytes):
            yield name.decode("utf-8", "replace"), str(entry.get(255, number))


def _messages(content: bytes) -> Iterator[tuple[int, int | bytes]]:
    """The fields of a message, by number, as protobuf.dev/programming-guides/encoding has them."""
    at = 0

    def varint() -> int:
        nonlocal at
        value = shift = 0
        while True:
            if at >= len(content) or shift > 63:
                raise ValueError(say("it ends in the middle of a number"))
            byte = content[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while at < len(content):
        tag = varint()
        key, kind = tag >> 3, tag & 7
        if kind == VARINT:
            yield key, varint()
        elif kind == BYTES or kind in SIZES:
            size = SIZES[kind] if kind in SIZES else varint()
            if at + size > len(content):
                raise ValueError(say("it ends in the middle of a field"))
            yield key, content[at : at + size]
            at += size
        else:
            raise ValueError(say("a field is of the unknown kind {kind}", kind=kind))
