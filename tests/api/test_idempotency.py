import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from sqlalchemy import func, select

from tests.fixtures.sites import Listen, OpenSite, Site
from vendorproof.access import answers
from vendorproof.access.keys import Powers
from vendorproof.api import idempotency
from vendorproof.api.idempotency import Claim
from vendorproof.core.errors import IdempotencyInProgress, NameTaken
from vendorproof.db.engine import Tx
from vendorproof.db.tables import app_user, idempotent_answer

KEY = {"Idempotency-Key": "order-1"}


def _users(site: Site) -> int:
    with site.rt.db.read() as tx:
        return tx.connection.execute(select(func.count()).select_from(app_user)).scalar_one()


def test_a_replay_is_the_first_answer_byte_for_byte(site: Site) -> None:
    """A replay returns the original status and body byte for byte and makes nothing."""
    first = site.post("/v1/users", json={"email": "ada@example.com"}, headers=KEY)
    site.patch(f"/v1/users/{first.json()['id']}", json={"name": "changed since"})
    again = site.post("/v1/users", json={"email": "ada@example.com"}, headers=KEY)
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["content-type"] == first.headers["content-type"]
    assert again.headers["idempotent-replayed"] == "true"
    assert "idempotent-replayed" not in first.headers
    assert _users(site) == 1


@pytest.mark.parametrize("body", [b'{"email": "other@example.com"}', b'{"email": 7}', b"not json", b""])
def test_another_body_still_gets_the_original_answer(site: Site, body: bytes) -> None:
    """The same key with another body still gets the original answer: never a conflict."""
    first = site.post("/v1/users", json={"email": "ada@example.com"}, headers=KEY)
    again = site.post("/v1/users", content=body, headers=KEY)
    assert (again.status_code, again.content) == (201, first.content)
    assert _users(site) == 1


def test_a_key_lasts_a_day_from_its_first_use(site: Site) -> None:
    """Kept 24 h from first use."""
    site.post("/v1/users", json={"email": "ada@example.com"}, headers=KEY)
    site.clock.at += 24 * 3600 - 1
    assert site.post("/v1/users", json={"email": "new@example.com"}, headers=KEY).headers["idempotent-replayed"]
    site.clock.at += 1
    fresh = site.post("/v1/users", json={"email": "new@example.com"}, headers=KEY)
    assert (fresh.status_code, fresh.json()["email"]) == (201, "new@example.com")
    assert site.post("/v1/users", json={}, headers=KEY).content == fresh.content


def test_a_key_belongs_to_one_organisation_and_one_endpoint(site: Site) -> None:
    """Under (organisation, endpoint, key)."""
    stranger = site.key(Powers(), site.organisation())
    first = site.post("/v1/users", json={"email": "ada@example.com"}, headers=KEY)
    theirs = site.post("/v1/users", json={"email": "ada@example.com"}, headers=KEY, secret=stranger)
    assert theirs.json()["id"] != first.json()["id"]
    vendor = site.post("/v1/vendors", json={"name": "Acme"}, headers=KEY)
    assert vendor.status_code == 201
    assert vendor.json()["id"].startswith("cbvndr_")


@pytest.mark.parametrize(("path", "count"), [("/v1/vendors", 1), ("/v1/vendors", 2)])
def test_vendors_are_made_once(site: Site, path: str, count: int) -> None:
    """Header `Idempotency-Key` on `POST /v1/documents`, `/v1/vendors`, `/v1/users`, `/v1/assessments`."""
    keys = [{"Idempotency-Key": f"v-{number % count}"} for number in range(4)]
    answers = [site.post(path, json={"name": "Acme"}, headers=one) for one in keys]
    assert {one.status_code for one in answers} == {201}
    assert len({one.content for one in answers}) == count
    assert site.get("/v1/vendors").json()["total"] == count


