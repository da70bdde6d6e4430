"""One request and its answer on their way through the edge."""

import re
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Send
from starlette.types import Scope as AsgiScope

from vendorproof.api.envelope import problem_response
from vendorproof.api.route_table import Operation
from vendorproof.core.errors import PayloadTooLarge, Problem
from vendorproof.core.scope import Scope

GONE = 499  # what is noted when the caller hung up before its request was complete
DRAINED_BYTES = 64 * 1024  # an unread body up to this size is worth keeping the connection for
_SANE_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")


@dataclass(frozen=True, slots=True)
class BodyLimit:
    """How large a body may be, and how a larger one is refused.

    `is_early`: by Content-Length before anything else; otherwise the route does that, once it has looked for a kept answer.
    """

    max_bytes: int
    refusal: Callable[[], Problem]
    is_early: bool = True

    @classmethod
    def of_bytes(cls, max_bytes: int) -> "BodyLimit":
        """The ordinary refusal."""
        return cls(max_bytes, lambda: PayloadTooLarge(limit=max_bytes))


class Answered(Exception):
    """No error: unwinds the application once the edge has answered for it."""


class Exchange:
    """Counts the body as it comes, holds the answer back until it is on record, and sends exactly one."""

    def __init__(self, asgi: AsgiScope, receive: Receive, send: Send, operation: Operation) -> None:
        self.asgi = asgi
        self.operation = operation
        self.headers = Headers(scope=asgi)
        asked = self.headers.get("x-request-id", "")
        self.request_id = asked if _SANE_ID.fullmatch(asked) else secrets.token_hex(16)
        self.scope: Scope | None = None
        self.address: str | None = None
        self.status = 0
        self.code: str | None = None
        self.seconds = 0.0
        self.extra_headers: list[tuple[str, str]] = []
        self.limit: BodyLimit | None = None
        self.before_answer: Callable[[], Awaitable[None]] | None = None
        self._receive = receive
        self._send = send
        self._started = time.perf_counter()
        self._received = 0
        self._body_complete = not self._has_body()
        self._gone = False
        self._refused = False
        self._head = asgi["method"] == "HEAD"

    @property
    def method(self) -> str:
        """The method as sent."""
        return "HEAD" if self._head else str(self.asgi["method"])

    @property
    def declared_bytes(self) -> int | None:
        """Content-Length, if there is a readable one."""
        text = self.headers.get("content-length", "")
        return int(text) if text.isascii() and text.isdigit() else None

    @property
    def query_names(self) -> list[str]:
        """Names of the query parameters, each once, shortened; never a value."""
        query = self.asgi["query_string"].decode("latin-1")
        pairs = parse_qsl(query, keep_blank_values=True, errors="replace")
        return list(dict.fromkeys(name.replace("\x00", "\ufffd")[:64] for name, _ in pairs))[:32]

    async def receive(self) -> Message:
        """The next part of the body; a body over the limit is answered here and read no further."""
        message = await self._receive()
        if message["type"] == "http.disconnect":
            self._gone = self._gone or not self._body_complete
            return message
        self._received += len(message.get("body", b""))
        self._body_complete = not message.get("more_body", False)
        if self.limit and self._received > self.limit.max_bytes:
            await self.refuse(self.limit.refusal())
            raise Answered
        return message

    async def send(self, message: Message) -> None:
        """Pass the answer on: first on record, then on the wire."""
        if self._refused:
            return
        if message["type"] == "http.response.start":
            await self._start(message)
        elif self._head and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        if not self._gone:
            await self._send(message)

    async def refuse(self, problem: Problem) -> None:
        """Answer for the application, unless it has begun to."""
        if self.status or self._refused:
            return
        self.code = problem.code
        await problem_response(problem)(self.asgi, self._receive, self.send)
        self._refused = True

    async def _start(self, message: Message) -> None:
        self.status = GONE if self._gone else message["status"]
        self.seconds = time.perf_counter() - self._started
        if self.before_answer:
            await self.before_answer()
        added = [("X-Request-Id", self.request_id), ("X-Content-Type-Options", "nosniff"), *self.extra_headers]
        if self.scope is not None:
            added.append(("Cache-Control", "no-store"))
        if not self._body_complete and (self.declared_bytes or DRAINED_BYTES + 1) > DRAINED_BYTES:
            added.append(("Connection", "close"))
        encoded = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in added]
        message["headers"] = [*message.get("headers", ()), *encoded]

    def _has_body(self) -> bool:
        return bool(self.declared_bytes) or "transfer-encoding" in self.headers
