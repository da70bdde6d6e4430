"""Compare and write, on both databases; what an import makes of it stands in tests/imports."""

from typing import Any

import pytest
from msgspec import UNSET

from tests.fixtures.importing import Importer
from vendorproof.records import upsert
from vendorproof.records.upsert import Batch, Candidate, Outcome

COLUMNS = ("external_id", "name", "is_enterprise", "raw_irq_score", "tags", "audit_start_date", "custom.region")
FULL = ("V1", "Ash", True, 85.0, ["a", "b"], "2026-01-31", "EMEA")


def _batch(*rows: tuple[Any, ...], clear: bool = False, columns: tuple[str, ...] = COLUMNS) -> Batch:
    return Batch("vendor", columns, [Candidate(at, row[0], row) for at, row in enumerate(rows)], clear)


def _compare(importer: Importer, batch: Batch) -> list[Outcome]:
    with importer.rt.db.read() as tx:
        return upsert.compare(tx, importer.scope, batch)


def _write(importer: Importer, batch: Batch, run_id: str = "cbimprn_1") -> list[Outcome]:
    with importer.rt.db.write() as tx:
        outcomes = upsert.compare(tx, importer.scope, batch)
        upsert.write(tx, importer.scope, batch, outcomes, run_id, {})
    return outcomes


def test_comparing_writes_nothing(importer: Importer) -> None:
    (outcome,) = _compare(importer, _batch(FULL))
    assert (outcome.action, outcome.record_id, outcome.changed) == ("created", None, True)
    assert importer.stored("vendor") == {}


def test_what_was_written_is_recognised_as_unchanged(importer: Importer) -> None:
    (made,) = _write(importer, _batch(FULL))
    (again,) = _compare(importer, _batch(FULL))
    assert (again.action, again.record_id, again.changed, again.changes) == ("updated", made.record_id, False, {})


@pytest.mark.parametrize(
    ("place", "value"), [(1, "Oak"), (2, False), (3, 85.5), (4, ["b", "a"]), (4, []), (5, "2026-02-01"), (6, "APAC")]
)
def test_only_what_differs_is_a_change_with_old_and_new(importer: Importer, place: int, value: object) -> None:
    _write(importer, _batch(FULL))
    changed = (*FULL[:place], value, *FULL[place + 1 :])
    (outcome,) = _write(importer, _batch(changed), "cbimprn_2")
    assert outcome.changes == {COLUMNS[place]: (FULL[place], value)}
    stored = importer.stored("vendor")["V1"]
    assert stored["source_run_id"] == "cbimprn_2"
    assert upsert.value_of(stored, COLUMNS[place]) == value
    assert _compare(importer, _batch(changed))[0].changed is False


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_leaves_what_is_held(importer: Importer, nothing: object) -> None:
    _write(importer, _batch(FULL))
    row = ("V1", "Ash", *[nothing] * 5)
    assert _compare(importer, _batch(row))[0].changes == {}


def test_with_clear_null_empties_and_unset_leaves(importer: Importer) -> None:
    _write(importer, _batch(FULL))
    _write(importer, _batch(("V1", "Ash", None, UNSET, None, UNSET, None), clear=True))
    stored = importer.stored("vendor")["V1"]
    assert (stored["is_enterprise"], stored["raw_irq_score"], stored["tags"], stored["audit_start_date"]) == (
        None,
        85.0,
        None,
        "2026-01-31",
    )
    assert stored["custom"] == {}


def test_the_same_values_under_other_columns_or_another_rule_are_compared_field_by_field(importer: Importer) -> None:
    _write(importer, _batch(FULL))
    narrow = _batch(FULL[:2], columns=COLUMNS[:2])
    assert _compare(importer, narrow)[0].changed is False
    assert _compare(importer, _batch(FULL, clear=True))[0].changed is False


def test_a_number_is_the_same_however_it_is_written(importer: Importer) -> None:
    _write(importer, _batch(FULL))
    assert _compare(importer, _batch((*FULL[:3], 85, *FULL[4:])))[0].changed is False


