"""The durable queue: jobs are rows of DBOS's tables in our own database (docs/decisions/0026)."""

import datetime as dt
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dbos import DBOSClient, DBOSPortableJSONSerializer, EnqueueOptions
from dbos import error as dbos_errors
from dbos._sys_db import SystemDatabase
from sqlalchemy import Engine, TableClause, and_, column, create_engine, event, func, literal, select, table

from vendorproof.core.scope import Scope
from vendorproof.db.engine import Database, Tx

APPLICATION = "vendorproof"
VERSION = "1"  # fixed, so that a new release takes up an older one's jobs: their arguments are only ever added to
SCHEMA = "dbos"  # on PostgreSQL; on SQLite its tables stand beside ours
QUEUE = "jobs"
RUN_JOB = "run_job"
RUN_SCHEDULE = "run_schedule"
JSON = DBOSPortableJSONSerializer()  # DBOS pickles by default: whoever could write the table could run code

WAIT_SECONDS = 60  # as long as an import may hold SQLite's one writer
POOL_SIZE = 10
BATCH = 500


def _runs(schema: str | None) -> TableClause:
    return table(
        "workflow_status", column("status"), column("queue_name"), column("delay_until_epoch_ms"), schema=schema
    )


_RUNS = {"postgresql": _runs(SCHEMA), "sqlite": _runs(None)}


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many jobs there are: waiting for a free worker, being worked at, put off till later, given up and kept."""

    queued: int
    running: int
    delayed: int
    failed: int


def enqueue(
    tx: Tx, scope: Scope, *, job: str, job_id: str, payload: Mapping[str, Any], delay_seconds: float = 0
) -> None:
    """Have `job` done after this transaction commits, at least once; nothing happens if it rolls back.

    A `job_id` that was enqueued before is not enqueued again, also after it has ended. `payload` is JSON.
    """
    options = options_for(RUN_JOB, job_id, scope.organisation_id, delay_seconds)
    _enqueuer(tx.connection.engine).enqueue_in_transaction(
        tx.connection, options, job, scope.organisation_id, scope.request_id, dict(payload)
    )


def options_for(workflow: str, job_id: str, partition: str, delay_seconds: float = 0) -> EnqueueOptions:
    """How a run is put into the queue; runs of one partition count together against the limit per organisation."""
    options: EnqueueOptions = {
        "workflow_name": workflow,
        "queue_name": QUEUE,
        "workflow_id": job_id,
        "app_version": VERSION,
        "queue_partition_key": partition,
    }
    if delay_seconds > 0:
        options["delay_seconds"] = delay_seconds
    return options


def prepare(database: Database) -> None:
    """Make or update DBOS's tables; several processes may do so at once. Ours have to be there already."""
    engine = connect(database)
    try:
        tables = SystemDatabase.create(
            system_database_url=f"{engine.dialect.name}:",
            engine_kwargs={},
            engine=engine,
            schema=SCHEMA,
            serializer=JSON,
            executor_id=None,
            use_listen_notify=False,
        )
        try:
            tables.verify_migrations()
        except dbos_errors.DBOSInitializationError:
            tables.run_migrations()
    finally:
        engine.dispose()


def backlog(tx: Tx) -> Backlog:
    """Count the jobs of all organisations; each count reads an index that holds little else."""
    runs = _RUNS[tx.dialect.name]
    in_flight = select(runs.c.status, func.count()).where(
        runs.c.queue_name == QUEUE, runs.c.status.in_(("ENQUEUED", "PENDING"))
    )
    rest = select(runs.c.status, func.count()).where(runs.c.status.in_(("DELAYED", "ERROR")))
    found: dict[str, int] = {}
    for statement in (in_flight, rest):
        rows = tx.connection.execute(statement.group_by(runs.c.status))
        found |= {row[0]: row[1] for row in rows}
    return Backlog(*(found.get(status, 0) for status in ("ENQUEUED", "PENDING", "DELAYED", "ERROR")))


def has_work(tx: Tx, now: float) -> bool:
    """Whether any job is waiting, being worked at, or put off till a time that has come; `now` in epoch seconds."""
    runs = _RUNS[tx.dialect.name]
    in_flight = and_(runs.c.queue_name == QUEUE, runs.c.status.in_(("ENQUEUED", "PENDING")))
    due = and_(runs.c.status == "DELAYED", runs.c.delay_until_epoch_ms <= int(now * 1000))
    asked = (select(literal(1)).select_from(runs).where(one).exists() for one in (in_flight, due))
    return any(tx.connection.execute(select(*asked)).one())


def connect(database: Database) -> Engine:
    """Connections of DBOS's own to our database: it begins transactions in its own way. Whoever asks disposes of it."""
    url = database.writer.url
    if database.dialect.name == "postgresql":
        options = f"-c lock_timeout={WAIT_SECONDS * 1000} -c idle_in_transaction_session_timeout=60000 -c timezone=UTC"
        arguments: dict[str, Any] = {"options": options, "application_name": "vendorproof-jobs", "connect_timeout": 10}
    else:
        arguments = {"timeout": WAIT_SECONDS, "check_same_thread": False}
    engine = create_engine(
        url,
        pool_size=POOL_SIZE,
        max_overflow=0,
        pool_timeout=WAIT_SECONDS,
        pool_pre_ping=database.dialect.name == "postgresql",
        hide_parameters=True,
        connect_args=arguments,
    )
    if database.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def client(engine: Engine, *, patient: bool = True) -> DBOSClient:
    """What lists, resumes and deletes runs on these connections; if patient, it waits for a lost database to be back."""
    return DBOSClient(
        system_database_engine=engine,
        dbos_system_schema=SCHEMA,
        serializer=JSON,
        application_name=APPLICATION,
        lazy=True,
        retry_connection_errors=patient,
    )


# Enqueueing uses the caller's connection and of the engine only its dialect; compiled statements are kept by engine.
_enqueuer = lru_cache(maxsize=8)(client)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # What DBOS sets on connections that it opens itself, so that two writers wait for each other.
    connection.isolation_level = "IMMEDIATE"
    connection.execute("PRAGMA foreign_keys = ON")


def forget(database: Database, before: int) -> int:
    """Delete the jobs that ended before that second, done or failed; returns how many."""
    engine = connect(database)
    try:
        ended = client(engine)
        gone = 0
        until = dt.datetime.fromtimestamp(before, dt.UTC).isoformat()
        while found := ended.list_workflows(completed_before=until, limit=BATCH, load_input=False, load_output=False):
            ended.delete_workflows([one.workflow_id for one in found])
            gone += len(found)
        return gone
    finally:
        engine.dispose()
