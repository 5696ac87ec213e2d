"""Set up everything that `make` and `make test` need. Standard library only; safe to run again.

    python3 tools/setup.py build    .venv, pinned packages, Pango, MathJax and fonts
    python3 tools/setup.py test     … and the tests' tools: Java, veraPDF, Ace, Chromium, MuPDF, calibre, qpdf, poppler

Does nothing when it did all of it before and nothing has changed. Exit code 2 when a part of the
system is missing that it may not install, with the command that does.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
REQUIREMENTS = ROOT / "requirements"
VERAPDF = ROOT / "tools" / "verapdf"
READERS = ROOT / "tools" / "readers"
NODE_AT_LEAST = 18


@dataclass(frozen=True)
class Part:
    """A part of the system: how to see it, and its package's name in each system."""

    what: str
    programs: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()
    debian: str = ""
    fedora: str = ""
    macos: str = ""
    windows: str = ""

    def missing(self) -> bool:
        if any(not shutil.which(program) for program in self.programs):
            return True
        return bool(self.libraries) and not any(_loads(name) for name in self.libraries)


BUILD = (
    Part(
        "Pango, which sets the lines",
        libraries=("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll"),
        debian="libpango-1.0-0",
        fedora="pango",
        macos="pango",
        windows="mingw-w64-x86_64-pango",
    ),
    Part(
        "Pango's FreeType part",
        libraries=("libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib", "libpangoft2-1.0-0.dll"),
        debian="libpangoft2-1.0-0",
        fedora="pango",
        macos="pango",
        windows="mingw-w64-x86_64-pango",
    ),
)

TEST = (
    Part(
        "Java, for EPUBCheck",
        programs=("java",),
        debian="default-jre-headless",
        fedora="java-latest-openjdk-headless",
        macos="openjdk",
        windows="mingw-w64-x86_64-openjdk",
    ),
    Part(
        "Maven, which fetches veraPDF",
        programs=("mvn",),
        debian="maven",
        fedora="maven",
        macos="maven",
        windows="mingw-w64-x86_64-maven",
    ),
    Part(
        "Chromium, in which Ace and a reading system run",
        programs=("chromium",),
        debian="chromium",
        fedora="chromium",
        macos="chromium",
        windows="mingw-w64-x86_64-chromium",
    ),
    Part(
        "MuPDF's tool",
        programs=("mutool",),
        debian="mupdf-tools",
        fedora="mupdf",
        macos="mupdf-tools",
        windows="mingw-w64-x86_64-mupdf-tools",
    ),
    Part(
        "calibre, which converts for the Kindle",
        programs=("ebook-convert",),
        debian="calibre",
        fedora="calibre",
        macos="calibre",
        windows="mingw-w64-x86_64-calibre",
    ),
    Part(
        "poppler's tools",
        programs=("pdftotext", "pdffonts", "pdftoppm"),
        debian="poppler-utils",
        fedora="poppler-utils",
        macos="poppler",
        windows="mingw-w64-x86_64-poppler",
    ),
    Part(
        "qpdf",
        programs=("qpdf",),
        debian="qpdf",
        fedora="qpdf",
        macos="qpdf",
        windows="mingw-w64-x86_64-qpdf",
    ),
)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        # Homebrew's folder is not on the loader's path.
        return any(
            (Path(prefix) / "lib" / library).exists() for prefix in ("/opt/homebrew", "/usr/local")
        )
    return True


def _has_venv() -> bool:
    command = [sys.executable, "-c", "import venv, ensurepip"]
    return subprocess.run(command, capture_output=True).returncode == 0


def _run(command: list[str], **more: object) -> None:
    result = subprocess.run(command, **more)  # type: ignore[call-overload]
    if result.returncode:
        sys.exit(f"setup: this failed: {' '.join(map(str, command))}")


