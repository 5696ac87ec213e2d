"""What a program imports, and in which version: a result stands only as long as these do."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable
from functools import cache
from importlib import metadata


def versions(sources: Iterable[str]) -> dict[str, str]:
    """The packages that sources of Python import, standard library aside, with their versions; empty
    where one is not installed, or is not a package with a version."""
    names: set[str] = set()
    for source in sources:
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.split(".")[0])
    return {name: _version(name) for name in sorted(names - sys.stdlib_module_names)}


@cache
def _version(name: str) -> str:
    for package in (name, *_packages().get(name, ())):
        try:
            return metadata.version(package)
        except (metadata.PackageNotFoundError, ValueError):
            continue
    return ""


@cache
def _packages() -> dict[str, list[str]]:
    """Which packages bring a module: `PIL` comes from pillow."""
    return {name: list(found) for name, found in metadata.packages_distributions().items()}
