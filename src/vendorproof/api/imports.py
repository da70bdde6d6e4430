"""The import endpoint: raw bytes in, the published summary out."""

from typing import Annotated, Any, Literal

from fastapi import Query, Request, Response
from starlette.concurrency import run_in_threadpool

from vendorproof.access.permissions import require_not_read_only
from vendorproof.api import spec
from vendorproof.api.deps import Counted, Reading, Rt
from vendorproof.api.envelope import encode
from vendorproof.api.routing import make_router
from vendorproof.core.errors import (
    AllRecordsFailed,
    BatchTooLarge,
    Fault,
    ImportPlanNotFound,
    ImportReportDisabled,
    ImportReportNotFound,
    InvalidRequest,
    PlanStale,
)
from vendorproof.core.scope import Scope
from vendorproof.imports import plan, run
from vendorproof.imports.results import Summary
from vendorproof.imports.run import Done
from vendorproof.runtime import Runtime

router = make_router("Import")

_BODY = {
    "type": "object",
    "required": ["data"],
    "properties": {
        "data": {
            "type": "array",
            "description": "Records by incoming names; at most 10,000 of them and 32 MiB.",
            "items": {"type": "object", "additionalProperties": True},
        }
    },
}
_BODY_EXAMPLE = {
    "data": [
        {"Supplier No": "001007", "Supplier Name": "Acme Payroll Inc.", "HQ City": "Dublin"},
        {"Supplier No": "001008", "Supplier Name": "", "HQ City": "Oslo"},
    ]
}
_RESULT: dict[str, Any] = {
    "type": "object",
    "required": ["external_id", "coverbase_id", "action", "status", "changed"],
    "properties": {
        "external_id": {"type": "string"},
        "coverbase_id": {"type": ["string", "null"]},
        "action": {"type": "string", "enum": ["created", "updated"]},
        "status": {"type": "string", "enum": ["success", "planned"]},
        "changed": {"type": "boolean"},
        "fields": {"type": "object", "description": "In a plan: target → old and new value."},
    },
}
_OPTIONAL_TEXT = {"type": ["string", "null"]}
_ERROR: dict[str, Any] = {
    "type": "object",
    "required": ["index", "external_id", "error_code", "message", "field", "source", "value"],
    "properties": {
        "index": {"type": "integer"},
        "external_id": _OPTIONAL_TEXT,
        "error_code": {
            "type": "string",
            "enum": ["missing_required_field", "invalid_field_value", "duplicate_external_id", "unknown_base_object"],
        },
        "message": {"type": "string"},
        "field": _OPTIONAL_TEXT,
        "source": _OPTIONAL_TEXT,
        "value": _OPTIONAL_TEXT,
    },
}
_COUNTS = ("received_count", "created_count", "updated_count", "failed_count", "unchanged_count")
SUMMARY: dict[str, Any] = {
    "type": "object",
    "required": [
        "id",
        "slug",
        "report_name",
        "base_object",
        "mapping",
        *_COUNTS,
        "results",
        "errors",
        "received_at",
        "run_id",
        "warnings",
    ],
    "properties": {
        "id": {"type": "string"},
        "slug": {"type": "string"},
        "report_name": {"type": "string"},
        "base_object": {"type": "string"},
        "mapping": {"type": "object"},
        **{name: {"type": "integer", "minimum": 0} for name in _COUNTS},
        "results": {"type": "array", "items": _RESULT},
        "errors": {"type": "array", "items": _ERROR},
        "received_at": {"type": "integer"},
        "run_id": _OPTIONAL_TEXT,
        "plan_id": {"type": "string"},
        "warnings": {"type": "array", "items": {"type": "object"}},
        "detail": {"type": "object"},
    },
}
SUMMARY_EXAMPLE = {
    "id": "cbimprt_0190b2c4d5e67f8a9b0c1d2e3f405162",
    "slug": "erp-vendors",
    "report_name": "ERP vendors",
    "base_object": "vendor",
    "mapping": {"external_id": "Supplier No", "name": "Supplier Name", "hq_location": "HQ City"},
    "received_count": 2,
    "created_count": 1,
    "updated_count": 0,
    "failed_count": 1,
    "results": [
        {
            "external_id": "001007",
            "coverbase_id": "cbvndr_0190b2c4d5e67f8a9b0c1d2e3f405162",
            "action": "created",
            "status": "success",
            "changed": True,
        }
    ],
    "errors": [
        {
            "index": 1,
            "external_id": "001008",
            "error_code": "missing_required_field",
            "message": "name is required, but Supplier Name is blank",
            "field": "name",
            "source": "Supplier Name",
            "value": "",
        }
    ],
    "received_at": 1767225600,
    "run_id": "cbimprn_0190b2c4d5e67f8a9b0c1d2e3f405162",
    "unchanged_count": 0,
    "warnings": [],
}


