"""What the API cannot show of the inventories: what a write leaves for the next import, and who waits for whom."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from vendorproof.access import organisations
from vendorproof.core.errors import VendorNotFound
from vendorproof.core.paging import PageRequest
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Database
from vendorproof.db.tables import INVENTORIES, vendor
from vendorproof.objects import VENDOR
from vendorproof.records import custom, store, vocabulary
from vendorproof.records.given import Given


@pytest.fixture
def database(migrated_url: str, tmp_path: Path) -> Iterator[Database]:
    opened = Database.connect(migrated_url, wait_seconds=20)
    yield opened
    opened.dispose()


@pytest.fixture
def scope(database: Database) -> Scope:
    with database.write() as tx:
        return Scope(organisations.create(tx, "Ours"))


def _given(**values: Any) -> list[Given]:
    return [Given(name, value, (name,)) for name, value in values.items()]


def _vendor(database: Database, scope: Scope, **values: Any) -> str:
    with database.write() as tx:
        made: str = store.create(tx, scope, VENDOR, _given(name="Acme", **values))["id"]
        # As an import leaves it.
        tx.connection.execute(vendor.update().values(source_hash=b"hash", source_run_id="cbimprn_1"))
    return made


def _source(database: Database, vendor_id: str) -> tuple[Any, Any]:
    with database.read() as tx:
        row = tx.connection.execute(
            select(vendor.c.source_hash, vendor.c.source_run_id).where(vendor.c.id == vendor_id)
        ).one()
    return row.source_hash, row.source_run_id


def test_a_change_makes_the_next_import_compare_field_by_field(database: Database, scope: Scope) -> None:
    changed, archived, renamed, kept = (_vendor(database, scope, status="active" if n == 2 else None) for n in range(4))
    with database.write() as tx:
        store.update(tx, scope, VENDOR, changed, _given(name="Other"))
        store.archive(tx, scope, VENDOR, archived)
        store.update(tx, scope, VENDOR, kept, _given(name="Acme"))
        active = next(one for one in vocabulary.status_list(tx, scope, "vendor") if one.label == "active")
        vocabulary.change_status(tx, scope, active.status_id, text="live")
    assert _source(database, changed) == (None, None)
    assert _source(database, archived) == (None, None)
    assert _source(database, renamed) == (None, "cbimprn_1")
    assert _source(database, kept) == (b"hash", "cbimprn_1")


def test_two_changes_at_once_both_stay(database: Database, scope: Scope) -> None:
    """Custom values share one column: whoever comes second must see what the first wrote."""
    with database.write() as tx:
        for name in ("one", "two"):
            custom.create(tx, scope, custom.Draft("vendor", name, name, "string"))
    vendor_id = _vendor(database, scope)
    together = threading.Barrier(2)

    def change(name: str) -> None:
        together.wait()
        with database.write() as tx:
            store.update(tx, scope, VENDOR, vendor_id, _given(**{f"custom.{name}": name}))

    for _round in range(5):
        with database.write() as tx:
            tx.connection.execute(vendor.update().values(custom=None))
        threads = [threading.Thread(target=change, args=(name,)) for name in ("one", "two")]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        with database.read() as tx:
            assert store.get(tx, scope, VENDOR, vendor_id)["custom"] == {"one": "one", "two": "two"}


def test_one_external_id_is_given_once_however_many_ask(database: Database, scope: Scope) -> None:
    together = threading.Barrier(4)
    outcomes: list[str] = []

    def make() -> None:
        together.wait()
        try:
            with database.write() as tx:
                store.create(tx, scope, VENDOR, _given(name="Acme", external_id="V-1", tags=["b", "A", "c"]))
            outcomes.append("made")
        except Exception as error:  # noqa: BLE001 - the kind is what is looked at
            outcomes.append(type(error).__name__)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(outcomes) == ["ExternalIdTaken"] * 3 + ["made"]


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_a_change_waits_for_an_import_and_sees_what_it_wrote(database: Database, scope: Scope) -> None:
    vendor_id = _vendor(database, scope)
    started = threading.Event()
    seen: list[Any] = []

    def change() -> None:
        started.set()
        with database.write() as tx:
            seen.append(store.update(tx, scope, VENDOR, vendor_id, _given(tier="tier_1")))

    with database.write() as tx:
        tx.dialect.lock_inventory(tx.connection, scope.organisation_id, "vendor", alone=True)
        waiting = threading.Thread(target=change)
        waiting.start()
        started.wait()
        waiting.join(0.3)
        assert waiting.is_alive()
        tx.connection.execute(vendor.update().values(name="From the import"))
    waiting.join()
    assert (seen[0]["name"], seen[0]["tier"]) == ("From the import", "tier_1")


def test_every_question_is_asked_within_the_organisation(database: Database, scope: Scope) -> None:
    vendor_id = _vendor(database, scope, external_id="V-1")
    with database.write() as tx:
        stranger = Scope(organisations.create(tx, "Theirs"))
        for act in (store.get, store.archive):
            with pytest.raises(VendorNotFound):
                act(tx, stranger, VENDOR, vendor_id)
        with pytest.raises(VendorNotFound):
            store.update(tx, stranger, VENDOR, vendor_id, _given(name="x"))
        assert store.page(tx, stranger, VENDOR, PageRequest()).total == 0
        assert store.services_of(tx, stranger, vendor_id) == []
        assert store.get(tx, scope, VENDOR, vendor_id)["archived_at"] is None


def test_a_clearing_leaves_null_and_no_json_null(database: Database, scope: Scope) -> None:
    with database.write() as tx:
        custom.create(tx, scope, custom.Draft("vendor", "one", "one", "string"))
    vendor_id = _vendor(database, scope, tags=["a"], **{"custom.one": "x"})
    with database.write() as tx:
        store.update(tx, scope, VENDOR, vendor_id, _given(tags="", **{"custom.one": ""}))
    with database.read() as tx:
        table = INVENTORIES["vendor"]
        nothing = select(table.c.id).where(table.c.tags.is_(None), table.c.custom.is_(None))
        assert tx.connection.execute(nothing).scalars().all() == [vendor_id]
