"""Two triangles of steps make a rectangle. `bankbook figures` draws it: run it after a change here.

This needs the standard library only. With Matplotlib, `bankbook.drawing` has a canvas in the
book's fonts.
"""

from pathlib import Path

ROWS, SIDE = 4, 24
CELLS = [
    f'<rect x="{column * SIDE + 2}" y="{row * SIDE + 2}" width="{SIDE}" height="{SIDE}" '
    f'fill="{"#1f5f7a" if column <= row else "#e3e3df"}" stroke="#ffffff"/>'
    for row in range(ROWS)
    for column in range(ROWS + 1)
]
WIDTH, HEIGHT = (ROWS + 1) * SIDE + 4, ROWS * SIDE + 4

Path(__file__).with_suffix(".svg").write_text(
    f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}pt" height="{HEIGHT}pt" '
    f'viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(CELLS)}</svg>\n',
    encoding="utf-8",
)
