"""Every table. The three inventories derive from the field lists in `objects`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeEngine

from vendorproof.db.types import Bytes, CalendarDate, Document
from vendorproof.objects import ASSESSMENT, SERVICE, VENDOR, BaseObject, Field

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_TYPES: Mapping[str, TypeEngine[Any]] = {
    "number": Float(53),
    "integer": Integer(),
    "duration": Integer(),
    "flag": Boolean(create_constraint=False),
    "date": CalendarDate(),
    "list": Document(),
    "references": Document(),
    "answers": Document(),
}


def _key(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _instant(name: str, *, nullable: bool = True) -> Column[int]:
    return Column(name, BigInteger, nullable=nullable)


def _field_columns(one: Field) -> list[Column[Any]]:
    first: Column[Any] = Column(one.column, _TYPES.get(one.kind, Text()), nullable=one.kind != "reference")
    return [first, Column(one.links, Document)] if one.kind == "person" else [first]


def _inventory(base: BaseObject, *extra: Column[Any] | ForeignKeyConstraint | Index) -> Table:
    columns = [column for one in base.fields for column in _field_columns(one)]
    return Table(
        base.name,
        metadata,
        _key("organisation_id"),
        _key("id"),
        *columns,
        *extra,
        Column("custom", Document),
        _instant("created_at", nullable=False),
        _instant("updated_at", nullable=False),
        _instant("archived_at"),
        Column("source_hash", Bytes),
        Column("source_run_id", Text),
        PrimaryKeyConstraint("organisation_id", "id"),
        UniqueConstraint("organisation_id", "external_id"),
    )


def _vendor_reference() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["organisation_id", "vendor_id"], ["vendor.organisation_id", "vendor.id"])


organisation = Table(
    "organisation",
    metadata,
    Column("id", Text, primary_key=True),
    _key("name"),
    Column("api_ip_allowlist", Document),
    _instant("created_at", nullable=False),
)

api_key = Table(
    "api_key",
    metadata,
    _key("organisation_id"),
    _key("id"),
    _key("name"),
    _key("lookup"),
    Column("secret_hash", Bytes, nullable=False),
    _key("hint"),
    Column("scopes", Document, nullable=False),
    Column("read_only", Boolean(create_constraint=False), nullable=False),
    Column("import_reports", Document),
    _instant("created_at", nullable=False),
    _instant("expires_at"),
    _instant("revoked_at"),
    _instant("last_used_at"),
    PrimaryKeyConstraint("organisation_id", "id"),
    ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
    UniqueConstraint("lookup"),
)

app_user = Table(
    "app_user",
    metadata,
    _key("organisation_id"),
    _key("id"),
    _key("email"),
    _key("email_folded"),
    Column("name", Text),
    _instant("created_at", nullable=False),
    _instant("updated_at", nullable=False),
    PrimaryKeyConstraint("organisation_id", "id"),
    ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
    UniqueConstraint("organisation_id", "email_folded"),
)

record_status = Table(
    "record_status",
    metadata,
    _key("organisation_id"),
    _key("id"),
    _key("base_object"),
    _key("label"),
    _key("label_folded"),
    Column("position", Integer, nullable=False),
    _instant("created_at", nullable=False),
    PrimaryKeyConstraint("organisation_id", "id"),
    ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
    UniqueConstraint("organisation_id", "base_object", "label_folded"),
)

tag = Table(
    "tag",
    metadata,
    _key("organisation_id"),
    _key("id"),
    _key("label"),
    _key("label_folded"),
    _instant("created_at", nullable=False),
    PrimaryKeyConstraint("organisation_id", "id"),
    ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
    UniqueConstraint("organisation_id", "label_folded"),
)

custom_field = Table(
    "custom_field",
    metadata,
    _key("organisation_id"),
    _key("id"),
    _key("base_object"),
    _key("name"),
    _key("label"),
    _key("type"),
    Column("options", Document, nullable=False),
    _instant("created_at", nullable=False),
    _instant("updated_at", nullable=False),
    _instant("archived_at"),
    PrimaryKeyConstraint("organisation_id", "id"),
    ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
    UniqueConstraint("organisation_id", "base_object", "name"),
)

vendor = _inventory(
    VENDOR,
    Column("primary_contact_title", Text),
    Column("primary_contact_phone", Text),
    Column("watcher_ids", Document),
    Column("inherent_risk_level_id", Text),
    Column("residual_risk_level_id", Text),
)

service = _inventory(
    SERVICE,
    Column("tags", Document),
    Column("watcher_ids", Document),
    Column("primary_contact_email", Text),
    Column("primary_contact_name", Text),
    Column("primary_contact_title", Text),
    Column("primary_contact_phone", Text),
    _vendor_reference(),
    Index("ix_service_vendor", "organisation_id", "vendor_id"),
)

assessment = _inventory(
    ASSESSMENT,
    Column("control_set_ids", Document),
    Column("assignee_id", Text),
    Column("score_percent", Float(53)),
    Column("origin", Text, nullable=False),
    _instant("initiated_at", nullable=False),
    _vendor_reference(),
    Index("ix_assessment_vendor", "organisation_id", "vendor_id"),
)

INVENTORIES: Mapping[str, Table] = MappingProxyType({"vendor": vendor, "service": service, "assessment": assessment})

import_report = Table(
    "import_report",
    metadata,
    _key("organisation_id"),
    _key("id"),
    _key("slug"),
    _key("report_name"),
    _key("base_object"),
    Column("mapping", Document, nullable=False),
    Column("options", Document, nullable=False),
    Column("version", Integer, nullable=False),
    Column("enabled", Boolean(create_constraint=False), nullable=False),
    _instant("created_at", nullable=False),
    _instant("updated_at", nullable=False),
    _instant("archived_at"),
    PrimaryKeyConstraint("organisation_id", "id"),
    ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
    Index(
        "uq_import_report_slug",
        "organisation_id",
        "slug",
        unique=True,
        sqlite_where=text("archived_at IS NULL"),
        postgresql_where=text("archived_at IS NULL"),
    ),
)

import_report_version = Table(
    "import_report_version",
    metadata,
    _key("organisation_id"),
    _key("report_id"),
    Column("version", Integer, nullable=False),
    Column("mapping", Document, nullable=False),
    Column("options", Document, nullable=False),
    _instant("created_at", nullable=False),
    PrimaryKeyConstraint("organisation_id", "report_id", "version"),
    ForeignKeyConstraint(["organisation_id", "report_id"], ["import_report.organisation_id", "import_report.id"]),
)

import_run = Table(
    "import_run",
    metadata,
    _key("organisation_id"),
    _key("id"),
    _key("report_id"),
    Column("report_version", Integer, nullable=False),
    _key("slug"),
    _key("base_object"),
    Column(
        "status", Text, CheckConstraint("status IN ('complete', 'refused', 'undone')", name="status"), nullable=False
    ),
    Column("atomic", Boolean(create_constraint=False), nullable=False),
    Column("received_count", Integer, nullable=False),
    Column("created_count", Integer, nullable=False),
    Column("updated_count", Integer, nullable=False),
    Column("unchanged_count", Integer, nullable=False),
    Column("failed_count", Integer, nullable=False),
    Column("warnings", Document, nullable=False),
    Column("changes", Bytes),
    Column("replay_of", Text),
    Column("key_id", Text),
    Column("key_name", Text),
    Column("request_id", Text),
    _instant("received_at", nullable=False),
    _instant("finished_at", nullable=False),
    _instant("undone_at"),
    PrimaryKeyConstraint("organisation_id", "id"),
    ForeignKeyConstraint(["organisation_id", "report_id"], ["import_report.organisation_id", "import_report.id"]),
    Index("ix_import_run_report", "organisation_id", "report_id", "id"),
)

refused_record = Table(
    "refused_record",
    metadata,
    _key("organisation_id"),
    _key("run_id"),
    Column("position", Integer, nullable=False),
    Column("external_id", Text),
    _key("record"),
    _key("errors"),
    Column("replayed_by", Text),
    PrimaryKeyConstraint("organisation_id", "run_id", "position"),
    ForeignKeyConstraint(["organisation_id", "run_id"], ["import_run.organisation_id", "import_run.id"]),
)

import_plan = Table(
    "import_plan",
    metadata,
    _key("organisation_id"),
    _key("id"),
    _key("report_id"),
    Column("report_version", Integer, nullable=False),
    Column("atomic", Boolean(create_constraint=False), nullable=False),
    Column("body", Bytes, nullable=False),
    Column("digest", Bytes, nullable=False),
    _instant("created_at", nullable=False),
    PrimaryKeyConstraint("organisation_id", "id"),
    ForeignKeyConstraint(["organisation_id", "report_id"], ["import_report.organisation_id", "import_report.id"]),
)

idempotent_answer = Table(
    "idempotent_answer",
    metadata,
    _key("organisation_id"),
    _key("endpoint"),
    _key("key"),
    Column("status", Integer, nullable=False),
    Column("body", Bytes, nullable=False),
    _instant("created_at", nullable=False),
    PrimaryKeyConstraint("organisation_id", "endpoint", "key"),
)

audit_record = Table(
    "audit_record",
    metadata,
    _key("organisation_id"),
    _key("id"),
    _key("event_group"),
    _key("event_type"),
    _key("method"),
    _key("route"),
    Column("status", Integer, nullable=False),
    Column("duration_ms", Integer, nullable=False),
    Column("query_names", Document, nullable=False),
    Column("key_id", Text),
    Column("key_name", Text),
    Column("address", Text),
    _key("request_id"),
    _instant("at", nullable=False),
    PrimaryKeyConstraint("organisation_id", "id"),
    Index("ix_audit_record_at", "organisation_id", "at"),
)

event = Table(
    "event",
    metadata,
    _key("organisation_id"),
    _key("id"),
    _key("event_type"),
    _key("subject_id"),
    Column("data", Document, nullable=False),
    _instant("occurred_at", nullable=False),
    PrimaryKeyConstraint("organisation_id", "id"),
    ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
    Index("ix_event_subject", "organisation_id", "subject_id", "id"),
)
