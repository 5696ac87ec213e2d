"""Book → galley: a file a medium, and the table that says which format is set by which."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bankbook.compose import Book
from bankbook.galley import Galley, PageStart
from bankbook.typeset import ebook, paper, wrapper

#: Takes the plan, the time for the metadata, the theme, and the pages of the printed edition.
Typesetter = Callable[[Book, datetime, Path | None, tuple[PageStart, ...]], Galley]

TYPESETTERS: dict[str, Typesetter] = {"pdf": paper.galley, "epub": ebook.galley}

#: Typesets what goes around the pages of a book, once it is known how many there are.
COVER: Callable[[Book, datetime, Path | None, int], Galley] = wrapper.galley
