"""What makes a book besides its files: this program to the byte, the libraries, the system's Pango."""

from __future__ import annotations

import ctypes
import hashlib
import platform
import sys
from functools import cache
from pathlib import Path

from bankbook import toolchain

PACKAGE = Path(__file__).parent

#: Distributions whose version can change a page.
LIBRARIES = frozenset(
    [
        "weasyprint",
        "pydyf",
        "tinycss2",
        "cssselect2",
        "tinyhtml5",
        "pyphen",
        "pillow",
        "fonttools",
        "jinja2",
        "markdown-it-py",
        "mdit-py-plugins",
        "pygments",
        "ebooklib",
        "lxml",
        "uharfbuzz",
        "pikepdf",
        "pypdfium2",
        "pylatexenc",
        "bibtexparser",
        "pyyaml",
    ]
)

#: Names under which systems have Pango and HarfBuzz.
PANGO = ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll", "libpango-1.0-0")
HARFBUZZ = ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll", "libharfbuzz-0")


@cache
def digest() -> bytes:
    """A digest of all that."""
    found = hashlib.blake2b(digest_size=20)
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in (".py", ".j2", ".css", ".toml", ".svg", ".mjs", ".conf", ".json"):
            found.update(path.relative_to(PACKAGE).as_posix().encode())
            found.update(path.read_bytes())
    found.update(toolchain.folder().name.encode())
    found.update(repr((sys.version, platform.machine(), sorted(_versions().items()))).encode())
    found.update(repr((pango(), _called(HARFBUZZ, "hb_version_string"))).encode())
    return found.digest()


def pango() -> str:
    """The version of the system's Pango, or nothing where there is none."""
    return _called(PANGO, "pango_version_string")


def _called(names: tuple[str, ...], function: str) -> str:
    for name in names:
        try:
            call = getattr(ctypes.CDLL(name), function)
        except (OSError, AttributeError):
            continue
        call.restype = ctypes.c_char_p
        return str(call().decode())
    return ""


def _versions() -> dict[str, str]:
    """The libraries' versions, read from the names of their folders: their files take too long."""
    found: dict[str, str] = {}
    for entry in sys.path:
        try:
            names = [path.name for path in Path(entry or ".").iterdir()]
        except OSError:
            continue
        for name in names:
            if name.endswith((".dist-info", ".egg-info")):
                library, _, version = name.rsplit(".", 1)[0].partition("-")
                library = library.replace("_", "-").lower()
                if library in LIBRARIES:
                    found.setdefault(library, version)
    return found
