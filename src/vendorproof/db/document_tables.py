"""The tables of evidence: documents and what they are linked to."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

from vendorproof.db.tables import metadata
from vendorproof.db.types import Document

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
