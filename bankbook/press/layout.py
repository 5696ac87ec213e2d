"""WeasyPrint, shut in: it gets the galley's files and the book's fonts, and nothing else.

Its complaints about styles and pictures, which it only logs, are the author's to hear: they
become notices.
"""

from __future__ import annotations

import gc
import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import cssselect2
import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from bankbook.galley import Asset
from bankbook.notices import BuildError, Notice, Span
from bankbook.press import grid, justification, shaping, shortcuts, svg_paths
from bankbook.said import say

grid.install()
justification.install()
svg_paths.install()
shortcuts.install()

#: Relative addresses need a base of a kind that has paths; RFC 6761 keeps `.invalid` unused, and
#: `Fetcher` never goes there anyway.
BASE = "https://galley.invalid/"


class Fetcher(URLFetcher):  # type: ignore[misc]
    """Serves the galley's files and `font:N` from memory. Anything else is not there."""

    def __init__(self, assets: dict[str, Asset]) -> None:
        super().__init__()
        self.assets = assets

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        name = unquote(url.removeprefix(BASE))
        if url.startswith("font:"):
            content = url.removeprefix("font:").encode()  # see `shaping.font_configuration`
            return URLFetcherResponse(url, content, {"Content-Type": "font/ttf"})
        if url.startswith(BASE) and name in self.assets:
            asset = self.assets[name]
            return URLFetcherResponse(url, asset.content, {"Content-Type": asset.media_type})
        raise ValueError("not a part of this book")


@contextmanager
def heard(label: str) -> Iterator[None]:
    """Raise BuildError with what WeasyPrint complained about meanwhile."""
    notices: list[Notice] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            place = re.search(r" at (\d+):(\d+)", message)
            span = Span(label, int(place[1]), int(place[2])) if place else Span(label)
            notices.append(
                Notice(
                    "layout", span, say("the pages cannot be laid out: {message}", message=message)
                )
            )

    logger = logging.getLogger("weasyprint")
    kept = logger.handlers, logger.level, logger.propagate
    logger.handlers, logger.propagate = [Listener(level=logging.WARNING)], False
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.handlers, logger.propagate = kept[0], kept[2]
        logger.setLevel(kept[1])
    if notices:
        raise BuildError(notices)


def lay_out(
    markup: str,
    styles: tuple[Asset, ...],
    pictures: tuple[Asset, ...] = (),
    label: str = "templates",
) -> weasyprint.Document:
    """Pages from one HTML document, the styles and the pictures given. Raises BuildError."""
    fetcher = Fetcher({asset.name: asset for asset in pictures})
    fonts = _fonts()
    sheets = [_parsed(sheet) for sheet in styles]
    with heard(label):
        html = _document(markup, fetcher)
        # A chapter's layout makes millions of short-lived objects and no garbage worth a search.
        with without_searches():
            return html.render(font_config=fonts, stylesheets=sheets)


@cache
def _fonts() -> FontConfiguration:
    """The fonts, unpacked once for all that this process lays out."""
    return shaping.font_configuration()


@lru_cache(64)
def _parsed(sheet: Asset) -> weasyprint.CSS:
    with heard(f"styles/{sheet.name.removeprefix('styles/')}"):
        return weasyprint.CSS(
            string=sheet.content.decode(),
            url_fetcher=Fetcher({}),
            base_url=BASE,
            font_config=_fonts(),
        )


def _document(markup: str, fetcher: Fetcher) -> weasyprint.HTML:
    """A document of ours is well-formed XML, which is read ten times faster than HTML."""
    try:
        tree = ElementTree.fromstring(markup)
    except ElementTree.ParseError:  # a theme's templates may be plain HTML
        return weasyprint.HTML(string=markup, base_url=BASE, url_fetcher=fetcher)
    html = weasyprint.HTML.__new__(weasyprint.HTML)
    html.base_url, html.url_fetcher, html.media_type = BASE, fetcher, "print"
    html.wrapper_element = cssselect2.ElementWrapper.from_html_root(tree, content_language=None)
    html.etree_element = html.wrapper_element.etree_element
    return html


@contextmanager
def without_searches() -> Iterator[None]:
    """Without the search for cyclic garbage, and with room for deeply nested boxes."""
    enabled = gc.isenabled()
    gc.disable()
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, 10_000))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
        if enabled:
            gc.enable()
