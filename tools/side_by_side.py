"""Draw docs/side-by-side.png: the same three paragraphs by Bankbook and by its peers.

Needs what the project itself does not: XeLaTeX with ctex (Debian: texlive-xetex,
texlive-lang-chinese, texlive-latex-recommended), Chromium, and the Python package `typst`.

.venv/bin/python tools/side_by_side.py
"""

import html
import os
import re
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

import pypdfium2
import typst
from PIL import Image, ImageDraw, ImageFont

from bankbook.fonts import FONTS
from bankbook.galley import Asset
from bankbook.markup.line_breaks import ENGLISH, settled
from bankbook.markup.spacing import spaced
from bankbook.press import single
from bankbook.press.forme import Order
from bankbook.press.workshop import Workshop
from bankbook.typeset.environment import sheet
from bankbook.typeset.font_faces import fonts_sheet

ROOT = Path(__file__).parent.parent
PARAGRAPHS = [
    "它通过分块（tiling）与重计算（recomputation）减少HBM读写，“精确”而不是“近似”：截至2026年11月，"
    "主流的开放权重模型有Llama、Qwen、DeepSeek、Mistral、GLM与Gemma。面试官问“为什么”，先答要点，再讲理由；"
    "数字要能当场算出来，例如LLaMA-2-7B的FP16权重是13.48 GB（12.55 GiB），一张24 GB的卡放得下。",
    "PyTorch的缓存分配器把释放的块留在自己手里，监控工具照样计为已用。Transformers、FlashAttention、"
    "PagedAttention这些长词最容易把一行撑松，所以要看每一行的右边：“匀”不匀，“齐”不齐，（括号）在不在行首。",
    "“先挤后拉”，是说先让句内的标点（逗号、顿号、句号、括号）让出空白，把词留在本行；挤不下，才换行，"
    "再把余下的空白分到字间与词间。《中文排版需求》把它写成了规则；好的引擎照做，差的引擎只拉开空格。",
]
WIDTH = 378  # pt: 36 characters of 10.5 pt
SCALE = 2.0
SERIF, LATIN = FONTS[0].path, FONTS[5].path


def ours(folder: Path) -> bytes:
    texts = (ENGLISH.sub(r'<span lang="en">\g<0></span>', settled(spaced(t))) for t in PARAGRAPHS)
    body = "".join(f"<p>{text}</p>" for text in texts)
    page = f"@page {{ size: {WIDTH}pt 400pt; margin: 0 }} .prose > p {{ text-indent: 2em }}"
    styles = (fonts_sheet(), sheet("print.css"), Asset("styles/x.css", "text/css", page.encode()))
    markup = f'<html lang="zh-CN"><body class="prose">{body}</body></html>'
    return single.press(Order("page", markup, styles), Workshop())


