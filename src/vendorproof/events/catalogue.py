"""Every event there is: a dataclass each, whose docstring is its documentation."""

from dataclasses import asdict, dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Event:
    """`event_type` is the name on the wire, `subject` the field that holds the id of what it happened to."""

    event_type: ClassVar[str]
    subject: ClassVar[str]

    @property
    def subject_id(self) -> str:
        """The id of what it happened to."""
        return str(getattr(self, self.subject))

    @property
    def data(self) -> dict[str, object]:
        """`data` on the wire: the fields, and the type again."""
        return {"event_type": self.event_type, **asdict(self)}


@dataclass(frozen=True, slots=True)
class DocumentCreated(Event):
    """A file was stored and linked to its vendor."""

    event_type: ClassVar[str] = "Document.Created"
    subject: ClassVar[str] = "document_id"

    document_id: str
    vendor_id: str
    name: str
    document_type: str | None


@dataclass(frozen=True, slots=True)
class DocumentUpdated(Event):
    """A document was renamed, given another type, or linked to other services or assessments; `changed` says which."""

    event_type: ClassVar[str] = "Document.Updated"
    subject: ClassVar[str] = "document_id"

    document_id: str
    vendor_id: str
    changed: list[str]


@dataclass(frozen=True, slots=True)
class DocumentArchived(Event):
    """A document left the lists."""

    event_type: ClassVar[str] = "Document.Archived"
    subject: ClassVar[str] = "document_id"

    document_id: str
    vendor_id: str


@dataclass(frozen=True, slots=True)
class DocumentAnalyzed(Event):
    """Processing ended: `status` is complete, failed or locked, `reason` says why unless complete."""

    event_type: ClassVar[str] = "Document.Analyzed"
    subject: ClassVar[str] = "document_id"

    document_id: str
    vendor_id: str
    status: str
    document_type: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class DocumentFactReviewed(Event):
    """An analyst confirmed, corrected or rejected what was read in a document, or took that back: `review` says which."""

    event_type: ClassVar[str] = "Document.FactReviewed"
    subject: ClassVar[str] = "document_id"

    document_id: str
    vendor_id: str
    fact_id: str
    key: str
    review: str


EVENTS: tuple[type[Event], ...] = (
    DocumentCreated,
    DocumentUpdated,
    DocumentArchived,
    DocumentAnalyzed,
    DocumentFactReviewed,
)
