"""The organisation's custom fields over HTTP."""

from typing import Annotated, Any, Literal

from fastapi import Body, Query, Request
from pydantic import BaseModel
from pydantic import Field as Described
from starlette.responses import Response

from vendorproof.api.deps import Paging, Reading, Rt, Writing
from vendorproof.api.envelope import encode
from vendorproof.api.pages import page_response
from vendorproof.api.routing import make_router
from vendorproof.api.shapes import ARCHIVED_EXAMPLE, Archived, page_model
from vendorproof.api.spec import answer as answers
from vendorproof.api.spec import errors
from vendorproof.core.errors import CustomFieldNotFound, InUse, NameTaken
from vendorproof.records import custom
from vendorproof.records.custom import CustomField
from vendorproof.records.labels import label, labels

router = make_router("Custom fields")

BaseObjectName = Literal["vendor", "service", "assessment"]
TypeName = Literal["string", "number", "boolean", "date", "user", "select", "multiselect"]

_EXAMPLE: dict[str, Any] = {
    "id": "cbcfc_0190b2c4d5e67f8a9b0c1d2e3f405162",
    "base_object": "vendor",
    "name": "region",
    "label": "Region",
    "type": "select",
    "options": ["EMEA", "APAC"],
    "created_at": 1_767_225_600,
    "updated_at": 1_767_225_600,
    "archived_at": None,
}


class CustomFieldShape(BaseModel):
    """What an organisation adds to a base object; a report maps it as `custom.<name>`."""

    id: str
    base_object: str
    name: str
    label: str
    type: str
    options: list[str]
    created_at: int
    updated_at: int
    archived_at: int | None


class NewCustomField(BaseModel):
    """A field to define."""

    base_object: BaseObjectName
    name: Annotated[str, Described(description="Small letters, digits and _, beginning with a letter; never changes.")]
    label: Annotated[str, Described(description="What people read; the name if it is not given.")] | None = None
    type: TypeName
    options: Annotated[list[str], Described(description="The choices of a select or multiselect.")] | None = None


class CustomFieldChange(BaseModel):
    """Absent and null leave it as it is; `options` replace the ones before."""

    label: str | None = None
    options: list[str] | None = None


CustomFieldPage = page_model("CustomFieldPage", CustomFieldShape)


@router.get(
    "/v1/custom-fields",
    operation_id="custom_fields.list",
    summary="List custom fields",
    responses=answers(
        "Newest first; archived ones left out.",
        CustomFieldPage,
        {"items": [_EXAMPLE], "total": 1, "limit": 50, "offset": 0},
    ),
)
def list_custom_fields(
    request: Request,
    rt: Rt,
    scope: Reading,
    page: Paging,
    base_object: Annotated[BaseObjectName | None, Query(description="Only those of this base object.")] = None,
) -> Response:
    with rt.db.read() as tx:
        found = custom.page(tx, scope, page, base_object)
    return page_response(request, found, _shown)


@router.post(
    "/v1/custom-fields",
    operation_id="custom_fields.create",
    summary="Define a custom field",
    status_code=201,
    responses=answers("The new field.", CustomFieldShape, _EXAMPLE, status=201) | errors(NameTaken, InUse),
)
def create_custom_field(
    rt: Rt,
    scope: Writing,
    sent: Annotated[
        NewCustomField,
        Body(examples=[{"base_object": "vendor", "name": "region", "type": "select", "options": ["EMEA", "APAC"]}]),
    ],
) -> Response:
    """The name of an archived field of the same type brings that one back, with the values records have of it."""
    draft = custom.Draft(
        base_object=sent.base_object,
        name=sent.name,
        label=sent.name if sent.label is None else label(sent.label, "label"),
        type=sent.type,
        options=labels(sent.options or [], "options"),
    )
    with rt.db.write() as tx:
        made = custom.create(tx, scope, draft)
    return Response(encode(_shown(made)), 201, media_type="application/json")


@router.patch(
    "/v1/custom-fields/{field_id}",
    operation_id="custom_fields.update",
    summary="Change a custom field",
    responses=answers("The field as it is now.", CustomFieldShape, _EXAMPLE) | errors(CustomFieldNotFound, InUse),
)
def update_custom_field(
    rt: Rt,
    scope: Writing,
    field_id: str,
    sent: Annotated[CustomFieldChange, Body(examples=[{"options": ["EMEA", "APAC", "LATAM"]}])],
) -> Response:
    """Name and type never change. An option that a record holds cannot be taken away."""
    text = None if sent.label is None else label(sent.label, "label")
    options = None if sent.options is None else labels(sent.options, "options")
    with rt.db.write() as tx:
        changed = custom.change(tx, scope, field_id, label=text, options=options)
    return Response(encode(_shown(changed)), media_type="application/json")


@router.delete(
    "/v1/custom-fields/{field_id}",
    operation_id="custom_fields.archive",
    summary="Archive a custom field",
    responses=answers("Archived, now or before.", Archived, ARCHIVED_EXAMPLE | {"id": _EXAMPLE["id"]})
    | errors(CustomFieldNotFound),
)
def archive_custom_field(rt: Rt, scope: Writing, field_id: str) -> Response:
    """Records no longer show it and reports no longer take it; the values stay, unseen."""
    with rt.db.write() as tx:
        held = custom.archive(tx, scope, field_id)
    body = {"id": held.field_id, "is_archived": True, "archived_at": held.archived_at}
    return Response(encode(body), media_type="application/json")


def _shown(one: CustomField) -> dict[str, Any]:
    return {
        "id": one.field_id,
        "base_object": one.base_object,
        "name": one.name,
        "label": one.label,
        "type": one.type,
        "options": list(one.options),
        "created_at": one.created_at,
        "updated_at": one.updated_at,
        "archived_at": one.archived_at,
    }
