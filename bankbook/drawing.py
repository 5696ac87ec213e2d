"""Figures drawn by code: Matplotlib in the book's fonts, greys and widths.

A figure `figures/masks.svg` is drawn by the script `figures/masks.py` beside it, which asks here
for a canvas and saves it. Letters become outlines, so that the picture is the same on paper and
in every reading system. Needs the optional dependencies `bankbook[figures]`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import matplotlib
from cycler import cycler
from lxml import etree

matplotlib.use("svg")

from matplotlib import font_manager, pyplot

from bankbook.fonts import FONTS

#: Width of the text column, in points.
MEASURE = 378.0

#: Ink, three greys that stay apart on a copier, paper, and the one colour.
INK = "#111111"
DARK = "#5c5c58"
MIDDLE = "#a3a39e"
LIGHT = "#e3e3df"
PAPER = "#ffffff"
ACCENT = "#1f5f7a"

_STYLE: dict[str, Any] = {
    "svg.fonttype": "path",
    "svg.hashsalt": "bankbook",
    "font.family": ["Noto Sans SC"],
    "font.size": 8.0,
    "axes.titlesize": 8.5,
    "axes.labelsize": 8.0,
    "xtick.labelsize": 7.5,
    "ytick.labelsize": 7.5,
    "legend.fontsize": 7.5,
    "legend.frameon": False,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.linewidth": 0.6,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "xtick.major.size": 3.0,
    "ytick.major.size": 3.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "lines.linewidth": 1.2,
    "patch.linewidth": 0.6,
    "hatch.linewidth": 0.5,
    "axes.prop_cycle": cycler(color=[ACCENT, INK, DARK, MIDDLE], linestyle=["-", "--", "-.", ":"]),
    "axes.unicode_minus": False,
    "mathtext.fontset": "custom",
    "mathtext.rm": "STIX Two Text",
    "mathtext.it": "STIX Two Text:italic",
    "mathtext.bf": "STIX Two Text:bold",
    "mathtext.cal": "STIX Two Text:italic",
    "mathtext.sf": "Noto Sans SC",
    "mathtext.tt": "Source Code Pro",
    "mathtext.fallback": None,
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.h_pad": 0.03,
    "figure.constrained_layout.w_pad": 0.03,
}


def canvas(
    height: float, rows: int = 1, columns: int = 1, width: float = MEASURE, **more: Any
) -> tuple[Any, Any]:
    """A Matplotlib figure and its axes; width and height in points."""
    for font in FONTS:
        font_manager.fontManager.addfont(font.path)
    matplotlib.rcParams.update(_STYLE)
    made: tuple[Any, Any] = pyplot.subplots(
        rows, columns, figsize=(width / 72, height / 72), **more
    )
    return made


def blank(height: float, width: float = MEASURE) -> tuple[Any, Any]:
    """A figure for a diagram: no axes, one unit a point, the origin at the lower left."""
    figure, axes = canvas(height, width=width)
    figure.set_layout_engine("none")
    axes.set_position((0, 0, 1, 1))
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    axes.axis("off")
    return figure, axes


def box(
    axes: Any, x: float, y: float, width: float, height: float, text: str = "", **style: Any
) -> None:
    """A labelled box of a diagram: its lower left corner and its size, in points."""
    size = style.pop("fontsize", 8.0)
    ink = style.pop("ink", INK)
    weight = style.pop("weight", "normal")
    look: dict[str, Any] = {"facecolor": PAPER, "edgecolor": INK, "linewidth": 0.6} | style
    axes.add_patch(matplotlib.patches.Rectangle((x, y), width, height, **look))
    if text:
        axes.text(
            x + width / 2, y + height / 2, text, ha="center", va="center_baseline",
            fontsize=size, color=ink, fontweight=weight, linespacing=1.35,
        )  # fmt: skip


def arrow(
    axes: Any, start: tuple[float, float], end: tuple[float, float], text: str = "", **style: Any
) -> None:
    """An arrow of a diagram, with its label above the middle."""
    size = style.pop("fontsize", 7.5)
    shift = style.pop("shift", (0.0, 5.0))
    look: dict[str, Any] = {
        "arrowstyle": "-|>",
        "color": INK,
        "linewidth": 0.7,
        "mutation_scale": 7,
    } | style
    look.setdefault("shrinkA", 0)
    look.setdefault("shrinkB", 0)
    axes.add_patch(matplotlib.patches.FancyArrowPatch(start, end, **look))
    if text:
        x, y = (start[0] + end[0]) / 2 + shift[0], (start[1] + end[1]) / 2 + shift[1]
        axes.text(x, y, text, ha="center", va="center", fontsize=size)


def save(figure: Any, script: str) -> None:
    """Write the figure beside the script that draws it (pass `__file__`), same bytes each time."""
    target = Path(script).with_suffix(".svg")
    with matplotlib.rc_context({"svg.hashsalt": target.stem}):
        figure.savefig(target, metadata={"Date": None})
    pyplot.close(figure)
    _tidy(target)


def _rounded(match: re.Match[str]) -> str:
    return f"{float(match[0]):.2f}".rstrip("0").rstrip(".")


def _tidy(target: Path) -> None:
    """Take out Matplotlib's metadata and its document type, which EPUB forbids, and all digits
    below a hundredth of a point, which nobody sees and every reader would have to load."""
    tree = etree.parse(target, etree.XMLParser(remove_blank_text=True))
    root = tree.getroot()
    for element in root.findall("{http://www.w3.org/2000/svg}metadata"):
        root.remove(element)
    for element in root.iter("{http://www.w3.org/2000/svg}path"):
        element.set("d", re.sub(r"-?\d+\.\d+", _rounded, " ".join(element.get("d", "").split())))
    target.write_bytes(etree.tostring(root) + b"\n")
