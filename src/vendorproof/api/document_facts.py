"""What documents say, over HTTP: their facts, what analysts say of those, and what happened to a document."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import Query, Request
from pydantic import BaseModel
from starlette.responses import Response

from vendorproof.api.bodies import JsonObject
from vendorproof.api.deps import Paging, Reading, Rt, Writing
from vendorproof.api.envelope import encode
from vendorproof.api.pages import page_response
from vendorproof.api.routing import make_router
from vendorproof.api.spec import answer as answers
from vendorproof.api.spec import body, errors, page_of
from vendorproof.core.errors import (
    DocumentArchived,
    DocumentNotFound,
    FactNotFound,
    Fault,
    InvalidFactValue,
    InvalidRequest,
)
from vendorproof.db.document_tables import REVIEWS
from vendorproof.documents import fact_library, happenings
from vendorproof.documents.fact_library import Record, Review

router = make_router("Documents")

MOST_NOTE = 2_000
_HEX = "0190b2c4d5e67f8a9b0c1d2e3f405162"


class CitationObject(BaseModel):
    """`quote` is what stands from `start` to `end` in the text of that page; a page may be a slide, a row, a piece of lines."""

    page: int
    label: str
    start: int
    end: int
    quote: str


class FactObject(BaseModel):
    """Something a document says. `value` is what counts: where an analyst corrected it, `found_value` is what was read."""

    id: str
    document_id: str
    key: str
    value: Any
    raw: str
    confidence: float
    source: Literal["rules", "llm"]
    citations: list[CitationObject]
    needs_review: bool
    review: Literal["unreviewed", "confirmed", "corrected", "rejected"]
    found_value: Any
    note: str | None
    reviewed_by: str | None
    reviewed_at: int | None
    created_at: int


class FactPage(BaseModel):
    """`notes` are sentences on what was not looked for, and why."""

    data: list[FactObject]
    total: int
    limit: int
    offset: int
    notes: list[str]


class EventObject(BaseModel):
    """Something that happened to a document."""

    id: str
    event_type: str
    occurred_at: int
    data: dict[str, Any]


EXAMPLE: Mapping[str, Any] = {
    "id": f"cbfact_{_HEX}",
    "document_id": f"cbvdoc_{_HEX}",
    "key": "period_end",
    "value": "2026-09-30",
    "raw": "September 30, 2026",
    "confidence": 0.97,
    "source": "rules",
    "citations": [
        {
            "page": 4,
            "label": "page 4",
            "start": 212,
            "end": 273,
            "quote": "throughout the period October 1, 2025 to September 30, 2026",
        }
    ],
    "needs_review": False,
    "review": "unreviewed",
    "found_value": "2026-09-30",
    "note": None,
    "reviewed_by": None,
    "reviewed_at": None,
    "created_at": 1_767_225_600,
}
EVENT_EXAMPLE: Mapping[str, Any] = {
    "id": f"cbevt_{_HEX}",
    "event_type": "Document.Archived",
    "occurred_at": 1_767_225_600,
    "data": {"event_type": "Document.Archived", "document_id": f"cbvdoc_{_HEX}", "vendor_id": f"cbvndr_{_HEX}"},
}
REVIEW: Mapping[str, Any] = {
    "type": "object",
    "required": ["review"],
    "properties": {
        "review": {"type": "string", "enum": list(REVIEWS)},
        "value": {"description": "What is right instead, of the same kind as the value found; for `corrected` only."},
        "note": {"type": ["string", "null"], "maxLength": MOST_NOTE},
    },
}
REVIEW_EXAMPLE = {"review": "corrected", "value": "2026-09-29", "note": "The period ends a day earlier (see page 12)."}


@router.get(
    "/v1/documents/{document_id}/facts",
    operation_id="documents.facts",
    summary="List what a document says",
    responses=answers(
        "In the order of the document type's facts; none before the document was read.",
        FactPage,
        {"data": [EXAMPLE], "total": 1, "limit": 50, "offset": 0, "notes": []},
    )
    | errors(DocumentNotFound),
)
def list_facts(
    request: Request,
    rt: Rt,
    scope: Reading,
    document_id: str,
    page: Paging,
    key: Annotated[
        str | None, Query(description="Only facts of this key, as GET /v1/document-types lists them.")
    ] = None,
) -> Response:
    """Each with the page and the words it follows from; what is not said in the document is absent. Pages go by `offset`.

    Rejected ones are listed too: `review` says so.
    """
    with rt.db.read() as tx:
        found = fact_library.page(tx, scope, document_id, page, key)
        notes = fact_library.notes(tx, scope, document_id)
    return page_response(request, found, shape, key="data", beside={"notes": notes})


@router.patch(
    "/v1/documents/{document_id}/facts/{fact_id}",
    operation_id="documents.review_fact",
    summary="Confirm, correct or reject a fact",
    openapi_extra=body(REVIEW, REVIEW_EXAMPLE),
    responses=answers("The fact as it is now.", FactObject, EXAMPLE)
    | errors(DocumentNotFound, DocumentArchived, FactNotFound, InvalidFactValue),
)
def review_fact(rt: Rt, scope: Writing, document_id: str, fact_id: str, sent: JsonObject) -> Response:
    """Kept with who said it and when, and never overwritten by a later reading; `unreviewed` takes it back.

    How long the document is good follows from the corrected value, and not from a rejected one.
    """
    said = _read_review(sent)
    with rt.db.write() as tx:
        found = fact_library.review(tx, scope, document_id, fact_id, said)
    return Response(encode(shape(found)), media_type="application/json")


@router.get(
    "/v1/documents/{document_id}/events",
    operation_id="documents.events",
    summary="List what happened to a document",
    responses=answers(
        "Newest first.",
        page_of(EventObject, "data"),
        {"data": [EVENT_EXAMPLE], "total": 1, "limit": 50, "offset": 0},
    )
    | errors(DocumentNotFound),
)
def list_events(request: Request, rt: Rt, scope: Reading, document_id: str, page: Paging) -> Response:
    """Uploaded, changed, analysed, reviewed, archived; as long as events are kept. Pages go by `offset`."""
    with rt.db.read() as tx:
        found = happenings.page(tx, scope, document_id, page)
    return page_response(request, found, lambda one: one, key="data")


def shape(record: Record) -> dict[str, Any]:
    """The wire object of a fact."""
    is_corrected = record["review"] == "corrected"
    told = {key: record.get(key) for key in FactObject.model_fields}
    return told | {
        "value": record["corrected_value"] if is_corrected else record["value"],
        "found_value": record["value"],
        "note": record["review_note"],
    }


def _read_review(sent: Mapping[str, Any]) -> Review:
    faults: list[Fault] = []
    verdict, note = sent.get("review"), sent.get("note")
    if verdict not in REVIEWS:
        faults.append(Fault(("body", "review"), f"One of {', '.join(REVIEWS)} is needed.", "literal_error"))
    if note is not None and (not isinstance(note, str) or len(note) > MOST_NOTE):
        faults.append(Fault(("body", "note"), f"A text of at most {MOST_NOTE:,} characters is needed.", "string_type"))
    if verdict != "corrected" and sent.get("value") is not None:
        faults.append(Fault(("body", "value"), "Only a correction has a value.", "value_error"))
    if faults:
        raise InvalidRequest(faults)
    return Review(verdict, sent.get("value"), note)  # type: ignore[arg-type] # one of them, see above
