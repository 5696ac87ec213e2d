"""Very long parts are laid out with less memory, and so more slowly: a bank of thousands has hundreds of
pages of contents, whose lines and styles would need more than a GB."""

from __future__ import annotations

#: Characters of a part's HTML up to which whatever saves time is kept.
MOST_KEPT = 400_000

on = False


def for_part(markup: str) -> None:
    """Say what is laid out next."""
    global on
    on = len(markup) > MOST_KEPT
