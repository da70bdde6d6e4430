"""Search in the text of documents over HTTP."""

from typing import Annotated

from fastapi import Depends, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from vendorproof.api import spec
from vendorproof.api.deps import Paging, Reading, Rt
from vendorproof.api.pages import page_response
from vendorproof.api.routing import make_router
from vendorproof.core.errors import DocumentNotFound, InvalidDocumentType, InvalidSearch, VendorNotFound
from vendorproof.documents.search import find

router = make_router("Documents")


class SearchHitObject(BaseModel):
    """A page (slide, row, line, section) that has everything that was looked for."""

    document_id: str
    document_name: str
    vendor_id: str
    document_type: str | None
    page: int = Field(description="The number of the piece, as in the document's text.")
    label: str
    member: str
    snippet: str = Field(description="A slice of the text, exactly as it stands there.")
    highlights: list[tuple[int, int]] = Field(
        description="Where in the snippet it stands: [start, end) in characters (code points)."
    )
    score: int = Field(description="How often it stands on the page, a thousand at most.")


EXAMPLE = {
    "document_id": "cbvdoc_0190b2c4d5e67f8a9b0c1d2e3f405162",
    "document_name": "Acme SOC 2 2026",
    "vendor_id": "cbvndr_0190b2c4d5e67f8a9b0c1d2e3f405162",
    "document_type": "soc2_type2_auditor_report",
    "page": 3,
    "label": "page 3",
    "member": "",
    "snippet": "In our opinion, in all material respects, the description fairly presents the system …",
    "highlights": [[16, 40]],
    "score": 1,
}


async def _wanted(
    vendor_id: Annotated[str | None, Query(description="Only in documents of this vendor.")] = None,
    document_id: Annotated[str | None, Query(description="Only in this document.")] = None,
    document_type: Annotated[str | None, Query(description="Only in documents of this type.")] = None,
) -> find.Wanted:
    return find.Wanted(vendor_id, document_id, document_type)


@router.get(
    "/v1/search",
    operation_id="search.documents",
    summary="Search in documents",
    responses=spec.answer(
        "Newest document first, in each by place; archived ones left out.",
        spec.page_of(SearchHitObject, "data"),
        {"data": [EXAMPLE], "total": 1, "limit": 50, "offset": 0},
    )
    | spec.errors(VendorNotFound, DocumentNotFound, InvalidSearch, InvalidDocumentType),
)
def search_documents(
    request: Request,
    rt: Rt,
    scope: Reading,
    page: Paging,
    wanted: Annotated[find.Wanted, Depends(_wanted)],
    q: Annotated[str, Query(description='`words`, `"a phrase"`, `begin*`, `-unwanted`.', examples=['"bridge letter"'])],
) -> Response:
    """A page is a hit if it has every word and every phrase, whatever their case and accents; there is no *or*.

    Words in quotation marks must stand side by side, punctuation between them aside; so must the parts of `CC6.1`.
    Pages go by `offset`.
    """
    with rt.db.read() as tx:
        found = find.page(tx, scope, page, q, wanted)
    return page_response(request, found, _shape, key="data")


def _shape(hit: find.Hit) -> dict[str, object]:
    return {
        "document_id": hit.document_id,
        "document_name": hit.document_name,
        "vendor_id": hit.vendor_id,
        "document_type": hit.document_type,
        "page": hit.page,
        "label": hit.label,
        "member": hit.member,
        "snippet": hit.snippet.text,
        "highlights": hit.snippet.highlights,
        "score": hit.snippet.places,
    }