def system_parts(parts: tuple[Part, ...]) -> None:
    """Install what is missing where we may, else say how to, and stop."""
    missing = [part for part in parts if part.missing()]
    if not _has_venv():
        missing.append(
            Part(
                "Python's venv",
                debian=f"python3.{sys.version_info[1]}-venv",
                fedora="python3",
                macos="python",
                windows="mingw-w64-x86_64-python",
            )
        )
    if not missing:
        return
    for part in missing:
        print(f"setup: missing: {part.what}", flush=True)
    packages = sorted({part.debian for part in missing})
    if shutil.which("apt-get") and os.name == "posix" and os.geteuid() == 0:
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
        subprocess.run(["apt-get", "update", "-q"], env=environment, stdout=subprocess.DEVNULL)
        subprocess.run(install, env=environment, stdout=subprocess.DEVNULL)
        if not any(part.missing() for part in missing) and _has_venv():
            return

    def names(system: str) -> str:
        return " ".join(sorted({getattr(part, system) for part in missing}))

    print(
        "setup: install it and run this again:\n"
        f"    Debian, Ubuntu:  sudo apt-get install {' '.join(packages)}\n"
        f"    Fedora:          sudo dnf install {names('fedora')}\n"
        f"    macOS:           brew install {names('macos')}\n"
        f"    Windows (MSYS2): pacman -S {names('windows')}"
    )
    sys.exit(2)


def stamp(kind: str) -> Path:
    """The file that says that all of this was done, with these very pins."""
    inputs = [
        Path(__file__),
        ROOT / "pyproject.toml",
        *sorted(REQUIREMENTS.glob("*.txt")),
        VERAPDF / "pom.xml",
        *sorted(READERS.glob("package*.json")),
        *sorted((ROOT / "bankbook" / "toolchain").glob("package*.json")),
    ]
    digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in inputs))
    digest.update(f"{sys.version_info[:2]} {ROOT}".encode())
    return VENV / f".set-up-for-{kind}-{digest.hexdigest()[:16]}"


def python_packages(kind: str) -> None:
    if not (BIN / "python").exists():
        print("setup: making .venv", flush=True)
        _run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    pip = [str(BIN / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    files = ["build.txt", "test.txt"] if kind == "test" else ["build.txt"]
    if not node_is_there():
        files.append("node.txt")
    for name in files:
        print(f"setup: installing requirements/{name}", flush=True)
        _run([*pip, "--require-hashes", "--no-deps", "-r", str(REQUIREMENTS / name)])
    _run([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)])


def verapdf() -> None:
    """veraPDF's jars into `.venv/verapdf`, as pinned in its `pom.xml`."""
    print("setup: installing veraPDF", flush=True)
    goal = "dependency:copy-dependencies"
    folder = f"-DoutputDirectory={VENV / 'verapdf'}"
    _run([shutil.which("mvn") or "mvn", "-q", "-B", "-f", str(VERAPDF / "pom.xml"), goal, folder])


def readers() -> None:
    """Ace, foliate-js and Playwright into `.venv/readers`, as pinned in their lock file."""
    print("setup: installing Ace and a reading system", flush=True)
    target = VENV / "readers"
    target.mkdir(exist_ok=True)
    for path in READERS.glob("package*.json"):
        shutil.copy(path, target)
    npm = shutil.which("npm") or str(BIN / "npm")
    # Chromium is the system's: nothing is downloaded beside the packages.
    environment = os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1"}
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    _run(command, cwd=target, env=environment)


def node_is_there() -> bool:
    """Whether this machine has a Node.js with npm that is new enough."""
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return False
    version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    major = version.strip().lstrip("v").split(".")[0]
    return major.isdigit() and int(major) >= NODE_AT_LEAST


def main() -> None:
    kind = sys.argv[1] if sys.argv[1:] in (["build"], ["test"]) else ""
    if not kind:
        print("usage: python3 tools/setup.py build|test")
        sys.exit(2)
    if sys.version_info < (3, 11):
        print("setup: Python 3.11 or newer is needed; name it: make PYTHON=python3.11")
        sys.exit(2)
    done = stamp(kind)
    if done.exists() or (kind == "build" and stamp("test").exists()):
        return
    system_parts(BUILD + TEST if kind == "test" else BUILD)
    python_packages(kind)
    print("setup: fonts and MathJax", flush=True)
    _run([str(BIN / "bankbook"), "setup", "--quiet"])
    if kind == "test":
        verapdf()
        readers()
    done.touch()


if __name__ == "__main__":
    main()
