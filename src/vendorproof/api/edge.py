"""The outermost layer, plain ASGI: request id and credential before anything of the request is read."""

import secrets
from typing import Any

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as AsgiScope

from vendorproof.access import keys
from vendorproof.api.envelope import problem_response
from vendorproof.core.errors import Problem, Unauthorized
from vendorproof.core.scope import Scope
from vendorproof.runtime import Runtime


class Edge:
    """Wraps the application."""

    def __init__(self, app: ASGIApp, runtime: Runtime) -> None:
        self.app = app
        self.runtime = runtime

    async def __call__(self, asgi: AsgiScope, receive: Receive, send: Send) -> None:
        """Answer 401 for a missing or dead key; else hand on with `state.scope` set."""
        if asgi["type"] != "http":
            await self.app(asgi, receive, send)
            return
        request_id = secrets.token_hex(16)

        async def tagged(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
            await send(message)

        state: dict[str, Any] = asgi.setdefault("state", {})
        state["request_id"] = request_id
        if asgi["path"].startswith("/v1/"):
            try:
                state["scope"] = await to_thread.run_sync(self._authenticate, Headers(scope=asgi), request_id)
            except Problem as problem:
                await problem_response(problem)(asgi, receive, tagged)
                return
        await self.app(asgi, receive, tagged)

    def _authenticate(self, headers: Headers, request_id: str) -> Scope:
        kind, _, secret = headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not secret.strip():
            raise Unauthorized
        with self.runtime.db.read() as tx:
            return keys.authenticate(tx, secret.strip(), request_id, None)
