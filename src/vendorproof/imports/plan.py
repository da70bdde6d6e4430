"""Plan, then apply exactly that plan: the comparison is kept as a digest and made again before anything is written."""

import hashlib
import zlib

import msgspec
from sqlalchemy import delete, insert, select

from vendorproof.core.errors import ImportPlanNotFound, PlanStale
from vendorproof.core.ids import new_id
from vendorproof.core.scope import Scope
from vendorproof.db.tables import import_plan
from vendorproof.imports import reports, results, run
from vendorproof.imports.results import Summary
from vendorproof.imports.run import Compared, Done, Ready
from vendorproof.runtime import Runtime

KEPT_SECONDS = 24 * 3600
_encode = msgspec.json.Encoder(enc_hook=str, order="deterministic").encode


def make(rt: Runtime, scope: Scope, slug: str, body: bytes, *, atomic: bool = False) -> Summary:
    """Validate and compare; no record is written. The answer names the plan that `apply` takes for 24 hours."""
    with rt.db.read() as tx:
        report, compiled = reports.open_for_import(tx, scope, slug)
    ready = run.read(report, compiled, body, rt.settings.import_max_records)
    with rt.db.read() as tx:
        compared = run.compare(tx, scope, ready)
        summary = _summary(ready, compared, tx.now)
    with rt.db.write() as tx:
        plan_id = new_id("cbimpln_")
        tx.connection.execute(
            insert(import_plan).values(
                organisation_id=scope.organisation_id,
                id=plan_id,
                report_id=report.report_id,
                report_version=report.version,
                atomic=atomic,
                body=zlib.compress(body, 1),
                digest=_digest(compared),
                created_at=tx.now,
            )
        )
    summary.plan_id = plan_id
    return summary


def apply(rt: Runtime, scope: Scope, slug: str, plan_id: str, body: bytes) -> Done:
    """Do what the plan said. A body may be left out; one that differs, or records that moved since, are PlanStale."""
    with rt.db.read() as tx:
        report, compiled = reports.open_for_import(tx, scope, slug)
        row = tx.connection.execute(
            select(import_plan).where(
                import_plan.c.organisation_id == scope.organisation_id,
                import_plan.c.id == plan_id,
                import_plan.c.report_id == report.report_id,
                import_plan.c.created_at > tx.now - KEPT_SECONDS,
            )
        ).first()
    if row is None:
        raise ImportPlanNotFound
    planned = zlib.decompress(row.body)
    if body.strip() and body != planned:
        raise PlanStale(reason="other records were sent than those it was made of")
    if report.version != row.report_version:
        raise PlanStale(reason="the report's mapping has changed")
    ready = run.read(report, compiled, planned, rt.settings.import_max_records)
    with rt.db.write() as tx:
        ready = run.current(tx, scope, ready)
        if _digest(run.compare(tx, scope, ready)) != row.digest:
            raise PlanStale(reason="the stored records have changed since")
        where = (import_plan.c.organisation_id == scope.organisation_id, import_plan.c.id == plan_id)
        if tx.connection.execute(delete(import_plan).where(*where)).rowcount != 1:
            raise ImportPlanNotFound
        fresh = run.read(ready.report, ready.compiled, planned, ready.max_records)
        return run.run(tx, scope, fresh, atomic=row.atomic)


def _summary(ready: Ready, compared: Compared, now: int) -> Summary:
    created = sum(1 for one in compared.outcomes if one.action == "created")
    received = len(ready.decoded.records)
    return results.summary(
        ready.report,
        now,
        received_count=received,
        created_count=created,
        updated_count=len(compared.outcomes) - created,
        failed_count=received - len(compared.outcomes),
        unchanged_count=sum(1 for one in compared.outcomes if not one.changed),
        results=[results.planned(one, compared.batch) for one in compared.outcomes],
        errors=results.errors_of(compared.refused),
        run_id=None,
        warnings=compared.warnings,
    )


def _digest(compared: Compared) -> bytes:
    """Over everything the plan showed: actions, ids, old and new values, faults."""
    told = [
        [
            one.candidate.index,
            one.candidate.external_id,
            one.record_id,
            one.action,
            one.changes,
            one.revived,
            one.candidate.values,
        ]
        for one in compared.outcomes
    ]
    faults = [[one.index, [fault.message for fault in one.faults]] for one in compared.refused]
    return hashlib.blake2b(_encode([told, faults]), digest_size=32).digest()
