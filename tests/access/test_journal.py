import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.access.test_audit import RECORD
from vendorproof.access.audit import AuditRecord
from vendorproof.access.journal import AuditWriter
from vendorproof.core.errors import DatabaseUnavailable
from vendorproof.core.ids import new_id
from vendorproof.db.engine import Database
from vendorproof.db.spool import Spool
from vendorproof.db.tables import audit_record


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    opened = Database.connect(migrated_url, wait_seconds=5)
    yield opened
    opened.dispose()


@contextmanager
def _writer(database: Database) -> Iterator[AuditWriter]:
    writer = AuditWriter(database)
    yield writer
    writer.close()


def _record(**changes: str) -> AuditRecord:
    return replace(RECORD, **{"id": new_id("cbaudit_"), "organisation_id": "cborg_1", **changes})  # type: ignore[arg-type]


def _count(database: Database) -> int:
    with database.read() as tx:
        return tx.connection.execute(select(func.count()).select_from(audit_record)).scalar_one()


def test_many_callers_at_once_are_all_on_record(database: Database) -> None:
    with _writer(database) as writer:
        start = threading.Barrier(10)

        def call() -> None:
            start.wait()
            for _ in range(20):
                writer.submit(_record()).result(30)

        callers = [threading.Thread(target=call) for _ in range(10)]
        for one in callers:
            one.start()
        for one in callers:
            one.join()
        assert writer.settle(30)
        assert _count(database) == 200


def test_closing_loses_nothing(database: Database) -> None:
    with _writer(database) as writer:
        for _ in range(50):
            writer.submit(_record())
    assert _count(database) == 50


def test_a_reader_does_not_wait_for_an_import(database: Database) -> None:
    """On SQLite the record is durable although the one writer is taken, and arrives once it is free."""
    with _writer(database) as writer:
        with database.write():
            writer.submit(_record()).result(30)
        assert writer.settle(30)
    assert _count(database) == 1


def test_a_waiter_that_gave_up_does_not_stop_the_others(database: Database) -> None:
    with _writer(database) as writer:
        first = [writer.submit(_record()) for _ in range(20)]
        for one in first:
            one.cancel()
        writer.submit(_record()).result(30)
        assert writer.settle(30)
    assert _count(database) == 21


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_a_crash_left_in_the_journal_arrives_once(database: Database) -> None:
    path = Path(f"{database.writer.url.database}-audit")
    arrived, waiting = _record(), _record()
    left_behind = Spool(path)
    left_behind.add([(one.id, json.dumps(asdict(one))) for one in (arrived, waiting)])
    left_behind.close()
    with _writer(database) as writer:
        writer.start()
        assert writer.settle(30)
    again = Spool(path)  # killed after the table took it, before the journal forgot it
    again.add([(arrived.id, json.dumps(asdict(arrived)))])
    again.close()
    with _writer(database) as writer:
        writer.submit(_record()).result(30)
    assert _count(database) == 3
    emptied = Spool(path)
    assert len(emptied) == 0
    emptied.close()


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_whoever_submits_is_told_that_it_failed(database: Database) -> None:
    gone = Database.connect("postgresql://nobody@127.0.0.1:1/nothing", wait_seconds=1)
    with _writer(gone) as writer, pytest.raises(DatabaseUnavailable):
        writer.submit(_record()).result(30)
    gone.dispose()
    assert _count(database) == 0
