"""Import runs over HTTP: what each one did, why it refused, and how to mend it."""

from typing import Annotated, Any, Literal

import msgspec
from fastapi import Query, Request, Response
from pydantic import BaseModel
from sqlalchemy import RowMapping

from vendorproof.access.permissions import require_not_read_only
from vendorproof.api import spec
from vendorproof.api.deps import Counted, Paging, Reading, Rt, Writing
from vendorproof.api.envelope import encode
from vendorproof.api.imports import done_response, summary_answers
from vendorproof.api.pages import page_response
from vendorproof.api.routing import make_router
from vendorproof.core.errors import (
    ImportReportDisabled,
    ImportReportNotFound,
    ImportRunNotFound,
    NothingToReplay,
    NothingToUndo,
)
from vendorproof.imports import errors_file, replay, runs, undo

router = make_router("Import runs")

RUN = {
    "id": "cbimprn_0190b2c4d5e67f8a9b0c1d2e3f405162",
    "report_id": "cbimprt_0190b2c4d5e67f8a9b0c1d2e3f405162",
    "report_version": 1,
    "slug": "erp-vendors",
    "base_object": "vendor",
    "status": "complete",
    "atomic": False,
    "received_count": 2,
    "created_count": 1,
    "updated_count": 0,
    "unchanged_count": 0,
    "failed_count": 1,
    "warnings": [],
    "replay_of": None,
    "key_id": "cbkey_0190b2c4d5e67f8a9b0c1d2e3f405162",
    "key_name": "erp",
    "request_id": "8f14e45fceea167a5a36dedd4bea2543",
    "received_at": 1767225600,
    "finished_at": 1767225600,
    "undone_at": None,
}
_REFUSED = {
    "index": 1,
    "external_id": "001008",
    "record": {"Supplier No": "001008", "Supplier Name": ""},
    "errors": [],
    "replayed_by": None,
}


class RunObject(BaseModel):
    """A kept import run; `status` is complete, refused (nothing was written) or undone."""

    id: str
    report_id: str
    report_version: int
    slug: str
    base_object: str
    status: Literal["complete", "refused", "undone"]
    atomic: bool
    received_count: int
    created_count: int
    updated_count: int
    unchanged_count: int
    failed_count: int
    warnings: list[dict[str, Any]]
    replay_of: str | None
    key_id: str | None
    key_name: str | None
    request_id: str | None
    received_at: int
    finished_at: int
    undone_at: int | None


class RefusedRecord(BaseModel):
    """A record as it came, and each reason why it was refused; `replayed_by` is the run that took it since."""

    index: int
    external_id: str | None
    record: dict[str, Any]
    errors: list[dict[str, Any]]
    replayed_by: str | None


class KeptValue(BaseModel):
    """What an undo left alone."""

    id: str
    external_id: str | None
    field: str | None
    value: Any
    reason: str


class UndoneRun(BaseModel):
    """What an undo did."""

    run_id: str
    archived_count: int
    restored_count: int
    kept: list[KeptValue]
    undone_at: int


@router.get(
    "/v1/import-runs",
    operation_id="import_runs.list",
    summary="List import runs",
    responses=spec.answer(
        "Newest first.",
        spec.page_of(RunObject, "data"),
        {"data": [RUN], "total": 1, "limit": 50, "offset": 0},
        headers=spec.NEXT_PAGE,
    ),
)
def list_runs(
    request: Request,
    rt: Rt,
    scope: Reading,
    page: Paging,
    slug: Annotated[str | None, Query(max_length=100, description="Only runs of this report.")] = None,
) -> Response:
    """Newest first."""
    with rt.db.read() as tx:
        found = runs.listing(tx, scope, page, slug)
    return page_response(request, found, render, key="data")


@router.get(
    "/v1/import-runs/{run_id}",
    operation_id="import_runs.get",
    summary="Get an import run",
    responses=spec.answer("The run.", RunObject, RUN) | spec.errors(ImportRunNotFound),
)
def get_run(rt: Rt, scope: Reading, run_id: str) -> Response:
    """One run by id."""
    with rt.db.read() as tx:
        return Response(encode(render(runs.get(tx, scope, run_id))), media_type="application/json")


@router.get(
    "/v1/import-runs/{run_id}/errors",
    operation_id="import_runs.errors",
    summary="The refused records of a run",
    responses=spec.or_text(
        spec.answer(
            "A page as JSON; all of them as CSV, one line per error, or as the original columns with an error column.",
            spec.page_of(RefusedRecord, "data"),
            {"data": [_REFUSED], "total": 1, "limit": 50, "offset": 0},
            headers=spec.NEXT_PAGE,
        ),
        "text/csv",
        "Supplier No,Supplier Name,error\n001008,,Supplier Name: name is required\n",
    )
    | spec.errors(ImportRunNotFound),
)
def run_errors(
    request: Request,
    rt: Rt,
    scope: Reading,
    run_id: str,
    page: Paging,
    format: Annotated[  # noqa: A002 - the parameter's name on the wire
        Literal["json", "csv", "original"], Query(description="`original`: the records as they came, and why not.")
    ] = "json",
) -> Response:
    """In the order of the batch."""
    with rt.db.read() as tx:
        if format == "json":
            found = runs.refused_page(tx, scope, run_id, page)
            return page_response(request, found, _refused, key="data")
        refused = list(runs.refused(tx, scope, run_id))
    rows = errors_file.error_rows(refused) if format == "csv" else errors_file.original_rows(refused)
    name = f"{run_id}-errors.csv" if format == "csv" else f"{run_id}-refused.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response("".join(rows), headers=headers, media_type="text/csv; charset=utf-8")


@router.post(
    "/v1/import-runs/{run_id}/replay",
    operation_id="import_runs.replay",
    summary="Import the refused records of a run again",
    responses=summary_answers()
    | spec.errors(ImportRunNotFound, ImportReportNotFound, ImportReportDisabled, NothingToReplay),
)
def replay_run(rt: Rt, scope: Reading, counted: Counted, run_id: str) -> Response:
    """Under the report's mapping as it is now; the records stored by an earlier replay are left out."""
    require_not_read_only(scope)
    return done_response(replay.replay(rt, scope, run_id), counted)


@router.post(
    "/v1/import-runs/{run_id}/undo",
    operation_id="import_runs.undo",
    summary="Take a run back",
    responses=spec.answer(
        "What was taken back, and what was kept because someone changed it since.",
        UndoneRun,
        {"run_id": RUN["id"], "archived_count": 1, "restored_count": 0, "kept": [], "undone_at": 1767225600},
    )
    | spec.errors(ImportRunNotFound, NothingToUndo),
)
def undo_run(rt: Rt, scope: Writing, run_id: str) -> Response:
    """Created records are archived, changed fields put back."""
    with rt.db.write() as tx:
        return Response(encode(undo.undo(tx, scope, run_id)), media_type="application/json")


def render(row: RowMapping) -> dict[str, Any]:
    """The wire object."""
    return {name: row[name] for name in RUN}


def _refused(one: runs.Refused) -> dict[str, Any]:
    return {
        "index": one.position,
        "external_id": one.external_id,
        "record": msgspec.Raw(runs.printable(one.record)),
        "errors": one.errors,
        "replayed_by": one.replayed_by,
    }
