"""Reading values outside any transport: what the flat names mean, and how two values of one field get along."""

from collections.abc import Iterator
from typing import Any

import pytest

from vendorproof.access import organisations
from vendorproof.core.errors import InvalidRequest
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Database, Tx
from vendorproof.objects import ASSESSMENT, BASE_OBJECTS, VENDOR
from vendorproof.records import columns
from vendorproof.records.given import Given, read_all, same


@pytest.fixture
def tx(migrated_url: str) -> Iterator[Tx]:
    database = Database.connect(migrated_url)
    with database.write() as opened:
        yield opened
    database.dispose()


@pytest.fixture
def scope(tx: Tx) -> Scope:
    return Scope(organisations.create(tx, "Ours"))


def _given(*values: tuple[str, Any]) -> list[Given]:
    return [Given(name, value, (name,)) for name, value in values]


def test_the_order_in_which_values_are_given_changes_nothing(tx: Tx, scope: Scope) -> None:
    values = [("name", "Acme"), ("tier", "Tier 2"), ("tags", ["a"]), ("raw_irq_score", "5"), ("watcher_ids", [])]
    assert read_all(tx, scope, VENDOR, _given(*values)) == read_all(tx, scope, VENDOR, _given(*reversed(values)))


def test_the_same_value_in_two_places_is_no_contradiction(tx: Tx, scope: Scope) -> None:
    twice = [Given("name", "Acme", ("name",)), Given("tier", "TIER 1", ("tier",)), Given("tier", "tier_1", ("again",))]
    assert read_all(tx, scope, VENDOR, twice) == {"name": "Acme", "tier": "tier_1"}
    with pytest.raises(InvalidRequest) as refused:
        read_all(tx, scope, VENDOR, [*twice, Given("tier", "tier_2", ("third",))])
    assert [one.loc for one in refused.value.faults] == [("body", "third")]


def test_a_value_that_cannot_be_read_is_not_called_missing_too(tx: Tx, scope: Scope) -> None:
    with pytest.raises(InvalidRequest) as refused:
        read_all(tx, scope, ASSESSMENT, _given(("vendor_id", 5), ("control_set_ids", True)))
    assert [one.loc for one in refused.value.faults] == [("body", "vendor_id"), ("body", "control_set_ids")]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (None, [], True),
        ([], None, True),
        (["a"], ["a"], True),
        (["a", "b"], ["b", "a"], False),
        ("", None, False),
        (0, None, False),
        (1, 1.0, True),
        (False, None, False),
    ],
)
def test_no_list_is_an_empty_list_and_nothing_else_is_nothing(one: object, other: object, alike: bool) -> None:
    assert same(one, other) is alike


def test_every_column_of_a_field_beside_the_imported_ones_exists() -> None:
    for base in BASE_OBJECTS.values():
        assert {one.name for one in columns.readable(base)} >= {one.name for one in columns.BESIDE[base.name]}
        assert not {one.name for one in columns.BESIDE[base.name]} & set(base.by_name)
