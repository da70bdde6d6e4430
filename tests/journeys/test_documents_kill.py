"""kill -9 at random moments while files come in and while they are worked on, on both databases.

`VENDORPROOF_KILL_ROUNDS=50` for the long run.
"""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from tests.fixtures.servers import COMMAND, OpenServer, Tenant
from tests.journeys import evidence

ROUNDS = int(os.environ.get("VENDORPROOF_KILL_ROUNDS", "4"))
SENDERS = 3
LATEST_SECONDS = 0.8
JOBS = 50
SIZES = (100, 9_000, 300_000, 2_000_000)


@dataclass
class Sender:
    """Uploads one file after the other, each under a key of its own, until the server is gone."""

    tenant: Tenant
    vendor_id: str
    name: str
    number: int = 0
    tried: dict[str, bytes] = field(default_factory=dict)
    acknowledged: dict[str, httpx.Response] = field(default_factory=dict)

    def run(self) -> None:
        with suppress(httpx.TransportError):
            while True:
                self.number += 1
                key = f"{self.name}-{self.number}"
                self.tried[key] = evidence.text_file(SIZES[self.number % len(SIZES)], key)
                answer = evidence.upload(self.tenant, self.vendor_id, self.tried[key], f"{key}.txt", key)
                assert answer.status_code == 201, answer.text
                self.acknowledged[key] = answer


@pytest.mark.timeout(240 + 20 * ROUNDS)
def test_a_document_has_its_bytes_whenever_the_server_dies(open_server: OpenServer, tmp_path: Path) -> None:
    """Also: what was never answered is sent again under its key, and there is one document of it."""
    chance = random.Random(20260102)
    data_dir = tmp_path / "kept"
    server = open_server(DATA_DIR=str(data_dir))
    tenant = server.tenant()
    vendor_id = evidence.vendor(tenant)
    answers: dict[str, httpx.Response] = {}
    tried: dict[str, bytes] = {}
    for number in range(ROUNDS):
        senders = [
            Sender(server.as_tenant(tenant), vendor_id, f"round-{number}-sender-{one}") for one in range(SENDERS)
        ]
        threads = [threading.Thread(target=one.run) for one in senders]
        for one in threads:
            one.start()
        time.sleep(chance.uniform(0.02, LATEST_SECONDS))
        server.kill()
        for one in threads:
            one.join(60)
        server.start()
        for each in senders:
            answers |= each.acknowledged
            tried |= each.tried
    again = server.as_tenant(tenant)
    for key, content in tried.items():
        answer = evidence.upload(again, vendor_id, content, f"{key}.txt", key)
        assert answer.status_code == 201, answer.text
        assert key not in answers or answer.content == answers[key].content, "not the first answer, byte for byte"
        answers[key] = answer
    documents = evidence.settled(again)
    assert {one["id"] for one in documents} == {*evidence.by_key(answers).values()}, "a key made two documents, or none"
    assert len(documents) == len(tried)
    assert {one["status"] for one in documents} == {"complete"}
    blobs = evidence.swept(server, data_dir)
    rows = evidence.bytes_and_rows_agree(server, blobs, tenant.organisation_id)
    evidence.analysed_once(server, rows, tenant.organisation_id)
    print(f"\n{ROUNDS} kills, {len(tried)} uploads")  # noqa: T201 - with -s


@contextmanager
def workers(environment: dict[str, str], log: Path) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """Three `vendorproof worker`; a test may kill some and start others in their place."""
    running: list[subprocess.Popen[bytes]] = []
    try:
        running.extend(worker(environment, log) for _ in range(3))
        yield running
    finally:
        for one in running:
            one.kill()
            one.wait(15)


def worker(environment: dict[str, str], log: Path) -> "subprocess.Popen[bytes]":
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("VENDORPROOF_")}
    with log.open("ab") as said:
        return subprocess.Popen(
            [sys.executable, "-c", COMMAND, "worker"], env={**inherited, **environment}, stdout=said, stderr=said
        )


@pytest.mark.timeout(300 + 20 * ROUNDS)
def test_every_document_settles_once_whichever_worker_dies(open_server: OpenServer, tmp_path: Path) -> None:
    chance = random.Random(20260103)
    data_dir = tmp_path / "kept"
    server = open_server(DATA_DIR=str(data_dir), WORKER="false")
    tenant = server.tenant()
    vendor_id = evidence.vendor(tenant)
    environment = {
        "VENDORPROOF_DATABASE_URL": server.database_url,
        "VENDORPROOF_DATA_DIR": str(data_dir),
        "VENDORPROOF_LOG_FORMAT": "json",
    }
    sent = [evidence.upload(tenant, vendor_id, evidence.text_file(5_000, f"job {n}")) for n in range(JOBS)]
    assert {one.status_code for one in sent} == {201}
    assert {one["status"] for one in tenant.all("/v1/documents", "data")} == {"created"}, "somebody works already"
    with workers(environment, tmp_path / "workers.log") as running:
        for _ in range(ROUNDS):
            time.sleep(chance.uniform(0.2, 2.0))
            place = chance.randrange(len(running))
            running[place].send_signal(signal.SIGKILL)
            running[place].wait(15)
            running[place] = worker(environment, tmp_path / "workers.log")
        last = running.pop()
        last.kill()
        last.wait(15)
        documents = evidence.settled(tenant)
    assert [one["status"] for one in documents] == ["complete"] * JOBS
    blobs = evidence.swept(server, data_dir)
    rows = evidence.bytes_and_rows_agree(server, blobs, tenant.organisation_id)
    evidence.analysed_once(server, rows, tenant.organisation_id)
