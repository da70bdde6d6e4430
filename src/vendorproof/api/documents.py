"""Documents over HTTP."""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from starlette.responses import Response

from vendorproof.api import document_shapes as shapes
from vendorproof.api.bodies import JsonObject
from vendorproof.api.deps import Paging, Reading, Rt, Writing
from vendorproof.api.envelope import encode
from vendorproof.api.idempotency import Idempotent, answer
from vendorproof.api.pages import page_response
from vendorproof.api.routing import make_router
from vendorproof.api.shapes import ArchivedRecord, archived
from vendorproof.api.spec import NEXT_PAGE, body, errors, page_of
from vendorproof.api.spec import answer as answers
from vendorproof.api.uploads import pour
from vendorproof.core.errors import (
    AssessmentNotFound,
    DocumentArchived,
    DocumentBusy,
    DocumentInfected,
    DocumentNotFound,
    DocumentNotReady,
    EmptyFile,
    FileTooLarge,
    InvalidDocumentType,
    ServiceNotFound,
    StorageFull,
    StorageUnavailable,
    UnsupportedFileType,
    VendorNotFound,
)
from vendorproof.core.paging import Page
from vendorproof.db.engine import Tx
from vendorproof.documents import intake, library
from vendorproof.documents.form import BESIDE_FILE_BYTES

router = make_router("Documents")

_REFERENCES = (VendorNotFound, ServiceNotFound, AssessmentNotFound)


@router.post(
    "/v1/documents",
    operation_id="documents.create",
    summary="Upload a document",
    status_code=201,
    openapi_extra=body(shapes.UPLOAD, shapes.UPLOAD_EXAMPLE, media_type="multipart/form-data"),
    responses=answers("The new document.", shapes.DocumentObject, shapes.EXAMPLE, status=201)
    | errors(UnsupportedFileType, EmptyFile, *_REFERENCES, FileTooLarge, InvalidDocumentType)
    | errors(StorageUnavailable, StorageFull),
)
async def create_document(request: Request, rt: Rt, scope: Writing, claim: Idempotent) -> Response:
    """The parts may come in any order, the file first or last; parts nobody knows are passed over.

    The kind of the file is known by its name's extension, and the content must not contradict it. The same bytes again
    are another document, which names the earlier one in `duplicates`.
    """
    _check_length(request, rt.settings.document_max_bytes)
    upload = intake.Upload(rt, scope, request.headers.get("content-type", ""))

    def finish(rest: Iterable[bytes]) -> Response:
        try:
            upload.take(rest)
            received = upload.finish()

            def work(tx: Tx) -> tuple[int, bytes]:
                return 201, encode(shapes.shape(intake.record(tx, scope, upload, received)))

            return answer(rt, scope, claim, work)
        finally:
            upload.discard()

    return await pour(request, upload.take, finish, upload.discard)


def _check_length(request: Request, limit: int) -> None:
    declared = request.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared) > limit + BESIDE_FILE_BYTES:
        raise FileTooLarge(limit=limit)


async def _wanted(
    vendor_id: Annotated[str | None, Query(description="Only those of this vendor.")] = None,
    service_id: Annotated[str | None, Query(description="Only those linked to this service.")] = None,
    assessment_id: Annotated[str | None, Query(description="Only those linked to this assessment.")] = None,
    sha256: Annotated[str | None, Query(description="Only those with exactly these bytes: the SHA-256 in hex.")] = None,
) -> library.Wanted:
    return library.Wanted(vendor_id, service_id, assessment_id, sha256)


@router.get(
    "/v1/documents",
    operation_id="documents.list",
    summary="List documents",
    responses=answers(
        "Newest first; archived ones left out.",
        page_of(shapes.DocumentObject, "data"),
        {"data": [shapes.EXAMPLE], "total": 1, "limit": 50, "offset": 0},
        headers=NEXT_PAGE,
    )
    | errors(*_REFERENCES),
)
def list_documents(
    request: Request, rt: Rt, scope: Reading, page: Paging, wanted: Annotated[library.Wanted, Depends(_wanted)]
) -> Response:
    with rt.db.read() as tx:
        found = library.page(tx, scope, page, wanted)
    return page_response(request, found, shapes.shape, key="data")


