"""How a refusal looks on the wire; the one place that renders it."""

from typing import Any

import msgspec
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from vendorproof.core.errors import InternalError, Problem

encode = msgspec.json.Encoder().encode


def problem_response(problem: Problem, **beside: Any) -> Response:  # noqa: ANN401 - JSON values
    """`{"detail": …}` with the problem's status and headers; `beside` stands next to `detail`."""
    body = encode({**beside, "detail": problem.detail})
    return Response(body, problem.status, headers=dict(problem.headers), media_type="application/json")


async def on_problem(request: Request, error: Exception) -> Response:
    """Problem → its envelope; the edge logs its code."""
    assert isinstance(error, Problem)  # noqa: S101 - registered for Problem only
    request.state.code = error.code
    return problem_response(error)


async def on_validation(_request: Request, error: Exception) -> Response:
    """FastAPI's own findings → the published 422 array (without the input, which may be large or secret)."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for it only
    faults = [{"loc": list(one["loc"]), "msg": one["msg"], "type": one["type"]} for one in error.errors()]
    return Response(encode({"detail": faults}), 422, media_type="application/json")


async def on_crash(request: Request, _error: Exception) -> Response:
    """A fault of ours, without a word of what it was: that stands in the log under the request id."""
    return problem_response(InternalError(request_id=request.state.request_id))


async def on_http(request: Request, error: Exception) -> Response:
    """Unknown route, wrong method, and the 422 array of a body that could not be read."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for it only
    headers = dict(error.headers or {})
    if error.status_code == 405:  # the router knows one route of the path only
        headers["Allow"] = ", ".join(request.state.operation.allow)
    return Response(encode({"detail": error.detail}), error.status_code, headers=headers, media_type="application/json")
