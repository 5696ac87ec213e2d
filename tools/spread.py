"""Draw the README's picture: two facing pages of dist/handbook.pdf as docs/spread.png.

.venv/bin/python tools/spread.py 86
"""

import sys
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).parent.parent
SCALE = 1.25  # pixels a point

verso = int(sys.argv[1])
pdf = pypdfium2.PdfDocument(ROOT / "dist" / "handbook.pdf")
pages = [pdf[number - 1].render(scale=SCALE).to_pil() for number in (verso, verso + 1)]
width, height = pages[0].size
sheet = Image.new("RGB", (2 * width + 41, height + 40), "#d8d8d4")
for index, page in enumerate(pages):
    sheet.paste(page, (20 + index * (width + 1), 20))
(ROOT / "docs").mkdir(exist_ok=True)
sheet.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(
    ROOT / "docs" / "spread.png", optimize=True
)
