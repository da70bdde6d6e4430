"""The place for files, or the database, fails under a running server: 503 and a reason, nothing kept, nothing lost.

Whoever sends the file again under the same Idempotency-Key once it is mended gets a document.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from tests.fixtures import contents
from tests.fixtures.databases import Kind
from tests.fixtures.jobs import until
from tests.fixtures.outages import Disk, OwnBucket
from tests.fixtures.servers import OpenServer, Server, Tenant
from tests.journeys import evidence
from vendorproof.db.engine import Database
from vendorproof.storage import BlobStore

SMALL, LARGE = 9_000, 12 << 20
"""In one piece, and in several parts on S3."""


@dataclass(frozen=True)
class Desk:
    """Sends files of one vendor, each under a key of its own, and knows what must be kept of them."""

    tenant: Tenant
    vendor_id: str
    settings: Mapping[str, str]

    @property
    def server(self) -> Server:
        return self.tenant.server

    @property
    def blobs(self) -> BlobStore:
        chosen: dict[str, Any] = {name.lower(): value for name, value in self.settings.items()}
        return evidence.stored(Path(chosen.pop("data_dir")), **chosen)

    def send(self, key: str, size: int) -> httpx.Response:
        data = evidence.text_file(size, key)
        return evidence.upload(self.tenant, self.vendor_id, data, f"{key}.txt", key)

    def kept(self, key: str, size: int) -> httpx.Response:
        answer = self.send(key, size)
        assert answer.status_code == 201, answer.text
        return answer

    def refused(self, key: str, size: int, code: str) -> None:
        """The answer says what it is and when to come back, the log says why, and there is no row."""
        rows, logged = self._rows(), len(self.server.log.read_text())
        answer = self.send(key, size)
        assert (answer.status_code, answer.json()["detail"]["code"]) == (503, code), answer.text
        assert int(answer.headers["Retry-After"]) > 0
        mine = self._logged(logged, answer.headers["X-Request-Id"])
        assert any(one["event"] == code and one["reason"] for one in mine) or not code.startswith("storage"), mine
        assert mine[-1]["code"] == code
        assert self._rows() == rows

    def mended(self, *keys: tuple[str, int]) -> None:
        """Every key makes its document now, once; all of them settle, and bytes and rows agree."""
        for key, size in keys:
            first = self.kept(key, size)
            again = self.kept(key, size)
            assert again.content == first.content
            assert "Idempotent-Replayed" not in first.headers
        documents = evidence.settled(self.tenant)
        assert {one["status"] for one in documents} == {"complete"}
        assert len({one["sha256"] for one in documents}) == len(documents), "a file made two documents"
        evidence.bytes_and_rows_agree(self.server, self.blobs, self.tenant.organisation_id)
        assert self.server.tracebacks() == ""

    def _logged(self, since: int, request_id: str) -> list[dict[str, Any]]:
        """What the server said of a request after so many characters; the line about its end comes last."""
        mine: list[dict[str, Any]] = []

        def has_ended() -> bool:
            lines = self.server.log.read_text()[since:].splitlines(keepends=True)
            told = [json.loads(one) for one in lines if one.endswith("\n")]
            mine[:] = [one for one in told if one.get("request_id") == request_id]
            return bool(mine) and mine[-1]["event"] == "request"

        until("the request is in the log", has_ended)
        return mine

    def _rows(self) -> list[list[str]]:
        url, mine = self.server.database_url, self.tenant.organisation_id
        columns = (("document", "id"), ("idempotent_answer", "key"))
        return [[one[column] for one in contents.rows(url, table, mine)] for table, column in columns]


@contextmanager
def opened(open_server: OpenServer, data_dir: Path, **settings: str) -> Iterator[Desk]:
    chosen = {"DATA_DIR": str(data_dir), **settings}
    server = open_server(**chosen)
    tenant = server.tenant()
    yield desk_of(tenant, evidence.vendor(tenant), chosen)
    print(server.tracebacks())  # noqa: T201 - pytest shows it with a failure only


def desk_of(tenant: Tenant, vendor_id: str, settings: Mapping[str, str]) -> Desk:
    places = ("DATA_DIR", "STORAGE_URL", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY")
    return Desk(tenant, vendor_id, {name: settings[name] for name in places if name in settings})


def test_a_disk_that_is_full(open_server: OpenServer, tmp_path: Path, disk: Disk) -> None:
    with opened(open_server, tmp_path / "kept", STORAGE_URL=f"file://{disk.folder}/files") as desk:
        desk.kept("before", SMALL)
        desk.refused("larger than the disk", LARGE, "storage_full")
        disk.fill(free_bytes=1 << 20)
        desk.refused("larger than the rest", 3 << 20, "storage_full")
        disk.make_room()
        disk.fill()
        desk.refused("small", SMALL, "storage_full")
        assert desk.tenant.get("/v1/documents").json()["total"] == 1
        disk.make_room()
        desk.mended(("larger than the rest", 3 << 20), ("small", SMALL))


def test_a_disk_that_becomes_read_only(open_server: OpenServer, tmp_path: Path, disk: Disk) -> None:
    with opened(open_server, tmp_path / "kept", STORAGE_URL=f"file://{disk.folder}/files") as desk:
        before = desk.kept("before", SMALL).json()
        disk.protect(on=True)
        for size in (SMALL, 1 << 20):
            desk.refused(f"{size} bytes", size, "storage_unavailable")
        link = desk.tenant.get(f"/v1/documents/{before['id']}/download").json()["url"]
        assert len(httpx.get(link, trust_env=False).content) == SMALL
        disk.protect(on=False)
        desk.mended((f"{SMALL} bytes", SMALL), ("1048576 bytes", 1 << 20))


def test_a_folder_that_is_taken_away(open_server: OpenServer, tmp_path: Path) -> None:
    """Something else lies in its place; with nothing there the server makes a new one."""
    files, aside = tmp_path / "files", tmp_path / "aside"
    with opened(open_server, tmp_path / "kept", STORAGE_URL=f"file://{files}") as desk:
        before = desk.kept("before", SMALL).json()
        evidence.settled(desk.tenant)
        link = desk.tenant.get(f"/v1/documents/{before['id']}/download").json()["url"]
        files.rename(aside)
        files.write_bytes(b"")
        for size in (SMALL, LARGE):
            desk.refused(f"{size} bytes", size, "storage_unavailable")
        assert httpx.get(link, trust_env=False).status_code == 503
        files.unlink()
        assert httpx.get(link, trust_env=False).status_code == 404
        aside.rename(files)
        assert len(httpx.get(link, trust_env=False).content) == SMALL
        desk.mended((f"{SMALL} bytes", SMALL), (f"{LARGE} bytes", LARGE))


def test_a_bucket_that_is_removed(open_server: OpenServer, tmp_path: Path, own_bucket: OwnBucket) -> None:
    with opened(open_server, tmp_path / "kept", **own_bucket.settings) as desk:
        own_bucket.remove()
        for size in (SMALL, LARGE):
            desk.refused(f"{size} bytes", size, "storage_unavailable")
        own_bucket.make()
        desk.mended((f"{SMALL} bytes", SMALL), (f"{LARGE} bytes", LARGE))


def test_credentials_that_are_wrong(open_server: OpenServer, tmp_path: Path, own_bucket: OwnBucket) -> None:
    """The next start has the right ones."""
    wrong = {**own_bucket.settings, "S3_SECRET_ACCESS_KEY": "not-the-right-one"}
    with opened(open_server, tmp_path / "kept", **wrong) as desk:
        until("the start has looked", lambda: "storage_unusable" in desk.server.log.read_text())
        for size in (SMALL, LARGE):
            desk.refused(f"{size} bytes", size, "storage_unavailable")
        assert "not-the-right-one" not in desk.server.log.read_text()
        desk.server.stop()
        right = {"DATA_DIR": str(tmp_path / "kept"), **own_bucket.settings}
        again = desk_of(open_server(**right).as_tenant(desk.tenant), desk.vendor_id, right)
        again.mended((f"{SMALL} bytes", SMALL), (f"{LARGE} bytes", LARGE))


def test_a_bucket_out_of_reach(open_server: OpenServer, tmp_path: Path, own_bucket: OwnBucket) -> None:
    """Its server is stopped between and during uploads, and while documents wait to be looked at; then it is back."""
    without_worker = {**own_bucket.settings, "WORKER": "false"}
    with opened(open_server, tmp_path / "kept", **without_worker) as desk:
        for key in ("one", "two"):
            desk.kept(key, SMALL)
        own_bucket.gate.close()
        for size in (SMALL, LARGE):
            desk.refused(f"{size} bytes", size, "storage_unavailable")
        worker = open_server(DATA_DIR=str(tmp_path / "kept"), **own_bucket.settings)
        until("jobs are put off", lambda: worker.log.read_text().count("job_postponed") >= 2)
        assert {one["status"] for one in desk.tenant.all("/v1/documents", "data")} == {"queued_processing"}
        own_bucket.gate.open()
        desk.mended((f"{SMALL} bytes", SMALL), (f"{LARGE} bytes", LARGE))


def test_a_bucket_out_of_reach_half_way(open_server: OpenServer, tmp_path: Path, own_bucket: OwnBucket) -> None:
    """What was sent of the file cannot be removed while nobody answers: the sweep does it later."""
    with opened(open_server, tmp_path / "kept", **own_bucket.settings) as desk, ThreadPoolExecutor(1) as pool:
        size = 96 << 20
        sent = pool.submit(desk.send, "half", size)
        until("a part is stored", lambda: any(one.key is None for one in desk.blobs.blobs()))
        own_bucket.gate.close()
        answer = sent.result()
        assert (answer.status_code, answer.json()["detail"]["code"]) == (503, "storage_unavailable")
        assert "storage_left_behind" in desk.server.log.read_text()
        assert desk.tenant.get("/v1/documents").json()["total"] == 0
        own_bucket.gate.open()
        desk.kept("half", size)
        settings: dict[str, Any] = {name.lower(): one for name, one in own_bucket.settings.items()}
        evidence.swept(desk.server, tmp_path / "kept", **settings)
        desk.mended()


def test_a_database_that_is_locked(open_server: OpenServer, tmp_path: Path, database_kind: Kind) -> None:
    """The file is stored by then, and goes again."""
    with opened(
        open_server, tmp_path / "kept", IMPORT_WAIT_SECONDS="1", IDEMPOTENCY_WAIT_SECONDS="1", WORKER="false"
    ) as desk:
        with locked(desk.server.database_url, database_kind):
            for size in (SMALL, LARGE):
                desk.refused(f"{size} bytes", size, "busy")
            assert list(desk.blobs.blobs()) == []
        open_server(DATA_DIR=str(tmp_path / "kept"))
        desk.mended((f"{SMALL} bytes", SMALL), (f"{LARGE} bytes", LARGE))


@contextmanager
def locked(url: str, kind: Kind) -> Iterator[None]:
    """Nobody else writes a document."""
    database = Database.connect(url)
    try:
        with database.write() as tx:
            if kind == "postgresql":
                tx.connection.execute(text("LOCK TABLE document IN EXCLUSIVE MODE"))
            yield
    finally:
        database.dispose()


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_disk_that_is_full_with_the_database_on_it(
    disk: Disk, tmp_path: Path, migrated_url: str, database_kind: Kind
) -> None:
    """PostgreSQL has a disk of its own."""
    home = disk.folder / "home"
    home.mkdir()
    with Server(f"sqlite:///{home}/v.db", tmp_path / "log", DATA_DIR=str(home), WORKER="false") as server:
        tenant = server.tenant()
        settings = {"DATA_DIR": str(home)}
        desk = desk_of(tenant, evidence.vendor(tenant), settings)
        disk.fill()
        for size in (SMALL, 1 << 20):
            answer = desk.send(f"{size} bytes", size)
            assert answer.status_code == 503
            assert answer.json()["detail"]["code"] in ("storage_full", "database_unavailable")
        disk.make_room()
        for size in (SMALL, 1 << 20):
            desk.kept(f"{size} bytes", size)
        assert len(evidence.bytes_and_rows_agree(server, desk.blobs, tenant.organisation_id)) == 2
        with closing(sqlite3.connect(home / "v.db")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert server.tracebacks() == ""
