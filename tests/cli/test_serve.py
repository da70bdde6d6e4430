"""`serve` and `migrate` as processes."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from sqlalchemy import text

from vendorproof.cli.main import main
from vendorproof.db.engine import Database


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(url: str, folder: Path) -> Iterator[tuple[str, str]]:
    """(address, what it printed)"""
    port = free_port()
    environment = {"VENDORPROOF_DATABASE_URL": url, "VENDORPROOF_DATA_DIR": str(folder), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "vendorproof", "serve", "--first-key", "--port", str(port)]
    out = folder / "out.txt"
    with (
        out.open("w") as stream,
        subprocess.Popen(command, env=environment, stdout=stream, stderr=subprocess.DEVNULL) as process,
    ):
        try:
            address = f"http://127.0.0.1:{port}"
            _until_up(address, process)
            yield address, out.read_text()
        finally:
            process.terminate()
            assert process.wait(30) in (0, -15)  # it ends in order, then by the signal it was sent


def _until_up(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        assert process.poll() is None, "the server ended"
        try:
            if httpx.get(f"{address}/healthz").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    pytest.fail("the server did not come up")


def test_an_empty_database_is_migrated_and_the_first_key_works(database_url: str, tmp_path: Path) -> None:
    with serving(database_url, tmp_path) as (address, said):
        assert f"{address}/" in said
        secret = re.search(r"ak_live_\S+", said)
        assert secret
        answer = httpx.get(f"{address}/v1/utils/authtest", headers={"Authorization": f"Bearer {secret[0]}"})
        assert answer.json() == {"msg": "Auth successful"}
    with serving(database_url, tmp_path) as (_, said):
        assert "ak_live_" not in said
        assert "keys create" in said


def test_a_schema_from_a_newer_release_is_refused_and_left_alone(
    migrated_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VENDORPROOF_DATABASE_URL", migrated_url)
    monkeypatch.setenv("VENDORPROOF_DATA_DIR", str(tmp_path))
    database = Database.connect(migrated_url)
    with database.write() as tx:
        tx.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for command in (["serve", "--port", "0"], ["migrate"], ["keys", "list"]):
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 2
        assert "revision 9999" in result.stderr
        assert "newer release" in result.stderr
    with database.read() as tx:
        assert tx.connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"
    database.dispose()


def test_a_database_that_cannot_be_opened_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENDORPROOF_DATA_DIR", str(tmp_path))
    for url in ("postgresql://nobody@127.0.0.1:9/none", "oracle://x/y", "not a url"):
        monkeypatch.setenv("VENDORPROOF_DATABASE_URL", url)
        result = CliRunner().invoke(main, ["migrate"])
        assert result.exit_code == 2, url
        assert result.stderr.startswith("Error: The database"), result.stderr
