"""Bytes → text: UTF-8, UTF-16 with its mark, and GB 18030, in which older Chinese files are."""

from __future__ import annotations

from bankbook.importers.material import Source
from bankbook.notices import BuildError, Notice, Span
from bankbook.said import say

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def text(source: Source) -> str:
    """The source's text, line ends as `\\n`. Raises BuildError where it is in none of these."""
    raw = source.content
    marked = next((encoding for mark, encoding in MARKS if raw.startswith(mark)), None)
    # GB 18030 reads almost any bytes, so it comes last.
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            decoded = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return decoded.replace("\r\n", "\n").replace("\r", "\n")
    message = say("this file is neither UTF-8, UTF-16 nor GB 18030")
    hint = say("save it as UTF-8 (in many editors: “Save with encoding”)")
    raise BuildError([Notice("import-encoding", Span(source.shown), message, hint)])
