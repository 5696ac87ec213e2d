"""Pango and fontconfig, asked less often: contexts, fonts and shaped lines are kept while they serve.

These stand in for functions of WeasyPrint's own, like those of `shortcuts`, which tells more.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import FontConfiguration, font_features, get_font_description
from weasyprint.text.line_break import Layout

from bankbook.fonts import FONTS


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


def strut(style: Any) -> Any:
    """Stand-in for WeasyPrint's function of this name: asked once a style, not once a line."""
    found = style.__dict__.get("strut")
    if found is None:
        found = style.strut = _strut(style)
    return found


_strut = line_break.strut
_fonts: dict[Any, tuple[Any, bytes]] = {}


def font(style: Any) -> tuple[Any, bytes]:
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
    description, features = font(style)
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
    """Stand-in for `Layout.deactivate`: the lines of a part stay until they are drawn (`gaps`)."""


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
    fonts = FontConfiguration()
    fonts._folder = _FontFolder(mkdtemp(prefix="weasyprint-"))
    return fonts


def install() -> None:
    """Put this in WeasyPrint's place. Doing it twice is doing it once."""
    Layout.setup, Layout.set_text, Layout.deactivate = setup, set_text, deactivate
