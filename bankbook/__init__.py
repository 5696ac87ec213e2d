"""Bankbook: a question bank in Markdown becomes a study handbook in PDF and EPUB."""

__version__ = "0.1.0"
