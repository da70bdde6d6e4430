"""One file sent many times under one Idempotency-Key, through two server processes on one database and storage."""

import random
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.fixtures.servers import OpenServer, Server, Tenant
from tests.journeys import evidence

TOGETHER = 20
SIZES = (100, 300_000, 2_000_000)
KILLS = 4


@dataclass(frozen=True)
class Pair:
    """One organisation through two servers."""

    tenants: tuple[Tenant, Tenant]
    vendor_id: str
    settings: Mapping[str, Any]

    @property
    def server(self) -> Server:
        return self.tenants[0].server

    def send(self, key: str, size: int) -> list[httpx.Response]:
        """Twenty at the same moment, every other one to the other server; less those whose server died."""
        ready = threading.Barrier(TOGETHER)
        data = evidence.text_file(size, key)

        def one(number: int) -> httpx.Response | None:
            ready.wait(60)
            try:
                return evidence.upload(self.tenants[number % 2], self.vendor_id, data, f"{key}.txt", key)
            except httpx.TransportError:
                return None

        with ThreadPoolExecutor(TOGETHER) as pool:
            return [answer for answer in pool.map(one, range(TOGETHER)) if answer is not None]


@pytest.fixture
def pair(open_server: OpenServer, storage_settings: Mapping[str, str], tmp_path: Path) -> Pair:
    settings = {"data_dir": str(tmp_path / "kept"), **storage_settings}
    chosen = {"IDEMPOTENCY_WAIT_SECONDS": "60", **{name.upper(): value for name, value in settings.items()}}
    one, other = open_server(**chosen), open_server(**chosen)
    tenant = one.tenant()
    return Pair((tenant, other.as_tenant(tenant)), evidence.vendor(tenant), {**settings, "data_dir": tmp_path / "kept"})


def test_twenty_uploads_through_two_servers_make_one_document(pair: Pair) -> None:
    """«A replay returns the original status and body byte for byte and makes nothing»; whose upload came second has
    stored its bytes for nothing, and removes them itself.
    """
    ids = []
    for size in SIZES:
        answers = pair.send(f"{size} bytes", size)
        assert len(answers) == TOGETHER
        assert {(one.status_code, one.content) for one in answers} == {(201, answers[0].content)}
        assert [one.headers.get("Idempotent-Replayed") for one in answers].count(None) == 1
        ids.append(answers[0].json()["id"])
    evidence.settled(pair.tenants[1])
    rows = evidence.bytes_and_rows_agree(pair.server, evidence.stored(**pair.settings), pair.tenants[0].organisation_id)
    assert sorted(one["id"] for one in rows) == sorted(ids)
    evidence.analysed_once(pair.server, rows, pair.tenants[0].organisation_id)
    assert [one.server.tracebacks() for one in pair.tenants] == ["", ""]


@pytest.mark.timeout(600)
def test_when_one_of_the_servers_dies_the_other_makes_the_one_document(pair: Pair) -> None:
    """At a random moment; whoever was answered by either was told of the same document, and so is who asks again."""
    chance = random.Random(20260104)
    ids = []
    for number in range(KILLS):
        dying = pair.tenants[1].server
        killer = threading.Timer(chance.uniform(0.05, 0.9), dying.kill)
        killer.start()
        answers = pair.send(f"round {number}", SIZES[2])
        killer.join()
        again = evidence.upload(
            pair.tenants[0], pair.vendor_id, evidence.text_file(SIZES[2], f"round {number}"), key=f"round {number}"
        )
        assert {one.status_code for one in [again, *answers]} == {201}, [one.text for one in answers]
        assert {one.content for one in answers} <= {again.content}
        ids.append(again.json()["id"])
        dying.start()
        pair = Pair((pair.tenants[0], dying.as_tenant(pair.tenants[1])), pair.vendor_id, pair.settings)
    evidence.settled(pair.tenants[0])
    others = {name: value for name, value in pair.settings.items() if name != "data_dir"}
    blobs = evidence.swept(pair.server, pair.settings["data_dir"], **others)
    rows = evidence.bytes_and_rows_agree(pair.server, blobs, pair.tenants[0].organisation_id)
    assert sorted(one["id"] for one in rows) == sorted(ids)
    evidence.analysed_once(pair.server, rows, pair.tenants[0].organisation_id)
