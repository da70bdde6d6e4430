"""What is enqueued is kept with the caller's transaction, once, and readable; two may make the tables at a time."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.fixtures.jobs import run_jobs_of
from tests.jobs import crew
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Database
from vendorproof.db.migrate import migrate
from vendorproof.jobs import engine
from vendorproof.runtime import Runtime

SCOPE = Scope("cborg_1", request_id="request-1")
EMPTY = engine.Backlog(queued=0, running=0, delayed=0, failed=0)


def put(rt: Runtime, *ids: str, job: str = "note", delay_seconds: float = 0) -> None:
    with rt.db.write() as tx:
        for one in ids:
            engine.enqueue(tx, SCOPE, job=job, job_id=one, payload={"id": one}, delay_seconds=delay_seconds)


def backlog(rt: Runtime) -> engine.Backlog:
    with rt.db.read() as tx:
        return engine.backlog(tx)


def test_a_transaction_that_rolls_back_leaves_nothing(jobs_rt: Runtime) -> None:
    def refuse() -> None:
        with jobs_rt.db.write() as tx:
            engine.enqueue(tx, SCOPE, job="note", job_id="a", payload={"id": "a"})
            raise LookupError

    with pytest.raises(LookupError):
        refuse()
    assert backlog(jobs_rt) == EMPTY


def test_what_was_committed_is_done_once(jobs_rt: Runtime, tmp_path: Path) -> None:
    put(jobs_rt, "a", "b")
    assert backlog(jobs_rt).queued == 2
    run_jobs_of(jobs_rt, crew.WORK)
    assert sorted(words[1:3] for words in crew.said(tmp_path)) == [["a", "cborg_1"], ["b", "cborg_1"]]
    assert backlog(jobs_rt) == EMPTY


def test_one_id_is_one_job_also_after_it_ended(jobs_rt: Runtime, tmp_path: Path) -> None:
    put(jobs_rt, "a", "a")
    put(jobs_rt, "a")
    assert backlog(jobs_rt).queued == 1
    run_jobs_of(jobs_rt, crew.WORK)
    put(jobs_rt, "a")
    run_jobs_of(jobs_rt, crew.WORK)
    assert len(crew.said(tmp_path)) == 1


def test_a_delayed_job_waits_for_its_time(jobs_rt: Runtime, tmp_path: Path) -> None:
    put(jobs_rt, "later", delay_seconds=3600)
    put(jobs_rt, "soon", delay_seconds=0.2)
    assert backlog(jobs_rt).delayed == 2
    time.sleep(0.3)
    run_jobs_of(jobs_rt, crew.WORK)
    assert [words[1] for words in crew.said(tmp_path)] == ["soon"]
    assert backlog(jobs_rt).delayed == 1


def test_a_payload_is_json_in_the_table_and_nothing_that_could_run(jobs_rt: Runtime) -> None:
    put(jobs_rt, "a")
    run_jobs_of(jobs_rt, crew.WORK)
    schema = "dbos." if jobs_rt.db.dialect.name == "postgresql" else ""
    with jobs_rt.db.read() as tx:
        inputs = tx.connection.execute(text(f"SELECT inputs FROM {schema}workflow_input")).scalar_one()  # noqa: S608 - ours
        kinds = set(tx.connection.execute(text(f"SELECT serialization FROM {schema}workflow_status")).scalars())  # noqa: S608 - ours
    assert inputs == '{"namedArgs":{},"positionalArgs":["note","cborg_1","request-1",{"id":"a"}]}'
    assert kinds == {"portable_json"}
    with pytest.raises(TypeError), jobs_rt.db.write() as tx:
        engine.enqueue(tx, SCOPE, job="note", job_id="b", payload={"id": object()})


def test_what_has_ended_is_forgotten_after_its_time_and_only_that(jobs_rt: Runtime, tmp_path: Path) -> None:
    put(jobs_rt, *(f"n{number}" for number in range(3)))
    put(jobs_rt, "later", delay_seconds=3600)
    with jobs_rt.db.write() as tx:
        engine.enqueue(tx, SCOPE, job="fail", job_id="f", payload={"id": "f", "times": 99, "how": "error"})
    run_jobs_of(jobs_rt, crew.WORK)
    assert backlog(jobs_rt).failed == 1
    assert engine.forget(jobs_rt.db, int(time.time()) - 60) == 0
    assert engine.forget(jobs_rt.db, int(time.time()) + 1) == 3 + len(crew.said(tmp_path, "tried"))
    assert backlog(jobs_rt) == engine.Backlog(queued=0, running=0, delayed=1, failed=0)


def test_several_may_make_the_tables_at_once(database_url: str) -> None:
    databases = [Database.connect(database_url) for _ in range(4)]
    migrate(databases[0])
    with ThreadPoolExecutor(4) as pool:
        assert [*pool.map(engine.prepare, databases)] == [None] * 4
    with databases[0].read() as tx:
        assert engine.backlog(tx) == EMPTY
    for one in databases:
        one.dispose()
