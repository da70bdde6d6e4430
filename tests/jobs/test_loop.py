"""Workers as processes: killed, stopped, several at once. None of these tests says how long anything takes."""

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.fixtures.jobs import Crew, OpenCrew, until
from tests.fixtures.servers import OpenServer
from tests.jobs import crew
from vendorproof.core.scope import Scope
from vendorproof.jobs import engine
from vendorproof.jobs.runs import MOST_LOSSES
from vendorproof.runtime import Runtime


def put(rt: Runtime, job: str, *ids: str, organisation: str = "cborg_1", **more: object) -> None:
    with rt.db.write() as tx:
        for one in ids:
            engine.enqueue(tx, Scope(organisation), job=job, job_id=one, payload={"id": one, **more})


def ids(folder: Path, word: str) -> list[str]:
    return [words[1] for words in crew.said(folder, word)]


def workers(folder: Path, word: str) -> set[int]:
    return {int(words[3]) for words in crew.said(folder, word)}


def go(folder: Path) -> None:
    (folder / "go").touch()


def all_done(rt: Runtime) -> bool:
    with rt.db.read() as tx:
        found = engine.backlog(tx)
    return (found.queued, found.running, found.delayed) == (0, 0, 0)


def test_when_a_worker_is_killed_another_takes_its_job_over(
    jobs_rt: Runtime, open_crew: OpenCrew, tmp_path: Path
) -> None:
    first = open_crew()
    assert first.await_ready() == "slot-0"
    put(jobs_rt, "hold", "a")
    until("the job has begun", lambda: ids(tmp_path, "begun"))
    second = open_crew()
    assert second.await_ready() == "slot-1"
    first.kill()
    until("it has begun again", lambda: len(ids(tmp_path, "begun")) == 2)
    go(tmp_path)
    until("it is done", lambda: ids(tmp_path, "done"))
    until("nothing is left", lambda: all_done(jobs_rt))
    assert workers(tmp_path, "begun") == {first.pid, second.pid}
    assert workers(tmp_path, "done") == {second.pid}
    assert ids(tmp_path, "done") == ["a"]


def test_three_workers_and_one_killed(jobs_rt: Runtime, open_crew: OpenCrew, tmp_path: Path) -> None:
    three = [open_crew(JOBS_PER_ORGANISATION="6", WORKER_THREADS="2") for _ in range(3)]
    assert sorted(one.await_ready() for one in three) == ["slot-0", "slot-1", "slot-2"]
    wanted = [f"j{number}" for number in range(12)]
    put(jobs_rt, "hold", *wanted)
    until("all are busy", lambda: len(workers(tmp_path, "begun")) == 3 and len(ids(tmp_path, "begun")) == 6)
    victim = three[1]
    victim.kill()
    lost = {words[1] for words in crew.said(tmp_path, "begun") if int(words[3]) == victim.pid}
    go(tmp_path)
    until("all are done", lambda: set(ids(tmp_path, "done")) == set(wanted))
    until("nothing is left", lambda: all_done(jobs_rt))
    begun = Counter(ids(tmp_path, "begun"))
    assert {one for one, times in begun.items() if times > 1} <= lost
    assert Counter(ids(tmp_path, "done")) == Counter(wanted)
    assert victim.pid not in workers(tmp_path, "done")


def test_a_worker_that_is_started_again_goes_on_with_its_jobs(
    jobs_rt: Runtime, open_crew: OpenCrew, tmp_path: Path
) -> None:
    put(jobs_rt, "hold", "a", "b", "c")
    first = open_crew()
    until("two have begun", lambda: len(ids(tmp_path, "begun")) == 2)
    first.kill()
    go(tmp_path)
    second = open_crew()
    assert second.await_ready() == "slot-0"
    until("all are done", lambda: sorted(ids(tmp_path, "done")) == ["a", "b", "c"])
    assert workers(tmp_path, "done") == {second.pid}


def test_a_job_that_kills_its_workers_is_given_up(jobs_rt: Runtime, open_crew: OpenCrew, tmp_path: Path) -> None:
    put(jobs_rt, "fail", "a", how="kill", times=99)
    put(jobs_rt, "note", "b")
    for _ in range(MOST_LOSSES):
        assert open_crew().ended() == -9
    open_crew()
    until("it is given up", lambda: ids(tmp_path, "gave_up"))
    until("nothing is left", lambda: all_done(jobs_rt))
    [words] = crew.said(tmp_path, "gave_up")
    assert " ".join(words[2:]) == f"The worker ended each of the {MOST_LOSSES} times that it was at this."
    assert len(ids(tmp_path, "tried")) == MOST_LOSSES
    assert set(ids(tmp_path, "done")) == {"b"}  # which was beside it, and is not to blame


def test_one_organisation_does_not_starve_another(jobs_rt: Runtime, open_crew: OpenCrew, tmp_path: Path) -> None:
    """The second one's jobs begin while the first, which came before with many, waits for its own."""
    put(jobs_rt, "hold", *(f"many{number}" for number in range(12)), organisation="cborg_1")
    put(jobs_rt, "hold", "few0", "few1", organisation="cborg_2")
    open_crew()
    until("four are running", lambda: len(ids(tmp_path, "begun")) == 4)
    begun = Counter(words[2] for words in crew.said(tmp_path, "begun"))
    assert begun == {"cborg_1": 2, "cborg_2": 2}
    go(tmp_path)
    until("all are done", lambda: len(ids(tmp_path, "done")) == 14)


