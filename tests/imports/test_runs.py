import json
from typing import Any

import pytest

from tests.fixtures.importing import VENDOR, Importer
from vendorproof.core.errors import ImportRunNotFound
from vendorproof.core.paging import PageRequest
from vendorproof.imports import runs


def test_a_run_keeps_what_was_counted_and_who_sent_it(importer: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    importer.taken(report, {"id": "V1", "name": "Ash"})
    summary = importer.send(
        report, {"id": "V1", "name": "Ash"}, {"id": "V2", "name": "Oak", "x": 1}, {"id": "V3"}
    ).summary
    with importer.rt.db.read() as tx:
        row = runs.get(tx, importer.scope, str(summary.run_id))
    assert {name: row[name] for name in (
        "report_id", "report_version", "slug", "base_object", "status", "atomic", "received_count", "created_count", "updated_count",
        "unchanged_count", "failed_count", "replay_of", "key_id", "key_name", "request_id", "received_at", "finished_at", "undone_at",
    )} == {
        "report_id": report.report_id, "report_version": 1, "slug": report.slug, "base_object": "vendor", "status": "complete",
        "atomic": False, "received_count": 3, "created_count": 1, "updated_count": 1, "unchanged_count": 1, "failed_count": 1,
        "replay_of": None, "key_id": "cbkey_1", "key_name": "erp", "request_id": "r-1", "received_at": importer.clock.at,
        "finished_at": importer.clock.at, "undone_at": None,
    }  # fmt: skip
    assert row["warnings"] == list(summary.warnings)


def test_a_run_that_wrote_nothing_because_all_was_refused_says_so(importer: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    all_bad = importer.send(report, {"id": "V1"}).summary.run_id
    atomic = importer.send(report, {"id": "V1"}, {"id": "V2", "name": "Oak"}, atomic=True).summary.run_id
    empty = importer.send(report).summary.run_id
    with importer.rt.db.read() as tx:
        assert [runs.get(tx, importer.scope, str(one))["status"] for one in (all_bad, atomic, empty)] == [
            "refused",
            "refused",
            "complete",
        ]


def test_refused_records_are_kept_as_they_came_with_every_error(importer: Importer) -> None:
    report = importer.report("vendor", {**VENDOR, "tier": "tier"})
    records: list[dict[str, Any]] = [
        {"id": 1007.0, "name": None, "tier": "gold", "more": {"a": [1]}},
        {"id": "V2", "name": "Oak"},
        {"id": "\ud800", "name": "x"},
    ]
    run_id = str(importer.send(report, *records).summary.run_id)
    with importer.rt.db.read() as tx:
        first, last = list(runs.refused(tx, importer.scope, run_id))
    assert (first.position, first.external_id, first.record) == (
        0,
        "1007.0",
        '{"id": 1007.0, "name": null, "tier": "gold", "more": {"a": [1]}}',
    )
    assert [(one["error_code"], one["field"], one["source"], one["value"]) for one in first.errors] == [
        ("missing_required_field", "name", "name", None),
        ("invalid_field_value", "tier", "tier", "gold"),
    ]
    assert (last.position, last.external_id, json.loads(last.record)) == (2, None, records[2])


def test_of_an_atomic_batch_every_record_is_kept(importer: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    run_id = str(importer.send(report, {"id": "V1"}, {"id": "V2", "name": "Oak"}, atomic=True).summary.run_id)
    with importer.rt.db.read() as tx:
        assert [(one.position, len(one.errors)) for one in runs.refused(tx, importer.scope, run_id)] == [(0, 1), (1, 0)]


def test_refused_records_come_in_pages_in_the_order_of_the_batch(importer: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    run_id = str(
        importer.send(
            report, *({"id": f"V{at}"} if at % 2 else {"id": f"V{at}", "name": "x"} for at in range(12))
        ).summary.run_id
    )
    with importer.rt.db.read() as tx:
        first = runs.refused_page(tx, importer.scope, run_id, PageRequest(limit=4))
        second = runs.refused_page(tx, importer.scope, run_id, PageRequest(limit=4, cursor=first.next_cursor))
        by_offset = runs.refused_page(tx, importer.scope, run_id, PageRequest(limit=4, offset=4))
    assert [one.position for one in (*first.rows, *second.rows)] == [1, 3, 5, 7, 9, 11]
    assert [one.position for one in by_offset.rows] == [9, 11]
    assert (first.total, second.next_cursor) == (6, None)


@pytest.mark.parametrize("cursor", ["x", "-1", "", "99999999999999999999", "\u0661"])
def test_any_cursor_is_answered(importer: Importer, cursor: str) -> None:
    run_id = str(importer.send(importer.report("vendor", VENDOR), {"id": "V1"}).summary.run_id)
    with importer.rt.db.read() as tx:
        assert runs.refused_page(tx, importer.scope, run_id, PageRequest(cursor=cursor)).total == 1


def test_runs_are_listed_newest_first_also_of_one_report(importer: Importer, neighbour: Importer) -> None:
    one, two = importer.report("vendor", VENDOR), importer.report("vendor", VENDOR)
    made = [importer.send(report).summary.run_id for report in (one, two, one)]
    neighbour.send(neighbour.report("vendor", VENDOR))
    with importer.rt.db.read() as tx:
        every = runs.listing(tx, importer.scope, PageRequest(limit=2))
        rest = runs.listing(tx, importer.scope, PageRequest(limit=2, cursor=every.next_cursor))
        of_one = runs.listing(tx, importer.scope, PageRequest(), one.slug)
    assert [row["id"] for row in (*every.rows, *rest.rows)] == made[::-1]
    assert [row["id"] for row in of_one.rows] == [made[2], made[0]]
    assert (every.total, of_one.total) == (3, 2)


def test_another_organisation_s_run_is_as_unknown_as_none(importer: Importer, neighbour: Importer) -> None:
    run_id = str(importer.send(importer.report("vendor", VENDOR), {"id": "V1"}).summary.run_id)
    with neighbour.rt.db.read() as tx:
        for asked in (run_id, "cbimprn_0"):
            with pytest.raises(ImportRunNotFound):
                runs.get(tx, neighbour.scope, asked)
            with pytest.raises(ImportRunNotFound):
                runs.refused_page(tx, neighbour.scope, asked, PageRequest())
            with pytest.raises(ImportRunNotFound):
                list(runs.refused(tx, neighbour.scope, asked))


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ('{"a": 1.0, "b": "\\u00e9"}', {"a": 1.0, "b": "é"}),
        ('{"a": "\\ud800 x"}', {"a": "\\ud800 x"}),
        ('{"a": "\\ud83d\\ude00 \\\\ud800 \\""}', {"a": '\U0001f600 \\ud800 "'}),
        (f'{{"a": -{"1" * 5000}, "b": "{"1" * 5000}"}}', {"a": f"-{'1' * 5000}", "b": "1" * 5000}),
        ('{"\\udfff": ["\\ud800"]}', {"\\udfff": ["\\ud800"]}),
    ],
)
def test_a_kept_record_is_shown_as_json_that_anybody_can_read(kept: str, shown: object) -> None:
    assert json.loads(runs.printable(kept).decode()) == shown
