"""`bankbook completion`: what a shell needs to complete commands, editions, chapters and ids."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem, get_completion_class

from bankbook.cli.book import folder
from bankbook.cli.terminal import Terminal
from bankbook.notices import BuildError

PROGRAM = "bankbook"
SHELLS = ("bash", "zsh", "fish")
EXAMPLES = """\b
Examples:
  bankbook completion bash > ~/.local/share/bash-completion/completions/bankbook
  bankbook completion zsh > ~/.zfunc/_bankbook       with ~/.zfunc in fpath
  bankbook completion fish > ~/.config/fish/completions/bankbook.fish
"""

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


@click.command(epilog=EXAMPLES)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes `bankbook` in a shell.

    It completes commands and options, and of the book at hand the names of editions, chapters and
    questions.
    """
    found = get_completion_class(shell)
    assert found is not None
    script = found(context.find_root().command, {}, PROGRAM, f"_{PROGRAM.upper()}_COMPLETE")
    # Click's own `source` starts the shell to ask for its version; who reads this knows it.
    Terminal().raw(script.source_template % script.source_vars() + "\n")


def _completer(items: Callable[[Path, str], dict[str, str]]) -> Completer:
    """Completes names of the book at hand, each with what it is; nothing where there is none."""

    def complete(
        context: click.Context, parameter: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        try:
            found = items(*_folder(context))
        except (BuildError, OSError, click.ClickException):
            return []
        given = context.params.get(parameter.name or "") or ()
        return [
            CompletionItem(name, help=what)
            for name, what in found.items()
            if name.startswith(incomplete) and name not in given
        ]

    return complete


def _folder(context: click.Context) -> tuple[Path, str]:
    """The book's folder, by the options that are already typed."""
    book: Any = None
    at: click.Context | None = context
    while at is not None and book is None:
        book, at = at.params.get("book"), at.parent
    return folder(book)


def _book_file(root: Path, shown: str) -> dict[str, Any]:
    """What book.yaml says, unchecked: nobody wants to wait for the whole bank behind a tab."""
    from bankbook.manuscript import located_yaml
    from bankbook.manuscript.text_file import Folder

    value = located_yaml.load(Folder(root, shown).read(root / "book.yaml"), shown).value
    return value if isinstance(value, dict) else {}


def _editions(root: Path, shown: str) -> dict[str, str]:
    found = _book_file(root, shown).get("editions")
    entries = found.items() if isinstance(found, dict) else ()
    return {name: str(entry.get("file")) for name, entry in entries if isinstance(entry, dict)}


def _chapters(root: Path, shown: str) -> dict[str, str]:
    found = _book_file(root, shown).get("chapters")
    return {str(name): "" for name in found} if isinstance(found, list) else {}


def _questions(root: Path, shown: str) -> dict[str, str]:
    from bankbook import manuscript

    bank = manuscript.read(root, shown).bank
    return {question.id: question.title for question in bank.questions()}


complete_editions = _completer(_editions)
complete_chapters = _completer(_chapters)
complete_questions = _completer(_questions)
