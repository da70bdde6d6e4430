"""The router every route file starts from: it keeps out what neither database nor JSON can hold."""

from collections.abc import Callable, Coroutine, Iterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.responses import Response

from vendorproof.api import idempotency, strict_json
from vendorproof.core.errors import Fault, InvalidRequest


def make_router(tag: str) -> APIRouter:
    """A router whose operations stand under `tag` in the reference.

    Each `/v1` operation names itself with `operation_id="<group>.<action>"` (`vendors.create`): the audit log's
    event_group and event_type, and the operationId of the OpenAPI document.
    """
    return APIRouter(tags=[tag], route_class=JsonRoute)


class JsonRequest(Request):
    """A request whose JSON is read strictly."""

    async def json(self) -> Any:  # noqa: ANN401 - decoded JSON
        """The body's value, or the 422 array naming line and column."""
        if not hasattr(self, "_strict"):
            self._strict = strict_json.decode(await self.body())
        return self._strict


class JsonRoute(APIRoute):
    """Order of a call: kept answer → JSON → shape → handler. A handler that takes `Idempotent` has kept answers."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap FastAPI's own."""
        plain = super().get_route_handler()
        idempotent = idempotency.read_claim in _calls(self.dependant)
        takes_body = self.body_field is not None

        async def read(request: Request) -> Response:
            if takes_body:
                await _require_json(request)
            return await plain(request)

        async def handle(request: Request) -> Response:
            _without_nul(request)
            strict = JsonRequest(request.scope, request.receive)
            if idempotent:
                return await idempotency.replay_or(strict, self.operation_id or self.unique_id, read)
            return await read(strict)

        return handle


def _calls(dependant: Dependant) -> Iterator[object]:
    for one in dependant.dependencies:
        yield one.call
        yield from _calls(one)


def _without_nul(request: Request) -> None:
    """PostgreSQL's text cannot hold U+0000: an id with one names nothing, a query value with one is refused."""
    path_params = request.scope["path_params"]
    for name, value in path_params.items():
        if isinstance(value, str):
            path_params[name] = value.replace("\x00", "\ufffd")
    faults = [
        Fault(("query", name.replace("\x00", "\ufffd")), "Text must not contain the character U+0000.", "text_invalid")
        for name, value in request.query_params.multi_items()
        if "\x00" in name or "\x00" in value
    ]
    if faults:
        raise InvalidRequest(faults)


async def _require_json(request: Request) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in ("", "application/json") or (kind.startswith("application/") and kind.endswith("+json")):
        return
    if await request.body():
        message = f"Send the body as JSON with Content-Type: application/json; this one came as {kind[:100]}."
        raise InvalidRequest([Fault(("header", "Content-Type"), message, "content_type_invalid")])
