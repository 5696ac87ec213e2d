"""Files of the bank as text: only inside the book's folder, only UTF-8, no control characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from bankbook.notices import BuildError, Notice, Span
from bankbook.said import say

#: What XML 1.0 (section 2.2) forbids, so that no EPUB could hold it.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def control_character(text: str, span: Span) -> Notice | None:
    """What is wrong with a text in which such a character was written as `\\u0000`."""
    if not (found := FORBIDDEN.search(text)):
        return None
    message = say(
        "a control character U+{number:04X}, which no book can print", number=ord(found[0])
    )
    hint = say("delete it; it is often the trace of a copy and paste")
    return Notice("control-character", span, message, hint)


#: In bytes. Markdown of this size is not a question that somebody wrote, and its rules take long
#: for what is not text; a bibliography may hold thousands of works.
LARGEST = {".md": 256 * 1024}
LARGEST_OF_OTHERS = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Folder:
    """The book's folder. `shown` is how the author named it, for messages."""

    root: Path
    shown: str

    def name(self, path: Path) -> str:
        """How a message names a path in this folder."""
        relative = path.relative_to(self.root).as_posix()
        return relative if self.shown in ("", ".") else f"{self.shown.rstrip('/')}/{relative}"

    def holds(self, path: Path) -> bool:
        """Whether the path, links followed, stays inside the folder."""
        try:
            return path.resolve().is_relative_to(self.root.resolve())
        except (OSError, RuntimeError):
            return False

    def read(self, path: Path) -> str:
        """The text of a file, line ends as `\\n`. Raises BuildError that names it."""
        name = self.name(path)

        def wrong(code: str, message: str, hint: str = "", line: int = 1) -> BuildError:
            return BuildError([Notice(code, Span(name, line), message, hint)])

        if not self.holds(path):
            raise wrong("file-outside", say("this file lies outside the book's folder"))
        try:
            if not path.is_file():
                raise wrong("file-missing", say("there is no such file"))
            most = LARGEST.get(path.suffix, LARGEST_OF_OTHERS)
            if path.stat().st_size > most:
                shown = f"{most // 1024} kB"
                hint = say("divide it") if path.suffix == ".md" else ""
                raise wrong(
                    "file-too-large", say("this file is larger than {shown}", shown=shown), hint
                )
            raw = path.read_bytes()
        except OSError as error:
            raise wrong(
                "file-unreadable", say("cannot be read: {error}", error=error.strerror)
            ) from None
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            raise wrong(
                "file-not-utf8",
                say(
                    "not UTF-8: byte 0x{byte:02X} at offset {start}",
                    byte=raw[error.start],
                    start=error.start,
                ),
                say("save the file as UTF-8 (in many editors: “Save with encoding”)"),
                line,
            ) from None
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if found := FORBIDDEN.search(text):
            line = text.count("\n", 0, found.start()) + 1
            column = found.start() - text.rfind("\n", 0, found.start())
            notice = control_character(found[0], Span(name, line, column))
            raise BuildError([notice] if notice else [])
        return text
