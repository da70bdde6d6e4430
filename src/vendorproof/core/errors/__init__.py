"""The public errors: what a client can be told, each with its stable code.

Problem                     {"detail": {"code", "message"}}
├── NotFound … Conflict …   one class per code, below
├── Unauthorized            {"detail": "<plain string>"}
├── BadReference            {"detail": {"error": "<sentence>"}}
└── InvalidRequest          {"detail": [{"loc", "msg", "type"}, …]}
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from vendorproof.core.errors.connection import MalformedRequest, RequestHeadTooLarge, RequestTimeout
from vendorproof.core.errors.documents import (
    DocumentArchived,
    DocumentBusy,
    DocumentInfected,
    DocumentNotFound,
    DocumentNotReady,
    EmptyFile,
    FactNotFound,
    FileTooLarge,
    InvalidDocumentType,
    InvalidDownloadLink,
    InvalidFactValue,
    InvalidSearch,
    StorageFull,
    StorageUnavailable,
    UnsupportedFileType,
)
from vendorproof.core.errors.imports import (
    AllRecordsFailed,
    AtomicBatchRefused,
    BatchTooLarge,
    ImportPlanNotFound,
    ImportReportDisabled,
    ImportReportNotFound,
    ImportRunNotFound,
    NothingToReplay,
    NothingToUndo,
    PlanStale,
    SlugTaken,
)
from vendorproof.core.errors.problem import Problem

__all__ = [
    "AllRecordsFailed",
    "ApiKeyInactive",
    "ApiKeyNotFound",
    "AssessmentNotFound",
    "AtomicBatchRefused",
    "BadReference",
    "BatchTooLarge",
    "Busy",
    "CustomFieldNotFound",
    "DatabaseUnavailable",
    "DocumentArchived",
    "DocumentBusy",
    "DocumentInfected",
    "DocumentNotFound",
    "DocumentNotReady",
    "EmailTaken",
    "EmptyFile",
    "ExternalIdTaken",
    "FactNotFound",
    "Fault",
    "FileTooLarge",
    "IdempotencyInProgress",
    "ImportPlanNotFound",
    "ImportReportDisabled",
    "ImportReportNotFound",
    "ImportRunNotFound",
    "InUse",
    "InsufficientScope",
    "InternalError",
    "InvalidDocumentType",
    "InvalidDownloadLink",
    "InvalidFactValue",
    "InvalidKey",
    "InvalidName",
    "InvalidRequest",
    "InvalidSearch",
    "IpNotAllowed",
    "MalformedRequest",
    "NameTaken",
    "NothingToReplay",
    "NothingToUndo",
    "PayloadTooLarge",
    "PlanStale",
    "Problem",
    "RateLimited",
    "RequestHeadTooLarge",
    "RequestTimeout",
    "ScopeGrantForbidden",
    "ServiceNotFound",
    "SlugTaken",
    "StatusNotFound",
    "StorageFull",
    "StorageUnavailable",
    "TagNotFound",
    "Unauthorized",
    "UnsupportedContentEncoding",
    "UnsupportedFileType",
    "UserNotFound",
    "VendorNotFound",
    "public_errors",
]


class Unauthorized(Problem):
    """No usable credential; the body is a plain string, as published."""

    status = 401
    code = "unauthorized"
    message = "Unauthorized role."
    headers: ClassVar[Mapping[str, str]] = {"WWW-Authenticate": "Bearer"}

    @property
    def detail(self) -> object:
        return str(self)


class InvalidKey(Unauthorized):
    """The key is unknown, expired or revoked: which of these is not told."""

    code = "invalid_key"
    message = "Invalid or expired API key."


class InsufficientScope(Problem):
    """The key lacks a scope, is read-only, or may not post to this report."""

    status = 403
    code = "insufficient_scope"
    message = "This API key may not do this: {reason}."


class ScopeGrantForbidden(Problem):
    """A key may not give away what it does not hold itself."""

    status = 403
    code = "scope_grant_forbidden"
    message = "This API key cannot grant {scopes}: it does not hold {scopes} itself."


class IpNotAllowed(Problem):
    """The caller's address is not on the organisation's allowlist."""

    status = 403
    code = "ip_not_allowed"
    message = "Requests from {address} are not allowed by this organisation's IP allowlist."


class VendorNotFound(Problem):
    """No such vendor in this organisation."""

    status = 404
    code = "vendor_not_found"
    message = "Vendor not found."


class ServiceNotFound(Problem):
    """No such service of this vendor in this organisation."""

    status = 404
    code = "service_not_found"
    message = "Service not found."


class AssessmentNotFound(Problem):
    """No such assessment in this organisation."""

    status = 404
    code = "assessment_not_found"
    message = "Assessment not found."


class UserNotFound(Problem):
    """No such user in this organisation."""

    status = 404
    code = "user_not_found"
    message = "User not found."


class StatusNotFound(Problem):
    """No such status in this organisation."""

    status = 404
    code = "status_not_found"
    message = "Status not found."


class TagNotFound(Problem):
    """No such tag in this organisation."""

    status = 404
    code = "tag_not_found"
    message = "Tag not found."


class CustomFieldNotFound(Problem):
    """No such custom field in this organisation."""

    status = 404
    code = "custom_field_not_found"
    message = "Custom field not found."


class ApiKeyNotFound(Problem):
    """No such API key in this organisation."""

    status = 404
    code = "api_key_not_found"
    message = "API key not found."


class NameTaken(Problem):
    """Another status, tag or custom field of this organisation has the name."""

    status = 409
    code = "name_taken"
    message = "{what} {name} already exists."


class InUse(Problem):
    """It cannot be removed while records use it."""

    status = 409
    code = "in_use"
    message = "{what} {name} is still used by {count} records."


class ExternalIdTaken(Problem):
    """Another record of this base object has the external id."""

    status = 409
    code = "external_id_taken"
    message = "Another {base_object} already has the external_id {external_id}."


class IdempotencyInProgress(Problem):
    """The first request under this Idempotency-Key has not ended within the wait."""

    status = 409
    code = "idempotency_in_progress"
    message = "A request with this Idempotency-Key is still in progress; retry in a few seconds."
    headers: ClassVar[Mapping[str, str]] = {"Retry-After": "2"}


class PayloadTooLarge(Problem):
    """A body beyond the size any call other than import and upload may have."""

    status = 413
    code = "payload_too_large"
    message = "The request body may be at most {limit} bytes."


class InvalidName(Problem):
    """A blank name."""

    status = 400
    code = "invalid_name"
    message = "The name must not be blank."


class UnsupportedContentEncoding(Problem):
    """Compressed request bodies are not taken."""

    status = 415
    code = "unsupported_content_encoding"
    message = "Content-Encoding {encoding} is not accepted; send the body uncompressed."


class RateLimited(Problem):
    """The key has used up its requests for now."""

    status = 429
    code = "rate_limited"
    message = "Too many requests with this API key; retry after {seconds} seconds."


class Busy(Problem):
    """The database would not take the write within the wait."""

    status = 503
    code = "busy"
    message = "The database is busy with another import; nothing was written. Retry in a few seconds."
    headers: ClassVar[Mapping[str, str]] = {"Retry-After": "5"}


class DatabaseUnavailable(Problem):
    """The database cannot be reached."""

    status = 503
    code = "database_unavailable"
    message = "The database cannot be reached at the moment; nothing was written."
    headers: ClassVar[Mapping[str, str]] = {"Retry-After": "5"}


class BadReference(Problem):
    """POST /v1/assessments names something that does not exist."""

    status = 400
    code = "bad_reference"
    message = "{sentence}"

    @property
    def detail(self) -> object:
        return {"error": str(self)}


@dataclass(frozen=True, slots=True)
class Fault:
    """One entry of a 422 array: where, what in words, and a machine-readable type."""

    loc: tuple[str | int, ...]
    msg: str
    type: str = "value_error"


class InvalidRequest(Problem):
    """The request has the wrong shape: one entry per fault."""

    status = 422
    code = "invalid_request"
    message = "The request is invalid."

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__()

    @property
    def detail(self) -> object:
        return [{"loc": list(one.loc), "msg": one.msg, "type": one.type} for one in self.faults]


def public_errors() -> list[type[Problem]]:
    """Every error class, in the order written above: the source of the reference page."""
    found: list[type[Problem]] = []
    queue = list(Problem.__subclasses__())
    while queue:
        one = queue.pop(0)
        found.append(one)
        queue = [*one.__subclasses__(), *queue]
    return found


class EmailTaken(Problem):
    """Another user of this organisation has the e-mail address."""

    status = 409
    code = "email_taken"
    message = "Another user already has the e-mail address {email}."


class ApiKeyInactive(Problem):
    """A revoked or expired key is not brought back to life."""

    status = 409
    code = "api_key_inactive"
    message = "This API key is {state} and cannot be rotated; create a new one."


class InternalError(Problem):
    """A fault of ours: the request id finds it in the server's log."""

    status = 500
    code = "internal_error"
    message = "Something went wrong on our side. Quote request id {request_id} to whoever runs this server."
