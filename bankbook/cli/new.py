"""`bankbook new`: a question or a chapter to be written."""

from __future__ import annotations

import click

from bankbook.cli.book import chapter_named, draft, one_line, shared, shown
from bankbook.cli.completion import complete_chapters
from bankbook.cli.terminal import Terminal
from bankbook.model import KINDS
from bankbook.said import say
from bankbook.starting.chapter import add_chapter
from bankbook.starting.question import add_question


@click.group(
    epilog="\b\nExamples:\n  bankbook new chapter 'Inference'\n"
    "  bankbook new question inference 'What is a KV cache?' --kind concept\n"
)
def new() -> None:
    """Add a question or a chapter: a file in the right place with an unused id."""


@new.command(
    "question",
    epilog="\b\nExamples:\n  bankbook new question inference\n"
    "  bankbook new question inference 'KV cache占多少显存？' --kind compute --difficulty 2\n",
)
@click.argument("chapter", shell_complete=complete_chapters)
@click.argument("title", default="")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default="concept",
    show_default=True,
    help="What it asks for.",
)
@click.option(
    "--difficulty", type=click.IntRange(1, 3), default=1, show_default=True, help="1 easy, 3 hard."
)
@shared
def new_question(
    chapter: str, title: str, kind: str, difficulty: int, book: str | None, terminal: Terminal
) -> None:
    """Begin a question at the end of CHAPTER, with the section headings of the book's language."""
    bank = draft(book)
    path = add_question(bank, chapter_named(bank, chapter), one_line(title), kind, difficulty)
    file, name = shown(bank, path), path.stem.split("-", 1)[1]
    terminal.say(say("{file}: a new question, `{name}`", file=file, name=name))


@new.command("chapter", epilog="\b\nExample:\n  bankbook new chapter '推理优化'\n")
@click.argument("title")
@shared
def new_chapter(title: str, book: str | None, terminal: Terminal) -> None:
    """Begin a chapter at the end of the book: its folder, its opener and its line in book.yaml."""
    bank = draft(book)
    title = one_line(title)
    if not title:
        raise click.BadParameter(say("a chapter needs a title"), param_hint="TITLE")
    name, listed = add_chapter(bank, title)
    file = shown(bank, bank.root / name / "index.md")
    terminal.say(say("{file}: a new chapter, `{name}`", file=file, name=name))
    if not listed:
        file = bank.span.file
        terminal.say(say("add it to `chapters` in {file}:\n  - {name}", file=file, name=name))
    terminal.say(say("It needs a question: bankbook new question {name} '…'", name=name))
