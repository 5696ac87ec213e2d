"""docs/performance.png: how time and memory grow with the bank, from docs/performance.json."""

from __future__ import annotations

import json
from pathlib import Path

import matplotlib.pyplot as plt

DOCS = Path(__file__).parent.parent / "docs"


def main() -> None:
    growth = json.loads((DOCS / "performance.json").read_text())["growth"]
    sizes = [int(size) for size in growth]
    first = growth[min(growth, key=int)]
    figure, axes = plt.subplots(figsize=(6.4, 3.6), constrained_layout=True)
    axes.plot(
        sizes,
        [growth[str(size)]["seconds"] / first["seconds"] for size in sizes],
        "o-",
        color="#111",
        label="time of a cold build",
    )
    axes.plot(
        sizes,
        [growth[str(size)]["megabytes"] / first["megabytes"] for size in sizes],
        "s--",
        color="#777",
        label="most memory of a process",
    )
    axes.plot(
        sizes,
        [size / sizes[0] for size in sizes],
        ":",
        color="#aaa",
        label="in proportion to the bank",
    )
    axes.set(
        xscale="log", yscale="log", xlabel="questions", ylabel=f"times that of {sizes[0]} questions"
    )
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axes.minorticks_off()
    axes.legend(frameon=False)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    figure.savefig(DOCS / "performance.png", dpi=150)


if __name__ == "__main__":
    main()