def test_the_limit_of_an_organisation_holds_over_all_workers(
    jobs_rt: Runtime, open_crew: OpenCrew, tmp_path: Path
) -> None:
    for one in [open_crew(JOBS_PER_ORGANISATION="1") for _ in range(2)]:
        one.await_ready()
    put(jobs_rt, "hold", "a", "b", "c")
    put(jobs_rt, "note", "other", organisation="cborg_2")
    until(
        "one has begun and the other organisation's is done", lambda: ids(tmp_path, "begun") and ids(tmp_path, "done")
    )
    assert len(ids(tmp_path, "begun")) == 1
    go(tmp_path)
    until("all are done", lambda: len(ids(tmp_path, "done")) == 4)


def test_a_schedule_ticks_once_whoever_is_there(jobs_rt: Runtime, open_crew: OpenCrew, tmp_path: Path) -> None:
    """Three workers know it, each period has one run, and each run was swept once."""
    three = [open_crew() for _ in range(3)]
    for one in three:
        one.await_ready()
    before = len(ids(tmp_path, "tick"))
    until("it has ticked four times more", lambda: len(ids(tmp_path, "tick")) >= before + 4)
    for one in three:
        one.stop()
    assert [one.ended() for one in three] == [0, 0, 0]
    schema = "dbos." if jobs_rt.db.dialect.name == "postgresql" else ""
    statement = f"SELECT count(*) FROM {schema}workflow_status WHERE workflow_uuid LIKE 'schedule:tick:%'"  # noqa: S608 - ours
    with jobs_rt.db.read() as tx:
        ended = tx.connection.execute(text(f"{statement} AND status = 'SUCCESS'")).scalar_one()
        begun = tx.connection.execute(text(statement)).scalar_one()
    assert ended <= len(ids(tmp_path, "tick")) <= begun
    assert any("sweep_failed" in one.said() for one in three)


def test_asked_to_stop_it_ends_what_it_has_begun_and_nothing_else(
    jobs_rt: Runtime, open_crew: OpenCrew, tmp_path: Path
) -> None:
    put(jobs_rt, "hold", "a", "b", "c", "d")
    first = open_crew()
    until("two have begun", lambda: len(ids(tmp_path, "begun")) == 2)
    first.stop()
    go(tmp_path)
    assert first.ended() == 0
    assert sorted(ids(tmp_path, "done")) == sorted(ids(tmp_path, "begun"))
    with jobs_rt.db.read() as tx:
        found = engine.backlog(tx)
    assert (found.queued, found.running) == (4 - len(ids(tmp_path, "done")), 0)
    open_crew()
    until("the rest is done", lambda: sorted(ids(tmp_path, "done")) == ["a", "b", "c", "d"])


def test_a_job_that_does_not_end_in_time_is_left_to_the_next(
    jobs_rt: Runtime, open_crew: OpenCrew, tmp_path: Path
) -> None:
    put(jobs_rt, "hold", "a")
    first = open_crew(drain_seconds=1)
    until("it has begun", lambda: ids(tmp_path, "begun"))
    first.stop()
    assert first.ended() == 3
    go(tmp_path)
    second = open_crew()
    until("it is done", lambda: ids(tmp_path, "done"))
    assert workers(tmp_path, "done") == {second.pid}


def test_imports_and_jobs_do_not_get_into_each_others_way(
    jobs_rt: Runtime, open_crew: OpenCrew, open_server: OpenServer, tmp_path: Path
) -> None:
    """SQLite has one writer, and two processes want it all the time."""
    tenant = open_server(WORKER="false").tenant()
    slug = tenant.report("Nightly", "vendor", {"external_id": "No", "name": "Name"})
    wanted = [f"j{number}" for number in range(40)]
    for number in range(0, 40, 4):
        put(jobs_rt, "note", *wanted[number : number + 4], organisation=f"cborg_{number}")
    worker: Crew = open_crew()
    for batch in range(6):
        answer = tenant.send(slug, [{"No": f"V{one}", "Name": f"Batch {batch}"} for one in range(2000)])
        assert (answer["failed_count"], answer["received_count"]) == (0, 2000)
    until("all are done", lambda: all_done(jobs_rt))
    assert Counter(ids(tmp_path, "done")) == Counter(wanted)
    assert "locked" not in worker.said()


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_a_worker_that_loses_its_slot_stops_and_takes_another(
    jobs_rt: Runtime, open_crew: OpenCrew, tmp_path: Path
) -> None:
    worker: Crew = open_crew()
    worker.await_ready()
    with jobs_rt.db.write() as tx:
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        tx.connection.exec_driver_sql(ended + " AND datname = current_database()")
    until("it has noticed", lambda: "worker_lost_its_slot" in worker.said())
    put(jobs_rt, "note", "a")
    until("it works again", lambda: ids(tmp_path, "done") == ["a"])
    assert worker.said().count("ready slot-") == 2
