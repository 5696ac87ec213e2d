"""Notices for programs: a list of objects, or SARIF for CI and editors."""

from bankbook.reporting.objects import objects
from bankbook.reporting.sarif import sarif

__all__ = ["objects", "sarif"]
