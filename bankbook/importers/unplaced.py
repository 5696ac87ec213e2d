"""`unplaced.md`: what of the source is not in the bank, and what is there otherwise than it was."""

from __future__ import annotations

import re

from bankbook.importers.material import Remnant
from bankbook.wording import Wording


def report(
    source: str,
    remnants: list[Remnant],
    changes: list[tuple[int, str]],
    unit: str,
    words: Wording,
) -> str:
    """The file's text: each remnant as it stands in the source, with its line and why."""

    def where(place: int) -> str:
        return words(f"import.{unit}", number=place) if place else words("import.file")

    result = [f"# {words('import.unplaced')}", "", words("import.unplaced_note", source=source), ""]
    for remnant in remnants:
        longest = max((len(run) for run in re.findall(r"`{3,}", remnant.text)), default=2)
        ticks = "`" * (longest + 1)
        result += [f"## {where(remnant.place)}: {remnant.reason}", ""]
        result += [f"{ticks}text", remnant.text, ticks, ""]
    if changes:
        result += [f"# {words('import.changed')}", ""]
        result += [f"- {where(place)}: {' '.join(told.split())}" for place, told in changes]
        result.append("")
    return "\n".join(result)
