"""What follows when a job fails: another try, and at the end somebody is told why."""

from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.jobs import run_jobs_of
from tests.jobs import crew
from vendorproof.core.scope import Scope
from vendorproof.jobs import engine, runs
from vendorproof.runtime import Runtime


def put(rt: Runtime, job: str, **payload: Any) -> None:
    with rt.db.write() as tx:
        engine.enqueue(tx, Scope("cborg_1", request_id="r"), job=job, job_id=payload["id"], payload=payload)


def reasons(folder: Path) -> list[str]:
    return [" ".join(words[2:]) for words in crew.said(folder, "gave_up")]


@pytest.mark.parametrize(("how", "times"), [("error", 4), ("problem", 4), ("outage", 12)])
def test_a_job_that_gets_well_in_time_is_done(jobs_rt: Runtime, tmp_path: Path, how: str, times: int) -> None:
    """An outage, which is not the job's fault, is waited out for longer."""
    put(jobs_rt, "fail", id="a", how=how, times=times)
    run_jobs_of(jobs_rt, crew.WORK)
    assert len(crew.said(tmp_path, "tried")) == times + 1
    assert reasons(tmp_path) == []


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ("error", "An unexpected error (LookupError) at each of 5 tries; the server's log has the rest."),
        ("problem", "Tag x already exists."),
    ],
)
def test_a_job_that_does_not_is_given_up_once_with_its_reason(
    jobs_rt: Runtime, tmp_path: Path, how: str, reason: str
) -> None:
    put(jobs_rt, "fail", id="a", how=how, times=99)
    put(jobs_rt, "note", id="b")
    run_jobs_of(jobs_rt, crew.WORK)
    assert len(crew.said(tmp_path, "tried")) == 5
    assert reasons(tmp_path) == [reason]
    assert len(crew.said(tmp_path, "done")) == 1
    with jobs_rt.db.read() as tx:
        assert engine.backlog(tx).failed == 1


def test_an_outage_without_end_is_given_up_too(
    jobs_rt: Runtime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "MOST_WAITS", 3)
    put(jobs_rt, "fail", id="a", how="outage", times=99)
    run_jobs_of(jobs_rt, crew.WORK)
    assert len(crew.said(tmp_path, "tried")) == 4
    assert reasons(tmp_path) == ["The file storage cannot be reached at the moment; nothing was kept."]


def test_giving_up_is_tried_again_until_it_is_heard(jobs_rt: Runtime, tmp_path: Path) -> None:
    put(jobs_rt, "fail", id="a", how="problem", times=99, deaf=2)
    run_jobs_of(jobs_rt, crew.WORK)
    assert len(crew.said(tmp_path, "tried")) == 5
    assert reasons(tmp_path) == ["Tag x already exists."] * 3


def test_a_job_that_no_worker_knows_waits_for_one_that_does(
    jobs_rt: Runtime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "MOST_WAITS", 3)
    put(jobs_rt, "from the future", id="a")
    run_jobs_of(jobs_rt, crew.WORK)
    with jobs_rt.db.read() as tx:
        assert engine.backlog(tx).failed == 1


def test_outside_of_a_worker_nothing_runs() -> None:
    with pytest.raises(RuntimeError, match="no worker"):
        runs._desk()


@pytest.mark.parametrize(
    ("attributes", "lost"),
    [
        (None, 1),
        ({}, 1),
        ({runs.LOST: 1}, 1),
        ({runs.LOST: 1, runs.BEGUN: 1}, 2),
        ({runs.LOST: 2, runs.BEGUN: 1}, 2),
        ({runs.LOST: 2, runs.BEGUN: 2}, 3),
    ],
)
def test_a_run_that_only_stood_beside_is_suspected_once(attributes: dict[str, int] | None, lost: int) -> None:
    assert runs.losses(attributes) == lost
