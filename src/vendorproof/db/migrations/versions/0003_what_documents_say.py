"""What documents say: their text, facts, labels, signatures, and what the language model may and did."""

import sqlalchemy as sa
from alembic import op

from vendorproof.db import types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "llm_setting",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("monthly_tokens", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_llm_setting_organisation_id")),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_llm_setting")),
    )
    op.create_table(
        "llm_use",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("requests", sa.BigInteger(), nullable=False),
        sa.Column("tokens", sa.BigInteger(), nullable=False),
        sa.Column("kept", sa.BigInteger(), nullable=False),
        sa.Column("dropped", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_llm_use_organisation_id")),
        sa.PrimaryKeyConstraint("organisation_id", "month", name=op.f("pk_llm_use")),
    )
    op.create_table(
        "document_band",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("band", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "document_id"],
            ["document.organisation_id", "document.id"],
            name=op.f("fk_document_band_organisation_id_document_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "band", "value", "document_id", name=op.f("pk_document_band")),
    )
    op.create_index("ix_document_band_document", "document_band", ["organisation_id", "document_id"], unique=False)
    op.create_table(
        "document_fact",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", types.Document(), nullable=True),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(precision=53), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("citations", types.Document(), nullable=False),
        sa.Column("model", types.Document(), nullable=True),
        sa.Column("needs_review", sa.Boolean(), nullable=False),
        sa.Column("review", sa.Text(), nullable=False),
        sa.Column("corrected_value", types.Document(), nullable=True),
        sa.Column("review_note", sa.Text(), nullable=True),
        sa.Column("reviewed_by", sa.Text(), nullable=True),
        sa.Column("reviewed_at", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "review IN ('unreviewed', 'confirmed', 'corrected', 'rejected')", name=op.f("ck_document_fact_review")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "document_id"],
            ["document.organisation_id", "document.id"],
            name=op.f("fk_document_fact_organisation_id_document_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_document_fact")),
    )
    op.create_index(
        "ix_document_fact_document", "document_fact", ["organisation_id", "document_id", "position"], unique=False
    )
    op.create_table(
        "document_label",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("document_type", sa.Text(), nullable=False),
        sa.Column("words", types.Document(), nullable=False),
        sa.Column("labelled_by", sa.Text(), nullable=True),
        sa.Column("labelled_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "document_id"],
            ["document.organisation_id", "document.id"],
            name=op.f("fk_document_label_organisation_id_document_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "document_id", name=op.f("pk_document_label")),
    )
    op.create_table(
        "document_unit",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "document_id"],
            ["document.organisation_id", "document.id"],
            name=op.f("fk_document_unit_organisation_id_document_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "document_id", "round", "number", name=op.f("pk_document_unit")),
    )
    op.add_column("document", sa.Column("document_family", sa.Text(), nullable=True))
    op.add_column("document", sa.Column("flags", types.Document(), nullable=True))
    op.add_column("document", sa.Column("validity", types.Document(), nullable=True))
    op.add_column("document", sa.Column("valid_until", types.CalendarDate(), nullable=True))
    op.add_column("document", sa.Column("text_round", sa.Integer(), nullable=True))
    op.add_column("document", sa.Column("text_about", types.Document(), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column("document", "text_about")
    op.drop_column("document", "text_round")
    op.drop_column("document", "valid_until")
    op.drop_column("document", "validity")
    op.drop_column("document", "flags")
    op.drop_column("document", "document_family")
    op.drop_table("document_unit")
    op.drop_table("document_label")
    op.drop_index("ix_document_fact_document", table_name="document_fact")
    op.drop_table("document_fact")
    op.drop_index("ix_document_band_document", table_name="document_band")
    op.drop_table("document_band")
    op.drop_table("llm_use")
    op.drop_table("llm_setting")
