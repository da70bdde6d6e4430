"""Assessments over HTTP."""

from typing import Annotated

from fastapi import Depends, Query, Request
from starlette.responses import Response

from vendorproof.api.bodies import JsonObject, given
from vendorproof.api.deps import Paging, Reading, Rt, Writing
from vendorproof.api.envelope import encode
from vendorproof.api.idempotency import Idempotent, answer
from vendorproof.api.pages import page_response
from vendorproof.api.routing import make_router
from vendorproof.api.shapes import (
    ARCHIVED_EXAMPLE,
    ArchivedRecord,
    Assessment,
    AssessmentPage,
    archived,
    body_example,
    body_schema,
    example,
    page_example,
    rendered,
    words,
)
from vendorproof.api.spec import answer as answers
from vendorproof.api.spec import body, errors
from vendorproof.core.errors import (
    AssessmentNotFound,
    BadReference,
    CustomFieldNotFound,
    ExternalIdTaken,
    ServiceNotFound,
    VendorNotFound,
)
from vendorproof.db.engine import Tx
from vendorproof.documents import library
from vendorproof.objects import ASSESSMENT
from vendorproof.records import store

router = make_router("Assessments")


def _wanted(
    vendor_id: Annotated[str | None, Query(description="Only those of this vendor.")] = None,
    service_id: Annotated[str | None, Query(description="Only those that cover this service.")] = None,
    external_id: Annotated[str | None, Query(description="The external id, exactly.")] = None,
) -> store.Wanted:
    return store.Wanted(vendor_id=vendor_id, service_id=service_id, external_id=external_id)


@router.get(
    "/v1/assessments",
    operation_id="assessments.list",
    summary="List assessments",
    responses=answers("Newest first; archived ones left out.", AssessmentPage, page_example(ASSESSMENT))
    | errors(VendorNotFound, ServiceNotFound),
)
def list_assessments(
    request: Request,
    rt: Rt,
    scope: Reading,
    page: Paging,
    wanted: Annotated[store.Wanted, Depends(_wanted)],
) -> Response:
    with rt.db.read() as tx:
        found = store.page(tx, scope, ASSESSMENT, page, wanted)
        said = words(tx, scope, ASSESSMENT)
    return page_response(request, found, lambda one: rendered(ASSESSMENT, one, said))


@router.post(
    "/v1/assessments",
    operation_id="assessments.create",
    summary="Create an assessment",
    status_code=201,
    openapi_extra=body(body_schema(ASSESSMENT, new=True), body_example(ASSESSMENT)),
    responses=answers("The new assessment.", Assessment, example(ASSESSMENT), status=201)
    | errors(BadReference, CustomFieldNotFound, ExternalIdTaken),
)
def create_assessment(rt: Rt, scope: Writing, claim: Idempotent, sent: JsonObject) -> Response:
    """`vendor_id` and `control_set_ids` are required; the latter may be empty.

    Without a `name`, type and period make one. `score` is out of `score_scale`, 100 unless said.
    `supporting_document_ids` links documents of the vendor: each then names the assessment in `assessment_ids`.
    """

    def work(tx: Tx) -> tuple[int, bytes]:
        made = store.create(tx, scope, ASSESSMENT, given(sent))
        library.support(tx, scope, made, list(dict.fromkeys(sent.get("supporting_document_ids") or ())))
        return 201, encode(rendered(ASSESSMENT, made, words(tx, scope, ASSESSMENT)))

    return answer(rt, scope, claim, work)


@router.get(
    "/v1/assessments/{assessment_id}",
    operation_id="assessments.get",
    summary="Get an assessment",
    responses=answers("The assessment.", Assessment, example(ASSESSMENT)) | errors(AssessmentNotFound),
)
def get_assessment(rt: Rt, scope: Reading, assessment_id: str) -> Response:
    """An archived assessment is still answered, with `archived_at`."""
    with rt.db.read() as tx:
        record = store.get(tx, scope, ASSESSMENT, assessment_id)
        found = rendered(ASSESSMENT, record, words(tx, scope, ASSESSMENT))
    return Response(encode(found), media_type="application/json")


@router.patch(
    "/v1/assessments/{assessment_id}",
    operation_id="assessments.update",
    summary="Change an assessment",
    openapi_extra=body(body_schema(ASSESSMENT, new=False), {"status": "complete", "score": 87}),
    responses=answers("The assessment as it is now.", Assessment, example(ASSESSMENT))
    | errors(BadReference, AssessmentNotFound, CustomFieldNotFound),
)
def update_assessment(rt: Rt, scope: Writing, assessment_id: str, sent: JsonObject) -> Response:
    """Absent and null leave a value as it is; an empty text or array clears it; an array replaces the one before.

    A `score` without `score_scale` is out of the same scale as the one before it.
    """
    with rt.db.write() as tx:
        changed = store.update(tx, scope, ASSESSMENT, assessment_id, given(sent))
        found = rendered(ASSESSMENT, changed, words(tx, scope, ASSESSMENT))
    return Response(encode(found), media_type="application/json")


@router.delete(
    "/v1/assessments/{assessment_id}",
    operation_id="assessments.archive",
    summary="Archive an assessment",
    responses=answers("Archived, now or before.", ArchivedRecord, ARCHIVED_EXAMPLE) | errors(AssessmentNotFound),
)
def archive_assessment(rt: Rt, scope: Writing, assessment_id: str) -> Response:
    """It leaves the lists. An import that names its external id brings it back."""
    with rt.db.write() as tx:
        found = archived(store.archive(tx, scope, ASSESSMENT, assessment_id))
    return Response(encode(found), media_type="application/json")
