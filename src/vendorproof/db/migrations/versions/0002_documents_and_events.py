"""Documents, what they are linked to, and the log of events."""

import sqlalchemy as sa
from alembic import op

from vendorproof.db import types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "document",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("vendor_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("extension", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("document_type", sa.Text(), nullable=True),
        sa.Column("is_type_declared", sa.Boolean(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "status IN ('created', 'unzipping', 'queued_processing', 'analyzing', 'complete', 'failed', 'locked')",
            name=op.f("ck_document_status"),
        ),
        sa.Column("classification", types.Document(), nullable=True),
        sa.Column("risks", types.Document(), nullable=True),
        sa.Column("members", types.Document(), nullable=True),
        sa.Column("malware_scan", types.Document(), nullable=False),
        sa.Column("blob_key", sa.Text(), nullable=True),
        sa.Column("processing_round", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("archived_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "vendor_id"],
            ["vendor.organisation_id", "vendor.id"],
            name=op.f("fk_document_organisation_id_vendor_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_document")),
    )
    op.create_index(
        "ix_document_current",
        "document",
        ["organisation_id", "id"],
        unique=False,
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    for name, columns in (
        ("ix_document_sha256", ["organisation_id", "sha256", "id"]),
        ("ix_document_vendor", ["organisation_id", "vendor_id", "id"]),
    ):
        op.create_index(
            name,
            "document",
            columns,
            unique=False,
            sqlite_where=sa.text("archived_at IS NULL"),
            postgresql_where=sa.text("archived_at IS NULL"),
        )
    op.create_table(
        "event",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("event_type", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Text(), nullable=False),
        sa.Column("data", types.Document(), nullable=False),
        sa.Column("occurred_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_event_organisation_id")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_event")),
    )
    op.create_index("ix_event_subject", "event", ["organisation_id", "subject_id", "id"], unique=False)
    op.create_table(
        "document_assessment",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "assessment_id"],
            ["assessment.organisation_id", "assessment.id"],
            name=op.f("fk_document_assessment_organisation_id_assessment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "document_id"],
            ["document.organisation_id", "document.id"],
            name=op.f("fk_document_assessment_organisation_id_document_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "document_id", "assessment_id", name=op.f("pk_document_assessment")),
    )
    op.create_index(
        "ix_document_assessment_assessment",
        "document_assessment",
        ["organisation_id", "assessment_id", "document_id"],
        unique=False,
    )
    op.create_table(
        "document_service",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("service_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "document_id"],
            ["document.organisation_id", "document.id"],
            name=op.f("fk_document_service_organisation_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_document_service_organisation_id_service_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "document_id", "service_id", name=op.f("pk_document_service")),
    )
    op.create_index(
        "ix_document_service_service",
        "document_service",
        ["organisation_id", "service_id", "document_id"],
        unique=False,
    )


def downgrade() -> None:
    """Take back."""
    # ### commands auto generated by Alembic - please adjust! ###
    op.drop_index("ix_document_service_service", table_name="document_service")
    op.drop_table("document_service")
    op.drop_index("ix_document_assessment_assessment", table_name="document_assessment")
    op.drop_table("document_assessment")
    op.drop_index("ix_event_subject", table_name="event")
    op.drop_table("event")
    op.drop_index("ix_document_vendor", table_name="document")
    op.drop_index("ix_document_sha256", table_name="document")
    op.drop_index(
        "ix_document_current",
        table_name="document",
        sqlite_where=sa.text("archived_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL"),
    )
    op.drop_table("document")
    # ### end Alembic commands ###