def test_assessments_are_made_once(site: Site) -> None:
    """Header `Idempotency-Key` on … `/v1/assessments`."""
    vendor = site.post("/v1/vendors", json={"name": "Acme"}).json()
    body = {"vendor_id": vendor["id"], "control_set_ids": []}
    first, again = (site.post("/v1/assessments", json=body, headers=KEY) for _ in range(2))
    assert (first.status_code, again.content) == (201, first.content)


def test_an_answer_that_was_200_is_replayed_as_200(site: Site) -> None:
    site.post("/v1/users", json={"email": "ada@example.com"})
    found = site.post("/v1/users", json={"email": "ada@example.com"}, headers=KEY)
    again = site.post("/v1/users", json={"email": "someone@example.com"}, headers=KEY)
    assert (found.status_code, again.status_code, again.content) == (200, 200, found.content)


def test_a_failed_request_can_be_retried_with_its_key(site: Site) -> None:
    for body in ({"email": "nonsense"}, {}):
        assert site.post("/v1/users", json=body, headers=KEY).status_code == 422
    assert site.post("/v1/users", json={"email": "ada@example.com"}, headers=KEY).status_code == 201


@pytest.mark.parametrize("key", ["", "k" * 256, "a\tb", "é", "\x7f"])
def test_a_key_is_1_to_255_printable_characters(site: Site, key: str) -> None:
    """Header `Idempotency-Key` (1–255 printable chars)."""
    answer = site.post("/v1/users", json={"email": "a@example.com"}, headers={"Idempotency-Key": key.encode("latin-1")})
    assert (answer.status_code, answer.json()["detail"][0]["loc"]) == (422, ["header", "Idempotency-Key"])
    assert _users(site) == 0


@pytest.mark.parametrize("key", ["k", "k" * 255, "a b ~!\"'"])
def test_keys_that_are_taken(site: Site, key: str) -> None:
    first, again = (
        site.post("/v1/users", json={"email": "a@example.com"}, headers={"Idempotency-Key": key}) for _ in range(2)
    )
    assert first.status_code == 201
    assert again.content == first.content


def test_it_is_ignored_where_it_is_not_supported(site: Site) -> None:
    """Ignored where not supported."""
    user = site.post("/v1/users", json={"email": "ada@example.com"}).json()
    path = f"/v1/users/{user['id']}"
    names = [site.patch(path, json={"name": name}, headers=KEY).json()["name"] for name in ("One", "Two")]
    assert names == ["One", "Two"]
    assert site.patch(path, json={"name": "Three"}, headers={"Idempotency-Key": ""}).status_code == 200


def test_a_read_only_key_gets_no_replay(site: Site) -> None:
    site.post("/v1/users", json={"email": "ada@example.com"}, headers=KEY)
    refused = site.post("/v1/users", json={}, headers=KEY, secret=site.key(Powers(read_only=True)))
    assert refused.status_code == 403


def test_a_second_request_waits_for_the_first(site: Site, listen: Listen) -> None:
    """A second request while the first is in flight waits for it."""
    with (
        httpx.Client(
            base_url=listen(site), headers={"Authorization": f"Bearer {site.secret}", **KEY}, timeout=60
        ) as client,
        ThreadPoolExecutor(8) as pool,
    ):
        answers = list(pool.map(lambda number: client.post("/v1/vendors", json={"name": f"V{number}"}), range(8)))
    assert {one.status_code for one in answers} == {201}
    assert len({one.content for one in answers}) == 1
    assert sum("idempotent-replayed" in one.headers for one in answers) == 7
    assert site.get("/v1/vendors").json()["total"] == 1


