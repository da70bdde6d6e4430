"""kill -9 of the server at random moments of an import: all or nothing of every batch, on both databases.

`VENDORPROOF_KILL_ROUNDS=50` for the long run.
"""

import os
import random
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from tests.fixtures import contents
from tests.fixtures.servers import OpenServer, Server, Tenant

ROUNDS = int(os.environ.get("VENDORPROOF_KILL_ROUNDS", "4"))
BATCH = 1500
LATEST_SECONDS = 0.6
MAPPING = {"external_id": "No", "name": "Name", "next_assessment_date": "Due", "tags": "Tags"}
REFUSED = 3
"""Records of each batch that cannot be taken, so that refused records are half-written or not at all, too."""


@dataclass
class Sender:
    """Posts batches one after the other until the server is gone. Each batch has ids of its own and changes old ones."""

    tenant: Tenant
    slug: str
    number: int
    acknowledged: dict[int, Mapping[str, Any]] = field(default_factory=dict)
    tried: list[int] = field(default_factory=list)

    def run(self) -> None:
        try:
            while True:
                self.number += 1
                self.tried.append(self.number)
                answer = self.tenant.http.post(f"/v1/import/{self.slug}", json={"data": records(self.number)})
                assert answer.status_code == 200, answer.text
                self.acknowledged[self.number] = {**answer.json(), "request_id": answer.headers["X-Request-Id"]}
        except httpx.TransportError:
            return


def records(number: int) -> list[dict[str, Any]]:
    """A batch: a third of it new ids, the rest ids that every batch has and changes, and a few that are refused."""
    new = [f"B{number}-{index}" for index in range(BATCH // 3)]
    shared = [f"S{index}" for index in range(BATCH - len(new) - REFUSED)]
    good = [{"No": one, "Name": f"Batch {number}", "Due": "2027-01-01", "Tags": f"b{number}"} for one in new + shared]
    return good + [{"No": f"bad-{number}-{index}", "Name": " "} for index in range(REFUSED)]


@pytest.mark.timeout(120 + 20 * ROUNDS)
def test_a_batch_is_all_there_or_not_at_all_whenever_the_server_dies(open_server: OpenServer) -> None:
    """«one transaction for the batch, so a crash leaves all or nothing of it»."""
    chance = random.Random(20260101)
    server = open_server()
    tenant = server.tenant()
    slug = tenant.report("Nightly", "vendor", MAPPING)
    acknowledged: dict[int, Mapping[str, Any]] = {}
    tried: list[int] = []
    for _ in range(ROUNDS):
        sender = Sender(server.as_tenant(tenant), slug, tried[-1] if tried else 0)
        _kill_while_it_works(server, sender, chance.uniform(0.01, LATEST_SECONDS))
        acknowledged |= sender.acknowledged
        tried += sender.tried
        begun = time.monotonic()
        server.start()
        assert time.monotonic() - begun < 30
        _nothing_is_half_there(server, tenant, acknowledged, tried)
    _every_answered_call_is_on_record(server.as_tenant(tenant), acknowledged)
    last = server.as_tenant(tenant).send(slug, records(tried[-1] + 1))
    assert (last["failed_count"], last["received_count"]) == (REFUSED, BATCH)
    assert tried, "the server died before it was asked for anything"
    print(f"\n{tenant.server.database_url.partition(':')[0]}: {ROUNDS} kills,", end=" ")  # noqa: T201 - with -s
    print(f"{len(tried)} batches tried, {len(acknowledged)} acknowledged")  # noqa: T201 - as above


def _kill_while_it_works(server: Server, sender: Sender, seconds: float) -> None:
    thread = threading.Thread(target=sender.run)
    thread.start()
    time.sleep(seconds)
    server.kill()
    thread.join(60)
    assert not thread.is_alive()


def _nothing_is_half_there(
    server: Server, tenant: Tenant, acknowledged: Mapping[int, Mapping[str, Any]], tried: list[int]
) -> None:
    organisation = tenant.organisation_id
    vendors = contents.rows(server.database_url, "vendor", organisation)
    runs = {one["id"]: one for one in contents.rows(server.database_url, "import_run", organisation)}
    names: dict[str, list[str]] = {}
    for one in vendors:
        names.setdefault(one["external_id"].partition("-")[0], []).append(one["name"])
    stored = {number for number in tried if f"B{number}" in names}
    assert acknowledged.keys() <= stored, "an acknowledged batch is gone"
    assert len(stored - acknowledged.keys()) <= ROUNDS, "more than the batch in flight was stored unacknowledged"
    for number in stored:
        assert names[f"B{number}"] == [f"Batch {number}"] * (BATCH // 3), f"batch {number} is half there"
    if stored:
        shared = {name for key, told in names.items() if key.startswith("S") for name in told}
        assert shared == {f"Batch {max(stored)}"}, "the ids that every batch changes come from two batches"
    _runs_agree(server, organisation, runs, len(stored), len(vendors))
    for summary in acknowledged.values():
        assert runs[summary["run_id"]]["created_count"] == summary["created_count"]


def _every_answered_call_is_on_record(tenant: Tenant, acknowledged: Mapping[int, Mapping[str, Any]]) -> None:
    """«every authenticated `/v1` call»: also those whose server was killed right after it had answered."""
    records: list[dict[str, Any]] = []
    while page := tenant.get("/v1/system_audit_log", limit=500, offset=len(records), event_types="import.post").json():
        records += page
    assert {one["request_id"] for one in acknowledged.values()} <= {one["request_id"] for one in records}


def _runs_agree(
    server: Server, organisation: str, runs: Mapping[str, Mapping[str, Any]], batches: int, vendors: int
) -> None:
    assert {one["status"] for one in runs.values()} <= {"complete"}, "a run is left running"
    assert all(one["finished_at"] for one in runs.values())
    assert len(runs) == batches
    assert sum(one["created_count"] for one in runs.values()) == vendors
    refused = contents.rows(server.database_url, "refused_record", organisation)
    assert len(refused) == REFUSED * batches == sum(one["failed_count"] for one in runs.values())
    assert {one["run_id"] for one in refused} == runs.keys() if runs else not refused
