"""The pages over HTTP, to this machine's browsers: only what the desk holds, never a path.

The standard library's server does: a handful of tabs, nothing but GET, one stream of events. A
framework would add an event loop, and a dependency of its own, to a program of threads.
"""

from __future__ import annotations

import errno
import ipaddress
import socket
import socketserver
import sys
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from bankbook.live.desk import Desk, File
from bankbook.said import say, translated
from bankbook.typeset import preview

SCRIPT = Path(__file__).parent / "preview.js"

#: Seconds between signs of life on the stream of events; they find out who has gone.
SIGN = 15
#: Ports tried after the one that is taken, where the user has named none.
MORE_PORTS = 20

PLAIN = "text/plain; charset=utf-8"
#: Pages load from here alone, and their only script is ours.
POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class PortTaken(Exception):
    """Another program listens where we were told to."""


class Server(ThreadingHTTPServer):
    """Listens on one address. Raises OSError where it cannot."""

    daemon_threads = True

    def __init__(self, host: str, port: int, desk: Desk) -> None:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        self.address_family = found[0]
        self.loopback = ipaddress.ip_address(found[4][0]).is_loopback
        self.given = host
        super().__init__(found[4][:2], partial(Handler, desk))  # type: ignore[arg-type]

    def server_bind(self) -> None:
        socketserver.TCPServer.server_bind(self)  # without looking our own name up

    def server_activate(self) -> None:
        super().server_activate()
        self.port = int(self.server_address[1])

    @property
    def url(self) -> str:
        host = self.given
        if host in ("0.0.0.0", "::", ""):
            host = "localhost"
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"

    def welcomes(self, host: str) -> bool:
        """Whether a request is meant for us. On the loopback only names of this machine are: a page
        of another site may have its own name point here (DNS rebinding)."""
        if not self.loopback:
            return True
        try:
            parts = urlsplit(f"//{host}")
            name, port = (parts.hostname or "").rstrip("."), parts.port or 80
        except ValueError:
            return False
        known = ("localhost", "127.0.0.1", "::1", self.given.lower())
        return port == self.port and (name in known or name.endswith(".localhost"))

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


def listen(host: str, port: int, strict: bool, desk: Desk) -> Server:
    """A server on this port; if it is taken and not `strict`, on the next that is free.

    Raises PortTaken, or OSError for a host that is not this machine's.
    """
    for candidate in range(port, port + 1 if strict or not port else port + MORE_PORTS):
        try:
            return Server(host, candidate, desk)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    raise PortTaken


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "bankbook"
    sys_version = ""
    timeout = 60
    server: Server

    def __init__(self, desk: Desk, *more: Any) -> None:
        self.desk = desk
        super().__init__(*more)

    def do_GET(self) -> None:
        if not self.server.welcomes(self.headers.get("Host", "")):
            self._say(HTTPStatus.FORBIDDEN, say("This address is not one of this machine's."))
            return
        parts = urlsplit(self.path)
        name = unquote(parts.path).removeprefix("/")
        if not name:
            self._send(HTTPStatus.FOUND, File(PLAIN, b""), Location=f"/{preview.CONTENTS}")
        elif name == f"{preview.OWN}events":
            self._events()
        elif found := self.desk.file(name) or self._own(name):
            self._send(HTTPStatus.OK, found, lasting=bool(parts.query) and not found.page)
        elif self.desk.awaits(name):
            message = say("This file is being built: try again in a moment.")
            self._say(HTTPStatus.SERVICE_UNAVAILABLE, message)
        else:
            self._say(HTTPStatus.NOT_FOUND, say("This book has no such page."))

    do_HEAD = do_GET

    def _own(self, name: str) -> File | None:
        """What belongs to the frame and not to the book."""
        if name == f"{preview.OWN}preview.js":
            return File("text/javascript; charset=utf-8", SCRIPT.read_bytes())
        return None

    def _say(self, status: HTTPStatus, text: str) -> None:
        line = translated(text, self.desk.language) + "\n"
        self._send(status, File(PLAIN, line.encode()))

    def _send(self, status: HTTPStatus, file: File, lasting: bool = False, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", file.media_type)
        self.send_header("Content-Length", str(len(file.content)))
        kept = "max-age=604800, immutable" if lasting else "no-store"
        self.send_header("Cache-Control", kept)
        if file.media_type != "application/pdf":  # a browser's viewer has styles of its own
            self.send_header("Content-Security-Policy", POLICY)
        for key, value in (HEADERS | headers).items():
            self.send_header(key, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(file.content)

    def _events(self) -> None:
        """A line whenever there is something new to see, for as long as somebody listens."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        for key, value in HEADERS.items():
            self.send_header(key, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        since = -1
        while (revision := self.desk.changed(since, SIGN)) is not None:
            line = f"data: {revision}\n\n" if revision != since else ": here\n\n"
            self.wfile.write(line.encode())
            since = revision

    def log_message(self, *_: Any) -> None:
        """The terminal is for what is wrong with the book."""
