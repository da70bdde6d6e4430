import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner, Result

from vendorproof import runtime
from vendorproof.access import organisations
from vendorproof.cli import demo
from vendorproof.cli.main import main
from vendorproof.config import Settings
from vendorproof.db.migrate import migrate
from vendorproof.runtime import Runtime


@pytest.fixture
def rt(migrated_url: str, tmp_path: Path) -> Iterator[Runtime]:
    rt = runtime.build(Settings(database_url=migrated_url, data_dir=tmp_path))
    yield rt
    rt.db.dispose()


def run_demo(url: str, folder: Path) -> Result:
    environment = {"VENDORPROOF_DATABASE_URL": url, "VENDORPROOF_DATA_DIR": str(folder)}
    return CliRunner().invoke(main, ["demo", "--no-serve"], env=environment)


def test_sample_files_come_in_through_imports_and_some_records_are_refused(rt: Runtime) -> None:
    counts = {
        name: (one.created_count, one.updated_count - one.unchanged_count, one.unchanged_count, one.failed_count)
        for name, one in demo.fill(rt).imported.items()
    }
    assert counts == {
        "vendors.csv": (40, 0, 0, 3),
        "services.csv": (56, 0, 0, 3),
        "assessments.csv": (50, 0, 0, 4),
        "vendors-week-2.csv": (0, 6, 6, 0),
    }


def test_refused_records_show_a_reason_of_each_kind(rt: Runtime) -> None:
    errors = [one for told in demo.fill(rt).imported.values() for one in told.errors]
    assert {one.error_code for one in errors} == {
        "missing_required_field",
        "invalid_field_value",
        "duplicate_external_id",
    }
    assert {one.field for one in errors} == {
        "external_id", "name", "tier", "next_assessment_date", "primary_contact_email",
        "vendor", "hosting_model", "period_end", "score", "findings_count", "services",
    }  # fmt: skip
    assert all(one.value is not None for one in errors if one.error_code == "invalid_field_value")


def test_what_it_prints_names_every_file_and_a_key_that_works(database_url: str, tmp_path: Path) -> None:
    told = run_demo(database_url, tmp_path)
    assert told.exit_code == 0, told.output
    assert re.search(r"vendors\.csv +43 records: 40 created, 0 updated, 0 unchanged, 3 refused", told.output)
    assert re.search(r"export KEY=ak_live_\w+", told.output)


def test_a_database_with_data_is_refused_and_left_alone(database_url: str, tmp_path: Path) -> None:
    rt = runtime.build(Settings(database_url=database_url, data_dir=tmp_path))
    migrate(rt.db)
    with rt.db.write() as tx:
        mine = organisations.create(tx, "Mine")
    told = run_demo(database_url, tmp_path)
    assert told.exit_code == 2
    assert "This database holds an organisation already" in told.output
    assert "VENDORPROOF_DATA_DIR=data/demo" in told.output
    with rt.db.read() as tx:
        rows = tx.connection.exec_driver_sql("SELECT id FROM organisation").all()
    rt.db.dispose()
    assert [tuple(row) for row in rows] == [(mine,)]


def test_it_serves_what_it_made(database_url: str, tmp_path: Path) -> None:
    with serving(database_url, tmp_path) as (url, said):
        secret = re.findall(r"export KEY=(\S+)", said)[0]
        bearer = {"Authorization": f"Bearer {secret}"}
        assert httpx.get(f"{url}/v1/vendors", headers=bearer).json()["total"] == 40
        for method, path in re.findall(r'\$KEY" (-X POST )?\'?http://[^/]+(/[^\s\']+)', said):
            assert httpx.request("POST" if method else "GET", url + path, headers=bearer).status_code == 200, path


@contextmanager
def serving(database_url: str, folder: Path) -> Iterator[tuple[str, str]]:
    """A demo in a process of its own: its address, and what it said before it served."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "VENDORPROOF_DATABASE_URL": database_url,
        "VENDORPROOF_DATA_DIR": str(folder),
        "VENDORPROOF_PORT": str(port),
    }
    said = folder / "said.txt"
    command = [sys.executable, "-c", "from vendorproof.cli.main import main; main()", "demo"]
    with said.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
    url = f"http://127.0.0.1:{port}"
    try:
        while not _answers(url):
            assert process.poll() is None, said.read_text()
            time.sleep(0.05)
        yield url, said.read_text()
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/healthz").status_code == 200
    except httpx.TransportError:
        return False
