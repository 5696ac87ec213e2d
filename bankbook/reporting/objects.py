"""Notices as JSON: a list of objects."""

from __future__ import annotations

import json
from collections.abc import Iterable

from bankbook.notices import Notice, visible


def objects(notices: Iterable[Notice]) -> str:
    """A list of objects with `file`, `line` and `column` (from 1; a column of null means the whole
    line), `severity` (`error` or `warning`), `code`, `message` and `hint` (text, perhaps empty)."""
    found = [
        {
            "file": visible(notice.span.file),
            "line": notice.span.line,
            "column": notice.span.column or None,
            "severity": str(notice.severity),
            "code": notice.code,
            "message": visible(notice.message),
            "hint": visible(notice.hint),
        }
        for notice in notices
    ]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
