"""One try at a job, as DBOS runs it: the handler, and what follows when it fails.

A try that fails puts the next one into the queue with a delay and ends: waiting takes no thread and no place among the
organisation's jobs.
"""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any, TypedDict

import structlog
from dbos import DBOS, DBOSClient

from vendorproof.core.errors import Busy, DatabaseUnavailable, Problem, StorageFull, StorageUnavailable
from vendorproof.core.scope import Scope
from vendorproof.jobs import engine
from vendorproof.jobs.work import Outage, Work
from vendorproof.runtime import Runtime

OUTAGES = (Busy, DatabaseUnavailable, Outage, StorageFull, StorageUnavailable)
LONGEST_PAUSE = 600
MOST_WAITS = 150  # with that pause about a day: an outage is longer than a job's own fault, but not without end
MOST_LOSSES = 8  # a job whose worker dies each time probably kills it; fewer, and a server that is restarted again and again blames those it was at
LOST = "lost"  # attribute of a run: how many workers died while they had it
BEGUN = "begun"  # attribute of a run that lost a worker: how many it had lost when its handler last began

log = structlog.get_logger(__name__)


class SoFar(TypedDict):
    """What a job went through in its earlier tries; `reason` once it was given up and nobody could be told yet."""

    first: str
    faults: int
    waits: int
    reason: str | None


class Verdict(TypedDict):
    """How a try ended: with `pause` seconds there is another, with a `reason` the job failed for good."""

    pause: float | None
    reason: str | None
    so_far: SoFar


class GaveUp(Exception):
    """Ends a run as failed in DBOS's own table; the reason is its text."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands in the queue."""

    name: str
    scope: Scope
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """What this process's runs work with; `at_work` are the runs that have begun and not ended."""

    rt: Runtime
    work: Work
    client: DBOSClient
    at_work: set[str] = field(default_factory=set)
    one_suspect: threading.Lock = field(default_factory=threading.Lock)


class _Process:
    """DBOS calls functions, not objects, and there is one DBOS to a process: so there is one desk."""

    def __init__(self) -> None:
        self.free = threading.Lock()
        self.desk: Desk | None = None


_process = _Process()


@contextmanager
def open_desk(rt: Runtime, work: Work, client: DBOSClient) -> Iterator[Desk]:
    """Let runs of this process find what they need; one at a time."""
    with _process.free:
        _process.desk = Desk(rt, work, client)
        try:
            yield _process.desk
        finally:
            _process.desk = None


@DBOS.workflow(name=engine.RUN_JOB, max_recovery_attempts=None)
def run_job(
    job: str, organisation_id: str, request_id: str, payload: Mapping[str, Any], so_far: SoFar | None = None
) -> None:
    """One try. Its arguments are in databases: they may be added to, never changed."""
    run_id = str(DBOS.workflow_id)
    before: SoFar = so_far or {"first": run_id, "faults": 0, "waits": 0, "reason": None}
    with _at_work(run_id):
        verdict = DBOS.run_step({"name": "try"}, _attempt, run_id, job, organisation_id, request_id, payload, before)
        if verdict["pause"] is not None:
            DBOS.run_step({"name": "again"}, _again, job, organisation_id, request_id, payload, verdict)
        elif verdict["reason"] is not None:
            raise GaveUp(verdict["reason"])


@DBOS.workflow(name=engine.RUN_SCHEDULE, max_recovery_attempts=None)
def run_schedule(name: str) -> int:
    """One round of a schedule. What fails waits for the next round."""
    with _at_work(str(DBOS.workflow_id)):
        return DBOS.run_step({"name": "sweep"}, _sweep, str(DBOS.workflow_id), name)


@contextmanager
def _at_work(run_id: str) -> Iterator[None]:
    at_work = _desk().at_work
    at_work.add(run_id)
    try:
        yield
    finally:
        at_work.discard(run_id)


def _attempt(
    run_id: str, job: str, organisation_id: str, request_id: str, payload: Mapping[str, Any], so_far: SoFar
) -> Verdict:
    desk = _desk()
    with structlog.contextvars.bound_contextvars(request_id=request_id, job=job, job_id=so_far["first"]):
        one = Job(job, Scope(organisation_id, request_id=request_id), payload)
        with _watched(desk, run_id) as lost:
            if so_far["reason"] is None and lost >= MOST_LOSSES:
                so_far = {**so_far, "reason": f"The worker ended each of the {lost} times that it was at this."}
            return _try(desk, one, {**so_far, "faults": so_far["faults"] + lost})