def summary_answers() -> spec.Responses:
    """What any call that imports may answer: the summary, and the summary again when nothing succeeded."""
    refused = {**SUMMARY_EXAMPLE, "detail": AllRecordsFailed(count=2).detail}
    return spec.answer("At least one record succeeded, or there was none.", SUMMARY, SUMMARY_EXAMPLE) | spec.answer(
        "Nothing was written: `all_records_failed`, or `atomic_batch_refused` with atomic=true. The same summary.",
        SUMMARY,
        refused,
        status=400,
    )


@router.post(
    "/v1/import/{slug}",
    operation_id="import.post",
    summary="Import a batch of records",
    responses=summary_answers()
    | spec.errors(ImportReportNotFound, ImportPlanNotFound, ImportReportDisabled, BatchTooLarge, PlanStale),
    openapi_extra=spec.body(_BODY, _BODY_EXAMPLE),
)
async def import_batch(
    request: Request,
    rt: Rt,
    scope: Reading,
    counted: Counted,
    slug: str,
    mode: Annotated[Literal["apply", "plan"], Query(description="`plan`: compare only, write nothing.")] = "apply",
    plan_id: Annotated[str | None, Query(max_length=64, description="Apply exactly this plan.")] = None,
    atomic: Annotated[bool, Query(description="Write all records or none.")] = False,
) -> Response:
    """Upserts by `external_id`; a record that cannot be taken is refused alone, with each of its faults."""
    if mode == "plan" and plan_id is not None:
        raise InvalidRequest([Fault(("query", "plan_id"), "applies a plan: leave out mode=plan", "plan_conflict")])
    body = await request.body()

    def work() -> Response:
        if mode == "plan":
            return summary_response(plan.make(rt, scope, slug, body, atomic=atomic))
        return done_response(_import(rt, scope, slug, body, plan_id=plan_id, atomic=atomic), counted)

    return await run_in_threadpool(work)


def _import(rt: Runtime, scope: Scope, slug: str, body: bytes, *, plan_id: str | None, atomic: bool) -> Done:
    require_not_read_only(scope)
    if plan_id is not None:
        return plan.apply(rt, scope, slug, plan_id, body)
    return run.submit(rt, scope, slug, body, atomic=atomic)


def done_response(done: Done, counted: Counted) -> Response:
    """200, or 400 with the same summary and a `detail` when nothing succeeded."""
    counted.imported(
        done.summary.base_object,
        created=done.summary.created_count,
        updated=done.summary.updated_count - done.summary.unchanged_count,
        unchanged=done.summary.unchanged_count,
        failed=done.summary.failed_count,
    )
    if done.problem is None:
        return summary_response(done.summary)
    done.summary.detail = done.problem.detail
    return summary_response(done.summary, done.problem.status)


def summary_response(summary: Summary, status: int = 200) -> Response:
    """The summary as it is."""
    return Response(encode(summary), status, media_type="application/json")
