"""WeasyPrint's ways taken short lead to the same pages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import BANKS, ROOT
from tests.test_engine import same_pages

WITHOUT = """
import sys
from pathlib import Path
from bankbook.press import shortcuts
shortcuts.install = lambda: None
from bankbook import pipeline
bank, _ = pipeline.load(Path(sys.argv[1]), "bank")
editions = [edition for edition in bank.editions if edition.name == sys.argv[2]]
pipeline.build(bank, editions, Path(sys.argv[3]))
from weasyprint.layout.percent import resolve_percentages
assert resolve_percentages.__module__ == "weasyprint.layout.percent"
"""


@pytest.mark.parametrize("name", ["reader", "workbook"])
def test_pages_are_the_same_without_shortcuts(name: str, small_dist: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", WITHOUT, str(BANKS / "small"), name, str(tmp_path)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert same_pages(small_dist / f"{name}.pdf", tmp_path / f"{name}.pdf") == []