@pytest.fixture
def held(site: Site) -> Iterator[threading.Event]:
    """Somebody is at work under KEY, and ends when the event is set."""
    finish, begun = threading.Event(), threading.Event()

    def work(tx: Tx) -> tuple[int, bytes]:
        begun.set()
        finish.wait(30)
        return 201, b'{"slow": true}'

    thread = threading.Thread(
        target=lambda: idempotency.answer(site.rt, site.scope, Claim("users.create", "order-1"), work)
    )
    thread.start()
    begun.wait(10)
    yield finish
    finish.set()
    thread.join()


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_another_process_is_waited_for_in_the_database(site: Site, held: threading.Event) -> None:
    threading.Timer(0.5, held.set).start()
    answer = site.post("/v1/users", json={"email": "ada@example.com"}, headers=KEY)
    assert (answer.status_code, answer.json()) == (201, {"slow": True})
    assert answer.headers["idempotent-replayed"] == "true"


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_the_wait_for_another_process_is_bounded(open_site: OpenSite) -> None:
    """Waits for it (bounded), then 409 `idempotency_in_progress`."""
    site = open_site(idempotency_wait_seconds=1)
    claim = Claim("users.create", "order-1")

    def second(_tx: Tx) -> tuple[int, bytes]:
        raise AssertionError

    def work(_tx: Tx) -> tuple[int, bytes]:
        with pytest.raises(IdempotencyInProgress):
            idempotency.answer(site.rt, site.scope, claim, second)
        return 201, b"{}"

    assert idempotency.answer(site.rt, site.scope, claim, work).status_code == 201


def test_the_wait_within_this_process_is_bounded(open_site: OpenSite, listen: Listen) -> None:
    """Waits for it (bounded), then 409 `idempotency_in_progress`."""
    site = open_site(idempotency_wait_seconds=1, import_wait_seconds=30)
    headers = {"Authorization": f"Bearer {site.secret}", **KEY}
    release, held = threading.Event(), threading.Event()

    def hold() -> None:
        with site.rt.db.write() as tx:
            site.rt.db.dialect.insert_unless_present(tx.connection, app_user, _user(site))
            held.set()
            release.wait(30)

    with httpx.Client(base_url=listen(site), headers=headers, timeout=60) as client, ThreadPoolExecutor(2) as pool:
        holding = pool.submit(hold)
        held.wait(10)
        first = pool.submit(client.post, "/v1/users", json={"email": "ada@example.com"})  # waits for that address
        while not first.running():
            pass
        second = client.post("/v1/users", json={"email": "ada@example.com"})
        release.set()
        holding.result()
        assert {first.result().status_code, second.status_code} == {200, 409}
        refused = second if second.status_code == 409 else first.result()
    assert refused.json()["detail"]["code"] == "idempotency_in_progress"
    assert refused.headers["retry-after"]


def _user(site: Site) -> dict[str, object]:
    return {
        "organisation_id": site.organisation_id,
        "id": "cbuser_1",
        "email": "ada@example.com",
        "email_folded": "ada@example.com",
        "name": None,
        "created_at": 1,
        "updated_at": 1,
    }


def test_what_fails_leaves_neither_record_nor_key(site: Site) -> None:
    claim = Claim("users.create", "order-1")

    def refuse(_tx: Tx) -> tuple[int, bytes]:
        raise NameTaken(what="Tag", name="x")

    with pytest.raises(NameTaken):
        idempotency.answer(site.rt, site.scope, claim, refuse)
    with site.rt.db.read() as tx:
        assert idempotency.find(tx, site.scope, claim) is None
        assert tx.connection.execute(select(func.count()).select_from(idempotent_answer)).scalar() == 0


def test_only_what_is_past_its_day_is_forgotten(site: Site) -> None:
    site.post("/v1/users", json={"email": "a@example.com"}, headers={"Idempotency-Key": "old"})
    site.clock.at += 12 * 3600
    site.post("/v1/users", json={"email": "b@example.com"}, headers={"Idempotency-Key": "new"})
    site.clock.at += 12 * 3600
    with site.rt.db.write() as tx:
        assert answers.forget(tx) == 1
    with site.rt.db.read() as tx:
        assert idempotency.find(tx, site.scope, Claim("users.create", "new")) is not None
