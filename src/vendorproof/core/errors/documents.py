"""Refusals of the Documents API and of the storage behind it."""

from collections.abc import Mapping
from typing import ClassVar

from vendorproof.core.errors.problem import Problem


class UnsupportedFileType(Problem):
    """The extension is not accepted, or the content is plainly of another kind than the extension says."""

    status = 400
    code = "unsupported_file_type"
    message = "{reason}"


class EmptyFile(Problem):
    """A file without a single byte."""

    status = 400
    code = "empty_file"
    message = "The file {filename} is empty."


class FileTooLarge(Problem):
    """A file over the limit; exactly the limit passes."""

    status = 413
    code = "file_too_large"
    message = "A file may have at most {limit} bytes."


class InvalidDocumentType(Problem):
    """No such document type; `GET /v1/document-types` lists them."""

    status = 422
    code = "invalid_document_type"
    message = "{document_type} is not a document type; GET /v1/document-types lists them.{nearest}"


class InvalidSearch(Problem):
    """What was typed to search for cannot be meant; the message says why."""

    status = 422
    code = "invalid_search"
    message = "{fault}"


class DocumentNotFound(Problem):
    """No such document in this organisation."""

    status = 404
    code = "document_not_found"
    message = "Document not found."


class DocumentNotReady(Problem):
    """The document has no stored file yet."""

    status = 409
    code = "document_not_ready"
    message = "The file of this document is not stored yet; try again in a moment."


class DocumentArchived(Problem):
    """An archived document is not changed any more."""

    status = 409
    code = "document_archived"
    message = "This document is archived and cannot be changed."


class DocumentInfected(Problem):
    """The malware scanner found something in the file: it is kept, but not handed out."""

    status = 409
    code = "document_infected"
    message = "The malware scanner found {signature} in this file; it is not handed out."


class FactNotFound(Problem):
    """No such fact of this document."""

    status = 404
    code = "fact_not_found"
    message = "Fact not found."


class InvalidFactValue(Problem):
    """A correction without a value, or with one of another kind than the fact has."""

    status = 422
    code = "invalid_fact_value"
    message = "{reason}"


class DocumentBusy(Problem):
    """The document is being processed: only one that ended can be started again."""

    status = 409
    code = "document_busy"
    message = "This document is {status}; processing can be started again once it has ended."


class InvalidDownloadLink(Problem):
    """A download link that was changed, has lapsed, or was made for another file."""

    status = 403
    code = "invalid_download_link"
    message = "This download link is not valid or has lapsed; ask for a new one."


class StorageUnavailable(Problem):
    """The file storage cannot be reached, or refuses us."""

    status = 503
    code = "storage_unavailable"
    message = "The file storage cannot be reached at the moment; nothing was kept."
    headers: ClassVar[Mapping[str, str]] = {"Retry-After": "5"}


class StorageFull(Problem):
    """The file storage has no room left."""

    status = 503
    code = "storage_full"
    message = "The file storage is full; nothing was kept."
    headers: ClassVar[Mapping[str, str]] = {"Retry-After": "60"}
