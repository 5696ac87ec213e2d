"""The clock, and SOURCE_DATE_EPOCH in its stead."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import click

from bankbook.said import say


def epoch() -> int | None:
    """SOURCE_DATE_EPOCH, as reproducible-builds.org specifies it: seconds, UTC."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not value:
        return None
    # A zip's and a PDF's dates end with the year 9999.
    if not value.isdigit() or int(value) > 253_402_300_799:
        message = say(
            "SOURCE_DATE_EPOCH is `{value}`; it must be a number of seconds since 1970", value=value
        )
        raise click.UsageError(message)
    return int(value)


def today() -> str:
    """The day, YYYY-MM-DD."""
    given = epoch()
    now = datetime.now().astimezone() if given is None else datetime.fromtimestamp(given, UTC)
    return now.date().isoformat()
