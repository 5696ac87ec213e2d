"""A zip file from a stranger: names that leave the folder, links and bombs are refused."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

import zstandard

from bankbook.importers.material import Source
from bankbook.notices import BuildError, Notice, Span
from bankbook.said import say

#: A member may always be this large; a larger one no more than so many times its packed size.
FREE, RATIO = 16 * 1024 * 1024, 100
LARGEST, MOST_MEMBERS = 512 * 1024 * 1024, 200_000
CHUNK = 1024 * 1024
LINK = 0o120000


class Package:
    """The members of a zip file, each read only when asked for, and never onto the disk."""

    def __init__(self, source: Source) -> None:
        self._source = source
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source.content))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self.wrong(
                "import-package", say("this is not a whole zip file: {error}", error=error)
            ) from None
        if len(members) > MOST_MEMBERS:
            raise self.wrong(
                "import-bomb", say("the package has {count} files", count=len(members))
            )
        for member in members:
            path = PurePosixPath(member.filename.replace("\\", "/"))
            linked = (member.external_attr >> 16) & 0o170000 == LINK
            if path.is_absolute() or ".." in path.parts or ":" in "".join(path.parts[:1]) or linked:
                shown = member.filename[:80]
                message = say("the package names a file outside itself: `{shown}`", shown=shown)
                raise self.wrong("import-outside", message)
        self._members = {member.filename: member for member in members}

    def wrong(self, code: str, message: str, hint: str = "") -> BuildError:
        hint = hint or say("nothing was unpacked; make the package anew, in the program it is from")
        return BuildError([Notice(code, Span(self._source.shown), message, hint)])

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """A member's bytes. Raises BuildError where it is damaged, or a bomb; KeyError."""
        member = self._members[name]
        most = self._most(member.compress_size)
        parts, size = [], 0
        try:
            with self._zip.open(member) as stream:
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    if size > most:
                        raise self._bomb(name, most)
                    parts.append(chunk)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            RuntimeError,
            NotImplementedError,
        ) as error:
            message = say("`{name}` in the package cannot be read: {error}", name=name, error=error)
            raise self.wrong("import-package", message) from None
        return b"".join(parts)

    def unpacked(self, name: str, content: bytes) -> bytes:
        """The bytes of a Zstandard frame that is a member of the package. Raises BuildError."""
        most = self._most(len(content))
        parts, size = [], 0
        try:
            for chunk in _stream(content):
                size += len(chunk)
                if size > most:
                    raise self._bomb(name, most)
                parts.append(chunk)
        except zstandard.ZstdError as error:
            message = say(
                "`{name}` in the package cannot be unpacked: {error}", name=name, error=error
            )
            raise self.wrong("import-package", message) from None
        return b"".join(parts)

    @staticmethod
    def _most(packed: int) -> int:
        return min(LARGEST, max(FREE, packed * RATIO))

    def _bomb(self, name: str, most: int) -> BuildError:
        message = say(
            "`{name}` unpacks to more than {most} MB, far more than it may",
            name=name,
            most=most // 1000000,
        )
        return self.wrong("import-bomb", message)


def _stream(content: bytes) -> Iterator[bytes]:
    decompressor = zstandard.ZstdDecompressor(max_window_size=2**27)
    with decompressor.stream_reader(io.BytesIO(content), read_across_frames=True) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk
