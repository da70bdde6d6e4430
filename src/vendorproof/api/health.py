"""Whether the process is up, whether it can work, and what it counts."""

import hmac
from contextlib import suppress

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from vendorproof.api.deps import Rt
from vendorproof.api.metrics import CONTENT_TYPE, Metrics
from vendorproof.core.errors import Problem
from vendorproof.db import migrate
from vendorproof.jobs import engine

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
async def healthz() -> Response:
    """200 while the process answers at all; touches nothing."""
    return JSONResponse({"status": "ok"})


@router.get("/readyz")
def readyz(rt: Rt) -> Response:
    """200 once the database can be reached and has this version's schema; else 503 and why."""
    try:
        reason = "the schema is not this version's" if migrate.pending(rt.db) else None
    except Problem as problem:
        reason = str(problem)
    if reason is None:
        return JSONResponse({"status": "ready"})
    return JSONResponse({"status": "unavailable", "reason": reason}, 503)


@router.get("/metrics")
def metrics(request: Request, rt: Rt) -> Response:
    """Prometheus' text form, for the bearer of the configured token; without one there is no such page."""
    token = rt.settings.metrics_token
    if not token:
        raise HTTPException(404)
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not hmac.compare_digest(given.encode(), token.encode()):
        raise HTTPException(401, "Unauthorized role.", {"WWW-Authenticate": "Bearer"})
    counted: Metrics = request.app.state.metrics
    with suppress(Problem), rt.db.read() as tx:  # without a database the rest is worth the more
        counted.backlog(engine.backlog(tx))
    return Response(counted.render(), media_type=CONTENT_TYPE)
