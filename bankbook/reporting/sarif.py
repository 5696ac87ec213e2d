"""Notices as SARIF 2.1.0 (OASIS), which GitHub, GitLab and editors show beside the text."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from bankbook import explanations
from bankbook.notices import Notice, Span, visible

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
#: What addresses are relative to: the folder in which the program was started.
BASE = "%SRCROOT%"


def sarif(notices: Sequence[Notice], version: str, folder: str, language: str = "en") -> str:
    """One run of the program, with a rule for each code that it reports. `folder` is the absolute
    path of the current folder: files in it have addresses relative to it, other files (of a book
    elsewhere, named absolutely) relative to the root. `language` is that of the notices, and of what is said of the rules."""
    codes = sorted({notice.code for notice in notices})
    rules = {code: index for index, code in enumerate(codes)}
    run = {
        "tool": {
            "driver": {
                "name": "bankbook",
                "version": version,
                "rules": [_rule(code, notices, language) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            BASE: {"description": {"text": "The folder in which bankbook was started."}}
        },
        "results": [_result(notice, rules[notice.code], folder) for notice in notices],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, notices: Sequence[Notice], language: str) -> dict[str, Any]:
    entry = explanations.of(code, language)
    severity = next(notice.severity for notice in notices if notice.code == code)
    return {
        "id": code,
        "shortDescription": {"text": entry.title},
        "fullDescription": {"text": entry.why},
        "help": {"text": entry.text(language), "markdown": entry.markdown(language)},
        "defaultConfiguration": {"level": str(severity)},
    }


def _result(notice: Notice, rule: int, folder: str) -> dict[str, Any]:
    text = f"{notice.message}\n{notice.hint}" if notice.hint else notice.message
    region: dict[str, int] = {"startLine": notice.span.line}
    if notice.span.column:
        region["startColumn"] = notice.span.column
    address = {"uri": _address(notice.span, folder), "uriBaseId": BASE}
    return {
        "ruleId": notice.code,
        "ruleIndex": rule,
        "level": str(notice.severity),
        "message": {"text": visible(text)},
        "locations": [{"physicalLocation": {"artifactLocation": address, "region": region}}],
    }


def _address(span: Span, folder: str) -> str:
    path = PurePosixPath(span.file)
    if path.is_absolute():
        inside = path.is_relative_to(folder)
        path = path.relative_to(folder if inside else path.anchor)
    return quote(os.fsencode(str(path)))
