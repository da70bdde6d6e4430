"""The text of a document over HTTP."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from vendorproof.api import spec
from vendorproof.api.deps import Paging, Reading, Rt
from vendorproof.api.pages import page_response
from vendorproof.api.routing import make_router
from vendorproof.core.errors import DocumentNotFound
from vendorproof.documents import texts
from vendorproof.documents.extract.units import Unit

router = make_router("Documents")


class TextUnit(BaseModel):
    """A citable piece of a document. `label` says where it stands; `member`: the path in an archive, else empty."""

    page: int = Field(description="The number of the piece: of pages and slides their place in the file.")
    label: str
    member: str
    text: str


class TextPage(BaseModel):
    """Pieces in the order of the document, and how it was read; `kind` is null before it was."""

    data: list[TextUnit]
    total: int
    limit: int
    offset: int
    kind: str | None = Field(description="page, slide, row, line, section, member or frame: what the pieces are.")
    pages: int | None = Field(description="How many the file itself has, read or not.")
    notes: list[str] = Field(description="What was not read and why, what was hidden: sentences.")
    ocr: bool = Field(description="Some of it was recognised from pictures.")
    complete: bool = Field(description="Nothing was left out.")


UNIT_EXAMPLE = {
    "page": 3,
    "label": "page 3",
    "member": "",
    "text": "In our opinion, in all material respects, the description fairly presents the system …",
}
_NOT_READ: Mapping[str, Any] = {"kind": None, "count": None, "notes": [], "ocr": False, "complete": False}
EXAMPLE = {
    "data": [UNIT_EXAMPLE],
    "total": 84,
    "limit": 50,
    "offset": 0,
    "kind": "page",
    "pages": 84,
    "notes": [],
    "ocr": False,
    "complete": True,
}


@router.get(
    "/v1/documents/{document_id}/text",
    operation_id="documents.text",
    summary="Get the text",
    responses=spec.answer(
        "The text by pages, slides, rows, lines or sections.", TextPage, EXAMPLE, headers=spec.NEXT_PAGE
    )
    | spec.errors(DocumentNotFound),
)
def get_text(request: Request, rt: Rt, scope: Reading, document_id: str, page: Paging) -> Response:
    """Empty until the document was read, and for one that could not be. While it is processed again, the text from before."""
    with rt.db.read() as tx:
        found = texts.page(tx, scope, document_id, page)
    about = found.about or _NOT_READ
    beside = {
        "kind": about["kind"],
        "pages": about["count"],
        **{name: about[name] for name in ("notes", "ocr", "complete")},
    }
    return page_response(request, found.units, _shape, key="data", beside=beside)


def _shape(unit: Unit) -> dict[str, object]:
    return {"page": unit.number, "label": unit.label, "member": unit.member, "text": unit.text}
