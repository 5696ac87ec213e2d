"""The house: imports go strictly down, and the ground floor imports nothing of ours."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.conftest import ROOT

PACKAGE = ROOT / "bankbook"

#: Rooms by floor. A room may import from floors below its own, and from itself.
FLOORS = (
    {"said"},
    {"memo", "notices", "explanations"},
    {"model", "wording", "toolchain", "store", "workers", "whole_file", "reporting"},
    {"fonts", "markup", "design", "page_places", "provenance", "freshness", "selection"},
    {"manuscript", "checks", "lints", "compose", "stats", "drawing", "page_sheet"},
    {"galley", "programs", "starting", "mending"},
    {"typeset", "press", "diagnosis"},
    {"pipeline"},
    {"importers", "live"},
    {"cli"},
    {"__main__"},
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def room(path: Path) -> str:
    part = path.relative_to(PACKAGE).parts[0]
    return part.removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The rooms that a module imports, wherever in it the import stands."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bankbook"):
            module = (node.module or "").split(".")
            found |= {module[1]} if module[1:] else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
            found |= {name[1] for name in names if name[0] == "bankbook" and name[1:]}
    return found - {"__version__"}


def modules() -> list[Path]:
    """All of the program's: the sample banks have programs of their own."""
    samples = PACKAGE / "samples"
    found = [path for path in PACKAGE.rglob("*.py") if not path.is_relative_to(samples)]
    return [path for path in found if path != PACKAGE / "__init__.py"]


def test_every_room_has_its_floor() -> None:
    assert {room(path) for path in modules()} == set(FLOOR)


def test_imports_go_down() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {target}"
        for path in modules()
        for target in imported(path)
        if target != room(path) and FLOOR[target] >= FLOOR[room(path)]
    ]
    assert wrong == []


def test_the_test_sees_imports() -> None:
    """Imports inside functions count, and those of packages as of names."""
    assert "press" in imported(PACKAGE / "pipeline.py")
    assert {"manuscript", "pipeline"} <= imported(PACKAGE / "cli" / "book.py")


def test_only_the_press_knows_weasyprint_and_only_the_typesetter_jinja() -> None:
    for library, own in {"weasyprint": "press", "ebooklib": "press", "jinja2": "typeset"}.items():
        users = {
            room(path)
            for path in modules()
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if (isinstance(node, ast.Import) and any(a.name == library for a in node.names))
            or (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == library)
        }
        assert users == {own}, library


def test_rooms_are_not_halls() -> None:
    long = [path.name for path in modules() if len(path.read_text().splitlines()) > 300]
    assert long == []


def test_templates_and_styles_share_the_sections_names() -> None:
    """A kind of section has a template of its name."""
    import re

    source = (PACKAGE / "compose" / "order.py").read_text(encoding="utf-8")
    kinds = set(re.findall(r"Section\(\s*\"([a-z-]+)\"", source))
    templates = {path.name.split(".")[0] for path in (PACKAGE / "templates/section").iterdir()}
    assert kinds <= templates and len(kinds) >= 9
