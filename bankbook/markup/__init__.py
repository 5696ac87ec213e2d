"""Markdown → HTML for a medium. A new kind of block or inline is a new file in `engine.KINDS`."""

from bankbook.markup.engine import parse, passages, render, render_line, walk, within
from bankbook.markup.passage import Passage, literal_lines
from bankbook.markup.setting import Label, Medium, Setting

__all__ = [
    "Label",
    "Medium",
    "Passage",
    "Setting",
    "literal_lines",
    "parse",
    "passages",
    "render",
    "render_line",
    "walk",
    "within",
]
