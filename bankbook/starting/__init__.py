"""What an author starts from: a new book with a sample bank, a new chapter, a new question."""

from __future__ import annotations

from pathlib import Path

#: A bank in each language, and what new files begin with.
SAMPLES = Path(__file__).parent.parent / "samples"
