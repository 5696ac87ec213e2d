"""Where the program keeps what it can make again, by the custom of each system."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def cache_folder() -> Path:
    """BANKBOOK_CACHE where it is set, else the user's folder for caches. Never the book's: what a
    book brings with it could say that its code was run, and well."""
    if named := os.environ.get("BANKBOOK_CACHE"):
        return Path(named)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "bankbook"
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
        return Path(base) / "bankbook" / "cache"
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base.startswith("/") else Path.home() / ".cache") / "bankbook"
