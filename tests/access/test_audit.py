from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.fixtures.sites import NEW_YEAR_2026
from vendorproof.access import audit, keys, organisations
from vendorproof.access.audit import AuditRecord, Search
from vendorproof.core.ids import new_id
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Database
from vendorproof.db.tables import api_key

RECORD = AuditRecord(
    id="",
    organisation_id="",
    event_group="vendors",
    event_type="vendors.list",
    method="GET",
    route="/v1/vendors",
    status=200,
    duration_ms=3,
    query_names=["name"],
    key_id=None,
    key_name="ERP_nightly 100%",
    address="203.0.113.9",
    request_id="r-1",
    at=NEW_YEAR_2026,
)


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    opened = Database.connect(migrated_url)
    yield opened
    opened.dispose()


@pytest.fixture
def scope(database: Database) -> Scope:
    with database.write() as tx:
        return Scope(organisations.create(tx, "Acme"))


def _add(database: Database, scope: Scope, *changes: dict[str, object]) -> list[str]:
    records = [
        replace(RECORD, id=new_id("cbaudit_"), organisation_id=scope.organisation_id, **one)  # type: ignore[arg-type]
        for one in changes
    ]
    with database.write() as tx:
        audit.append(tx, records)
    return [one.id for one in records]


def _found(database: Database, scope: Scope, wanted: Search, limit: int = 100, offset: int = 0) -> list[str]:
    with database.read() as tx:
        return [one.id for one in audit.search(tx, scope, wanted, limit=limit, offset=offset)[0]]


def test_what_is_appended_comes_back_whole(database: Database, scope: Scope) -> None:
    (record_id,) = _add(database, scope, {})
    with database.read() as tx:
        found, total = audit.search(tx, scope, Search(), limit=10, offset=0)
    assert total == 1
    assert found == [replace(RECORD, id=record_id, organisation_id=scope.organisation_id)]


def test_newest_first_and_page_by_page(database: Database, scope: Scope) -> None:
    """Newest first."""
    made = _add(database, scope, {"at": NEW_YEAR_2026}, {"at": NEW_YEAR_2026 + 5}, {"at": NEW_YEAR_2026 + 5})
    assert _found(database, scope, Search()) == [made[2], made[1], made[0]]
    assert _found(database, scope, Search(), limit=1, offset=1) == [made[1]]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param(Search(start=NEW_YEAR_2026 + 1), [1], id="from"),
        pytest.param(Search(end=NEW_YEAR_2026), [0], id="until"),
        pytest.param(Search(groups=("users", "api_keys")), [1], id="group"),
        pytest.param(Search(types=("vendors.list", "users.create")), [1, 0], id="types"),
        pytest.param(Search(groups=("vendors",), types=("users.create",)), [], id="all-must-hold"),
        pytest.param(Search(text="USERS"), [1], id="text-any-case"),
        pytest.param(Search(text="rp_nightly 100%"), [0], id="text-in-key-name"),
        pytest.param(Search(text="%"), [0], id="percent-is-a-character"),
        pytest.param(Search(text="2001:db8"), [1], id="text-in-address"),
        pytest.param(Search(text="r-2"), [1], id="text-in-request-id"),
    ],
)
def test_what_can_be_looked_for(database: Database, scope: Scope, wanted: Search, expected: list[int]) -> None:
    other: dict[str, object] = {
        "event_group": "users",
        "event_type": "users.create",
        "route": "/v1/users",
        "key_name": None,
        "address": "2001:db8::7",
        "request_id": "r-2",
        "at": NEW_YEAR_2026 + 5,
    }
    made = _add(database, scope, {}, other)
    assert _found(database, scope, wanted) == [made[place] for place in expected]


def test_another_organisations_records_are_not_seen(database: Database, scope: Scope) -> None:
    with database.write() as tx:
        other = Scope(organisations.create(tx, "Other"))
    _add(database, other, {})
    assert _found(database, scope, Search()) == []


def test_a_keys_last_use_is_kept_to_the_minute(database: Database, scope: Scope) -> None:
    with database.write() as tx:
        key_id = keys.create(tx, scope.organisation_id, "ERP").key_id
    seen = []
    for at in (NEW_YEAR_2026, NEW_YEAR_2026 + 59, NEW_YEAR_2026 + 60):
        _add(database, scope, {"key_id": key_id, "at": at})
        with database.read() as tx:
            seen.append(tx.connection.execute(select(api_key.c.last_used_at)).scalar())
    assert seen == [NEW_YEAR_2026, NEW_YEAR_2026, NEW_YEAR_2026 + 60]


def test_only_what_is_too_old_is_forgotten(database: Database, scope: Scope) -> None:
    made = _add(database, scope, {"at": NEW_YEAR_2026 - 1}, {"at": NEW_YEAR_2026})
    with database.write() as tx:
        assert audit.forget(tx, NEW_YEAR_2026) == 1
    assert _found(database, scope, Search()) == [made[1]]
