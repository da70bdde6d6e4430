"""What a worker does as long as it lives: hold a slot, let DBOS run jobs, take over from the dead, start what is due."""

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

import psycopg
import structlog
from dbos import DBOS, DBOSClient, DBOSConfig
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from vendorproof.core.errors import Problem
from vendorproof.jobs import engine, leases, runs
from vendorproof.jobs.leases import Slots
from vendorproof.jobs.runs import Desk, GaveUp
from vendorproof.jobs.work import Work
from vendorproof.runtime import Runtime

SCHEDULES = "schedules"  # the partition of their runs, which belong to no organisation
TROUBLE = (Problem, OSError, psycopg.Error, SQLAlchemyError, leases.NoSlot)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a worker works; what is shorter than the rest of the house would have it is for tests."""

    until_idle: bool = False
    poll_seconds: float = 0.25  # an organisation's next jobs are only taken at a poll; it costs 2 % of a core
    look_seconds: float = 2.0
    drain_seconds: int = 30
    retry_seconds: float = 5.0


@dataclass(frozen=True, slots=True)
class _Post:
    """A worker's place: its slot, and what it asks the queue with."""

    slots: Slots
    slot: int
    connections: Engine
    client: DBOSClient


def run(rt: Runtime, work: Work, stop: threading.Event, *, manner: Manner, told: Callable[[str], None]) -> bool:
    """Work until `stop` is set; False if a job was still running when its time to end was over.

    `told` gets the slot's name once jobs are taken. An outage of the database is waited out, unless the worker would
    end when idle: then it is raised.
    """
    desks: list[Desk] = []
    while not stop.is_set():
        try:
            with (
                closing(leases.slots(rt.db)) as slots,
                _post(rt, slots, manner) as post,
                runs.open_desk(rt, work, engine.client(post.connections)) as desk,
            ):
                desks.append(desk)
                finished = _shift(post, desk, stop, manner, told)
            if finished:
                break
        except TROUBLE as error:
            if manner.until_idle:
                raise
            log.warning("worker_waits", reason=f"{type(error).__name__}: {error}")
            stop.wait(manner.retry_seconds)
        except Exception:
            if manner.until_idle:
                raise
            log.exception("worker_failed")
            stop.wait(manner.retry_seconds)
    return not any(one.at_work for one in desks)


@contextmanager
def _post(rt: Runtime, slots: Slots, manner: Manner) -> Iterator[_Post]:
    """Take a slot, and put back into the queue what its last worker left."""
    connections = engine.connect(rt.db)
    try:
        post = _Post(slots, slots.take_first(), connections, engine.client(connections, patient=False))
        _resume(post, post.slot, lost=True)
        post.client.register_queue(
            engine.QUEUE,
            worker_concurrency=rt.settings.worker_threads,
            partition_concurrency=rt.settings.jobs_per_organisation,
            polling_interval_sec=manner.poll_seconds,
        )
        yield post
    finally:
        connections.dispose()


def _shift(post: _Post, desk: Desk, stop: threading.Event, manner: Manner, told: Callable[[str], None]) -> bool:
    """Let DBOS run jobs until it is time to go; False if the slot was lost before."""
    held = False
    try:
        _launch(post)
        told(leases.name_of(post.slot))
        held = _look_around(post, desk, stop, manner)
    finally:
        # Without the slot others are at these jobs already, and nothing that is still done here counts.
        DBOS.destroy(workflow_completion_timeout_sec=manner.drain_seconds if held and desk.at_work else 0)
    if held:
        _resume(post, post.slot, lost=False, but=desk.at_work)  # claimed, not begun
    return held


def _look_around(post: _Post, desk: Desk, stop: threading.Event, manner: Manner) -> bool:
    """Until it is time to go; whether the slot is still ours then."""
    started: dict[str, int] = {}
    while not stop.is_set():
        if not post.slots.is_held(post.slot):
            log.error("worker_lost_its_slot", slot=leases.name_of(post.slot))
            return False
        try:
            _take_over(post)
            _start_due(post.client, desk.work, started)
            if manner.until_idle and not _has_work(desk.rt):
                return True
        except TROUBLE as error:
            log.warning("worker_cannot_look", reason=f"{type(error).__name__}: {error}")
        stop.wait(manner.look_seconds)
    return True


def _has_work(rt: Runtime) -> bool:
    with rt.db.read() as tx:
        return engine.has_work(tx, time.time())


def _take_over(post: _Post) -> None:
    """Put back into the queue what dead workers were at."""
    running = post.client.list_workflows(status="PENDING", queue_name=engine.QUEUE, load_input=False, load_output=False)
    owners = {leases.number_of(one.executor_id) for one in running}
    for slot in sorted(one for one in owners if one is not None and one != post.slot):
        with post.slots.borrowed(slot) as is_dead:
            if is_dead:
                count = _resume(post, slot, lost=True)
                log.warning("jobs_taken_over", slot=leases.name_of(slot), count=count)


def _resume(post: _Post, slot: int, *, lost: bool, but: Collection[str] = ()) -> int:
    """Put back what is marked with a slot that we hold; `lost` counts against jobs that kill their workers."""
    found = [
        one
        for one in post.client.list_workflows(
            status="PENDING", executor_id=leases.name_of(slot), load_input=False, load_output=False
        )
        if one.workflow_id not in but
    ]
    for one in found:
        if lost:
            counted = {runs.LOST: runs.losses(one.attributes)}
            post.client.update_workflow_attributes(one.workflow_id, counted, merge=True)
    if found:
        post.client.resume_workflows([one.workflow_id for one in found], queue_name=engine.QUEUE)
    return len(found)


def _start_due(client: DBOSClient, work: Work, started: dict[str, int]) -> None:
    """Whoever comes first in a period starts its round: the run's id is the same for all."""
    for name, schedule in work.schedules.items():
        period = int(time.time()) // schedule.every_seconds
        if started.get(name) != period:
            options = engine.options_for(engine.RUN_SCHEDULE, f"schedule:{name}:{period}", SCHEDULES)
            client.enqueue(options, name)
            started[name] = period


def _launch(post: _Post) -> None:
    _route_log()
    config: DBOSConfig = {
        "name": engine.APPLICATION,
        "application_version": engine.VERSION,
        "executor_id": leases.name_of(post.slot),
        "system_database_engine": post.connections,
        "dbos_system_schema": engine.SCHEMA,
        "serializer": engine.JSON,
        "run_migrations": False,
        "use_listen_notify": False,
        "notification_listener_polling_interval_sec": 0.2,  # nothing listens; a stop waits for it
        "enable_otlp": False,
        "log_level": "WARNING",
    }
    DBOS(config=config)
    DBOS.launch()


def _route_log() -> None:
    """DBOS would write to the terminal by itself; with a handler of its own already there, it leaves that to ours."""
    logger = logging.getLogger("dbos")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
        logger.addFilter(lambda record: not (record.exc_info and isinstance(record.exc_info[1], GaveUp)))
