"""One caller's connection: what is not HTTP, never ends or stands still is ended here, before any route sees it.

uvicorn itself keeps whatever headers come, waits for a request as long as it takes, and answers what it cannot read in
plain text. Nobody has shown a key at this point, so none of that may cost the server anything.
"""

import asyncio
import secrets
from types import SimpleNamespace

import structlog
from httptools import HttpParserError, HttpParserUpgrade, HttpRequestParser
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from vendorproof.api.envelope import encode
from vendorproof.core.errors import MalformedRequest, Problem, RequestHeadTooLarge, RequestTimeout

HEAD_BYTES = 64 * 1024
"""Address and headers together; also what may come after a body or between its chunks."""

log = structlog.get_logger("vendorproof.access")


def waiting(silence_seconds: float) -> type["Connection"]:
    """The connections of a server that gives up who says nothing for so long."""
    return type("Connection", (Connection,), {"silence_seconds": silence_seconds})


class Connection(HttpToolsProtocol):
    """Counts what is no body, watches the clock, and words its refusals as every other is worded."""

    silence_seconds = 60.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        """Start to watch."""
        super().connection_made(transport)
        self._beside_body = 0
        self._heard_at = self.loop.time()
        self._watch = self.loop.call_later(self.silence_seconds, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Watch no more."""
        self._watch.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, unless it has become too much."""
        self._unset_keepalive_if_required()
        self._heard_at = self.loop.time()
        self._beside_body += len(data)
        try:
            self.parser.feed_data(data)
        except HttpParserUpgrade as asked:
            self._stay(data[asked.args[0] :])
        except HttpParserError:
            self._refuse(MalformedRequest())
        if self._beside_body > HEAD_BYTES and not self.transport.is_closing():
            self._refuse(RequestHeadTooLarge(limit=HEAD_BYTES))

    def on_headers_complete(self) -> None:
        """The head has come to its end."""
        self._beside_body = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """How much of a body is too much depends on the route."""
        self._beside_body = 0
        super().on_body(body)

    def _stay(self, rest: bytes) -> None:
        """Go on in HTTP/1.1 with a caller who would rather speak another protocol, as Java's client asks to by itself.

        To the parser such a request ends with its head, whatever body follows: that one needs a parser of its own.
        """
        lengths = [one for one in self.headers if one[0] in (b"content-length", b"transfer-encoding")]
        if lengths:
            self.cycle.more_body, self.cycle.keep_alive = True, False
            self.parser = HttpRequestParser(
                SimpleNamespace(on_body=self._on_rest, on_message_complete=self.on_message_complete)
            )
            head = b"".join(b"%s: %s\r\n" % one for one in lengths)
            self.parser.feed_data(b"POST / HTTP/1.1\r\n%s\r\n" % head)
        if rest:
            self.data_received(rest)

    def _on_rest(self, body: bytes) -> None:
        if self.cycle.more_body:  # what follows the request is no part of it, and the connection ends with the answer
            self.on_body(body)

    def _look(self) -> None:
        """Give the caller up if it is the caller who is silent, else look again later."""
        now = self.loop.time()
        if not self._awaits_caller():
            self._heard_at = now
        left = self._heard_at + self.silence_seconds - now
        if left > 0:
            self._watch = self.loop.call_later(left, self._look)
        elif self._beside_body or self._is_answering():
            self._refuse(RequestTimeout(seconds=round(self.silence_seconds)))
        else:
            self.transport.close()  # a connection that was opened ahead, and is not wanted

    def _awaits_caller(self) -> bool:
        if not self._is_answering():
            return True
        return self.cycle.more_body and not self.flow.read_paused and not self.cycle.waiting_for_100_continue

    def _is_answering(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and not cycle.response_complete

    def _refuse(self, problem: Problem) -> None:
        """Answer and hang up; a request that came whole before is still answered first."""
        if self._is_answering() and not self.cycle.more_body:
            self.cycle.keep_alive = False
            self.flow.pause_reading()
            return
        request_id = secrets.token_hex(16)
        address = self.client[0] if self.client else None
        log.warning("connection_refused", code=problem.code, address=address, request_id=request_id)
        if not (self._is_answering() and self.cycle.response_started):
            self.transport.write(_answer(problem, request_id))
        self.transport.close()


def _answer(problem: Problem, request_id: str) -> bytes:
    body = encode({"detail": problem.detail})
    head = (
        f"HTTP/1.1 {problem.status} {_PHRASES[problem.status]}\r\n"
        f"content-type: application/json\r\ncontent-length: {len(body)}\r\nx-request-id: {request_id}\r\n"
        "x-content-type-options: nosniff\r\nconnection: close\r\n\r\n"
    )
    return head.encode() + body


_PHRASES = {400: "Bad Request", 408: "Request Timeout", 431: "Request Header Fields Too Large"}
