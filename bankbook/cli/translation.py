"""What click prints, in the author's language: its own words, and the help of our commands."""

from __future__ import annotations

import copy
import gettext
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import click
from click import core, decorators, exceptions, formatting, parser, types

from bankbook.said import translated

#: Click asks gettext for its words, by these names; gettext's own catalogues are binary files that
#: follow the environment alone, so ours is asked instead.
ASKING = (core, decorators, exceptions, formatting, parser, types)


def speak(language: str) -> None:
    """Has click speak the language, from now on and in this process."""
    words = _words(language).get("click", {})

    def one(message: str) -> str:
        return str(words[message]) if message in words else gettext.gettext(message)

    def many(singular: str, plural: str, number: int) -> str:
        asked = gettext.ngettext(singular, plural, number)
        return str(words.get(singular if number == 1 else plural, asked))

    for module in ASKING:
        for name, asked in (("_", one), ("ngettext", many)):
            if hasattr(module, name):
                setattr(module, name, asked)


def in_language(error: click.ClickException, language: str) -> click.ClickException:
    """The same error of use, its message and that of the missing parameter translated."""
    vars(error)["message"] = translated(error.message, language)
    return error


def helped(command: click.Command, language: str, path: str) -> click.Command:
    """A command whose help is in the language. `path` is its name, with that of its group."""
    entry = _words(language).get("commands", {}).get(path)
    if entry is None:
        return command
    command = copy.copy(command)
    command.help, command.epilog = entry["help"], entry.get("epilog", command.epilog)
    command.short_help = entry.get("short")
    command.params = [_parameter(each, entry) for each in command.params]
    # click makes `--help` when it is first asked for, and keeps it.
    command._help_option = None
    if isinstance(command, click.Group):
        command.commands = {
            name: helped(each, language, f"{path} {name}")
            for name, each in command.commands.items()
        }
    return command


def _parameter(parameter: click.Parameter, entry: dict[str, Any]) -> click.Parameter:
    name = max(parameter.opts, key=len).removeprefix("--")
    words = entry.get("options", {}).get(name)
    if words is None or not isinstance(parameter, click.Option):
        return parameter
    parameter = copy.copy(parameter)
    parameter.help = words
    return parameter


@cache
def _words(language: str) -> dict[str, Any]:
    path = Path(__file__).parent / f"help.{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
