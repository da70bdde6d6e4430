"""Replay: the refused records of a run once more, under the report's mapping as it is now."""

from sqlalchemy import update

from vendorproof.core.errors import NothingToReplay
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.db.tables import refused_record
from vendorproof.imports import reports, run, runs
from vendorproof.imports.run import Done
from vendorproof.runtime import Runtime


def replay(rt: Runtime, scope: Scope, run_id: str) -> Done:
    """Import the records of a run that are still refused; those stored now are not offered again."""
    with rt.db.read() as tx:
        slug = reports.get(tx, scope, runs.get(tx, scope, run_id)["report_id"]).slug
        report, compiled = reports.open_for_import(tx, scope, slug)
        open_records = list(runs.refused(tx, scope, run_id, open_only=True))
    if not open_records:
        raise NothingToReplay(run_id=run_id)
    body = b'{"data":[' + ",".join(one.record for one in open_records).encode() + b"]}"
    ready = run.read(report, compiled, body, rt.settings.import_max_records)
    with rt.db.write() as tx:
        done = run.run(tx, scope, run.current(tx, scope, ready), replay_of=run_id)
        failed = {one.index for one in done.summary.errors}
        stored = [one.position for index, one in enumerate(open_records) if index not in failed]
        _mark(tx, scope, run_id, stored, done.summary.run_id or "")
    return done


def _mark(tx: Tx, scope: Scope, run_id: str, positions: list[int], replayed_by: str) -> None:
    if not positions:
        return
    for start in range(0, len(positions), 500):
        tx.connection.execute(
            update(refused_record)
            .where(
                refused_record.c.organisation_id == scope.organisation_id,
                refused_record.c.run_id == run_id,
                refused_record.c.position.in_(positions[start : start + 500]),
            )
            .values(replayed_by=replayed_by)
        )
