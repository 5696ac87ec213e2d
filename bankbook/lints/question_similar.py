"""Questions that ask almost the same.

Two questions are near when they share most of their groups of three characters (Jaccard's measure).
The rarest groups of each are looked up first, as in prefix filtering (Chaudhuri et al., 2006;
Bayardo et al., 2007): texts that are near must share one of them, so few pairs are ever compared.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from bankbook.lints.remark import Remark
from bankbook.model import Bank
from bankbook.said import say

#: How much of two questions must be the same: judged on banks with questions that were said twice.
NEAR = 0.7
GROUP = 3
SIGNS = re.compile(r"[\W_]+")


def remarks(bank: Bank) -> Iterator[Remark]:
    questions = bank.questions()
    texts = [f"{question.title} {question.stem.text}" for question in questions]
    for later, earlier, share in near(texts):
        first, second = questions[earlier], questions[later]
        message = say(
            "asks {share:.0%} the same as `{first}` ({span})",
            share=share,
            first=first.id,
            span=first.span.file,
        )
        yield Remark(
            second.place("title"), message, say("make one of the two, or say how they differ")
        )


def near(texts: list[str]) -> Iterator[tuple[int, int, float]]:
    """Pairs of texts that are nearly the same, each later one with the first that it is near to:
    its place, the earlier's place, and the share (0 to 1) that they have in common."""
    groups = [_groups(text) for text in texts]
    count = Counter(group for found in groups for group in found)
    index: dict[str, list[int]] = defaultdict(list)
    for later, found in enumerate(groups):
        rare_first = sorted(found, key=lambda group: (count[group], group))
        size = len(found)
        # Of the rest alone, two texts could not share enough.
        prefix = rare_first[: size - math.ceil(NEAR * size) + 1]
        candidates = {earlier for group in prefix for earlier in index[group]}
        for earlier in sorted(candidates):
            other = groups[earlier]
            if min(len(other), size) < NEAR * max(len(other), size):
                continue
            common = len(found & other)
            share = common / (size + len(other) - common)
            if share >= NEAR:
                yield later, earlier, share
                break
        else:  # one that repeats another need not be found again itself
            for group in prefix:
                index[group].append(later)


def _groups(text: str) -> frozenset[str]:
    plain = SIGNS.sub("", text.casefold())
    if len(plain) <= GROUP:
        return frozenset((plain,)) if plain else frozenset()
    return frozenset(plain[at : at + GROUP] for at in range(len(plain) - GROUP + 1))
