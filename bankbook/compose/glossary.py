"""The glossary in the order of pinyin, the index of terms in that of Latin."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bankbook.compose.plan import Heading
from bankbook.model import Term


def headings(terms: Iterable[Term], key: Callable[[Term], str]) -> tuple[Heading, ...]:
    """Terms sorted by what `key` gives, gathered by its first letter; digits and signs go first."""
    found: dict[str, list[Term]] = {}
    for term in sorted(terms, key=lambda term: (key(term).casefold(), term.term)):
        letter = key(term)[0].upper()
        found.setdefault(letter if letter.isascii() and letter.isalpha() else "#", []).append(term)
    return tuple(Heading(letter, tuple(inside)) for letter, inside in sorted(found.items()))


def latin(term: Term) -> str:
    """What the term is called in the index by Latin: its English name, or itself."""
    return term.english or (term.term if not term.pinyin else "")
