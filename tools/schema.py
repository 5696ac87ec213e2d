"""Publish the bank's schema in `schema/`, for editors: `make schema`."""

from pathlib import Path

from bankbook.manuscript.schema import PUBLISHED, json_schema

folder = Path(__file__).parent.parent / "schema"
folder.mkdir(exist_ok=True)
for name in PUBLISHED:
    (folder / f"{name}.schema.json").write_text(json_schema(name), encoding="utf-8")
