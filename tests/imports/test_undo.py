import pytest

from tests.fixtures.importing import ASSESSMENT, VENDOR, Importer
from vendorproof.core.errors import ImportRunNotFound, NothingToUndo
from vendorproof.imports import undo
from vendorproof.imports.undo import Undone
from vendorproof.objects import BASE_OBJECTS
from vendorproof.records import store
from vendorproof.records.given import Given


def _undo(importer: Importer, run_id: str | None) -> Undone:
    with importer.rt.db.write() as tx:
        return undo.undo(tx, importer.scope, str(run_id))


def _edit(importer: Importer, external_id: str, **values: object) -> None:
    """A person changes a record."""
    record_id = importer.stored("vendor")[external_id]["id"]
    with importer.rt.db.write() as tx:
        store.update(
            tx,
            importer.scope,
            BASE_OBJECTS["vendor"],
            record_id,
            [Given(name, value, (name,)) for name, value in values.items()],
        )


def test_created_records_are_archived_and_updated_fields_put_back(importer: Importer) -> None:
    report = importer.report(
        "vendor", {**VENDOR, "tags": "tags", "raw_irq_score": "score", "audit_start_date": "day", "website": "web"}
    )
    importer.taken(
        report, {"id": "V1", "name": "Ash", "tags": ["a"], "score": 5, "day": "2026-01-01"}, {"id": "V2", "name": "Oak"}
    )
    before = importer.values("vendor")
    run = importer.taken(
        report,
        {"id": "V1", "name": "Ash Ltd", "tags": ["b"], "score": 6, "day": "2026-02-02", "web": "ash.example.com"},
        {"id": "V2", "name": "Oak"},
        {"id": "V3", "name": "New"},
    )
    importer.clock.at += 10
    done = _undo(importer, run.run_id)
    assert (done.archived_count, done.restored_count, done.kept, done.undone_at) == (1, 1, [], importer.clock.at)
    after = importer.values("vendor")
    assert after.pop("V3")["archived_at"] == importer.clock.at
    assert after == before


def test_what_someone_changed_since_is_kept_and_listed(importer: Importer) -> None:
    report = importer.report("vendor", {**VENDOR, "description": "text"})
    importer.taken(report, {"id": "V1", "name": "Ash", "text": "old"}, {"id": "V2", "name": "Oak", "text": "old"})
    run = importer.taken(
        report,
        {"id": "V1", "name": "Ash Ltd", "text": "new"},
        {"id": "V2", "name": "Oak Ltd"},
        {"id": "V3", "name": "Elm"},
    )
    _edit(importer, "V1", description="a person's")
    _edit(importer, "V3", name="a person's")
    done = _undo(importer, run.run_id)
    assert (done.archived_count, done.restored_count) == (0, 2)
    assert [(one.external_id, one.field, one.value) for one in done.kept] == [
        ("V1", "description", "a person's"),
        ("V3", None, None),
    ]
    stored = importer.stored("vendor")
    assert (stored["V1"]["name"], stored["V1"]["description"]) == ("Ash", "a person's")
    assert stored["V2"]["name"] == "Oak"
    assert stored["V3"]["archived_at"] is None


