"""Services over HTTP: below their vendor, and all of them in one list."""

from typing import Annotated

from fastapi import Query, Request
from starlette.responses import Response

from vendorproof.api.bodies import JsonObject, given
from vendorproof.api.deps import Paging, Reading, Rt, Writing
from vendorproof.api.envelope import encode
from vendorproof.api.pages import page_response
from vendorproof.api.routing import make_router
from vendorproof.api.shapes import (
    Service,
    ServicePage,
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
    CustomFieldNotFound,
    ExternalIdTaken,
    ServiceNotFound,
    StatusNotFound,
    UserNotFound,
    VendorNotFound,
)
from vendorproof.objects import SERVICE, VENDOR
from vendorproof.records import store
from vendorproof.records.given import Given

router = make_router("Services")

_REFERENCES = (StatusNotFound, UserNotFound, CustomFieldNotFound)


@router.get(
    "/v1/services",
    operation_id="services.list",
    summary="List services",
    responses=answers("Newest first; archived ones left out.", ServicePage, page_example(SERVICE))
    | errors(VendorNotFound),
)
def list_services(
    request: Request,
    rt: Rt,
    scope: Reading,
    page: Paging,
    vendor_id: Annotated[str | None, Query(description="Only the services of this vendor.")] = None,
    external_id: Annotated[str | None, Query(description="The external id, exactly.")] = None,
) -> Response:
    with rt.db.read() as tx:
        found = store.page(tx, scope, SERVICE, page, store.Wanted(vendor_id=vendor_id, external_id=external_id))
        said = words(tx, scope, SERVICE)
    return page_response(request, found, lambda one: rendered(SERVICE, one, said))


@router.post(
    "/v1/vendors/{vendor_id}/services",
    operation_id="services.create",
    summary="Create a service of a vendor",
    status_code=201,
    openapi_extra=body(body_schema(SERVICE, new=True), body_example(SERVICE)),
    responses=answers("The new service.", Service, example(SERVICE), status=201)
    | errors(VendorNotFound, *_REFERENCES, ExternalIdTaken),
)
def create_service(rt: Rt, scope: Writing, vendor_id: str, sent: JsonObject) -> Response:
    """Only `name` is required. A downstream vendor that is no vendor of yours is kept as named."""
    with rt.db.write() as tx:
        values = [Given("vendor_id", vendor_id, ("vendor_id",)), *given(sent)]
        found = rendered(SERVICE, store.create(tx, scope, SERVICE, values), words(tx, scope, SERVICE))
    return Response(encode(found), 201, media_type="application/json")


@router.patch(
    "/v1/vendors/{vendor_id}/services/{service_id}",
    operation_id="services.update",
    summary="Change a service",
    openapi_extra=body(body_schema(SERVICE, new=False), {"criticality_tier": "critical"}),
    responses=answers("The service as it is now.", Service, example(SERVICE))
    | errors(VendorNotFound, ServiceNotFound, *_REFERENCES),
)
def update_service(rt: Rt, scope: Writing, vendor_id: str, service_id: str, sent: JsonObject) -> Response:
    """Absent and null leave a value as it is; an empty text or array clears it; an array replaces the one before."""
    with rt.db.write() as tx:
        store.get(tx, scope, VENDOR, vendor_id)
        changed = store.update(tx, scope, SERVICE, service_id, given(sent), vendor_id=vendor_id)
        found = rendered(SERVICE, changed, words(tx, scope, SERVICE))
    return Response(encode(found), media_type="application/json")
