"""In which language the program speaks: the author's, where it has it, else English."""

from __future__ import annotations

import locale
from collections.abc import Mapping

from bankbook.said import LANGUAGES

#: POSIX's own locale, which is no language: it wants the program as it is written.
NO_LANGUAGE = ("c", "posix")


def spoken(environment: Mapping[str, str]) -> str:
    """What `BANKBOOK_LANG` says, else what the locale does."""
    named = _known(environment.get("BANKBOOK_LANG", ""))
    return named or of_locale(environment)


def of_locale(environment: Mapping[str, str]) -> str:
    """The language of the user's messages, as POSIX and gettext have it: the first that is known of
    the list `LANGUAGE`, which a locale of no language rules out, else the locale's own."""
    variables = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    named = next((value for value in variables if value), "")
    if named.split(".")[0].lower() in NO_LANGUAGE:
        return "en"
    for wish in environment.get("LANGUAGE", "").split(":"):
        if known := _known(wish):
            return known
    # Windows and macOS set no variables, but have a locale.
    system = "" if named else locale.getlocale()[0] or ""
    return _known(named or system.replace("Chinese", "zh")) or "en"


def _known(name: str) -> str:
    """The language of a name such as `zh_CN.UTF-8`, `zh-Hans` or `en`; empty where it is another."""
    language = name.replace("-", "_").split(".")[0].split("_")[0].lower()
    return language if language in LANGUAGES else ""