@router.get(
    "/v1/documents/{document_id}",
    operation_id="documents.get",
    summary="Get a document",
    responses=answers("The document.", shapes.DocumentObject, shapes.EXAMPLE) | errors(DocumentNotFound),
)
def get_document(rt: Rt, scope: Reading, document_id: str) -> Response:
    """An archived document is still answered, with `archived_at`."""
    with rt.db.read() as tx:
        found = library.get(tx, scope, document_id)
    return _json(shapes.shape(found))


@router.get(
    "/v1/documents/{document_id}/download",
    operation_id="documents.download",
    summary="Get a download link",
    responses=answers("A link for an hour.", shapes.DownloadObject, shapes.DOWNLOAD_EXAMPLE)
    | errors(DocumentNotFound, DocumentNotReady, DocumentInfected, StorageUnavailable),
)
def download_document(rt: Rt, scope: Reading, document_id: str) -> Response:
    """`url` needs no credential: whoever has it gets the file. It serves an attachment and supports Range.

    An archived document can still be downloaded.
    """
    found = library.download(rt, scope, document_id)
    return _json({"url": found.url, "filename": found.filename, "expires_in": found.expires_in})


@router.get(
    "/v1/documents/{document_id}/members",
    operation_id="documents.members",
    summary="List what is in an archive",
    responses=answers(
        "The files in a ZIP, once it was looked at; none for any other document.",
        page_of(shapes.MemberObject, "data"),
        {"data": [shapes.MEMBER_EXAMPLE], "total": 1, "limit": 50, "offset": 0},
    )
    | errors(DocumentNotFound),
)
def list_members(request: Request, rt: Rt, scope: Reading, document_id: str, page: Paging) -> Response:
    """They are listed only, never unpacked to be kept. Pages go by `offset`."""
    with rt.db.read() as tx:
        members: list[dict[str, Any]] = library.get(tx, scope, document_id)["members"] or []
    rows = members[page.offset : page.offset + page.limit]
    return page_response(request, Page(rows, len(members), page), lambda one: one, key="data")


@router.patch(
    "/v1/documents/{document_id}",
    operation_id="documents.update",
    summary="Change a document",
    openapi_extra=body(shapes.CHANGE, shapes.CHANGE_EXAMPLE),
    responses=answers("The document as it is now.", shapes.DocumentObject, shapes.EXAMPLE)
    | errors(DocumentNotFound, DocumentArchived, ServiceNotFound, AssessmentNotFound, InvalidDocumentType),
)
def update_document(rt: Rt, scope: Writing, document_id: str, sent: JsonObject) -> Response:
    """Absent and null leave a value as it is; an array replaces the one before; an empty array clears it.

    A `document_type` given here counts as declared and is never overwritten; an empty text takes the declaration back.
    """
    wanted = shapes.read_change(sent)
    with rt.db.write() as tx:
        found = library.change(tx, scope, document_id, wanted)
    return _json(shapes.shape(found))


@router.delete(
    "/v1/documents/{document_id}",
    operation_id="documents.archive",
    summary="Archive a document",
    responses=answers("Archived, now or before.", ArchivedRecord, shapes.ARCHIVED_EXAMPLE) | errors(DocumentNotFound),
)
def archive_document(rt: Rt, scope: Writing, document_id: str) -> Response:
    """It leaves the lists and is not changed any more; the file stays."""
    with rt.db.write() as tx:
        found = archived(library.archive(tx, scope, document_id))
    return _json(found)


@router.post(
    "/v1/documents/{document_id}/reprocess",
    operation_id="documents.reprocess",
    summary="Process a document again",
    status_code=202,
    responses=answers("The document, to be processed.", shapes.DocumentObject, shapes.EXAMPLE, status=202)
    | errors(DocumentNotFound, DocumentArchived, DocumentBusy, DocumentNotReady),
)
def reprocess_document(rt: Rt, scope: Writing, document_id: str) -> Response:
    """For one whose processing has ended, well or badly; a declared type stays."""
    with rt.db.write() as tx:
        found = library.process_again(tx, scope, document_id)
    return _json(shapes.shape(found), 202)


def _json(found: object, status: int = 200) -> Response:
    return Response(encode(found), status, media_type="application/json")
