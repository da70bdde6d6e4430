"""Undo a run field by field: what it created is archived, what it changed put back, what someone changed since is kept."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import update

from vendorproof.core.errors import NothingToUndo
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.db.tables import INVENTORIES, import_run
from vendorproof.imports import run, runs
from vendorproof.imports.runs import Changes
from vendorproof.records import upsert


class Kept(msgspec.Struct):
    """Something the undo left alone, and why."""

    id: str
    external_id: str | None
    field: str | None
    value: Any
    reason: str


class Undone(msgspec.Struct):
    """What an undo did."""

    run_id: str
    archived_count: int
    restored_count: int
    kept: list[Kept]
    undone_at: int


def undo(tx: Tx, scope: Scope, run_id: str) -> Undone:
    """Take a run back; NothingToUndo if it changed nothing or was undone before."""
    row = runs.get(tx, scope, run_id)
    base_object = row["base_object"]
    run.lock(tx, scope, base_object)
    row = runs.get(tx, scope, run_id)
    if row["status"] == "undone":
        raise NothingToUndo(run_id=run_id, reason="it was undone before")
    done = runs.changes(row)
    if not (done.created or done.revived or done.updated):
        raise NothingToUndo(run_id=run_id, reason="it changed nothing")
    kept: list[Kept] = []
    ids = [*done.created, *done.revived, *done.updated]
    untouched = _written_last_by(tx, scope, base_object, run_id, ids)
    # Put back first: what was revived is still there to be written, and after that goes back to the archive.
    restored = _restore(tx, scope, base_object, done, kept, untouched)
    archived = _archive(tx, scope, base_object, [*done.created, *done.revived], kept, untouched)
    tx.connection.execute(
        update(import_run)
        .where(import_run.c.organisation_id == scope.organisation_id, import_run.c.id == run_id)
        .values(status="undone", undone_at=tx.now)
    )
    return Undone(run_id, archived, restored, kept, tx.now)


def _written_last_by(tx: Tx, scope: Scope, base_object: str, run_id: str, ids: Sequence[str]) -> frozenset[str]:
    columns = ("id", "source_run_id")
    rows = tx.dialect.find(tx.connection, INVENTORIES[base_object], "id", scope.organisation_id, ids, columns)
    return frozenset(record_id for record_id, last_run in rows if last_run == run_id)


def _archive(
    tx: Tx, scope: Scope, base_object: str, ids: Sequence[str], kept: list[Kept], untouched: frozenset[str]
) -> int:  # fmt: skip
    table = INVENTORIES[base_object]
    rows = tx.dialect.find(
        tx.connection, table, "id", scope.organisation_id, ids, ("id", "external_id", "archived_at")
    )  # fmt: skip
    gone = []
    for record_id, external_id, archived_at in rows:
        if archived_at is not None:
            continue
        if record_id in untouched:
            gone.append((scope.organisation_id, record_id, tx.now, tx.now, None))
        else:
            kept.append(Kept(record_id, external_id, None, None, "changed since the run, so not archived"))
    if gone:
        tx.dialect.update(tx.connection, table, ("archived_at", "updated_at", "source_hash"), gone)
    return len(gone)


def _restore(
    tx: Tx, scope: Scope, base_object: str, done: Changes, kept: list[Kept], untouched: frozenset[str]
) -> int:  # fmt: skip
    stored = upsert.stored_rows(tx, scope, base_object, list(done.updated))
    back: list[tuple[Mapping[str, Any], dict[str, Any]]] = []
    for record_id, fields in done.updated.items():
        row = stored[record_id]
        if row["archived_at"] is not None:
            kept.append(Kept(record_id, row["external_id"], None, None, "archived since the run"))
            continue
        former: dict[str, Any] = {}
        for name, (old, new) in fields.items():
            value = upsert.value_of(row, name)
            if value == new:
                former[name] = old
            else:
                kept.append(Kept(record_id, row["external_id"], name, value, "changed since the run"))
        if former:
            back.append((row, former))
    upsert.put_back(tx, scope, base_object, back)
    again = [
        (scope.organisation_id, row["id"], tx.now, done.former.get(row["id"]))
        for row, _ in back
        if row["id"] in untouched
    ]
    if again:  # the run before this one may be undone next
        tx.dialect.update(tx.connection, INVENTORIES[base_object], ("updated_at", "source_run_id"), again)
    return len(back)