def _try(desk: Desk, job: Job, so_far: SoFar) -> Verdict:
    if so_far["reason"] is not None:
        return _give_up(desk, job, so_far, so_far["reason"])
    started = time.monotonic()
    try:
        handler = desk.work.jobs.get(job.name)
        if handler is None:
            # A newer release put it there: its workers know what it is.
            log.warning("job_unknown")
            return _wait(desk, job, so_far, f"No worker knows how to do {job.name}.")
        handler(desk.rt, job.scope, job.payload)
    except OUTAGES as problem:
        log.warning("job_postponed", reason=str(problem))
        return _wait(desk, job, so_far, str(problem))
    except Exception as error:  # whatever it is, it is the job's failure and not the worker's
        log.warning("job_failed", tries=so_far["faults"] + 1, exc_info=True)
        return _fail(desk, job, so_far, error)
    log.info("job_done", seconds=round(time.monotonic() - started, 3))
    return {"pause": None, "reason": None, "so_far": so_far}


def _fail(desk: Desk, job: Job, so_far: SoFar, error: Exception) -> Verdict:
    faults = so_far["faults"] + 1
    so_far = {**so_far, "faults": faults}
    if faults <= len(desk.work.pauses):
        return {"pause": desk.work.pauses[faults - 1], "reason": None, "so_far": so_far}
    if isinstance(error, Problem):
        return _give_up(desk, job, so_far, str(error))
    unexpected = (
        f"An unexpected error ({type(error).__name__}) at each of {faults} tries; the server's log has the rest."
    )
    return _give_up(desk, job, so_far, unexpected)


def _wait(desk: Desk, job: Job, so_far: SoFar, reason: str) -> Verdict:
    waits = so_far["waits"] + 1
    if waits <= MOST_WAITS:
        first = desk.work.pauses[0] if desk.work.pauses else 0
        pause = min(first * 2 ** min(waits - 1, 16), LONGEST_PAUSE)
        return {"pause": pause, "reason": None, "so_far": {**so_far, "waits": waits}}
    return _give_up(desk, job, so_far, reason)


def _give_up(desk: Desk, job: Job, so_far: SoFar, reason: str) -> Verdict:
    """Tell the feature; while it cannot take it in, the telling is what is tried again."""
    so_far = {**so_far, "reason": reason}
    try:
        if told := desk.work.on_giving_up.get(job.name):
            told(desk.rt, job.scope, job.payload, reason)
    except Exception:  # as above
        log.warning("job_giving_up_failed", exc_info=True)
        if so_far["waits"] < 2 * MOST_WAITS:
            waits = so_far["waits"] + 1
            pause = desk.work.pauses[-1] if desk.work.pauses else 0
            return {"pause": pause, "reason": reason, "so_far": {**so_far, "waits": waits}}
    log.error("job_gave_up", reason=reason)
    return {"pause": None, "reason": reason, "so_far": so_far}


def _again(job: str, organisation_id: str, request_id: str, payload: Mapping[str, Any], verdict: Verdict) -> None:
    so_far = verdict["so_far"]
    next_id = f"{so_far['first']}~{so_far['faults'] + so_far['waits'] + 1}"
    options = engine.options_for(engine.RUN_JOB, next_id, organisation_id, verdict["pause"] or 0)
    _desk().client.enqueue(options, job, organisation_id, request_id, payload, so_far)


def _sweep(run_id: str, name: str) -> int:
    desk = _desk()
    schedule = desk.work.schedules.get(name)
    with structlog.contextvars.bound_contextvars(schedule=name), _watched(desk, run_id) as lost:
        if schedule is None or lost >= MOST_LOSSES:
            log.error("sweep_left_out", lost=lost)
            return 0
        try:
            gone = schedule.sweep(desk.rt)
        except Problem as problem:
            log.warning("sweep_postponed", reason=problem.code)
        except Exception:  # one table's trouble must not keep the others from being swept
            log.exception("sweep_failed")
        else:
            log.info("sweep_done", gone=gone)
            return gone
    return 0


def losses(attributes: Mapping[str, Any] | None) -> int:
    """How many workers a run has lost, one more just now: any that had it the first time, later only one that was at it."""
    before: int = (attributes or {}).get(LOST, 0)
    return before if before and (attributes or {}).get(BEGUN) != before else before + 1


@contextmanager
def _watched(desk: Desk, run_id: str) -> Iterator[int]:
    """How many workers died over this run; if any did, it is on record that it begins, and no other such run is at work."""
    found = desk.client.list_workflows(workflow_ids=[run_id], load_input=False, load_output=False)
    lost: int = ((found[0].attributes if found else None) or {}).get(LOST, 0)
    with desk.one_suspect if lost else nullcontext():  # or those beside it would be counted out with it
        if lost:
            desk.client.update_workflow_attributes(run_id, {BEGUN: lost}, merge=True)
        yield lost


def _desk() -> Desk:
    if _process.desk is None:
        raise RuntimeError("This process is no worker.")
    return _process.desk
