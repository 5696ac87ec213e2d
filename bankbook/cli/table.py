"""Tables: ruled and coloured on a terminal, plain columns in a pipe, which scripts can cut."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from bankbook.cli.terminal import Terminal

Row = Sequence[str]


def print_table(terminal: Terminal, head: Row, rows: Sequence[Row], total: Row | None) -> None:
    """Print a table whose first column is text and whose others are numbers."""
    if terminal.quiet:
        return
    head = [terminal.translated(title) for title in head]
    total = [terminal.translated(cell) for cell in total] if total else None
    if not terminal.output.is_terminal:
        for line in plain([head, *rows, *([total] if total else [])]):
            terminal.say(line)
        return
    table = Table(box=box.SIMPLE_HEAD, show_footer=total is not None, pad_edge=False)
    for index, title in enumerate(head):
        table.add_column(
            title,
            footer=Text(total[index] if total else ""),
            justify="right" if index else "left",
            no_wrap=index > 0,
        )
    for row in rows:
        table.add_row(*map(Text, row))
    terminal.output.print(table, soft_wrap=False)


def plain(rows: Sequence[Row]) -> list[str]:
    """Rows as aligned lines. A Chinese character is as wide as two Latin ones."""
    widths = [max(cell_len(row[index]) for row in rows) for index in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            " " * (width - cell_len(cell)) + cell
            if index
            else cell + " " * (width - cell_len(cell))
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return lines
