"""What the caller of an import is told: the published summary, one result or the errors of each record."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from vendorproof.imports.incoming import Incoming, RecordFault
from vendorproof.imports.reports import Report
from vendorproof.objects import kinds
from vendorproof.records import upsert
from vendorproof.records.upsert import Batch, Outcome

VALUE_LENGTH = 120


class Result(msgspec.Struct, gc=False):
    """A record that was stored."""

    external_id: str
    coverbase_id: str | None
    action: str
    status: str = "success"
    changed: bool = True


class Planned(msgspec.Struct):
    """A record that would be stored; `fields` is target → old and new."""

    external_id: str
    coverbase_id: str | None
    action: str
    status: str
    changed: bool
    fields: Mapping[str, Any]


class Error(msgspec.Struct, gc=False):
    """One fault of one record."""

    index: int
    external_id: str | None
    error_code: str
    message: str
    field: str | None
    source: str | None
    value: str | None


class Summary(msgspec.Struct):
    """The body of POST /v1/import/{slug}."""

    id: str
    slug: str
    report_name: str
    base_object: str
    mapping: Mapping[str, Any]
    received_count: int
    created_count: int
    updated_count: int
    failed_count: int
    results: Sequence[Result | Planned]
    errors: Sequence[Error]
    received_at: int
    run_id: str | None
    unchanged_count: int
    warnings: Sequence[Mapping[str, Any]]
    plan_id: str | msgspec.UnsetType | None = msgspec.UNSET
    detail: Any = msgspec.UNSET


def result(outcome: Outcome) -> Result:
    """The line of a record that was stored or found unchanged."""
    return Result(outcome.candidate.external_id, outcome.record_id, outcome.action, "success", outcome.changed)


def planned(outcome: Outcome, batch: Batch) -> Planned:
    """The line of a record in a plan."""
    changes = outcome.changes
    if outcome.action == "created":
        changes = upsert.changes(batch, outcome.candidate.values, {})
    fields: dict[str, Any] = {name: {"old": old, "new": new} for name, (old, new) in changes.items()}
    if outcome.revived:
        fields["archived"] = {"old": True, "new": False}
    return Planned(outcome.candidate.external_id, outcome.record_id, outcome.action, "planned", outcome.changed, fields)


def errors_of(records: Sequence[Incoming]) -> list[Error]:
    """Every fault of every refused record, in order."""
    return [_error(record, fault) for record in records for fault in record.faults]


def _error(record: Incoming, fault: RecordFault) -> Error:
    return Error(
        record.index, record.external_id, fault.code, fault.message, fault.target, fault.source, shortened(fault.value)
    )


def shortened(value: object) -> str | None:
    """What was sent, as text a JSON answer can carry: at most 120 characters, control characters made visible."""
    if value is None or value is msgspec.UNSET:
        return None
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    text = kinds.visible(text)
    return text if len(text) <= VALUE_LENGTH else text[: VALUE_LENGTH - 1] + "…"


def unmapped(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """One notice per incoming field outside the mapping."""
    return [
        {
            "error_code": "unmapped_field",
            "field": None,
            "source": kinds.visible(name[:VALUE_LENGTH]),
            "count": count,
            "message": f"{kinds.visible(name[:VALUE_LENGTH])} is not in the report's mapping; it was ignored",
        }
        for name, count in sorted(counts.items())
        if count
    ]


def summary(report: Report, received_at: int, **counts: Any) -> Summary:  # noqa: ANN401 - fields of Summary
    """A summary of a report's batch."""
    return Summary(
        id=report.report_id,
        slug=report.slug,
        report_name=report.report_name,
        base_object=report.base_object,
        mapping=report.mapping,
        received_at=received_at,
        **counts,
    )
