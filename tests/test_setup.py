"""The set-up: what it says where it may not install, and that it does nothing twice."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT


@pytest.fixture
def setup(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """`tools/setup.py` as a module; no test may start a program with it."""
    spec = importlib.util.spec_from_file_location("setup_tool", ROOT / "tools" / "setup.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "setup_tool", module)
    spec.loader.exec_module(module)

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the set-up started a program")

    monkeypatch.setattr(module, "_run", refused)
    return module


def test_a_missing_part_is_told_with_the_command_of_each_system(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a system without apt-get, or where the user is not root."""
    monkeypatch.setattr(setup, "_loads", lambda library: "pango-1.0" not in library)
    monkeypatch.setattr(setup.shutil, "which", lambda program: None)
    with pytest.raises(SystemExit) as stopped:
        setup.system_parts(setup.BUILD)
    assert stopped.value.code == 2
    told = capsys.readouterr().out
    assert "setup: missing: Pango, which sets the lines" in told
    for command in (
        "sudo apt-get install libpango-1.0-0\n",
        "sudo dnf install pango\n",
        "brew install pango\n",
        "pacman -S mingw-w64-x86_64-pango\n",
    ):
        assert command in told


def test_a_complete_system_needs_nothing(
    setup: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    setup.system_parts(setup.BUILD + setup.TEST)
    assert capsys.readouterr().out == ""


def test_what_is_done_is_not_done_again(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(setup, "VENV", tmp_path)
    monkeypatch.setattr(setup.sys, "argv", ["setup.py", "build"])
    setup.stamp("test").touch()  # the tests' set-up contains the build's
    setup.main()
    setup.stamp("test").unlink()
    with pytest.raises(AssertionError, match="started a program"):
        setup.main()


def test_wrong_usage_is_exit_code_2() -> None:
    result = subprocess.run(
        [sys.executable, ROOT / "tools" / "setup.py", "bild"], capture_output=True, text=True
    )
    assert (result.returncode, result.stdout) == (2, "usage: python3 tools/setup.py build|test\n")
