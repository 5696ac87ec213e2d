"""Markdown → HTML for a medium. A new kind of block or inline is a new file in `engine.KINDS`."""

from bankbook.markup.engine import parse, render, render_line, walk
from bankbook.markup.setting import Label, Medium, Setting

__all__ = ["Label", "Medium", "Setting", "parse", "render", "render_line", "walk"]
