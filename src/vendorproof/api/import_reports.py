"""Import reports over HTTP."""

import json
from typing import Any

from fastapi import Request, Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from vendorproof.api import spec, strict_json
from vendorproof.api.deps import Paging, Reading, Rt, Writing
from vendorproof.api.envelope import encode
from vendorproof.api.pages import page_response
from vendorproof.api.routing import make_router
from vendorproof.core.errors import Fault, ImportReportNotFound, InvalidRequest, SlugTaken
from vendorproof.imports import reports
from vendorproof.imports.reports import Draft, Report
from vendorproof.objects import BASE_OBJECTS
from vendorproof.runtime import Runtime

router = make_router("Import reports")

REPORT = {
    "id": "cbimprt_0190b2c4d5e67f8a9b0c1d2e3f405162",
    "slug": "erp-vendors",
    "report_name": "ERP vendors",
    "base_object": "vendor",
    "mapping": {"external_id": "Supplier No", "name": "Supplier Name", "hq_location": "HQ City"},
    "options": {"date_format": "DD/MM/YYYY"},
    "version": 1,
    "enabled": True,
    "endpoint": "https://risk.example.com/v1/import/erp-vendors",
    "created_at": 1767225600,
    "updated_at": 1767225600,
}

_ENTRY = {
    "anyOf": [
        {"type": "string", "description": "The incoming name."},
        {"type": "object", "description": "source, sources with join, or constant; and how the value is read."},
    ]
}
_PROPERTIES: dict[str, Any] = {
    "report_name": {"type": "string"},
    "base_object": {"type": "string", "enum": list(BASE_OBJECTS)},
    "mapping": {"type": "object", "additionalProperties": _ENTRY, "description": "Target field → incoming name."},
    "options": {"type": "object", "description": "How values are read in all fields of this report."},
    "slug": {"type": "string", "pattern": "^[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?$"},
    "enabled": {"type": "boolean"},
}
_NEW = {"type": "object", "properties": _PROPERTIES, "required": ["report_name", "base_object", "mapping"]}
_CHANGE = {"type": "object", "properties": _PROPERTIES}


class ReportObject(BaseModel):
    """An import report; `mapping` is target field → incoming name or entry."""

    id: str
    slug: str
    report_name: str
    base_object: str
    mapping: dict[str, Any]
    options: dict[str, Any]
    version: int
    enabled: bool
    endpoint: str
    created_at: int
    updated_at: int


class Archived(BaseModel):
    """What was archived, and when."""

    id: str
    is_archived: bool
    archived_at: int


_EXAMPLE_BODY = {name: REPORT[name] for name in ("report_name", "base_object", "mapping", "options")}


@router.post(
    "/v1/import-reports",
    operation_id="import_reports.create",
    summary="Create an import report",
    status_code=201,
    responses=spec.answer("The report.", ReportObject, REPORT, status=201) | spec.errors(SlugTaken),
    openapi_extra=spec.body(_NEW, _EXAMPLE_BODY),
)
async def create_report(request: Request, rt: Rt, scope: Writing) -> Response:
    """Fixes base object, mapping and endpoint. Every fault of the mapping is told at once."""
    draft = _draft(await request.body())

    def work() -> Response:
        with rt.db.write() as tx:
            return _answer(rt, reports.create(tx, scope, draft), 201)

    return await run_in_threadpool(work)


@router.get(
    "/v1/import-reports",
    operation_id="import_reports.list",
    summary="List import reports",
    responses=spec.answer(
        "Newest first; archived ones left out.",
        spec.page_of(ReportObject, "data"),
        {"data": [REPORT], "total": 1, "limit": 50, "offset": 0},
        headers=spec.NEXT_PAGE,
    ),
)
def list_reports(request: Request, rt: Rt, scope: Reading, page: Paging) -> Response:
    """Newest first."""
    with rt.db.read() as tx:
        found = reports.listing(tx, scope, page)
    return page_response(request, found, lambda one: render(rt, one), key="data")


@router.get(
    "/v1/import-reports/{report_id}",
    operation_id="import_reports.get",
    summary="Get an import report",
    responses=spec.answer("The report.", ReportObject, REPORT) | spec.errors(ImportReportNotFound),
)
def get_report(rt: Rt, scope: Reading, report_id: str) -> Response:
    """One report by id."""
    with rt.db.read() as tx:
        return _answer(rt, reports.get(tx, scope, report_id))


@router.patch(
    "/v1/import-reports/{report_id}",
    operation_id="import_reports.update",
    summary="Change an import report",
    responses=spec.answer("The report as it is now.", ReportObject, REPORT)
    | spec.errors(ImportReportNotFound, SlugTaken),
    openapi_extra=spec.body(_CHANGE, {"mapping": REPORT["mapping"], "enabled": False}),
)
async def update_report(request: Request, rt: Rt, scope: Writing, report_id: str) -> Response:
    """What is absent or null stays. A changed mapping is a new version under the same URL."""
    draft = _draft(await request.body())

    def work() -> Response:
        with rt.db.write() as tx:
            return _answer(rt, reports.change(tx, scope, report_id, draft))

    return await run_in_threadpool(work)


@router.delete(
    "/v1/import-reports/{report_id}",
    operation_id="import_reports.archive",
    summary="Archive an import report",
    responses=spec.answer(
        "Archived: its endpoint answers 404 from now on, its runs are kept.",
        Archived,
        {"id": REPORT["id"], "is_archived": True, "archived_at": 1767225600},
    )
    | spec.errors(ImportReportNotFound),
)
def archive_report(rt: Rt, scope: Writing, report_id: str) -> Response:
    """The slug is free again."""
    with rt.db.write() as tx:
        at = reports.archive(tx, scope, report_id)
    return Response(encode({"id": report_id, "is_archived": True, "archived_at": at}), media_type="application/json")


def render(rt: Runtime, report: Report) -> dict[str, Any]:
    """The wire object."""
    return {
        "id": report.report_id,
        "slug": report.slug,
        "report_name": report.report_name,
        "base_object": report.base_object,
        "mapping": report.mapping,
        "options": report.options,
        "version": report.version,
        "enabled": report.enabled,
        "endpoint": f"{rt.settings.effective_public_url}/v1/import/{report.slug}",
        "created_at": report.created_at,
        "updated_at": report.updated_at,
    }


def _answer(rt: Runtime, report: Report, status: int = 200) -> Response:
    return Response(encode(render(rt, report)), status, media_type="application/json")


_TEXTS = ("report_name", "base_object", "slug")


def _draft(body: bytes) -> Draft:
    """Read by hand, because a mapping with the same target twice must be refused and not read as its last one."""
    repeated: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in pairs]
        repeated.extend(sorted({name for name in names if names.count(name) > 1}))
        return dict(pairs)

    if not isinstance(strict_json.decode(body), dict):
        raise InvalidRequest([Fault(("body",), "must be an object", "object_type")])
    given = json.loads(body, object_pairs_hook=once)
    faults = [
        Fault(("body", "mapping", name), f"{name} stands twice: one target takes one entry", "repeated_target")
        for name in repeated
    ]
    faults += [Fault(("body", name), "must be text", "string_type") for name in _TEXTS if not _is(given.get(name), str)]
    if not _is(given.get("enabled"), bool):
        faults.append(Fault(("body", "enabled"), "must be true or false", "bool_type"))
    if faults:
        raise InvalidRequest(faults)
    return Draft(**{name: given.get(name) for name in ("mapping", "options", "enabled", *_TEXTS)})


def _is(value: object, kind: type) -> bool:
    return value is None or isinstance(value, kind)
