"""The index of words in documents: FTS5 on SQLite, GIN on PostgreSQL."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_LEXEMES = "array_to_tsvector(string_to_array(mark || replace(btrim(words, ' '), ' ', ' ' || mark), ' '))"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "document_text",
        sa.Column("organisation_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "document_id"],
            ["document.organisation_id", "document.id"],
            name=op.f("fk_document_text_organisation_id_document_id"),
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_document_text")),
        sa.UniqueConstraint(
            "organisation_id", "document_id", "round", name=op.f("uq_document_text_organisation_id_document_id_round")
        ),
        sqlite_autoincrement=True,
    )
    for statement in _POSTGRESQL if op.get_bind().dialect.name == "postgresql" else _SQLITE:
        op.execute(statement)


_SQLITE = (
    # The words come with only blanks between them; `ascii` leaves every other character alone. Nothing is ranked, so
    # the lengths of texts are not kept.
    "CREATE VIRTUAL TABLE document_words USING fts5(words, content='', tokenize='ascii', columnsize=0)",
)
_POSTGRESQL = (
    """
    CREATE TABLE document_words (
        text_key BIGINT, number INTEGER, mark TEXT COLLATE "C" NOT NULL, words TEXT COLLATE "C" NOT NULL,
        CONSTRAINT pk_document_words PRIMARY KEY (text_key, number)
    ) WITH (toast_tuple_target = 8160)
    """,
    # Uncompressed and in the row: a phrase is looked for in each row that has its words.
    "ALTER TABLE document_words ALTER COLUMN words SET STORAGE EXTERNAL",
    f"CREATE INDEX ix_document_words_lexemes ON document_words USING gin (({_LEXEMES}))",
)


def downgrade() -> None:
    """Take back."""
    op.execute("DROP TABLE document_words")
    op.drop_table("document_text")
