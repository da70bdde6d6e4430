"""The tables of evidence: documents and what they are linked to."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.schema import SchemaItem

from vendorproof.db.tables import metadata
from vendorproof.db.types import CalendarDate, Document

STATUSES = ("created", "unzipping", "queued_processing", "analyzing", "complete", "failed", "locked")
"""In the order a document goes through them; the last three are ends."""

document = Table(
    "document",
    metadata,
    Column("organisation_id", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("vendor_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("extension", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("document_type", Text),
    Column("is_type_declared", Boolean(create_constraint=False), nullable=False),
    Column(
        "status",
        Text,
        CheckConstraint("status IN ({})".format(", ".join(f"'{one}'" for one in STATUSES)), name="status"),
        nullable=False,
    ),
    Column("classification", Document),
    Column("document_family", Text),
    Column("flags", Document),
    Column("validity", Document),
    Column("valid_until", CalendarDate),
    Column("text_round", Integer),  # whose units are its text; none before it was read once
    Column("text_about", Document),
    Column("risks", Document),
    Column("members", Document),
    Column("malware_scan", Document, nullable=False),
    Column("blob_key", Text),
    Column("processing_round", Integer, nullable=False),
    Column("key_id", Text),
    Column("created_at", BigInteger, nullable=False),
    Column("updated_at", BigInteger, nullable=False),
    Column("archived_at", BigInteger),
    PrimaryKeyConstraint("organisation_id", "id"),
    ForeignKeyConstraint(["organisation_id", "vendor_id"], ["vendor.organisation_id", "vendor.id"]),
    # Lists and duplicates leave archived ones out: so do the indexes, and a count reads nothing else.
    *(
        Index(
            f"ix_document_{name}",
            *columns,
            sqlite_where=text("archived_at IS NULL"),
            postgresql_where=text("archived_at IS NULL"),
        )
        for name, columns in (
            ("vendor", ("organisation_id", "vendor_id", "id")),
            ("sha256", ("organisation_id", "sha256", "id")),
            ("current", ("organisation_id", "id")),
        )
    ),
)


def _links(to: str) -> Table:
    """`position` keeps the order in which the ids were sent."""
    return Table(
        f"document_{to}",
        metadata,
        Column("organisation_id", Text, nullable=False),
        Column("document_id", Text, nullable=False),
        Column(f"{to}_id", Text, nullable=False),
        Column("position", Integer, nullable=False),
        PrimaryKeyConstraint("organisation_id", "document_id", f"{to}_id"),
        ForeignKeyConstraint(["organisation_id", "document_id"], ["document.organisation_id", "document.id"]),
        ForeignKeyConstraint(["organisation_id", f"{to}_id"], [f"{to}.organisation_id", f"{to}.id"]),
        Index(f"ix_document_{to}_{to}", "organisation_id", f"{to}_id", "document_id"),
    )


document_service = _links("service")
document_assessment = _links("assessment")


def _of_document(name: str, *columns: SchemaItem) -> Table:
    return Table(
        name,
        metadata,
        Column("organisation_id", Text, nullable=False),
        Column("document_id", Text, nullable=False),
        *columns,
        ForeignKeyConstraint(["organisation_id", "document_id"], ["document.organisation_id", "document.id"]),
        sqlite_autoincrement=name == "document_text",  # the words of a text that is gone must not become another's
    )


document_unit = _of_document(
    "document_unit",
    # Written before the round is settled, in many short transactions: the document says which round counts.
    Column("round", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("member", Text, nullable=False),
    Column("text", Text, nullable=False),
    PrimaryKeyConstraint("organisation_id", "document_id", "round", "number"),
)
"""The text of documents, by the places that are cited."""

document_text = _of_document(
    "document_text",
    Column("key", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("round", Integer, nullable=False),
    Column("attempt", Integer, nullable=False),  # which try writes its units; one that was overtaken sees it here
    UniqueConstraint("organisation_id", "document_id", "round"),
)
"""What units are a text, and under which number it stands in the index of words."""

REVIEWS = ("unreviewed", "confirmed", "corrected", "rejected")

document_fact = _of_document(
    "document_fact",
    Column("id", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("key", Text, nullable=False),
    Column("value", Document),
    Column("raw", Text, nullable=False),
    Column("confidence", Float(53), nullable=False),
    Column("source", Text, nullable=False),
    Column("citations", Document, nullable=False),
    Column("model", Document),  # for what a model found: its name, and which prompt it was asked with
    Column("needs_review", Boolean(create_constraint=False), nullable=False),
    Column(
        "review",
        Text,
        CheckConstraint("review IN ({})".format(", ".join(f"'{one}'" for one in REVIEWS)), name="review"),
        nullable=False,
    ),
    Column("corrected_value", Document),
    Column("review_note", Text),
    Column("reviewed_by", Text),
    Column("reviewed_at", BigInteger),
    Column("created_at", BigInteger, nullable=False),
    PrimaryKeyConstraint("organisation_id", "id"),
    Index("ix_document_fact_document", "organisation_id", "document_id", "position"),
)

document_label = _of_document(
    "document_label",
    Column("document_type", Text, nullable=False),
    Column("words", Document, nullable=False),
    Column("labelled_by", Text),
    Column("labelled_at", BigInteger, nullable=False),
    PrimaryKeyConstraint("organisation_id", "document_id"),
)
"""What analysts said of documents whose type was not found, or found wrongly, and the words to know their like by."""

document_band = _of_document(
    "document_band",
    Column("band", Integer, nullable=False),
    Column("value", Text, nullable=False),
    PrimaryKeyConstraint("organisation_id", "band", "value", "document_id"),
    Index("ix_document_band_document", "organisation_id", "document_id"),
)
"""Pieces of each text's signature: documents that share one may be near copies."""

llm_setting = Table(
    "llm_setting",
    metadata,
    Column("organisation_id", Text, nullable=False),
    Column("is_on", Boolean(create_constraint=False), nullable=False),
    Column("monthly_tokens", BigInteger, nullable=False),
    Column("updated_at", BigInteger, nullable=False),
    PrimaryKeyConstraint("organisation_id"),
    ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
)
"""Whose documents may be shown to the language model, and how much of it a month."""

llm_use = Table(
    "llm_use",
    metadata,
    Column("organisation_id", Text, nullable=False),
    Column("month", Text, nullable=False),
    Column("requests", BigInteger, nullable=False),
    Column("tokens", BigInteger, nullable=False),
    Column("kept", BigInteger, nullable=False),
    Column("dropped", BigInteger, nullable=False),
    PrimaryKeyConstraint("organisation_id", "month"),
    ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
)
