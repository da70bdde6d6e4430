"""The catalogue of document types over HTTP."""

from fastapi import Request
from pydantic import BaseModel
from starlette.responses import Response

from vendorproof.api import spec
from vendorproof.api.deps import Paging, Reading
from vendorproof.api.pages import page_response
from vendorproof.api.routing import make_router
from vendorproof.core.paging import Page
from vendorproof.documents.types import TYPES, DocumentType

router = make_router("Documents")


class DocumentTypeObject(BaseModel):
    """One thing a document can be. `good_for_days`: how long such evidence usually stays good; null: it has its own term."""

    slug: str
    label: str
    group: str
    facts: list[str]
    good_for_days: int | None


def shape(one: DocumentType) -> dict[str, object]:
    """The wire object."""
    return {
        "slug": one.slug,
        "label": one.label,
        "group": one.group,
        "facts": list(one.facts),
        "good_for_days": one.good_for_days,
    }


@router.get(
    "/v1/document-types",
    operation_id="document_types.list",
    summary="List document types",
    responses=spec.answer(
        "The types in the order of the catalogue.",
        spec.page_of(DocumentTypeObject, "data"),
        {"data": [shape(TYPES[4])], "total": len(TYPES), "limit": 50, "offset": 0},
        headers=spec.NEXT_PAGE,
    ),
)
def list_document_types(request: Request, _scope: Reading, page: Paging) -> Response:
    """What `document_type` may be, by group; the cursor of a page is the last slug on it."""
    slugs = [one.slug for one in TYPES]
    if page.cursor is not None:
        start = slugs.index(page.cursor) + 1 if page.cursor in slugs else len(slugs)
    else:
        start = page.offset
    rows = list(TYPES[start : start + page.limit])
    more = start + page.limit < len(TYPES)
    found = Page(rows, len(TYPES), page, rows[-1].slug if more and rows else None)
    return page_response(request, found, shape, key="data")
