"""The outermost layer, plain ASGI. In order: request id, credential, address, rate, size; then the application."""

import asyncio
from collections.abc import Mapping
from dataclasses import asdict

import structlog
from anyio import CapacityLimiter, to_thread
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as AsgiScope
from structlog.contextvars import bound_contextvars

from vendorproof.access import addresses, keys
from vendorproof.access.audit import AuditRecord
from vendorproof.access.journal import AuditWriter
from vendorproof.api.exchange import Answered, BodyLimit, Exchange
from vendorproof.api.metrics import Metrics
from vendorproof.api.rate_limit import RateLimit
from vendorproof.api.route_table import RouteTable
from vendorproof.core.errors import InternalError, Problem, RateLimited, Unauthorized, UnsupportedContentEncoding
from vendorproof.core.ids import new_id
from vendorproof.core.scope import Scope
from vendorproof.runtime import Runtime

# Of its own, so that callers who wait for the database's writer never keep others from being recognised.
AUTHENTICATION_THREADS = 8

log = structlog.get_logger("vendorproof.access")


class Edge:
    """Wraps the application: no call under `/v1` reaches it without a Scope, none is answered without a record."""

    def __init__(
        self,
        app: ASGIApp,
        runtime: Runtime,
        routes: RouteTable,
        audit: AuditWriter,
        metrics: Metrics,
        limits: Mapping[str, BodyLimit],
    ) -> None:
        """`limits` are the body limits by path template, where they differ from the ordinary one."""
        settings = runtime.settings
        self.app = app
        self.runtime = runtime
        self.routes = routes
        self.audit = audit
        self.metrics = metrics
        self.limits = limits
        self.ordinary_limit = BodyLimit.of_bytes(settings.max_body_bytes)
        self.rate_limit = RateLimit(settings.rate_limit) if settings.rate_limit else None
        self._threads = CapacityLimiter(AUTHENTICATION_THREADS)

    async def __call__(self, asgi: AsgiScope, receive: Receive, send: Send) -> None:
        """Answer, or hand on with `state.scope` set."""
        if asgi["type"] != "http":
            await self.app(asgi, receive, send)
            return
        head = asgi["method"] == "HEAD"
        operation = self.routes.find("GET" if head else asgi["method"], asgi["path"])
        exchange = Exchange(asgi, receive, send, operation)
        asgi = {**asgi, "method": "GET"} if head else asgi
        marks = {"request_id": exchange.request_id, "operation": operation, "head": head}
        asgi["state"] = {**asgi.get("state", {}), **marks}
        with bound_contextvars(request_id=exchange.request_id):
            try:
                await self._admit(exchange, asgi)
                await self.app(asgi, exchange.receive, exchange.send)
            except (Answered, ClientDisconnect):
                pass
            except Problem as problem:
                await exchange.refuse(problem)
            except Exception:
                log.exception("crash", method=exchange.method, route=operation.template)
                await exchange.refuse(InternalError(request_id=exchange.request_id))
            finally:
                self._note(exchange, exchange.code or asgi["state"].get("code"))

    async def _admit(self, exchange: Exchange, asgi: AsgiScope) -> None:
        client = asgi.get("client")
        forwarded = exchange.headers.getlist("x-forwarded-for")
        trusted = self.runtime.settings.trusted_proxies
        exchange.address = addresses.client_address(client[0] if client else None, forwarded, trusted)
        exchange.before_answer = lambda: self._record(exchange)
        if asgi["path"] == "/v1" or asgi["path"].startswith("/v1/"):
            await to_thread.run_sync(self._authenticate, exchange, limiter=self._threads)
            asgi["state"]["scope"] = exchange.scope
        self._check_rate(exchange)
        self._check_body(exchange)

    def _authenticate(self, exchange: Exchange) -> None:
        kind, _, secret = exchange.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not secret.strip():
            raise Unauthorized
        with self.runtime.db.read() as tx:
            exchange.scope = keys.authenticate(tx, secret.strip(), exchange.request_id, exchange.address)
            addresses.admit(tx, exchange.scope)

    def _check_rate(self, exchange: Exchange) -> None:
        if self.rate_limit is None or exchange.scope is None:
            return
        verdict = self.rate_limit.hit(exchange.scope.key_id or "")
        exchange.extra_headers += verdict.headers
        if not verdict.allowed:
            raise RateLimited(seconds=verdict.seconds)

    def _check_body(self, exchange: Exchange) -> None:
        encoding = exchange.headers.get("content-encoding", "identity").strip().lower()
        if encoding not in ("", "identity"):
            raise UnsupportedContentEncoding(encoding=encoding[:40])
        exchange.limit = self.limits.get(exchange.operation.template, self.ordinary_limit)
        if exchange.limit.is_early and (exchange.declared_bytes or 0) > exchange.limit.max_bytes:
            raise exchange.limit.refusal()

    async def _record(self, exchange: Exchange) -> None:
        """Put the call on record; where that fails, the record is in the log and the answer still goes out."""
        if exchange.scope is None:
            return
        record = self._describe(exchange, exchange.scope)
        try:
            await asyncio.wrap_future(self.audit.submit(record))
        except Exception as error:  # noqa: BLE001 - the work is done: to hide its answer would only add a second fault
            self.metrics.audit_lost()
            log.error("audit_lost", reason=repr(error), record=asdict(record))  # noqa: TRY400 - the reason is enough

    def _describe(self, exchange: Exchange, scope: Scope) -> AuditRecord:
        return AuditRecord(
            id=new_id("cbaudit_"),
            organisation_id=scope.organisation_id,
            event_group=exchange.operation.group,
            event_type=exchange.operation.name,
            method=exchange.method,
            route=exchange.operation.template,
            status=exchange.status,
            duration_ms=round(exchange.seconds * 1000),
            query_names=exchange.query_names,
            key_id=scope.key_id,
            key_name=scope.key_name,
            address=exchange.address,
            request_id=exchange.request_id,
            at=self.runtime.clock.now(),
        )

    def _note(self, exchange: Exchange, code: str | None) -> None:
        scope = exchange.scope
        method, route = exchange.method, exchange.operation.template
        self.metrics.answered(method, route, exchange.status, exchange.seconds)
        log.info(
            "request",
            method=method,
            route=route,
            status=exchange.status,
            code=code,
            ms=round(exchange.seconds * 1000, 1),
            organisation=scope.organisation_id if scope else None,
            key=scope.key_id if scope else None,
            address=exchange.address,
        )
