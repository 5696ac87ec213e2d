"""WeasyPrint's longest ways, taken short: the same results in less time.

What each of them is worth is told in docs/performance.md. They stand in for functions of WeasyPrint's
own, so they are written for one version of it, which `test_shortcuts.py` names; it also holds pages
laid out with and without them against each other.
"""

from __future__ import annotations

import sys
from functools import cache
from math import inf
from pathlib import Path
from typing import Any

from weasyprint.css import ComputedStyle
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.formatting_structure import boxes
from weasyprint.layout import absolute, percent, preferred
from weasyprint.layout import float as floats
from weasyprint.text import line_break
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import FontConfiguration, font_features, get_font_description
from weasyprint.text.line_break import Layout

from bankbook.fonts import FONTS

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


@cache
def _context(font_map: Any, direction: str, language: str) -> tuple[Any, Any]:
    """A Pango context, which layouts only read, and its language."""
    context = ffi.gc(pango.pango_font_map_create_context(font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[direction])
    if not language:
        return context, pango.pango_language_get_default()
    pointer, _kept = unicode_to_char_p(language)
    found = pango.pango_language_from_string(pointer)
    pango.pango_context_set_language(context, found)
    return context, found


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
        key = (text[0], id(_font(style)))
        if key not in _widths:
            _widths[key] = _split_first_line(text[0], style, context, None, *more, **named)[3]
        return None, 3, 3, _widths[key], None, None
    return _split_first_line(text, style, context, max_width, *more, **named)


def strut(style: Any) -> Any:
    """Stand-in for WeasyPrint's function of this name: asked once a style, not once a line."""
    found = style.__dict__.get("strut")
    if found is None:
        found = style.strut = _strut(style)
    return found


_strut = line_break.strut
_fonts: dict[Any, tuple[Any, bytes]] = {}


def _font(style: Any) -> tuple[Any, bytes]:
    """The font description of a style and its features."""
    found: tuple[Any, bytes] | None = style.__dict__.get("described")
    if found is None:
        found = style.described = _described(style)
    return found


def _described(style: Any) -> tuple[Any, bytes]:
    key = (
        tuple(style["font_family"]), style["font_style"], style["font_stretch"], style["font_weight"],
        style["font_size"], style["font_kerning"], style["font_variant_ligatures"],
        style["font_variant_position"], style["font_variant_caps"], style["font_variant_numeric"],
        style["font_variant_alternates"], style["font_variant_east_asian"],
        style["font_feature_settings"], style["font_variation_settings"],
    )  # fmt: skip
    if key not in _fonts:
        features = font_features(*key[5:13])
        text = ",".join(f"{name} {value}" for name, value in features.items()).encode()
        _fonts[key] = get_font_description(style), text
    return _fonts[key]


_setup = Layout.setup


def setup(self: Any, style: Any) -> None:
    """Stand-in for `Layout.setup`: contexts and descriptions are made once a style."""
    if style["text_decoration_line"] != "none":
        _setup(self, style)
        return
    self.style = style
    self.first_line_direction = 0
    language = style["font_language_override"]
    language = LST_TO_ISO.get(language.lower(), language) if language != "normal" else style["lang"]
    fonts = style.font_config
    context, self.language = _context(fonts.font_map, style["direction"], language or "")
    description, features = _font(style)
    self.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(self.layout, False)
    pango.pango_layout_set_font_description(self.layout, description)
    self.ascent = self.underline_position = self.strikethrough_position = None
    if features:
        if features not in fonts.font_features:
            fonts.font_features[features] = pango.pango_attr_font_features_new(features)
        attributes = pango.pango_attr_list_new()
        pango.pango_attr_list_insert(attributes, fonts.font_features[features])
        pango.pango_layout_set_attributes(self.layout, attributes)


_set_text = Layout.set_text


def set_text(self: Any, text: str, justify: bool = False) -> None:
    """Stand-in for `Layout.set_text`: says at once what drawing would say later, for which Pango would
    shape the text again."""
    if "\n" not in text:
        pango.pango_layout_set_single_paragraph_mode(self.layout, True)
    _set_text(self, text, justify)


def deactivate(self: Any) -> None:
    """Stand-in for `Layout.deactivate`: the lines of a part may stay until they are drawn (`gaps`)."""


class _FontFile(type(Path())):  # type: ignore[misc]
    """A font of the book's in WeasyPrint's own folder: linked, not copied."""

    def write_bytes(self, data: Any) -> int:
        font = FONTS[int(data)].path
        try:
            self.symlink_to(font)
        except OSError:  # systems where links are a privilege
            super().write_bytes(font.read_bytes())
        return len(data)


class _FontFolder(type(Path())):  # type: ignore[misc]
    def __truediv__(self, name: Any) -> Any:
        return _FontFile(super().__truediv__(name))


def font_configuration() -> FontConfiguration:
    """WeasyPrint's fonts, from sources `font:N` whose content is N alone."""
    from tempfile import mkdtemp

    fonts = FontConfiguration()
    fonts._folder = _FontFolder(mkdtemp(prefix="weasyprint-"))
    return fonts


def install() -> None:
    """Put this in WeasyPrint's place. Doing it twice is doing it once."""
    ComputedStyle.__missing__ = missing
    Layout.setup = setup
    Layout.deactivate, Layout.set_text = deactivate, set_text
    for name, function in (
        ("resolve_percentages", resolve_percentages),
        ("avoid_collisions", avoid_collisions),
        ("absolute_block", absolute_block),
        ("strut", strut),
    ):
        for module in list(sys.modules.values()):
            if module.__name__.startswith("weasyprint.") and hasattr(module, name):
                setattr(module, name, function)
    preferred.split_first_line = narrowest
