"""The organisation's statuses and tags over HTTP."""

from typing import Annotated, Any, Literal

from fastapi import Body, Query, Request
from pydantic import BaseModel
from pydantic import Field as Described
from sqlalchemy import Row
from starlette.responses import Response

from vendorproof.api.deps import Paging, Reading, Rt, Writing
from vendorproof.api.envelope import encode
from vendorproof.api.pages import page_response
from vendorproof.api.routing import make_router
from vendorproof.api.shapes import page_model
from vendorproof.api.spec import answer as answers
from vendorproof.api.spec import errors
from vendorproof.core.errors import InUse, NameTaken, StatusNotFound, TagNotFound
from vendorproof.core.paging import Page
from vendorproof.records import vocabulary
from vendorproof.records.vocabulary import Status

router = make_router("Statuses and tags")

BaseObjectName = Literal["vendor", "service", "assessment"]
Label = Annotated[str, Described(description="At most 100 characters; two never differ in case or blanks only.")]

_HEX = "0190b2c4d5e67f8a9b0c1d2e3f405162"
_STATUS = {"id": f"cbst_{_HEX}", "base_object": "vendor", "label": "active", "position": 2, "created_at": 1_767_225_600}
_TAG = {"id": f"cbtag_{_HEX}", "label": "payroll", "created_at": 1_767_225_600}


class StatusShape(BaseModel):
    """A status of one base object; `position` is its place in the order."""

    id: str
    base_object: str
    label: str
    position: int
    created_at: int


class NewStatus(BaseModel):
    """A status to add behind the others."""

    base_object: BaseObjectName
    label: Label


class StatusChange(BaseModel):
    """Absent and null leave it as it is."""

    label: Label | None = None
    position: Annotated[int, Described(ge=0, le=100_000)] | None = None


class TagShape(BaseModel):
    """A tag that vendors and services may have."""

    id: str
    label: str
    created_at: int


class NewTag(BaseModel):
    """A tag to add to the list."""

    label: Label


class Deleted(BaseModel):
    """What is answered when a word was deleted."""

    id: str
    deleted: bool


StatusPage = page_model("StatusPage", StatusShape)
TagPage = page_model("TagPage", TagShape)


@router.get(
    "/v1/statuses",
    operation_id="statuses.list",
    summary="List statuses",
    responses=answers("In their order.", StatusPage, {"items": [_STATUS], "total": 1, "limit": 50, "offset": 0}),
)
def list_statuses(
    request: Request,
    rt: Rt,
    scope: Reading,
    page: Paging,
    base_object: Annotated[BaseObjectName | None, Query(description="Only those of this base object.")] = None,
) -> Response:
    """The statuses of an assessment are fixed and not listed here."""
    with rt.db.read() as tx:
        every = vocabulary.status_list(tx, scope, base_object)
    shown = list(every[page.offset : page.offset + page.limit])
    return page_response(request, Page(shown, len(every), page), _status)


@router.post(
    "/v1/statuses",
    operation_id="statuses.create",
    summary="Add a status",
    status_code=201,
    responses=answers("The new status.", StatusShape, _STATUS, status=201) | errors(NameTaken),
)
def create_status(
    rt: Rt, scope: Writing, sent: Annotated[NewStatus, Body(examples=[{"base_object": "vendor", "label": "on hold"}])]
) -> Response:
    with rt.db.write() as tx:
        made = _status(vocabulary.add_status(tx, scope, sent.base_object, sent.label))
    return Response(encode(made), 201, media_type="application/json")


@router.patch(
    "/v1/statuses/{status_id}",
    operation_id="statuses.update",
    summary="Rename or move a status",
    responses=answers("The status as it is now.", StatusShape, _STATUS) | errors(StatusNotFound, NameTaken),
)
def update_status(
    rt: Rt, scope: Writing, status_id: str, sent: Annotated[StatusChange, Body(examples=[{"label": "paused"}])]
) -> Response:
    """A new label is on every record at once."""
    with rt.db.write() as tx:
        changed = vocabulary.change_status(tx, scope, status_id, text=sent.label, position=sent.position)
    return Response(encode(_status(changed)), media_type="application/json")


@router.delete(
    "/v1/statuses/{status_id}",
    operation_id="statuses.delete",
    summary="Delete a status",
    responses=answers("Deleted.", Deleted, {"id": _STATUS["id"], "deleted": True}) | errors(StatusNotFound, InUse),
)
def delete_status(rt: Rt, scope: Writing, status_id: str) -> Response:
    """Only one that no record has, archived ones included."""
    with rt.db.write() as tx:
        vocabulary.remove_status(tx, scope, status_id)
    return Response(encode({"id": status_id, "deleted": True}), media_type="application/json")


@router.get(
    "/v1/tags",
    operation_id="tags.list",
    summary="List tags",
    responses=answers("Newest first.", TagPage, {"items": [_TAG], "total": 1, "limit": 50, "offset": 0}),
)
def list_tags(request: Request, rt: Rt, scope: Reading, page: Paging) -> Response:
    """Tags stand here as soon as a vendor or service has them."""
    with rt.db.read() as tx:
        found = vocabulary.tags(tx, scope, page)
    return page_response(request, found, _tag)


@router.post(
    "/v1/tags",
    operation_id="tags.create",
    summary="Add a tag",
    status_code=201,
    responses=answers("The new tag.", TagShape, _TAG, status=201) | errors(NameTaken),
)
def create_tag(rt: Rt, scope: Writing, sent: Annotated[NewTag, Body(examples=[{"label": "payroll"}])]) -> Response:
    with rt.db.write() as tx:
        made = _tag(vocabulary.add_tag(tx, scope, sent.label))
    return Response(encode(made), 201, media_type="application/json")


@router.delete(
    "/v1/tags/{tag_id}",
    operation_id="tags.delete",
    summary="Delete a tag",
    responses=answers("Deleted.", Deleted, {"id": _TAG["id"], "deleted": True}) | errors(TagNotFound, InUse),
)
def delete_tag(rt: Rt, scope: Writing, tag_id: str) -> Response:
    """Only one that no vendor or service has, archived ones included."""
    with rt.db.write() as tx:
        vocabulary.remove_tag(tx, scope, tag_id)
    return Response(encode({"id": tag_id, "deleted": True}), media_type="application/json")


def _status(one: Status) -> dict[str, Any]:
    return {
        "id": one.status_id,
        "base_object": one.base_object,
        "label": one.label,
        "position": one.position,
        "created_at": one.created_at,
    }


def _tag(one: Row[Any]) -> dict[str, Any]:
    return {"id": one.id, "label": one.label, "created_at": one.created_at}
