"""Several writers of the same records at once, also through two server processes on one database."""

import itertools
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from tests.fixtures import contents
from tests.fixtures.servers import OpenServer, Server, Tenant
from vendorproof.db.engine import Database
from vendorproof.db.tables import vendor

ROUNDS = 20
RECORDS = 120
ANSWERS = frozenset({200, 201, 400, 404, 409})


@pytest.fixture
def two(open_server: OpenServer) -> tuple[Tenant, Tenant]:
    """One organisation through two server processes on one database."""
    one, other = open_server(), open_server()
    tenant = one.tenant()
    return tenant, other.as_tenant(tenant)


def at_once(*work: Callable[[], Any]) -> list[Any]:
    """Run them in threads that start together; what each returned, or the first failure."""
    barrier = threading.Barrier(len(work))

    def begin(one: Callable[[], Any]) -> Any:
        barrier.wait()
        return one()

    with ThreadPoolExecutor(len(work)) as pool:
        return [one.result() for one in [pool.submit(begin, one) for one in work]]


def test_the_same_new_ids_from_two_sides_are_made_once(two: tuple[Tenant, Tenant]) -> None:
    slug = two[0].report("Both", "vendor", {"external_id": "No", "name": "Name"})
    for turn in range(ROUNDS):
        keys = [f"{turn}-{index}" for index in range(RECORDS)]
        batches = [
            [{"No": key, "Name": f"{side} {turn}"} for key in order]
            for side, order in zip("AB", _both_ways(keys), strict=True)
        ]
        told = at_once(*(partial(t.send, slug, b) for t, b in zip(two, batches, strict=True)))
        assert sorted((one["created_count"], one["updated_count"]) for one in told) == [(0, RECORDS), (RECORDS, 0)]
        second = next(side for side, one in zip("AB", told, strict=True) if one["updated_count"])
        stored = [one for one in _vendors(two[0]) if one["external_id"].startswith(f"{turn}-")]
        assert len(stored) == RECORDS
        assert {one["name"] for one in stored} == {f"{second} {turn}"}, "the batch that came second did not win whole"


def test_what_two_sides_write_into_different_fields_of_a_record_is_all_kept(two: tuple[Tenant, Tenant]) -> None:
    """Neither import overwrites with what it had read before the other one wrote."""
    slugs = [
        two[0].report(name, "vendor", {"external_id": "No", "name": "Name", name: "Value"})
        for name in ("website", "description")
    ]
    keys = [str(index) for index in range(RECORDS)]
    two[0].send(slugs[0], [{"No": key, "Name": "Acme"} for key in keys])
    for turn in range(ROUNDS):
        batches = [
            [{"No": key, "Name": "Acme", "Value": f"{turn}.example"} for key in order] for order in _both_ways(keys)
        ]
        told = at_once(*(partial(t.send, s, b) for t, s, b in zip(two, slugs, batches, strict=True)))
        assert [one["updated_count"] for one in told] == [RECORDS, RECORDS]
        assert {(one["website"], one["description"]) for one in _vendors(two[0])} == {(f"{turn}.example",) * 2}


def test_a_change_of_one_record_and_an_import_never_undo_each_other(two: tuple[Tenant, Tenant]) -> None:
    slug = two[0].report("Sites", "vendor", {"external_id": "No", "name": "Name", "website": "Site"})
    keys = [str(index) for index in range(RECORDS)]
    ids = [one["coverbase_id"] for one in two[0].send(slug, [{"No": key, "Name": "Acme"} for key in keys])["results"]]
    for turn in range(ROUNDS):
        batch = [{"No": key, "Name": "Acme", "Site": f"{turn}.example"} for key in keys]

        def change(turn: int = turn) -> list[int]:
            body = {"use_case": f"use {turn}"}
            return [two[1].call("PATCH", f"/v1/vendors/{one}", json=body).status_code for one in ids[turn::ROUNDS]]

        _, statuses = at_once(partial(two[0].send, slug, batch), change)
        assert set(statuses) == {200}
        stored = {one["id"]: one for one in _vendors(two[0])}
        assert {one["website"] for one in stored.values()} == {f"{turn}.example"}
        assert {stored[one]["use_case"] for one in ids[turn::ROUNDS]} == {f"use {turn}"}


