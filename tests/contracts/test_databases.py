"""What every test that asks for a database may rely on."""

import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import func, insert, inspect, select, text

from tests.fixtures import keeper, postgres
from vendorproof.db.engine import Database
from vendorproof.db.migrate import pending
from vendorproof.db.schema import metadata
from vendorproof.db.tables import organisation

RUN_UNTIL_KILLED = """
import pathlib, sys
from tests.fixtures import keeper, postgres
run_dir = pathlib.Path(sys.argv[1])
with keeper.held(run_dir / "alive"):
    print(postgres.ensure_running(run_dir), flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("_again", [1, 2])
def test_a_fresh_database_is_empty_each_time(database_url: str, database_kind: str, _again: int) -> None:
    database = Database.connect(database_url)
    try:
        with database.write() as tx:
            assert tx.dialect.name == database_kind
            assert inspect(tx.connection).get_table_names() == []
            tx.connection.execute(text("CREATE TABLE left_behind (id INTEGER)"))
    finally:
        database.dispose()


@pytest.mark.parametrize("_again", [1, 2])
def test_a_migrated_database_has_every_table_and_no_row(migrated_url: str, _again: int) -> None:
    database = Database.connect(migrated_url)
    try:
        assert not pending(database)
        with database.write() as tx:
            assert set(metadata.tables) <= set(inspect(tx.connection).get_table_names())
            for table in metadata.sorted_tables:
                assert tx.connection.execute(select(func.count()).select_from(table)).scalar() == 0
            tx.connection.execute(insert(organisation).values(id="cborg_1", name="left behind", created_at=0))
    finally:
        database.dispose()


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_copied_sqlite_database_is_still_in_wal_mode(migrated_url: str) -> None:
    header = Path(migrated_url.removeprefix("sqlite:///")).read_bytes()
    assert header[18:20] == b"\x02\x02"


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_postgresql_is_used_as_its_owner_not_as_superuser(migrated_url: str) -> None:
    with closing(psycopg.connect(migrated_url)) as connection:
        assert connection.execute("SELECT current_setting('is_superuser')").fetchone() == ("off",)


@pytest.mark.postgresql
def test_a_database_is_dropped_although_somebody_is_still_connected(postgres_server_url: str) -> None:
    with postgres.new_database(postgres_server_url, "vp_test_still_connected") as url:
        left_open = psycopg.connect(url)
    with pytest.raises(psycopg.OperationalError):
        left_open.execute("SELECT 1")
    left_open.close()


@pytest.mark.postgresql
def test_the_server_ends_with_its_run_even_when_the_run_is_killed() -> None:
    run_dir = Path(tempfile.mkdtemp(prefix="vp-"))
    run = subprocess.Popen(
        [sys.executable, "-c", RUN_UNTIL_KILLED, run_dir], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    )
    with run:
        assert run.stdout is not None
        url = run.stdout.readline().strip()
        psycopg.connect(url).close()
        run.kill()
    keeper.await_stopped(run_dir)
    with pytest.raises(psycopg.OperationalError, match="refused"):
        psycopg.connect(url)
    assert not run_dir.exists()
