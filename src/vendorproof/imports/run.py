"""One batch, from bytes to a kept run. Only this module knows the order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from msgspec import structs

from vendorproof.core.errors import AllRecordsFailed, AtomicBatchRefused, Problem
from vendorproof.core.ids import new_id
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.imports import prepare, reports, results, runs
from vendorproof.imports.decode import Compiled, Decoded, decode
from vendorproof.imports.incoming import Incoming, RecordFault
from vendorproof.imports.reports import Report
from vendorproof.imports.results import Summary
from vendorproof.objects import BASE_OBJECTS
from vendorproof.records import coherence, resolve, upsert, vocabulary
from vendorproof.records.upsert import Batch, Outcome
from vendorproof.runtime import Runtime


@dataclass(frozen=True, slots=True)
class Ready:
    """A batch read under one state of report and vocabulary."""

    report: Report
    compiled: Compiled
    decoded: Decoded
    body: bytes
    max_records: int


@dataclass(frozen=True, slots=True)
class Compared:
    """What a batch would do."""

    batch: Batch
    outcomes: list[Outcome]
    refused: list[Incoming]
    warnings: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Done:
    """The answer, and the problem that goes with it when nothing succeeded."""

    summary: Summary
    problem: Problem | None


def submit(rt: Runtime, scope: Scope, slug: str, body: bytes, *, atomic: bool = False) -> Done:
    """Import a batch: read outside any transaction, then written in one."""
    with rt.db.read() as tx:
        report, compiled = reports.open_for_import(tx, scope, slug)
    ready = read(report, compiled, body, rt.settings.import_max_records)
    with rt.db.write() as tx:
        return run(tx, scope, current(tx, scope, ready), atomic=atomic)


def read(report: Report, compiled: Compiled, body: bytes, max_records: int) -> Ready:
    """Decode a batch under a report; InvalidRequest or BatchTooLarge for the batch as a whole."""
    ready = Ready(report, compiled, decode(compiled, body, max_records), body, max_records)
    if report.base_object not in BASE_OBJECTS:
        sentence = f"the report's base object {report.base_object} is no longer known"
        for one in ready.decoded.records:
            one.faults = (RecordFault("unknown_base_object", sentence),)
    return ready


def current(tx: Tx, scope: Scope, ready: Ready) -> Ready:
    """The same batch, read again if report or vocabulary changed since; from here on neither inventory nor words move."""
    lock(tx, scope, ready.report.base_object)
    report, compiled = reports.open_for_import(tx, scope, ready.report.slug)
    same = compiled is ready.compiled
    return replace(ready, report=report) if same else read(report, compiled, ready.body, ready.max_records)


def run(tx: Tx, scope: Scope, ready: Ready, *, atomic: bool = False, replay_of: str | None = None) -> Done:
    """Compare, write and keep the run, in the caller's transaction; the batch is `current`."""
    compared = compare(tx, scope, ready)
    run_id = new_id("cbimprn_")
    everything_refused = atomic and bool(compared.refused)
    outcomes = [] if everything_refused else compared.outcomes
    if outcomes:
        extra = _extra(tx.now, ready.report.base_object)
        upsert.write(tx, scope, compared.batch, outcomes, run_id, extra)
        vocabulary.learn_tags(tx, scope, _new_tags(compared.batch, outcomes))
    summary = _summarise(tx.now, ready, compared, outcomes, run_id)
    kept = runs.Kept(run_id, ready.report, atomic, replay_of, summary, outcomes)
    refused = ready.decoded.records if everything_refused else compared.refused
    runs.keep(tx, scope, kept, refused, ready.decoded.raw)
    return Done(summary, _problem(compared, summary, atomic=atomic))


def lock(tx: Tx, scope: Scope, base_object: str) -> None:
    """Hold the inventory alone, and those it refers to against change; always in the same order, so never a deadlock."""
    for name in BASE_OBJECTS:
        if name == base_object:
            tx.dialect.lock_inventory(tx.connection, scope.organisation_id, name, alone=True)
            return
        tx.dialect.lock_inventory(tx.connection, scope.organisation_id, name, alone=False)


def compare(tx: Tx, scope: Scope, ready: Ready) -> Compared:
    """What each record would do; writes nothing. The refused carry their faults."""
    records = ready.decoded.records
    if ready.report.base_object not in BASE_OBJECTS:
        return Compared(Batch(ready.report.base_object, (), ()), [], records, [])
    prepared = prepare.prepare(tx, scope, ready.compiled, records)
    outcomes = upsert.compare(tx, scope, prepared.batch)
    if ready.report.base_object == "assessment":
        for one in outcomes:
            _fill(one, prepared.batch)
        _refuse_incoherent(ready, prepared.batch, outcomes)
        _refuse_left_behind(tx, scope, ready, outcomes)
        outcomes = [one for one in outcomes if not records[one.candidate.index].faults]
    refused = [one for one in records if one.faults]
    warnings = [*results.unmapped(ready.decoded.unmapped), *prepared.warnings(records)]
    return Compared(prepared.batch, outcomes, refused, warnings)


