"""Jinja with our templates. A template's error becomes a notice at the template's line."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any, ClassVar

import jinja2

from bankbook.galley import Asset
from bankbook.notices import BuildError, Notice, Span
from bankbook.said import say

HERE = Path(__file__).parent.parent


class _Compiled(jinja2.BytecodeCache):
    """Templates compiled in this process, by their source: compiling them takes longer than filling
    them in, and an author's templates may change under us."""

    kept: ClassVar[dict[tuple[str, str], bytes]] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if found := self.kept.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        self.kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


class Templates:
    """The templates of the book: those in `theme/templates` before our own."""

    def __init__(self, theme: Path | None = None) -> None:
        folders = [theme / "templates"] if theme else []
        self.environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader([*folders, HERE / "templates"]),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=_Compiled(),
        )

    def render(self, template: str, **values: Any) -> str:
        """The template filled in. Raises BuildError at the line that failed."""
        try:
            return self.environment.get_template(template).render(**values)
        except jinja2.TemplateSyntaxError as error:
            span = Span(_shown(error.filename or template), error.lineno)
            message = say("the template is not valid: {error}", error=error.message)
            raise BuildError([Notice("template-syntax", span, message)]) from None
        except jinja2.TemplateNotFound as error:
            message = say("there is no template `{name}`", name=error.name)
            raise BuildError([Notice("template-missing", Span(template), message)]) from None
        except BuildError:
            raise
        except Exception as error:
            frames = [
                frame
                for frame in traceback.extract_tb(error.__traceback__)
                if frame.filename.endswith(".j2")
            ]
            if not frames:
                raise
            span = Span(_shown(frames[-1].filename), frames[-1].lineno or 1)
            message = say("the template failed: {error}", error=error)
            raise BuildError([Notice("template-error", span, message)]) from None


def _shown(filename: str) -> str:
    """A template's file as a message names it: ours by their place in the package."""
    path = Path(filename)
    return path.relative_to(HERE).as_posix() if path.is_relative_to(HERE) else filename


def sheet(name: str, theme: Path | None = None) -> Asset:
    """A style sheet: the theme's of that name, else our own."""
    for folder in (theme / "styles" if theme else None, HERE / "styles"):
        if folder and (folder / name).is_file():
            return Asset(f"styles/{name}", "text/css", (folder / name).read_bytes())
    raise BuildError(
        [Notice("style-missing", Span(name), say("there is no style sheet `{name}`", name=name))]
    )
