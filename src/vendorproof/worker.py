"""The table of background work by name: what jobs there are, and what is swept when its time has passed."""

from collections.abc import Callable, Mapping

from vendorproof.access import answers, audit
from vendorproof.config import Settings
from vendorproof.db.engine import Tx
from vendorproof.documents import orphans, process, rereading, texts, work
from vendorproof.events import publish
from vendorproof.imports import plan, retention
from vendorproof.jobs import engine
from vendorproof.jobs.work import HOUR, GivingUp, Handler, Schedule, Work
from vendorproof.runtime import Runtime

DAY = 86_400


def _rows(forget: Callable[[Tx, Settings], int]) -> Schedule:
    """A sweep of one short transaction, once an hour."""

    def sweep(rt: Runtime) -> int:
        with rt.db.write() as tx:
            return forget(tx, rt.settings)

    return Schedule(sweep)


def _ended_jobs(rt: Runtime) -> int:
    return engine.forget(rt.db, rt.clock.now() - rt.settings.job_retention_days * DAY)


JOBS: Mapping[str, Handler] = {work.JOB: process.process, work.FACTS_JOB: rereading.reread}

ON_GIVING_UP: Mapping[str, GivingUp] = {work.JOB: process.give_up, work.FACTS_JOB: rereading.give_up}

SCHEDULES: Mapping[str, Schedule] = {
    "audit_record": _rows(lambda tx, settings: audit.forget(tx, tx.now - settings.audit_retention_days * DAY)),
    "idempotent_answer": _rows(lambda tx, _settings: answers.forget(tx)),
    "import_run": _rows(
        lambda tx, settings: retention.forget_runs(tx, tx.now - settings.import_run_retention_days * DAY)
    ),
    "import_plan": _rows(lambda tx, _settings: retention.forget_plans(tx, tx.now - plan.KEPT_SECONDS)),
    "event": _rows(lambda tx, settings: publish.forget(tx, tx.now - settings.event_retention_days * DAY)),
    "ended_job": Schedule(_ended_jobs),
    "outdated_text": Schedule(texts.sweep),
    "orphaned_file": Schedule(orphans.sweep, every_seconds=24 * HOUR),  # it lists the whole storage
}

WORK = Work(JOBS, ON_GIVING_UP, SCHEDULES)
