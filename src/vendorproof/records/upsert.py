"""Compare a batch with what is stored, then write only what is new or changed.

The caller holds the inventory (`dialect.lock_inventory`), so what was compared is what is overwritten.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from types import MappingProxyType
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType
from sqlalchemy import Boolean, Text

from vendorproof.core import collector
from vendorproof.core.ids import new_ids
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.db.tables import INVENTORIES
from vendorproof.db.types import CalendarDate, Document, encode_document
from vendorproof.objects import BASE_OBJECTS

Values = tuple[Any, ...]
_OWN_COLUMNS = frozenset({"organisation_id", "created_at", "updated_at", "source_hash"})
DIGEST_BYTES = 16
SLICE = 256
_NOTHING: Mapping[str, Any] = MappingProxyType({})  # one for all: an empty dict each would keep the collector busy
_encode = msgspec.json.Encoder().encode
_encode_lines = msgspec.json.Encoder().encode_lines
_decode = msgspec.json.Decoder().decode


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """One record to store: `values` stand in the order of the batch's columns; None and "" leave as is.

    With `clear` (see `Batch`) None empties the column and UNSET leaves it as is.
    """

    index: int
    external_id: str
    values: Values


@dataclass(frozen=True, slots=True)
class Batch:
    """Candidates with distinct external ids. A column `custom.x` is the key x of the custom fields."""

    base_object: str
    columns: tuple[str, ...]
    candidates: Sequence[Candidate]
    clear: bool = False


class Outcome(msgspec.Struct, gc=False):
    """What becomes of one candidate. `changes` is column → (old, new); for a new record old is None.

    `row` is the stored row (empty for a new one), `digest` what it will be recognised by next time; for a new one it is
    made when it is written, unless somebody did before.
    """

    candidate: Candidate
    action: str
    record_id: str | None = None
    changes: Mapping[str, tuple[Any, Any]] = _NOTHING
    row: Mapping[str, Any] = _NOTHING
    revived: bool = False
    digest: bytes = b""

    @property
    def changed(self) -> bool:
        """Whether anything will be written for it."""
        return self.action == "created" or bool(self.changes) or self.revived


@collector.paused()
def compare(tx: Tx, scope: Scope, batch: Batch) -> list[Outcome]:
    """What each candidate would do, in order; writes nothing."""
    table = INVENTORIES[batch.base_object]
    keys = [one.external_id for one in batch.candidates]
    columns = ("external_id", "id", "source_hash", "archived_at")
    known = {
        row[0]: row
        for row in tx.dialect.find(tx.connection, table, "external_id", scope.organisation_id, keys, columns)
    }
    met = [one for one in batch.candidates if one.external_id in known]
    digest_of = dict(zip((one.external_id for one in met), digests(batch, met), strict=True))
    outcomes: list[Outcome] = []
    moved: list[Outcome] = []
    for candidate in batch.candidates:
        stored = known.get(candidate.external_id)
        if stored is None:
            outcomes.append(Outcome(candidate, "created"))
            continue
        _, record_id, recognised, archived_at = stored
        digest = digest_of[candidate.external_id]
        outcome = Outcome(candidate, "updated", record_id, revived=archived_at is not None, digest=digest)
        if recognised != digest or outcome.revived:
            moved.append(outcome)
        outcomes.append(outcome)
    _find_changes(tx, scope, batch, moved)
    return outcomes


def digests(batch: Batch, candidates: Sequence[Candidate]) -> list[bytes]:
    """Recognise a record that was imported just so: over the columns' names and the values."""
    rows = [one.values for one in candidates]
    if batch.clear:
        rows = [tuple("\x00absent" if one is UNSET else one for one in row) for row in rows]
    start = sha256(_encode([batch.base_object, batch.columns, batch.clear]), usedforsecurity=False)
    # No line holds a line feed: JSON writes it as an escape.
    lines = _encode_lines(rows).splitlines()
    found = []
    for line in lines:
        digest = start.copy()  # costs less than to begin a new one
        digest.update(line)
        found.append(digest.digest()[:DIGEST_BYTES])
    return found


