"""Idempotency-Key: a request sent twice makes one record and gets one answer, byte for byte."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any

import anyio
from anyio import to_thread
from fastapi import Depends, Header, Request
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError
from starlette.responses import Response

from vendorproof.access.answers import KEPT_SECONDS
from vendorproof.access.permissions import require_write
from vendorproof.core.errors import Fault, IdempotencyInProgress, InvalidRequest
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.db.tables import idempotent_answer
from vendorproof.runtime import Runtime

_PRINTABLE = re.compile(r"[\x20-\x7e]{1,255}")

Work = Callable[[Tx], tuple[int, bytes]]
Slot = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Claim:
    """The endpoint (its operation id) and the key it was called with; no key: nothing is kept."""

    endpoint: str
    key: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A first answer."""

    status: int
    body: bytes


async def read_claim(
    request: Request,
    key: Annotated[
        str | None,
        Header(
            alias="Idempotency-Key",
            description="1 to 255 printable characters. A repeat within 24 hours gets the first answer and makes nothing.",
            openapi_examples={"key": {"value": "2f1c6e0a-onboarding-V-001007"}},
        ),
    ] = None,
) -> Claim:
    """What a handler takes to be idempotent; its presence makes the route look for a kept answer before the body."""
    return Claim(request.scope["route"].operation_id, key)


Idempotent = Annotated[Claim, Depends(read_claim)]


def answer(rt: Runtime, scope: Scope, claim: Claim, work: Work) -> Response:
    """Run `work` and keep its answer in one transaction; a kept answer is sent again instead.

    `work` returns status and JSON body, and raises to refuse: then nothing is kept and the key is free again.
    """
    with rt.db.write() as tx:
        if claim.key is None:
            return _response(*work(tx))
        if not _take(tx, scope, claim, rt.settings.idempotency_wait_seconds):
            kept = find(tx, scope, claim)
            if kept is not None:
                return replay(kept)
        status, body = work(tx)
        tx.connection.execute(update(idempotent_answer).where(*_is(scope, claim)).values(status=status, body=body))
    return _response(status, body)


def find(tx: Tx, scope: Scope, claim: Claim) -> Kept | None:
    """The answer kept under the key, if its 24 hours have not passed."""
    row = tx.connection.execute(
        select(idempotent_answer.c.status, idempotent_answer.c.body).where(
            *_is(scope, claim), idempotent_answer.c.created_at > tx.now - KEPT_SECONDS
        )
    ).first()
    return None if row is None else Kept(row.status, row.body)


def replay(kept: Kept) -> Response:
    """The first answer once more, marked."""
    return _response(kept.status, kept.body, {"Idempotent-Replayed": "true"})


class InFlight:
    """Which keys this process is working on. Another process is waited for in the database, by `answer`."""

    def __init__(self) -> None:
        self._locks: dict[Slot, anyio.Lock] = {}

    @asynccontextmanager
    async def hold(self, slot: Slot, wait_seconds: float) -> AsyncIterator[None]:
        """Work alone under the slot; IdempotencyInProgress if it is not free in time."""
        lock = self._locks.setdefault(slot, anyio.Lock())
        try:
            with anyio.fail_after(wait_seconds):
                await lock.acquire()
        except TimeoutError as error:
            raise IdempotencyInProgress from error
        try:
            yield
        finally:
            lock.release()
            if not lock.statistics().locked:
                self._locks.pop(slot, None)


async def replay_or(request: Request, endpoint: str, proceed: Callable[[Request], Awaitable[Response]]) -> Response:
    """Send a kept answer, before the body is even read; else go on, holding the key meanwhile."""
    key = request.headers.get("idempotency-key")
    if key is None:
        return await proceed(request)
    if not _PRINTABLE.fullmatch(key):
        message = "The Idempotency-Key must be 1 to 255 printable ASCII characters."
        raise InvalidRequest([Fault(("header", "Idempotency-Key"), message, "idempotency_key_invalid")])
    scope: Scope = request.state.scope
    require_write(scope)
    rt: Runtime = request.app.state.runtime
    in_flight: InFlight = request.app.state.in_flight
    claim = Claim(endpoint, key)
    async with in_flight.hold((scope.organisation_id, endpoint, key), rt.settings.idempotency_wait_seconds):
        kept = await to_thread.run_sync(_look_up, rt, scope, claim)
        return replay(kept) if kept is not None else await proceed(request)


def _look_up(rt: Runtime, scope: Scope, claim: Claim) -> Kept | None:
    with rt.db.read() as tx:
        return find(tx, scope, claim)


def _take(tx: Tx, scope: Scope, claim: Claim, wait_seconds: int) -> bool:
    """Enter the key; waits for a transaction that is entering the same one. False if an answer is kept already."""
    stale = idempotent_answer.c.created_at <= tx.now - KEPT_SECONDS
    values = {
        "organisation_id": scope.organisation_id,
        "endpoint": claim.endpoint,
        "key": claim.key,
        "status": 0,
        "body": b"",
        "created_at": tx.now,
    }
    postgres = tx.dialect.name == "postgresql"
    try:
        if postgres:
            tx.connection.execute(text(f"SET LOCAL lock_timeout = '{wait_seconds}s'"))
        tx.connection.execute(delete(idempotent_answer).where(*_is(scope, claim), stale))
        taken = tx.dialect.insert_unless_present(tx.connection, idempotent_answer, values)
        if postgres:
            tx.connection.execute(text("SET LOCAL lock_timeout TO DEFAULT"))
    except DBAPIError as error:
        if error.orig is not None and tx.dialect.is_busy(error.orig):
            raise IdempotencyInProgress from error
        raise
    return taken


def _is(scope: Scope, claim: Claim) -> tuple[Any, Any, Any]:
    table = idempotent_answer.c
    return table.organisation_id == scope.organisation_id, table.endpoint == claim.endpoint, table.key == claim.key


def _response(status: int, body: bytes, headers: dict[str, str] | None = None) -> Response:
    return Response(body, status, headers=headers, media_type="application/json")