def test_many_records_are_new_changed_and_unchanged_in_one_batch(importer: Importer) -> None:
    """Enough of each that the database's way for many rows is taken too."""
    first = [(f"V{at}", f"Vendor {at}", None, float(at % 100), [str(at)], None, "r") for at in range(600)]
    _write(importer, _batch(*first))
    second = [
        (f"V{at}", f"Vendor {at}" if at % 2 else f"Renamed {at}", None, float(at % 100), [str(at)], None, "r")
        for at in range(300, 900)
    ]
    outcomes = _write(importer, _batch(*second))
    assert [one.action for one in outcomes] == ["updated"] * 300 + ["created"] * 300
    assert sum(one.changed for one in outcomes[:300]) == 150
    assert [one.candidate.external_id for one in outcomes] == [row[0] for row in second]
    stored = importer.stored("vendor")
    assert len(stored) == 900
    assert all(stored[row[0]]["name"] == row[1] for row in second)
    assert {one.record_id for one in outcomes} == {stored[row[0]]["id"] for row in second}


@pytest.mark.parametrize("count", [3, 400])
def test_records_that_change_in_different_fields_keep_the_others(importer: Importer, count: int) -> None:
    rows = [(f"V{at}", f"Vendor {at}", True, 1.0, ["t"], "2026-01-31", "r") for at in range(count)]
    _write(importer, _batch(*rows))
    changed = [
        (
            key,
            f"{name}!" if at % 3 == 0 else name,
            flag,
            2.0 if at % 3 == 1 else score,
            tags,
            day,
            "s" if at % 3 == 2 else own,
        )
        for at, (key, name, flag, score, tags, day, own) in enumerate(rows)
    ]
    _write(importer, _batch(*changed))
    stored = importer.stored("vendor")
    for row in changed:
        found = stored[row[0]]
        assert tuple(upsert.value_of(found, name) for name in COLUMNS) == row


def test_text_that_a_driver_might_take_for_something_else_is_kept(importer: Importer) -> None:
    odd = ["\\N", "\\.", "a\tb", "a\\nb", '"', "'", "NULL", "null", "{}", "%s", "?", "\u00e9", "\U0001f600", "  "]
    rows = [(f"V{at}", text, None, None, [text], None, text) for at, text in enumerate(odd)]
    _write(importer, _batch(*rows))
    assert all(not one.changed for one in _compare(importer, _batch(*rows)))
    stored = importer.stored("vendor")
    assert [(stored[f"V{at}"]["name"], stored[f"V{at}"]["tags"]) for at in range(len(odd))] == [
        (text, [text]) for text in odd
    ]
    shouted = [(key, f"{text}!", None, None, [text], None, text) for key, text, *_ in rows]
    _write(importer, _batch(*shouted))
    assert [importer.stored("vendor")[f"V{at}"]["name"] for at in range(len(odd))] == [f"{text}!" for text in odd]


def test_fields_can_be_put_back_and_are_then_compared_afresh(importer: Importer) -> None:
    (made,) = _write(importer, _batch(FULL))
    with importer.rt.db.write() as tx:
        row = upsert.stored_rows(tx, importer.scope, "vendor", [made.record_id or ""])[made.record_id or ""]
        upsert.put_back(tx, importer.scope, "vendor", [(row, {"name": "Former", "tags": None, "custom.region": None})])
    stored = importer.stored("vendor")["V1"]
    assert (stored["name"], stored["tags"], stored["custom"], stored["is_enterprise"]) == ("Former", None, {}, True)
    (again,) = _compare(importer, _batch(FULL))
    assert set(again.changes) == {"name", "tags", "custom.region"}


def test_another_organisation_s_record_of_the_same_id_is_not_met(importer: Importer, neighbour: Importer) -> None:
    _write(importer, _batch(FULL))
    assert _compare(neighbour, _batch(FULL))[0].action == "created"
