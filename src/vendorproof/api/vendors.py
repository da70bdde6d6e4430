"""Vendors over HTTP."""

from typing import Annotated, Any

from fastapi import Query, Request
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
    Vendor,
    VendorPage,
    archived,
    body_example,
    body_schema,
    example,
    page_example,
    rendered,
    row,
    words,
)
from vendorproof.api.spec import answer as answers
from vendorproof.api.spec import body, errors
from vendorproof.core.errors import (
    CustomFieldNotFound,
    ExternalIdTaken,
    StatusNotFound,
    UserNotFound,
    VendorNotFound,
)
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.objects import SERVICE, VENDOR
from vendorproof.records import store
from vendorproof.records.given import Record

router = make_router("Vendors")

_REFERENCES = (StatusNotFound, UserNotFound, CustomFieldNotFound)


@router.get(
    "/v1/vendors",
    operation_id="vendors.list",
    summary="List vendors",
    responses=answers("Newest first; archived ones left out.", VendorPage, page_example(VENDOR)),
)
def list_vendors(
    request: Request,
    rt: Rt,
    scope: Reading,
    page: Paging,
    name: Annotated[
        str | None, Query(description="Part of the vendor's or of a service's name, whatever the case.")
    ] = None,
    external_id: Annotated[str | None, Query(description="The external id, exactly.")] = None,
) -> Response:
    with rt.db.read() as tx:
        found = store.page(tx, scope, VENDOR, page, store.Wanted(name=name, external_id=external_id))
        said = words(tx, scope, VENDOR)
    return page_response(request, found, lambda one: row(VENDOR, one, said))


@router.post(
    "/v1/vendors",
    operation_id="vendors.create",
    summary="Create a vendor",
    status_code=201,
    openapi_extra=body(body_schema(VENDOR, new=True), body_example(VENDOR)),
    responses=answers("The new vendor.", Vendor, example(VENDOR), status=201) | errors(*_REFERENCES, ExternalIdTaken),
)
def create_vendor(rt: Rt, scope: Writing, claim: Idempotent, sent: JsonObject) -> Response:
    """Only `name` is required. Values are read as an import reads them; keys nobody knows are passed over.

    A tag that is new is put on the organisation's list of tags.
    """

    def work(tx: Tx) -> tuple[int, bytes]:
        return 201, encode(_vendor(tx, scope, store.create(tx, scope, VENDOR, given(sent))))

    return answer(rt, scope, claim, work)


@router.get(
    "/v1/vendors/{vendor_id}",
    operation_id="vendors.get",
    summary="Get a vendor",
    responses=answers("The vendor.", Vendor, example(VENDOR)) | errors(VendorNotFound),
)
def get_vendor(rt: Rt, scope: Reading, vendor_id: str) -> Response:
    """An archived vendor is still answered, with `archived_at`."""
    with rt.db.read() as tx:
        found = _vendor(tx, scope, store.get(tx, scope, VENDOR, vendor_id))
    return Response(encode(found), media_type="application/json")


@router.patch(
    "/v1/vendors/{vendor_id}",
    operation_id="vendors.update",
    summary="Change a vendor",
    openapi_extra=body(body_schema(VENDOR, new=False), {"tier": "tier_2", "status": "suspended"}),
    responses=answers("The vendor as it is now.", Vendor, example(VENDOR)) | errors(VendorNotFound, *_REFERENCES),
)
def update_vendor(rt: Rt, scope: Writing, vendor_id: str, sent: JsonObject) -> Response:
    """Absent and null leave a value as it is; an empty text or array clears it; an array replaces the one before.

    `external_id` cannot be changed; sent as it is, it does no harm. Where one value stands in two places (`status` and
    `status_id`, `primary_contact` and `primary_contact_email`), the one that differs from what is held counts.
    """
    with rt.db.write() as tx:
        found = _vendor(tx, scope, store.update(tx, scope, VENDOR, vendor_id, given(sent)))
    return Response(encode(found), media_type="application/json")


@router.delete(
    "/v1/vendors/{vendor_id}",
    operation_id="vendors.archive",
    summary="Archive a vendor",
    responses=answers("Archived, now or before.", ArchivedRecord, ARCHIVED_EXAMPLE) | errors(VendorNotFound),
)
def archive_vendor(rt: Rt, scope: Writing, vendor_id: str) -> Response:
    """It leaves the lists; its services and assessments stay. An import that names its external id brings it back."""
    with rt.db.write() as tx:
        found = archived(store.archive(tx, scope, VENDOR, vendor_id))
    return Response(encode(found), media_type="application/json")


def _vendor(tx: Tx, scope: Scope, record: Record) -> dict[str, Any]:
    said = words(tx, scope, SERVICE)
    services = [rendered(SERVICE, one, said) for one in store.services_of(tx, scope, record["id"])]
    return rendered(VENDOR, record, words(tx, scope, VENDOR), services=services)