def test_what_a_later_run_changed_is_kept(importer: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    first = importer.taken(report, {"id": "V1", "name": "Ash"})
    second = importer.taken(report, {"id": "V1", "name": "Ash Ltd"})
    importer.taken(report, {"id": "V1", "name": "Ash plc"})
    assert [one.field for one in _undo(importer, second.run_id).kept] == ["name"]
    assert _undo(importer, first.run_id).archived_count == 0
    assert importer.stored("vendor")["V1"]["archived_at"] is None


def test_runs_are_taken_back_from_the_last_to_the_first(importer: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    runs = [importer.taken(report, {"id": "V1", "name": name}) for name in ("One", "Two", "Three")]
    for run, name in zip(reversed(runs), ("Two", "One"), strict=False):
        _undo(importer, run.run_id)
        assert importer.stored("vendor")["V1"]["name"] == name
    _undo(importer, runs[0].run_id)
    assert importer.stored("vendor")["V1"]["archived_at"] is not None


def test_a_run_that_found_a_record_unchanged_does_not_own_it(importer: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    first = importer.taken(report, {"id": "V1", "name": "Ash"})
    importer.taken(report, {"id": "V1", "name": "Ash"})
    assert _undo(importer, first.run_id).archived_count == 1


def test_revived_records_are_archived_again_with_their_former_values(importer: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    importer.taken(report, {"id": "V1", "name": "Ash"}, {"id": "V2", "name": "Oak"})
    importer.archive("vendor", "V1")
    importer.archive("vendor", "V2")
    run = importer.taken(report, {"id": "V1", "name": "Ash Ltd"}, {"id": "V2", "name": "Oak"})
    done = _undo(importer, run.run_id)
    assert (done.archived_count, done.kept) == (2, [])
    stored = importer.stored("vendor")
    assert {row["archived_at"] is None for row in stored.values()} == {False}
    assert {key: row["name"] for key, row in stored.items()} == {"V1": "Ash", "V2": "Oak"}


def test_a_record_archived_since_stays_as_it_is(importer: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    importer.taken(report, {"id": "V1", "name": "Ash"})
    run = importer.taken(report, {"id": "V1", "name": "Ash Ltd"}, {"id": "V2", "name": "Oak"})
    importer.archive("vendor", "V1")
    importer.archive("vendor", "V2")
    at = importer.stored("vendor")["V2"]["archived_at"]
    importer.clock.at += 10
    done = _undo(importer, run.run_id)
    assert [(one.external_id, one.reason) for one in done.kept] == [("V1", "archived since the run")]
    stored = importer.stored("vendor")
    assert (stored["V1"]["name"], stored["V2"]["archived_at"]) == ("Ash Ltd", at)


def test_links_references_and_custom_fields_are_put_back(importer: Importer) -> None:
    importer.custom_field("assessment", "round", "number")
    importer.vendors("V1", "V2")
    importer.services("V1", "S1")
    importer.services("V2", "S2")
    mapping = {**ASSESSMENT, "services": "services", "score": "score", "custom.round": "round", "period_end": "to"}
    report = importer.report("assessment", mapping)
    importer.taken(report, {"id": "A1", "vendor": "V1", "services": "S1", "score": 50, "round": 1, "to": "2025-12-31"})
    before = importer.values("assessment")
    run = importer.taken(
        report, {"id": "A1", "vendor": "V2", "services": "S2", "score": 60, "round": 2, "to": "2026-12-31"}
    )
    _undo(importer, run.run_id)
    assert importer.values("assessment") == before


def test_after_an_undo_the_same_import_does_its_work_again(importer: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    importer.taken(report, {"id": "V1", "name": "Ash"})
    run = importer.taken(report, {"id": "V1", "name": "Ash Ltd"}, {"id": "V2", "name": "Oak"})
    _undo(importer, run.run_id)
    again = importer.taken(report, {"id": "V1", "name": "Ash Ltd"}, {"id": "V2", "name": "Oak"})
    assert [one.changed for one in again.results] == [True, True]
    assert importer.stored("vendor")["V2"]["archived_at"] is None
    assert importer.stored("vendor")["V1"]["name"] == "Ash Ltd"


def test_many_records_are_undone_at_once(importer: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    importer.taken(report, *({"id": f"V{at}", "name": "Ash"} for at in range(600)))
    run = importer.taken(report, *({"id": f"V{at}", "name": f"Ash {at}"} for at in range(300, 1200)))
    done = _undo(importer, run.run_id)
    assert (done.archived_count, done.restored_count, done.kept) == (600, 300, [])


def test_a_run_is_undone_once_and_only_if_it_changed_something(importer: Importer, neighbour: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    run = importer.taken(report, {"id": "V1", "name": "Ash"})
    unchanged = importer.taken(report, {"id": "V1", "name": "Ash"})
    refused = importer.send(report, {"id": "V2"}).summary
    with pytest.raises(ImportRunNotFound):
        _undo(neighbour, run.run_id)
    with pytest.raises(NothingToUndo, match="it changed nothing"):
        _undo(importer, unchanged.run_id)
    with pytest.raises(NothingToUndo, match="it changed nothing"):
        _undo(importer, refused.run_id)
    _undo(importer, run.run_id)
    with pytest.raises(NothingToUndo, match="undone before"):
        _undo(importer, run.run_id)
