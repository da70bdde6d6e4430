"""`worker` as a process, and the worker inside `serve`."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from tests.fixtures.jobs import until
from tests.fixtures.servers import COMMAND, OpenServer
from vendorproof.access import organisations
from vendorproof.db.tables import event
from vendorproof.jobs import engine
from vendorproof.runtime import Runtime


@contextmanager
def running(url: str, folder: Path, *options: str, **settings: str) -> Iterator["subprocess.Popen[str]"]:
    given = {"DATABASE_URL": url, "DATA_DIR": str(folder), "LOG_FORMAT": "json", **settings}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("VENDORPROOF_")}
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "worker", *options],
        env={**inherited, "PYTHONUNBUFFERED": "1", **{f"VENDORPROOF_{name}": value for name, value in given.items()}},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def first_line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def add_an_old_event(rt: Runtime) -> None:
    with rt.db.write() as tx:
        values = {"organisation_id": organisations.create(tx, "Old"), "id": "cbevt_1", "event_type": "x"}
        tx.connection.execute(insert(event).values(**values, subject_id="s", data={}, occurred_at=1))


def events(rt: Runtime) -> int:
    with rt.db.read() as tx:
        found: int = tx.connection.execute(select(func.count()).select_from(event)).scalar_one()
        return found


def test_it_works_off_what_is_there_and_ends(jobs_rt: Runtime, migrated_url: str, tmp_path: Path) -> None:
    add_an_old_event(jobs_rt)
    with running(migrated_url, tmp_path, "--until-idle") as process:
        said, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert said.startswith("Worker slot-0 on ")
    assert said.endswith(": 4 jobs at once, 2 of one organisation.\n")
    assert events(jobs_rt) == 0
    with jobs_rt.db.read() as tx:
        assert engine.backlog(tx) == engine.Backlog(queued=0, running=0, delayed=0, failed=0)


def test_two_of_them_have_two_slots_and_both_end_when_asked(migrated_url: str, tmp_path: Path) -> None:
    limits = {"WORKER_THREADS": "3", "JOBS_PER_ORGANISATION": "1"}
    with running(migrated_url, tmp_path, **limits) as one:
        assert first_line(one).startswith("Worker slot-0 ")
        with running(migrated_url, tmp_path, **limits) as other:
            line = first_line(other)
            assert line.startswith("Worker slot-1 ")
            assert line.endswith(": 3 jobs at once, 1 of one organisation.\n")
            for process in (one, other):
                process.send_signal(signal.SIGTERM)
            assert [one.wait(60), other.wait(60)] == [0, 0]


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_the_line_at_the_start_shows_no_password(migrated_url: str, tmp_path: Path) -> None:
    with running(migrated_url, tmp_path, "--until-idle") as process:
        said, errors = process.communicate(timeout=60)
    assert "on postgresql://" in said
    assert migrated_url.split(":")[2].split("@", maxsplit=1)[0] not in said + errors


def test_a_limit_of_nothing_is_refused(tmp_path: Path) -> None:
    with running("", tmp_path, WORKER_THREADS="0") as process:
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert errors == "Error: VENDORPROOF_WORKER_THREADS is 0; it must be at least 1.\n"


def test_the_worker_in_serve_works(open_server: OpenServer, jobs_rt: Runtime) -> None:
    add_an_old_event(jobs_rt)
    server = open_server()
    until("the old event is swept", lambda: events(jobs_rt) == 0)
    assert server.stop() == -signal.SIGTERM
    assert "worker_ready" in server.said()
    assert server.tracebacks() == ""
    server.start()
    until("it is back at its slot", lambda: server.said().count('"slot": "slot-0"') == 2)


def test_serve_can_do_without(open_server: OpenServer) -> None:
    server = open_server(WORKER="false")
    assert server.stop() == -signal.SIGTERM
    assert "worker" not in server.said()
