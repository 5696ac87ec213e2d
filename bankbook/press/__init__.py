"""Galley → the bytes of a file: a file a format, and the table of formats."""

from __future__ import annotations

from collections.abc import Callable

from bankbook.galley import Galley


def _pdf(galley: Galley) -> bytes:
    from bankbook.press import pdf  # WeasyPrint takes a second to load: only who prints waits

    return pdf.press(galley)


def _epub(galley: Galley) -> bytes:
    from bankbook.press import epub

    return epub.press(galley)


PRESSES: dict[str, Callable[[Galley], bytes]] = {"pdf": _pdf, "epub": _epub}
