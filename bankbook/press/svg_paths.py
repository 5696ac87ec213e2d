"""SVG paths drawn once: the letters of formulas recur thousands of times in a book.

WeasyPrint parses a path's data each time that it draws it, half of the time that drawing takes.
Here what the parsing gave is kept by the data. This stands in for a function of WeasyPrint's own,
so it is written for one version of it, which `test_svg_paths.py` names.
"""

from __future__ import annotations

from typing import Any

from weasyprint.svg import TAGS

WRITTEN_FOR = "70.0"

_path = TAGS["path"]
_kept: dict[tuple[str, float], tuple[list[Any], list[Any]]] = {}


def path(svg: Any, node: Any, font_size: float) -> None:
    """Stand-in for WeasyPrint's function of this name."""
    key = (node.get("d", ""), font_size)
    operators = svg.stream.stream
    if key in _kept:
        drawn, vertices = _kept[key]
        operators.extend(drawn)
        node.vertices.extend(vertices)
        return
    before, vertices_before = len(operators), len(node.vertices)
    _path(svg, node, font_size)
    if "%" not in key[0]:  # a percentage is of the picture's size
        _kept[key] = operators[before:], list(node.vertices)[vertices_before:]


def install() -> None:
    """Put this in WeasyPrint's place. Doing it twice is doing it once."""
    TAGS["path"] = path
