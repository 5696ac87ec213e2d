"""What a lint has to say."""

from __future__ import annotations

from typing import NamedTuple

from bankbook.notices import Span


class Remark(NamedTuple):
    """Where, what, and what would be better. The lint's code is its name in the table."""

    span: Span
    message: str
    hint: str = ""
