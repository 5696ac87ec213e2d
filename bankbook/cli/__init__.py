"""The command line: arguments, the environment and the clock in, notices and exit codes out."""

from bankbook.cli.main import main

__all__ = ["main"]
