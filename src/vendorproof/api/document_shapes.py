"""The wire objects of documents, and what a change of one may say."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel

from vendorproof.core.errors import Fault, InvalidRequest
from vendorproof.documents import contents, names
from vendorproof.documents.form import MOST_IDS
from vendorproof.documents.library import Change, Record
from vendorproof.objects.kinds import Unreadable
from vendorproof.objects.kinds.values import BLANKS

_HEX = "0190b2c4d5e67f8a9b0c1d2e3f405162"


class Classification(BaseModel):
    """What the document was found to be, and why; a failed one says its reason here."""

    document_type: str | None
    confidence: float | None
    method: str
    reasons: list[str]


class Risk(BaseModel):
    """Something whoever opens the file should know."""

    code: str
    message: str


class MalwareScan(BaseModel):
    """`not_scanned` unless a scanner is configured and has looked."""

    state: Literal["not_scanned", "clean", "infected", "failed"]
    signature: str | None
    scanned_at: int | None


class FlagObject(BaseModel):
    """Something to know before relying on the document. `pages` are where it is seen, `document_ids` whom it is like."""

    code: str
    message: str
    pages: list[int]
    document_ids: list[str]


class ValidityObject(BaseModel):
    """How long the evidence is good, by which of its facts; `sentence` says the rule."""

    valid_from: str | None
    valid_until: str | None
    period_start: str | None
    period_end: str | None
    derived_from: list[str]
    sentence: str


class DocumentObject(BaseModel):
    """A file about a vendor. `duplicates`: earlier documents with the same bytes, a hundred at most. `document_family`: the
    group of types it is of, also where only that is sure. `flags`, `validity`: once it was read.
    """

    id: str
    vendor_id: str
    name: str
    extension: str
    size: int
    document_type: str | None
    status: Literal["created", "unzipping", "queued_processing", "analyzing", "complete", "failed", "locked"]
    service_ids: list[str]
    assessment_ids: list[str]
    created_at: int
    updated_at: int
    sha256: str
    is_archived: bool
    archived_at: int | None
    classification: Classification | None
    duplicates: list[str]
    risks: list[Risk]
    malware_scan: MalwareScan
    document_family: str | None
    flags: list[FlagObject]
    validity: ValidityObject | None


class DownloadObject(BaseModel):
    """Where the bytes are to be had without a credential, for `expires_in` seconds."""

    url: str
    filename: str
    expires_in: int


class MemberObject(BaseModel):
    """A file in an archive; `inside` names the archive it is in, unless that is the document itself."""

    name: str
    size: int
    extension: str
    encrypted: bool
    inside: str | None


EXAMPLE: Mapping[str, Any] = {
    "id": f"cbvdoc_{_HEX}",
    "vendor_id": f"cbvndr_{_HEX}",
    "name": "Acme SOC 2 2026",
    "extension": "pdf",
    "size": 1_482_113,
    "document_type": "soc2_type2_auditor_report",
    "status": "created",
    "service_ids": [f"cbsvc_{_HEX}"],
    "assessment_ids": [],
    "created_at": 1_767_225_600,
    "updated_at": 1_767_225_600,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "is_archived": False,
    "archived_at": None,
    "classification": None,
    "duplicates": [],
    "risks": [],
    "malware_scan": {"state": "not_scanned", "signature": None, "scanned_at": None},
    "document_family": None,
    "flags": [],
    "validity": None,
}
ARCHIVED_EXAMPLE = {"id": EXAMPLE["id"], "is_archived": True, "archived_at": 1_767_225_600}
DOWNLOAD_EXAMPLE = {
    "url": f"https://risk.example/files/cborg_{_HEX}/cbvdoc_{_HEX}/Acme%20SOC%202%202026.pdf?expires=1767229200",
    "filename": "Acme SOC 2 2026.pdf",
    "expires_in": 3600,
}
MEMBER_EXAMPLE = {
    "name": "policies/access.pdf",
    "size": 48_213,
    "extension": "pdf",
    "encrypted": False,
    "inside": None,
}

_IDS = {"type": "array", "items": {"type": "string"}, "maxItems": MOST_IDS}
_NAME = {"type": "string", "maxLength": names.LONGEST}
UPLOAD: Mapping[str, Any] = {
    "type": "object",
    "required": ["file", "vendor_id"],
    "properties": {
        "file": {
            "type": "string",
            "format": "binary",
            "description": f"The file, with its name. Accepted are {', '.join(contents.EXTENSIONS)}.",
        },
        "vendor_id": {"type": "string", "description": "Whom the file is about."},
        "service_ids": {**_IDS, "description": "Services of the vendor; one part each."},
        "assessment_ids": {**_IDS, "description": "Assessments of the vendor; one part each."},
        "document_type": {"type": "string", "description": "A slug of GET /v1/document-types; blank: to be found out."},
        "name": {**_NAME, "description": "Blank: the file's name without its extension."},
    },
}
UPLOAD_EXAMPLE = {
    "file": "%PDF-1.7 …",
    "vendor_id": EXAMPLE["vendor_id"],
    "service_ids": EXAMPLE["service_ids"],
    "document_type": EXAMPLE["document_type"],
    "name": EXAMPLE["name"],
}
_OR_NULL = ["array", "null"]
CHANGE: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "name": {**_NAME, "type": ["string", "null"]},
        "document_type": {"type": ["string", "null"]},
        "service_ids": {**_IDS, "type": _OR_NULL},
        "assessment_ids": {**_IDS, "type": _OR_NULL},
    },
}
CHANGE_EXAMPLE = {"name": "Acme SOC 2 (final)", "assessment_ids": [f"cbqsrw_{_HEX}"]}


def shape(record: Record) -> dict[str, Any]:
    """The wire object, its keys in the published order."""
    found = {key: record.get(key) for key in DocumentObject.model_fields}
    return found | {
        "is_archived": record["archived_at"] is not None,
        "risks": record["risks"] or [],
        "flags": record.get("flags") or [],
    }


def read_change(sent: Mapping[str, Any]) -> Change:
    """What a PATCH asks for; keys nobody knows are passed over. InvalidRequest with every fault of form."""
    faults: list[Fault] = []
    wanted = Change(
        name=_name(sent.get("name"), faults),
        document_type=_text(sent.get("document_type"), faults),
        service_ids=_ids("service_ids", sent.get("service_ids"), faults),
        assessment_ids=_ids("assessment_ids", sent.get("assessment_ids"), faults),
    )
    if faults:
        raise InvalidRequest(faults)
    return wanted


def _name(value: object, faults: list[Fault]) -> str | None:
    if value is None:
        return None
    try:
        found = names.given(value)
    except Unreadable as refused:
        faults.append(Fault(("body", "name"), refused.reason))
        return None
    if found is None:
        faults.append(Fault(("body", "name"), "name cannot be cleared."))
    return found


def _text(value: object, faults: list[Fault]) -> str | None:
    if value is None or isinstance(value, str):
        return None if value is None else value.strip(BLANKS)
    faults.append(Fault(("body", "document_type"), "A text is needed.", "string_type"))
    return None


def _ids(name: str, value: object, faults: list[Fault]) -> list[str] | None:
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        faults.append(Fault(("body", name), "An array of ids as texts is needed.", "list_type"))
        return None
    if len(value) > MOST_IDS:
        said = f"The array has {len(value)} ids; at most {MOST_IDS} are accepted."
        faults.append(Fault(("body", name), said, "too_long"))
        return None
    return list(dict.fromkeys(value))