def _fill(outcome: Outcome, batch: Batch) -> None:
    """Give an assessment the status and name it would be without; what it is recognised by stays what was sent."""
    if not outcome.changed:
        return
    row = _as_stored(outcome, batch)
    filled = {
        one.name: row.get(one.name) or one.default for one in BASE_OBJECTS[batch.base_object].fields if one.default
    }
    filled["name"] = row.get("name") or coherence.assessment_name(row)
    if outcome.action == "created":
        (outcome.digest,) = upsert.digests(batch, [outcome.candidate])
        values = (filled.get(name, value) for name, value in zip(batch.columns, outcome.candidate.values, strict=True))
        outcome.candidate = structs.replace(outcome.candidate, values=tuple(values))
        return
    changes = {name: (old, filled.get(name, new)) for name, (old, new) in outcome.changes.items()}
    outcome.changes = {name: (old, new) for name, (old, new) in changes.items() if old != new}


def _as_stored(outcome: Outcome, batch: Batch) -> dict[str, Any]:
    if outcome.action == "created":
        return {name: new for name, (_, new) in upsert.changes(batch, outcome.candidate.values, {}).items()}
    return {**outcome.row, **{name: new for name, (_, new) in outcome.changes.items()}}


def _refuse_incoherent(ready: Ready, batch: Batch, outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        if not outcome.changed:
            continue
        row = _as_stored(outcome, batch)
        for name, sentence in coherence.faults(ready.report.base_object, row):
            _refuse(ready, outcome, name, sentence, row.get(name))


def _refuse_left_behind(tx: Tx, scope: Scope, ready: Ready, outcomes: Sequence[Outcome]) -> None:
    """An assessment that a batch moves to another vendor, without a word of its services, would keep those of the first."""
    moved = [one for one in outcomes if "vendor_id" in one.changes and "service_ids" not in one.changes]
    kept = {service_id for one in moved for service_id in one.row.get("service_ids") or ()}
    if not kept:
        return
    matches = resolve.records(tx, scope, "service", kept)
    for outcome in moved:
        vendor_id = outcome.changes["vendor_id"][1]
        left = [one for one in outcome.row.get("service_ids") or () if matches[one].vendor_id != vendor_id]
        if left:
            sentence = f"the assessment has services of its former vendor ({left[0]}): send those of the new one, or []"
            _refuse(ready, outcome, "services", sentence, None)


def _refuse(ready: Ready, outcome: Outcome, target: str, sentence: str, value: object) -> None:
    source = next((one.source_name for one in ready.compiled.entries if one.target.name == target), None)
    record = ready.decoded.records[outcome.candidate.index]
    record.faults = (*record.faults, RecordFault("invalid_field_value", sentence, target, source, value))


def _new_tags(batch: Batch, outcomes: Sequence[Outcome]) -> set[str]:
    """The tags that created and changed records bring; those of others are on the organisation's list already."""
    if "tags" not in batch.columns:
        return set()
    place = batch.columns.index("tags")
    lists = [one.candidate.values[place] for one in outcomes if one.action == "created" or "tags" in one.changes]
    return {tag for one in lists if one for tag in one}


def _extra(now: int, base_object: str) -> dict[str, Any]:
    return {"origin": "imported", "initiated_at": now, "control_set_ids": "[]"} if base_object == "assessment" else {}


def _summarise(now: int, ready: Ready, compared: Compared, outcomes: Sequence[Outcome], run_id: str | None) -> Summary:
    received = len(ready.decoded.records)
    created = sum(1 for one in outcomes if one.action == "created")
    return results.summary(
        ready.report,
        now,
        received_count=received,
        created_count=created,
        updated_count=len(outcomes) - created,
        failed_count=received - len(outcomes),
        unchanged_count=sum(1 for one in outcomes if not one.changed),
        results=[results.result(one) for one in outcomes],
        errors=results.errors_of(compared.refused),
        run_id=run_id,
        warnings=compared.warnings,
    )


def _problem(compared: Compared, summary: Summary, *, atomic: bool) -> Problem | None:
    if not compared.refused:
        return None
    if atomic and len(compared.refused) < summary.received_count:
        return AtomicBatchRefused(refused=len(compared.refused), count=summary.received_count)
    return AllRecordsFailed(count=summary.received_count) if summary.failed_count == summary.received_count else None