def xelatex(folder: Path) -> bytes:
    def escaped(text: str) -> str:
        return text.replace("%", r"\%")

    source = rf"""\documentclass[zihao=false,linespread=1]{{ctexart}}
\usepackage[paperwidth={WIDTH}bp,paperheight=400bp,margin=0bp]{{geometry}}
\setmainfont{{{LATIN.name}}}[Path={LATIN.parent}/]
\setCJKmainfont{{{SERIF.name}}}[Path={SERIF.parent}/]
\pagestyle{{empty}}\topskip=0pt
\begin{{document}}\fontsize{{10.5bp}}{{18bp}}\selectfont
{(chr(10) * 2).join(map(escaped, PARAGRAPHS))}
\end{{document}}"""
    (folder / "a.tex").write_text(source, encoding="utf-8")
    command = ["xelatex", "-interaction=batchmode", "a.tex"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return (folder / "a.pdf").read_bytes()


def by_typst(folder: Path) -> bytes:
    text = "\n\n".join(PARAGRAPHS)
    source = f"""#set page(width: {WIDTH}pt, height: 400pt, margin: 0pt)
#set text(font: ((name: "STIX Two Text", covers: "latin-in-cjk"), "Noto Serif SC"), size: 10.5pt,
  lang: "zh", region: "cn", cjk-latin-spacing: auto, top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: 7.5pt, spacing: 7.5pt, first-line-indent: (amount: 2em, all: true))
{text}"""
    (folder / "a.typ").write_text(source, encoding="utf-8")
    fonts = [str(SERIF.parent), str(LATIN.parent)]
    return bytes(typst.compile(str(folder / "a.typ"), font_paths=fonts))


def chromium(folder: Path) -> bytes:
    body = "".join(f"<p>{html.escape(text)}</p>" for text in PARAGRAPHS)
    source = f"""<html lang="zh-CN"><meta charset="utf-8"><style>
@font-face {{ font-family: L; src: url(file://{LATIN}); unicode-range: U+0-24F; }}
@font-face {{ font-family: C; src: url(file://{SERIF}); }}
@page {{ size: {WIDTH}pt 400pt; margin: 0 }}
body {{ margin: 0; font: 10.5pt/18pt L, C; text-align: justify; text-autospace: normal;
  text-spacing-trim: normal; }}
p {{ margin: 0; text-indent: 2em; }}</style>{body}"""
    (folder / "a.html").write_text(source, encoding="utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--no-pdf-header-footer"]
    command += [f"--print-to-pdf={folder / 'c.pdf'}", str(folder / "a.html")]
    # Ours, set for WeasyPrint, would hide the fonts from it.
    environment = {key: value for key, value in os.environ.items() if key != "FONTCONFIG_FILE"}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return (folder / "c.pdf").read_bytes()


def gaps(content: bytes) -> tuple[float, float]:
    """How unevenly a setting is spaced: the widest gap between two Chinese characters of a full
    line, and the greatest distance of a full line's end from the measure, both in points."""
    page = pypdfium2.PdfDocument(content)[0].get_textpage()
    signs = [
        (page.get_text_range(index, 1), page.get_charbox(index, loose=True))
        for index in range(page.count_chars())
    ]
    lines: list[list[tuple[str, tuple[float, float, float, float]]]] = []
    for sign, box in signs:
        if not sign.strip():
            continue
        if lines and abs(lines[-1][-1][1][1] - box[1]) < 8:
            lines[-1].append((sign, box))
        else:
            lines.append([(sign, box)])
    widest = ragged = 0.0
    chinese = re.compile(r"[\u4e00-\u9fff]")
    for line, after in pairwise(lines):
        for (a, left), (b, right) in pairwise(line):
            if chinese.match(a) and chinese.match(b):
                widest = max(widest, right[0] - left[0] - 10.5)
        if after[0][1][0] < 12:  # the next line begins at the margin: this one is full
            end = line[-1][1][2] - (5.25 if line[-1][0] in "，。、：；”）" else 0)
            ragged = max(ragged, min(abs(end - WIDTH), abs(line[-1][1][2] - WIDTH)))
    return widest, ragged


def main() -> None:
    engines = {"Bankbook": ours, "XeLaTeX + ctex": xelatex, "Typst": by_typst, "Chromium": chromium}
    label = ImageFont.truetype(str(FONTS[4].path), 26)
    columns = []
    for name, engine in engines.items():
        with tempfile.TemporaryDirectory() as folder:
            content = engine(Path(folder))
        widest, ragged = gaps(content)
        print(
            f"{name:16} widest gap {widest:5.2f} pt   furthest end from the measure {ragged:5.2f} pt"
        )
        picture = pypdfium2.PdfDocument(content)[0].render(scale=SCALE).to_pil()
        columns.append((name, picture.crop((0, 0, picture.width, 420))))
    width, height = columns[0][1].size
    canvas = Image.new("RGB", (2 * width + 120, 2 * (height + 80)), "white")
    draw = ImageDraw.Draw(canvas)
    for index, (name, picture) in enumerate(columns):
        x, y = 30 + index % 2 * (width + 60), 20 + index // 2 * (height + 80)
        draw.text((x, y), name, fill="#1f5f7a", font=label)
        canvas.paste(picture, (x, y + 44))
        # The measure, to be seen where a line does not reach it.
        draw.line((x + width, y + 44, x + width, y + 44 + height), fill="#c33", width=1)
    out = ROOT / "docs" / "side-by-side.png"
    canvas.convert("L").quantize(16).save(out, optimize=True)
    print(out, file=sys.stderr)


if __name__ == "__main__":
    main()
