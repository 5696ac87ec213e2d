"""Draw docs/formulas.png: forty formulas from papers, as the press prints them (left) and as MathJax
shows them in Chromium (right). Needs Chromium.

.venv/bin/python tools/formula_page.py
"""

import os
import subprocess
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

from bankbook.fonts import FONTS
from bankbook.galley import Asset
from bankbook.markup.math import picture
from bankbook.press import single
from bankbook.press.forme import Order
from bankbook.press.workshop import Workshop
from bankbook.toolchain.mathjax import Formula, draw
from bankbook.typeset.environment import sheet
from bankbook.typeset.font_faces import fonts_sheet

ROOT = Path(__file__).parent.parent
TEX = (ROOT / "tests" / "formulas.tex").read_text(encoding="utf-8").splitlines()
WIDTH, HEIGHT, EM = 500, 1560, 10.5

drawings = draw(Formula(tex, True) for tex in TEX)
pictures = [
    Asset(f"math/{index}.svg", "image/svg+xml", picture(drawings[Formula(tex, True)]))
    for index, tex in enumerate(TEX)
]


def size(tex: str) -> str:
    drawing = drawings[Formula(tex, True)]
    return f"width:{drawing.width:.3f}em;height:{drawing.height + drawing.depth:.3f}em"


def page(address: str) -> str:
    rows = "".join(
        f'<p><img src="{address}{index}.svg" style="{size(tex)}" /></p>'
        for index, tex in enumerate(TEX)
    )
    return f"<html><body>{rows}</body></html>"


STYLE = f"@page {{ size: {WIDTH}pt {HEIGHT}pt; margin: 10pt }} p {{ margin: 0 0 12pt; font-size: {EM}pt }}"


styles = (fonts_sheet(), sheet("print.css"), Asset("styles/x.css", "text/css", STYLE.encode()))
ours = single.press(Order("page", page("math/"), styles, pictures), Workshop())
with tempfile.TemporaryDirectory() as folder:
    # As markup in the page, where it may use the page's fonts, as MathJax itself has it.
    inline = "".join(
        f'<p style="{size(tex)}">'
        + asset.content.decode().replace("<svg", '<svg style="width:100%;height:100%"', 1)
        + "</p>"
        for tex, asset in zip(TEX, pictures, strict=True)
    )
    faces = f'@font-face {{ font-family: "Noto Serif SC"; src: url(file://{FONTS[0].path}); }}'
    html = f"<html><meta charset='utf-8'><style>{faces}{STYLE} body {{ margin: 0 }}</style>{inline}"
    (Path(folder) / "a.html").write_text(html, encoding="utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--no-pdf-header-footer"]
    command += [f"--print-to-pdf={folder}/a.pdf", f"{folder}/a.html"]
    environment = {key: value for key, value in os.environ.items() if key != "FONTCONFIG_FILE"}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    theirs = (Path(folder) / "a.pdf").read_bytes()

sides = [pypdfium2.PdfDocument(content)[0].render(scale=1.4).to_pil() for content in (ours, theirs)]
canvas = Image.new(
    "RGB", (sum(side.width for side in sides) + 10, max(s.height for s in sides)), "#888"
)
canvas.paste(sides[0], (0, 0))
canvas.paste(sides[1], (sides[0].width + 10, 0))
canvas.convert("L").quantize(16).save(ROOT / "docs" / "formulas.png", optimize=True)