def _find_changes(tx: Tx, scope: Scope, batch: Batch, moved: Sequence[Outcome]) -> None:
    if not moved:
        return
    rows = stored_rows(tx, scope, batch.base_object, [one.record_id for one in moved if one.record_id])
    for outcome in moved:
        outcome.row = rows[outcome.record_id or ""]
        outcome.changes = changes(batch, outcome.candidate.values, outcome.row)


def stored_rows(tx: Tx, scope: Scope, base_object: str, ids: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    """Every column an import can write, by record id, as the values an import compares with."""
    table = INVENTORIES[base_object]
    names = [one for one in table.c.keys() if one not in _OWN_COLUMNS]  # noqa: SIM118 - a ColumnCollection
    found = tx.dialect.find(tx.connection, table, "id", scope.organisation_id, ids, names)
    columns = [_read(table.c[name].type, values) for name, values in zip(names, zip(*found, strict=True), strict=False)]
    rows = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
    return {row["id"]: row for row in rows}


def value_of(row: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - a value of any kind
    """A column's value, or with `custom.x` that of a custom field."""
    return (row.get("custom") or {}).get(name[7:]) if name.startswith("custom.") else row.get(name)


def put_back(
    tx: Tx, scope: Scope, base_object: str, back: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]
) -> None:
    """Overwrite fields of stored rows: (row, column → value). The rows are no longer recognised as imported."""
    moved = []
    for row, former in back:
        outcome = Outcome(Candidate(0, row["external_id"] or "", ()), "updated", row["id"], row=row)
        outcome.changes = {name: (value_of(row, name), value) for name, value in former.items()}
        moved.append(outcome)
    _update(tx, scope, Batch(base_object, (), ()), moved, None)


def changes(batch: Batch, values: Values, row: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Column → (old, new) for what the values would change in a row."""
    found: dict[str, tuple[Any, Any]] = {}
    for name, value in zip(batch.columns, values, strict=True):
        if value == row.get(name, UNSET):  # most are; a custom field's name is none of the row's
            continue
        if value is UNSET or value == "" or (value is None and not batch.clear):
            continue
        old = value_of(row, name)
        new = value.isoformat() if isinstance(value, date) else value
        if old != new and not (_nothing(old) and _nothing(new)):
            found[name] = (old, new)
    return found


def _nothing(value: object) -> bool:
    """No value and an empty list are the same to whoever reads the record."""
    return value is None or value == []


def _read(kind: object, values: Sequence[Any]) -> Sequence[Any]:
    """A whole column as an import compares it; most need nothing."""
    if isinstance(kind, Document):
        return [_decode(one) if isinstance(one, str) else one for one in values]
    if isinstance(kind, Boolean):
        return [None if one is None else bool(one) for one in values]
    if isinstance(kind, CalendarDate):
        return [one.isoformat() if isinstance(one, date) else one for one in values]
    return values


@collector.paused()
def write(
    tx: Tx, scope: Scope, batch: Batch, outcomes: Sequence[Outcome], run_id: str, extra: Mapping[str, Any]
) -> None:
    """Store what is new or changed and give new records their ids; `extra` are fixed columns of new rows."""
    new = [one for one in outcomes if one.action == "created"]
    _insert(tx, scope, batch, new, run_id, extra)
    _update(tx, scope, batch, [one for one in outcomes if one.action == "updated" and one.changed], run_id)


def _insert(
    tx: Tx, scope: Scope, batch: Batch, new: Sequence[Outcome], run_id: str, extra: Mapping[str, Any]
) -> None:  # fmt: skip
    if not new:
        return
    fixed = {
        "organisation_id": scope.organisation_id,
        "created_at": tx.now,
        "updated_at": tx.now,
        "source_run_id": run_id,
        **extra,
    }
    parts = (_new_columns(batch, new[start : start + SLICE]) for start in range(0, len(new), SLICE))
    tx.dialect.insert(tx.connection, INVENTORIES[batch.base_object], fixed, parts)


def _new_columns(batch: Batch, new: Sequence[Outcome]) -> dict[str, Sequence[Any]]:
    """The columns of some new records, which get their ids; few enough at a time to stay in the processor's cache."""
    for outcome, record_id in zip(new, new_ids(BASE_OBJECTS[batch.base_object].prefix, len(new)), strict=True):
        outcome.record_id = record_id
    kinds = INVENTORIES[batch.base_object].c
    candidates = [one.candidate for one in new]
    sent = zip(*[one.values for one in candidates], strict=True)
    columns: dict[str, Sequence[Any]] = {"id": [one.record_id for one in new]}
    columns["source_hash"] = [one.digest or digest for one, digest in zip(new, digests(batch, candidates), strict=True)]
    custom: dict[str, Sequence[Any]] = {}
    for name, values in zip(batch.columns, sent, strict=True):
        if name.startswith("custom."):
            custom[name[7:]] = values
        else:
            columns[name] = _column(kinds[name].type, values)
    if custom:
        columns["custom"] = [encode_document(_given(custom, row)) for row in zip(*custom.values(), strict=True)]
    return columns


def _column(kind: object, values: Sequence[Any]) -> Sequence[Any]:
    """A whole column as the driver takes it; column by column because a loop over every value costs more than COPY."""
    if isinstance(kind, Text) and all(values):
        return values
    types = {*map(type, values)}
    if isinstance(kind, Document):
        given = values if types == {list} else [one for one in values if one is not None and one is not UNSET]
        texts = iter(_encode_lines(given).decode().split("\n"))
        return (
            [*texts][:-1]
            if given is values
            else [None if one is None or one is UNSET else next(texts) for one in values]
        )
    if types == {date}:
        return [*map(date.isoformat, values)]
    if date in types:
        values = [one.isoformat() if type(one) is date else one for one in values]
    if UnsetType in types or (str in types and "" in values):
        return [None if one == "" or one is UNSET else one for one in values]
    return values


def _given(names: Iterable[str], values: Iterable[Any]) -> dict[str, Any]:
    """Name → value, without the blanks."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in zip(names, values, strict=True)
        if value is not None and value is not UNSET and value != ""
    }


def _update(tx: Tx, scope: Scope, batch: Batch, moved: Sequence[Outcome], run_id: str | None) -> None:
    if not moved:
        return
    table = INVENTORIES[batch.base_object]
    touched = {name for one in moved for name in one.changes}
    columns = [name for name in table.c.keys() if name in touched]  # noqa: SIM118 - a ColumnCollection
    custom = any(name.startswith("custom.") for name in touched)
    merged = [[one.changes[name][1] if name in one.changes else one.row[name] for one in moved] for name in columns]
    stored = [_column(table.c[name].type, values) for name, values in zip(columns, merged, strict=True)]
    if custom:
        stored.append([encode_document(_merged_custom(one)) for one in moved])
    fixed = [[tx.now] * len(moved), [None] * len(moved), [one.digest or None for one in moved], [run_id] * len(moved)]
    ids = [one.record_id for one in moved]
    rows = list(zip([scope.organisation_id] * len(moved), ids, *stored, *fixed, strict=True))
    names = [*columns, *(["custom"] if custom else []), "updated_at", "archived_at", "source_hash", "source_run_id"]
    tx.dialect.update(tx.connection, table, names, rows)


def _merged_custom(outcome: Outcome) -> dict[str, Any]:
    merged = dict(outcome.row.get("custom") or {})
    for name, (_, new) in outcome.changes.items():
        if name.startswith("custom."):
            merged[name[7:]] = new
    return {name: value for name, value in merged.items() if value is not None}