def test_all_kinds_of_writers_at_once_are_all_answered(two: tuple[Tenant, Tenant]) -> None:
    """Imports of all base objects, single changes and changes of words: no deadlock, no 5xx, everything in order after."""
    tenant = two[0]
    slugs = [
        tenant.report("Vendors", "vendor", {"external_id": "No", "name": "Name", "status": "Status", "tags": "Tags"}),
        tenant.report("Services", "service", {"external_id": "No", "name": "Name", "vendor": "Vendor"}),
        tenant.report("Assessments", "assessment", {"external_id": "No", "vendor": "Vendor", "services": "Services"}),
    ]
    batches: Sequence[Sequence[dict[str, str]]] = [
        [{"No": f"V{index}", "Name": "Acme", "Status": "active", "Tags": "a;b"} for index in range(100)],
        [{"No": f"S{index}", "Name": "Run", "Vendor": f"V{index}"} for index in range(100)],
        [{"No": f"A{index}", "Vendor": f"V{index}", "Services": f"S{index}"} for index in range(100)],
    ]
    for slug, batch in zip(slugs, batches, strict=True):
        assert tenant.send(slug, batch)["created_count"] == 100
    for turn in range(ROUNDS):
        work = _every_kind(itertools.cycle(two), slugs, batches, turn)
        statuses = Counter(answer.status_code for answer in at_once(*work))
        assert statuses.keys() <= ANSWERS, statuses
        assert statuses[200] + statuses[201] >= len(work) - 3
    for path in ("/v1/vendors", "/v1/services", "/v1/assessments"):
        keys = Counter(one["external_id"] for one in tenant.all(path))
        assert max(keys[one] for one in keys if one) == 1


def _every_kind(
    tenants: Iterator[Tenant], slugs: Sequence[str], batches: Sequence[Sequence[dict[str, str]]], turn: int
) -> list[Callable[[], Any]]:
    changed = [[{**one, "Name": f"Acme {turn}"} for one in batch] for batch in batches]
    calls: list[tuple[str, str, Any]] = [
        *(("POST", f"/v1/import/{slug}", {"data": batch}) for slug, batch in zip(slugs, changed, strict=True)),
        ("POST", "/v1/vendors", {"name": "Single", "tags": [f"tag {turn}"]}),
        ("POST", "/v1/statuses", {"base_object": "vendor", "label": f"status {turn}"}),
        ("POST", "/v1/custom-fields", {"base_object": "vendor", "name": f"f{turn}", "label": "F", "type": "string"}),
        ("POST", "/v1/users", {"email": f"u{turn // 2}@example.com"}),
        ("POST", "/v1/users", {"email": f"u{turn // 2}@example.com"}),
        ("POST", "/v1/import/" + slugs[0] + "?mode=plan", {"data": batches[0]}),
        ("GET", "/v1/vendors", None),
    ]

    return [partial(next(tenants).call, method, path, json=body) for method, path, body in calls]


def test_readers_never_wait_for_a_writer(server: Server, tenant: Tenant) -> None:
    """While a transaction holds the inventory and has written to it, every list and record is still answered."""
    slug = tenant.report("Nightly", "vendor", {"external_id": "No", "name": "Name"})
    made = tenant.send(slug, [{"No": "1", "Name": "Acme"}])["results"][0]["coverbase_id"]
    database = Database.connect(server.database_url)
    try:
        with ThreadPoolExecutor(1) as pool:
            with database.write() as tx:
                tx.dialect.lock_inventory(tx.connection, tenant.organisation_id, "vendor", alone=True)
                mine = vendor.c.organisation_id == tenant.organisation_id
                tx.connection.execute(vendor.update().where(mine).values(name="Half written"))
                writing: Future[Any] = pool.submit(tenant.send, slug, [{"No": "1", "Name": "Acme Inc."}])
                for path in ("/v1/vendors", f"/v1/vendors/{made}", "/v1/import-runs", "/v1/utils/authtest"):
                    assert tenant.get(path).status_code == 200
                assert tenant.get(f"/v1/vendors/{made}").json()["name"] == "Acme"
                assert not writing.done(), "a second writer did not wait for the first"
            assert writing.result(60)["updated_count"] == 1
    finally:
        database.dispose()
    assert tenant.get(f"/v1/vendors/{made}").json()["name"] == "Acme Inc."


def _both_ways(keys: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    return keys, list(reversed(keys))


def _vendors(tenant: Tenant) -> list[dict[str, Any]]:
    return contents.rows(tenant.server.database_url, "vendor", tenant.organisation_id)
