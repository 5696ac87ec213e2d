"""CSV and TSV: a row a question, the columns known by the names in the first row."""

from __future__ import annotations

import csv
import io
import sys

from bankbook.importers import decoding, fields
from bankbook.importers.fields import record
from bankbook.importers.gathering import gathered
from bankbook.importers.material import Material, Remnant, Source
from bankbook.notices import BuildError, Notice, Span
from bankbook.said import say


def read(source: Source) -> Material:
    """Raises BuildError where the first row names no question."""
    text = decoding.text(source)
    # The standard library's limit is a field of 128 kB.
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    reader = csv.reader(io.StringIO(text, newline=""), _dialect(text))
    header: list[str] = []
    records, remnants = [], []
    while True:
        place = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            message = say("this is not CSV: {error}", error=error)
            raise BuildError(
                [Notice("import-syntax", Span(source.shown, place), message)]
            ) from None
        if not any(cell.strip() for cell in row):
            continue
        if not header:
            header = _header(row, source, place)
            continue
        values = {name: cell for name, cell in zip(header, row, strict=False) if name}
        beyond = [cell for cell in row[len(header) :] if cell.strip()]
        beyond += [c for n, c in zip(header, row, strict=False) if not n and c.strip()]
        for cell in beyond:
            remnants.append(Remnant(place, cell, "no column of the first row stands over it"))
        records.append(record(values, place))
    return gathered(source.stem, records, remnants)


def _header(row: list[str], source: Source, place: int) -> list[str]:
    """The columns' names, each once. Raises BuildError where none is a question."""
    names: list[str] = []
    for name in (cell.strip() for cell in row):
        number = 2
        while name in names and name:
            name, number = f"{name.split(' ')[0]} {number}", number + 1
        names.append(name)
    if not {"question", "title"} & {fields.field(name) for name in names}:
        shown = ", ".join(f"`{name}`" for name in names[:8])
        message = say("the first row names no column of questions: {shown}", shown=shown)
        hint = say("call it `question` or `问题`; the answer's column `answer` or `答案`")
        raise BuildError([Notice("import-columns", Span(source.shown, place), message, hint)])
    return names


def _dialect(text: str) -> type[csv.Dialect]:
    """Commas, tabs, semicolons or bars: the one that the first row has most."""
    first = text.split("\n", 1)[0]
    best = max(",\t;|", key=first.count)

    class Found(csv.excel):
        delimiter = best

    return Found
