"""The HTTP application."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from vendorproof import __version__
from vendorproof.access.journal import AuditWriter
from vendorproof.api import (
    api_keys,
    assessments,
    audit,
    conventions,
    custom_fields,
    document_facts,
    document_text,
    document_types,
    documents,
    envelope,
    files,
    health,
    import_reports,
    import_runs,
    import_targets,
    imports,
    openapi,
    search,
    services,
    users,
    vendors,
    vocabulary,
)
from vendorproof.api.edge import Edge
from vendorproof.api.exchange import BodyLimit
from vendorproof.api.idempotency import InFlight
from vendorproof.api.metrics import Metrics
from vendorproof.api.route_table import RouteTable
from vendorproof.config import Settings
from vendorproof.core.errors import BatchTooLarge, FileTooLarge, Problem
from vendorproof.documents.form import BESIDE_FILE_BYTES
from vendorproof.runtime import Runtime

# Every route file, in the order of the reference.
ROUTERS: tuple[APIRouter, ...] = (
    imports.router,
    import_targets.router,  # before import_reports: its paths would be taken for report ids
    import_reports.router,
    import_runs.router,
    vendors.router,
    services.router,
    assessments.router,
    documents.router,
    document_facts.router,
    document_text.router,
    search.router,
    document_types.router,
    vocabulary.router,
    custom_fields.router,
    users.router,
    api_keys.router,
    audit.router,
    conventions.router,
)

# Handlers run in threads, and one that waits for the database's writer keeps its thread meanwhile.
HANDLER_THREADS = 64


def build(runtime: Runtime, *, pages: Sequence[APIRouter] = ()) -> Edge:
    """All routes behind the edge; `pages` are those of the web front."""
    app = routes(pages=pages, lifespan=True)
    audit_writer = AuditWriter(runtime.db)
    app.state.runtime = runtime
    app.state.audit = audit_writer
    app.state.metrics = Metrics()
    app.state.in_flight = InFlight()
    table = RouteTable(app.routes)
    return Edge(app, runtime, table, audit_writer, app.state.metrics, body_limits(runtime.settings))


def routes(*, pages: Sequence[APIRouter] = (), lifespan: bool = False) -> FastAPI:
    """The routes alone, without anything that runs: enough for the OpenAPI document."""
    app = FastAPI(
        title="Vendorproof API",
        version=__version__,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        strict_content_type=False,
        lifespan=_run if lifespan else None,
    )
    for one in (*ROUTERS, files.router, health.router, openapi.router, *pages):
        app.include_router(one)
    app.add_exception_handler(Problem, envelope.on_problem)
    app.add_exception_handler(RequestValidationError, envelope.on_validation)
    app.add_exception_handler(HTTPException, envelope.on_http)
    app.add_exception_handler(Exception, envelope.on_crash)
    openapi.install(app)
    return app


def body_limits(settings: Settings) -> dict[str, BodyLimit]:
    """By path template, where a body may be larger than `max_body_bytes` or is refused in other words."""
    batch = BodyLimit(settings.import_max_bytes, lambda: BatchTooLarge(limit=_in_words(settings.import_max_bytes)))
    file_bytes = settings.document_max_bytes
    upload = BodyLimit(file_bytes + BESIDE_FILE_BYTES, lambda: FileTooLarge(limit=file_bytes), is_early=False)
    return {"/v1/import/{slug}": batch, "/v1/documents": upload}


@asynccontextmanager
async def _run(app: FastAPI) -> AsyncIterator[None]:
    to_thread.current_default_thread_limiter().total_tokens = HANDLER_THREADS
    await to_thread.run_sync(app.state.audit.start)
    try:
        yield
    finally:
        await to_thread.run_sync(app.state.audit.close)


def _in_words(size_bytes: int) -> str:
    mebibytes, rest = divmod(size_bytes, 1024 * 1024)
    return f"{size_bytes} bytes" if rest else f"{mebibytes} MiB"
