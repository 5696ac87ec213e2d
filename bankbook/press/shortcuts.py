"""WeasyPrint's longest ways, taken short: the same results in less time.

What each of them is worth is told in docs/performance.md. They stand in for functions of WeasyPrint's
own, so they are written for one version of it, which `test_shortcuts.py` names; it also holds pages
laid out with and without them against each other.
"""

from __future__ import annotations

import sys
from math import inf
from typing import Any

from weasyprint.css import ComputedStyle
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.formatting_structure import boxes
from weasyprint.layout import absolute, percent, preferred
from weasyprint.layout import float as floats
from weasyprint.text import line_break

from bankbook.press import shaping

WRITTEN_FOR = "70.0"

#: Properties of which a style that does not name them takes the parent's or the initial value as it is.
_SPECIAL = {"float", "display", "position", "page"}
_PLAIN = {
    name
    for name in INITIAL_VALUES
    if name not in _SPECIAL and not name.startswith("text_decoration_")
}
_FROM_PARENT = frozenset(name for name in _PLAIN if name in INHERITED)
_AS_INITIAL = frozenset(
    name for name in _PLAIN if name not in INHERITED and name not in INITIAL_NOT_COMPUTED
)
#: The logical properties that may stand for a physical one.
_LOGICAL: dict[str, tuple[str, ...]] = {
    name: tuple({function(block="ttb", inline=inline) for inline in ("ltr", "rtl")})
    for name, function in PHYSICAL_FUNCTIONS.items()
}

_missing = ComputedStyle.__missing__


def missing(self: Any, key: str) -> Any:
    """Stand-in for `ComputedStyle.__missing__`: most properties are just inherited or initial."""
    cascaded = self.cascaded
    if key not in cascaded and not any(name in cascaded for name in _LOGICAL.get(key, ())):
        if key in _FROM_PARENT and self.parent_style is not None:
            value = self[key] = self.parent_style[key]
            return value
        if key in _AS_INITIAL:
            value = self[key] = INITIAL_VALUES[key]
            return value
    return _missing(self, key)


#: Attributes of a box and the sides of the containing block that their percentages refer to.
_WIDTHS = (
    "margin_left", "margin_right", "padding_left", "padding_right", "width", "min_width", "max_width",
)  # fmt: skip
_HEIGHTS = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))

_resolve_percentages = percent.resolve_percentages
_percentage = percent.percentage


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Stand-in for WeasyPrint's function of this name, without a call a property."""
    style = box.style
    if isinstance(box, boxes.PageBox) or style["box_sizing"] != "content-box":
        _resolve_percentages(box, containing_block)
        return
    if isinstance(containing_block, boxes.Box):
        width, height = containing_block.width, containing_block.height
    else:
        width, height = containing_block
    values = box.__dict__
    for name in _WIDTHS:
        values[name] = _used(style[name], style, width)
    for name in _HEIGHTS:
        values[name] = _used(style[name], style, width)
    if values["min_width"] == "auto":
        values["min_width"] = 0
    if height == "auto":
        own = style["height"]
        if own == "auto" or getattr(own, "unit", "%") == "%":
            values["height"] = "auto"
        else:
            values["height"] = own.value
        values["min_height"] = _used(style["min_height"], style, 0)
        values["max_height"] = _used(style["max_height"], style, inf)
    else:
        values["height"] = _used(style["height"], style, height)
        values["min_height"] = _used(style["min_height"], style, height)
        values["max_height"] = _used(style["max_height"], style, height)
    if values["min_height"] == "auto":
        values["min_height"] = 0
    collapse = style["border_collapse"] == "collapse"
    for name in _BORDERS:
        if not (collapse and hasattr(box, name)):
            values[name] = style[name]


def _used(value: Any, style: Any, refer_to: Any) -> Any:
    if value == "auto":
        return value
    if getattr(value, "unit", None) == "px":
        return value.value
    return _percentage(value, style, refer_to)


def avoid_collisions(context: Any, box: Any, containing_block: Any, outer: bool = True) -> Any:
    """Stand-in for WeasyPrint's function of this name, where there is no float to be avoided."""
    if (
        context.excluded_shapes
        or box.style["float"] != "none"
        or containing_block.style["direction"] != "ltr"
    ):
        return _avoid_collisions(context, box, containing_block, outer)
    return containing_block.content_box_x(), box.position_y, containing_block.width


_avoid_collisions = floats.avoid_collisions


def absolute_block(context: Any, box: Any, containing_block: Any, *more: Any) -> Any:
    """Stand-in for WeasyPrint's function of this name: an empty box, such as a list's dot, has
    nothing to be laid out."""
    _, _, skip_stack, x, y, width, height = more
    if (
        type(box) is not boxes.BlockBox
        or box.children
        or skip_stack
        or "auto" in (box.left, box.top, box.width, box.height)
    ):
        return _absolute_block(context, box, containing_block, *more)
    _, translate_x = absolute.absolute_width(box, context, x, y, width, height)
    _, translate_y = absolute.absolute_height(box, context, x, y, width, height)
    laid_out = box.copy_with_children([])
    laid_out.translate(translate_x, translate_y)
    return laid_out, None


_absolute_block = absolute.absolute_block
_split_first_line = line_break.split_first_line
_widths: dict[Any, float] = {}


def narrowest(text: str, style: Any, context: Any, max_width: Any, *more: Any, **named: Any) -> Any:
    """Stand-in for `split_first_line` where the narrowest width of a cell is looked for: between two
    ideographs there is always a break, and each is as wide as any other time."""
    if (
        max_width == 0
        and named.get("minimum")
        and len(text) > 1
        and "\u4e00" <= text[0] <= "\u9fff"
        and "\u4e00" <= text[1] <= "\u9fff"
        and style["white_space"] == "normal"
    ):
        key = (text[0], id(shaping.font(style)))
        if key not in _widths:
            _widths[key] = _split_first_line(text[0], style, context, None, *more, **named)[3]
        return None, 3, 3, _widths[key], None, None
    return _split_first_line(text, style, context, max_width, *more, **named)


def install() -> None:
    """Put this in WeasyPrint's place. Doing it twice is doing it once."""
    ComputedStyle.__missing__ = missing
    shaping.install()
    for name, function in (
        ("resolve_percentages", resolve_percentages),
        ("avoid_collisions", avoid_collisions),
        ("absolute_block", absolute_block),
        ("strut", shaping.strut),
    ):
        for module in list(sys.modules.values()):
            if module.__name__.startswith("weasyprint.") and hasattr(module, name):
                setattr(module, name, function)
    preferred.split_first_line = narrowest
