"""The audit log on the wire."""

from typing import Annotated

from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel

from vendorproof.access import audit
from vendorproof.access.audit import AuditRecord, Search
from vendorproof.access.journal import AuditWriter
from vendorproof.api import spec
from vendorproof.api.deps import Auditing, Rt
from vendorproof.api.envelope import encode
from vendorproof.api.routing import make_router
from vendorproof.core.paging import PageRequest

router = make_router("Audit log")

SETTLE_SECONDS = 2.0  # how long a reader of the log waits for the newest records to reach it

Instant = Annotated[int | None, Query(ge=0, le=2**53, description="Epoch seconds, included.", examples=[1767225600])]
Words = Annotated[list[str] | None, Query(max_length=100, description="Any of these; repeated or comma-separated.")]


def _wanted(
    start_ts: Instant = None,
    end_ts: Instant = None,
    event_groups: Words = None,
    event_types: Words = None,
    search: Annotated[
        str | None, Query(max_length=200, description="A part of type, method, route, key, address or request id.")
    ] = None,
) -> Search:
    return Search(start_ts, end_ts, _words(event_groups), _words(event_types), search)


def _span(
    limit: Annotated[int, Query(ge=1, le=500, description="Records in one answer.")] = 100,
    offset: Annotated[int, Query(ge=0, le=2**53, description="Records to skip.")] = 0,
) -> PageRequest:
    return PageRequest(limit, offset)


Wanted = Annotated[Search, Depends(_wanted)]
Span = Annotated[PageRequest, Depends(_span)]


class AuditRecordObject(BaseModel):
    """One call."""

    id: str
    created_at: int
    event_group: str
    event_type: str
    method: str
    route: str
    status: int
    duration_ms: int
    query_params: list[str]
    api_key_id: str | None
    api_key_name: str | None
    client_ip: str | None
    request_id: str


_EXAMPLE = {
    "id": "cbaudit_0190b2c4d5e67f8a9b0c1d2e3f405162",
    "created_at": 1767225600,
    "event_group": "vendors",
    "event_type": "vendors.list",
    "method": "GET",
    "route": "/v1/vendors",
    "status": 200,
    "duration_ms": 7,
    "query_params": ["name", "limit"],
    "api_key_id": "cbkey_0190b2c4d5e67f8a9b0c1d2e3f405162",
    "api_key_name": "ERP nightly sync",
    "client_ip": "203.0.113.9",
    "request_id": "7f3a9c0e5b1d4c2f8a6e0d9b7c5a3f10",
}


@router.get(
    "/v1/system_audit_log",
    operation_id="audit.list",
    summary="Read the audit log",
    responses=spec.answer(
        "The records, newest first.",
        spec.list_of(AuditRecordObject),
        [_EXAMPLE],
        headers={
            "X-Total-Count": "How many records match in all.",
            "Content-Range": "Which of them these are, as `items 0-99/1234`; `items */1234` for none.",
        },
    ),
)
def read_audit_log(request: Request, rt: Rt, scope: Auditing, wanted: Wanted, span: Span) -> Response:
    """Every authenticated call, refused ones too. Needs the scope `audit:read`. Bodies and values are never kept."""
    writer: AuditWriter = request.app.state.audit
    writer.settle(SETTLE_SECONDS)
    with rt.db.read() as tx:
        found, total = audit.search(tx, scope, wanted, limit=span.limit, offset=span.offset)
    shown = f"{span.offset}-{span.offset + len(found) - 1}" if found else "*"
    headers = {"X-Total-Count": str(total), "Content-Range": f"items {shown}/{total}"}
    return Response(encode([render(one) for one in found]), headers=headers, media_type="application/json")


def render(record: AuditRecord) -> dict[str, object]:
    """The wire object."""
    return {
        "id": record.id,
        "created_at": record.at,
        "event_group": record.event_group,
        "event_type": record.event_type,
        "method": record.method,
        "route": record.route,
        "status": record.status,
        "duration_ms": record.duration_ms,
        "query_params": record.query_names,
        "api_key_id": record.key_id,
        "api_key_name": record.key_name,
        "client_ip": record.address,
        "request_id": record.request_id,
    }


def _words(values: list[str] | None) -> tuple[str, ...]:
    return tuple(word.strip() for value in values or () for word in value.split(",") if word.strip())
