"""A slot has one worker, and is free the moment that one is gone."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests.fixtures.jobs import until
from vendorproof.jobs import leases
from vendorproof.jobs.leases import Slots
from vendorproof.runtime import Runtime


@pytest.fixture
def slots(jobs_rt: Runtime) -> Iterator[Slots]:
    with closing(leases.slots(jobs_rt.db)) as found:
        yield found


@pytest.fixture
def others(jobs_rt: Runtime) -> Iterator[Slots]:
    """As another process would see them: an open file of its own, a session of its own."""
    with closing(leases.slots(jobs_rt.db)) as found:
        yield found


def test_the_first_free_one_is_taken(slots: Slots, others: Slots) -> None:
    assert slots.take_first() == 0
    assert others.take_first() == 1
    assert slots.is_held(0)
    assert others.is_held(1)
    slots.leave(0)
    assert others.take_first() == 0


def test_a_slot_is_free_once_its_holder_is_gone(slots: Slots, others: Slots) -> None:
    slots.take_first()
    with others.borrowed(0) as dead:
        assert not dead
    slots.close()

    def is_dead() -> bool:
        with others.borrowed(0) as dead:
            return dead

    until("the server has seen the session end", is_dead)
    assert is_dead()  # who borrowed it gave it back


def test_whoever_lost_a_slot_is_told(slots: Slots, jobs_rt: Runtime) -> None:
    number = slots.take_first()
    if isinstance(slots, leases.PostgresSlots):
        with jobs_rt.db.write() as tx:
            ended = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s"
            tx.connection.exec_driver_sql(ended, (leases.LOCK_CLASS,))
    else:
        assert isinstance(slots, leases.FileSlots)
        slots._path(number).unlink()
    assert not slots.is_held(number)


def test_all_slots_taken_is_said(slots: Slots, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "MOST_WORKERS", 2)
    assert [slots.take(one) for one in range(2)] == [True, True]
    if isinstance(slots, leases.FileSlots):
        with pytest.raises(leases.NoSlot, match="2 workers"):
            slots.take_first()


def test_a_database_that_is_away_is_an_error_of_its_driver(tmp_path: Path) -> None:
    with pytest.raises(psycopg.OperationalError):
        leases.PostgresSlots("postgresql://nobody@127.0.0.1:9/none")
    with pytest.raises(FileNotFoundError):
        leases.FileSlots(tmp_path / "gone" / "x.db").take(0)


@pytest.mark.parametrize(
    ("name", "number"),
    [("slot-0", 0), ("slot-12", 12), ("local", None), ("slot-", None), ("slot-01", None), (None, None)],
)
def test_names_of_slots(name: str | None, number: int | None) -> None:
    assert leases.number_of(name) == number
    if number is not None:
        assert leases.name_of(number) == name
