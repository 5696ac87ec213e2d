"""Galley → the bytes of a file: a file a format, and the table of formats."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from pathlib import Path

from bankbook.galley import Galley, Impression
from bankbook.press.workshop import Workshop

# Before WeasyPrint is imported anywhere in this package: fontconfig starts with it, and must never
# read the system's fonts. That it finds none is on purpose; ours come with the styles.
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("no-fonts.conf"))
warnings.filterwarnings("ignore", "No fonts configured")


def _pdf(galley: Galley, workshop: Workshop) -> Impression:
    from bankbook.press.pdf import press

    return press(galley, workshop)


def _epub(galley: Galley, workshop: Workshop) -> Impression:
    from bankbook.press.epub import press

    return Impression(press(galley, workshop))


def cover(galley: Galley, workshop: Workshop) -> Impression:
    """The PDF of a galley that is a printed edition's cover."""
    from bankbook.press.wrapper import press

    return Impression(press(galley, workshop))


def booklet(content: bytes, signature: int | None) -> Impression:
    """Two pages a side of a PDF edition, to be folded. `signature` is the pages of a gathering."""
    from bankbook.press.booklet import impose

    return Impression(impose(content, signature))


def page_count(content: bytes) -> int:
    """How many pages a PDF has."""
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


PRESSES: dict[str, Callable[[Galley, Workshop], Impression]] = {"pdf": _pdf, "epub": _epub}
