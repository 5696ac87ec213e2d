"""What two editions of a text have in common to count by: used to find in one a place of the other."""

from __future__ import annotations

#: Elements, by their class, that count as one: the editions print other text in them.
ATOMS = frozenset({"reference", "citations", "noteref", "formula"})

#: Characters that one edition has and the other has not: white space, breaks, hyphens at line ends.
UNCOUNTED = frozenset(" \t\n\r\u00a0\u200b\u2060\u00ad\u2010\u3000")


def counted(text: str) -> int:
    """How many characters of a text count."""
    return sum(character not in UNCOUNTED for character in text)
