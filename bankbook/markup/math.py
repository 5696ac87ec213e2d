"""Math: `$…$` in a line, `$$…$$` displayed, `$$…$$ (name)` displayed and numbered."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Any

from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from bankbook.markup.places import place
from bankbook.toolchain.mathjax import Drawing, Formula

RELATION = r"(?:[=<>]|\\(?:approx|leq?|geq?|ll|gg|times|propto)\b)"
OPEN_END = re.compile(rf"{RELATION}\s*$")
OPEN_START = re.compile(rf"\s*{RELATION}")

#: The width of a small screen in ems of its text, and how much smaller a formula may become.
SCREEN, LEAST = 20.0, 0.55

TYPES = ("math_inline", "math_inline_double", "math_block", "math_block_label")
MATHML = "{http://www.w3.org/1998/Math/MathML}"

#: MathML Core (section 2.1.4) draws `mathvariant` only as `normal`: letters must be the real ones.
STYLES = {
    "bold": "BOLD",
    "italic": "ITALIC",
    "bold-italic": "BOLD ITALIC",
    "double-struck": "DOUBLE-STRUCK",
    "script": "SCRIPT",
    "bold-script": "BOLD SCRIPT",
    "fraktur": "FRAKTUR",
    "bold-fraktur": "BOLD FRAKTUR",
    "sans-serif": "SANS-SERIF",
    "bold-sans-serif": "SANS-SERIF BOLD",
    "monospace": "MONOSPACE",
}


def formula(token: Token) -> Formula:
    """What a math token asks to be set."""
    display = token.type != "math_inline"
    return Formula(token.content.strip(), display)


def spoken(tex: str) -> str:
    """The formula as text, for a reader that cannot show it: its TeX on one line."""
    return " ".join(tex.split())


@lru_cache(maxsize=4096)
def picture(drawing: Drawing) -> bytes:
    """The formula as an SVG file, sized in ems of 10 px."""
    tree = etree.fromstring(drawing.svg)
    tree.set("width", f"{drawing.width * 10:g}px")
    tree.set("height", f"{(drawing.height + drawing.depth) * 10:g}px")
    return bytes(etree.tostring(tree))


#: Letters that Unicode named before it had the styles: ℎ, and most of ℂ ℋ ℜ ….
OLDER = {"FRAKTUR": "BLACK-LETTER"}


def _styled(character: str, style: str) -> str:
    """The mathematical alphanumeric symbol for a plain letter or digit, or itself."""
    if style == "ITALIC" and character == "h":
        return "ℎ"
    name = unicodedata.name(character, "")
    for word in ("LATIN ", "GREEK ", "LETTER "):
        name = name.replace(word, "")
    for full in (f"MATHEMATICAL {style} {name}", f"{OLDER.get(style, style)} {name}"):
        try:
            return unicodedata.lookup(full)
        except KeyError:
            continue
    return character


@lru_cache(maxsize=4096)
def mathml(drawing: Drawing, alt: str) -> str:
    """MathML Core with `alttext`, and without the letters' styles as attributes."""
    tree = etree.fromstring(drawing.mathml)
    for element in tree.iter():
        element.tail = None
        variant = element.attrib.pop("mathvariant", None)
        if len(element):
            element.text = None
        elif variant in STYLES and element.text:
            element.text = "".join(_styled(letter, STYLES[variant]) for letter in element.text)
        elif variant == "normal" and element.tag == f"{MATHML}mi":
            element.set("mathvariant", "normal")
    tree.set("alttext", alt)
    return str(etree.tostring(tree, encoding="unicode"))


def _image(drawing: Drawing, alt: str, display: bool) -> str:
    style = f"width:{drawing.width:.3f}em;height:{drawing.height + drawing.depth:.3f}em"
    if not display:
        style += f";vertical-align:{-drawing.depth:.3f}em"
    return f'<img class="math" src="{address(alt, display)}" alt="{escapeHtml(alt)}" style="{style}" />'


def _inline_picture(drawing: Drawing, alt: str, display: bool) -> str:
    """The formula as SVG in the text itself, in the colour of the text: seen in dark mode too."""
    tree = etree.fromstring(drawing.svg)
    for name in ("width", "height"):
        tree.attrib.pop(name, None)
    style = f"width:{drawing.width:.3f}em;height:{drawing.height + drawing.depth:.3f}em"
    if not display:
        style += f";vertical-align:{-drawing.depth:.3f}em"
    tree.set("style", style)
    tree.set("role", "img")
    tree.set("aria-label", alt)
    tree.set("class", "math")
    return str(etree.tostring(tree, encoding="unicode"))


def _open_ends(tex: str) -> str:
    """Classes for a formula that ends or begins with a relation, whose other side is in the text:
    the relation gets its space there too."""
    ends = " open-end" if OPEN_END.search(tex) else ""
    return ends + (" open-start" if OPEN_START.match(tex) else "")


def _fitted(drawing: Drawing, setting: Any) -> str:
    """A displayed formula too wide for a small screen is set smaller: an e-book's page cannot be
    scrolled sideways."""
    if setting.medium == "print" or drawing.width <= SCREEN:
        return ""
    return f' style="font-size:{max(SCREEN / drawing.width, LEAST):.2f}em"'


def address(tex: str, display: bool) -> str:
    """The name under which the galley keeps a formula's picture."""
    digest = hashlib.sha256(f"{display}{tex}".encode()).hexdigest()[:20]
    return f"math/{digest}.svg"


def _math(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    token, setting = tokens[index], env["setting"]
    wanted = formula(token)
    drawing = setting.drawings[wanted]
    alt = spoken(wanted.tex)
    if setting.medium == "print":
        result = _image(drawing, alt, wanted.display)
    elif setting.pictures:
        result = _inline_picture(drawing, alt, wanted.display)
    else:
        result = mathml(drawing, alt)
    if not wanted.display:
        return f'<span class="formula{_open_ends(wanted.tex)}">{result}</span>'
    if token.type == "math_inline_double":  # inside a paragraph, which can hold no block
        return f'<span class="formula displayed"{_fitted(drawing, setting)}>{result}</span>'
    label = setting.labels.get(f"eq:{token.info}") if token.info else None
    where = place(token, env) + _fitted(drawing, setting)
    if label is None:
        return f'<div class="formula"{where}>{result}</div>\n'
    number = f'<span class="equation-number">({label.number})</span>'
    return f'<div class="formula numbered"{where} id="{label.anchor}">{result}{number}</div>\n'


def extend(md: MarkdownIt) -> None:
    md.use(dollarmath_plugin, allow_space=False, allow_blank_lines=False, double_inline=True)
    for name in TYPES:
        md.add_render_rule(name, _math)
