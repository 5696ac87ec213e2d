"""Notes stand in the outer margin: on the left of a verso, on the right of a recto, once each."""

from __future__ import annotations

from pathlib import Path

import weasyprint

from bankbook.press import margin_notes
from tests.test_justification import words


def test_weasyprint_is_the_version_that_this_was_written_for() -> None:
    assert weasyprint.__version__ == margin_notes.WRITTEN_FOR


def test_notes_stand_outside_the_column_on_the_outer_side(dist: Path) -> None:
    notes = [word for word in words(dist / "handbook.pdf") if word.text.endswith("见第")]
    notes = [w for w in notes if not w.measure[0] <= w.left <= w.measure[1]]
    versos = [word for word in notes if word.page % 2 == 0]
    rectos = [word for word in notes if word.page % 2]
    assert len(versos) > 20 and len(rectos) > 20
    assert all(word.right < word.measure[0] for word in versos)
    assert all(word.left > word.measure[1] for word in rectos)
