import pytest

from tests.fixtures.importing import VENDOR, Importer
from vendorproof.core.errors import ImportReportDisabled, ImportReportNotFound, ImportRunNotFound, NothingToReplay
from vendorproof.imports import replay, reports, runs
from vendorproof.imports.run import Done


def _replay(importer: Importer, run_id: str | None) -> Done:
    return replay.replay(importer.rt, importer.scope, str(run_id))


def _open(importer: Importer, run_id: str | None) -> list[int]:
    with importer.rt.db.read() as tx:
        return [one.position for one in runs.refused(tx, importer.scope, str(run_id), open_only=True)]


def test_the_refused_records_are_offered_again_under_the_mapping_as_it_is_now(importer: Importer) -> None:
    report = importer.report("vendor", {**VENDOR, "tier": "tier"})
    records = [
        {"id": f"V{at}", "name": "Ash", "tier": tier}
        for at, tier in enumerate(["tier_1", "gold", "tier_2", "silver", "gold"])
    ]
    first = importer.send(report, *records).summary
    assert _open(importer, first.run_id) == [1, 3, 4]
    importer.change(report, mapping={**VENDOR, "tier": {"source": "tier", "value_map": {"gold": "tier_1"}}})
    second = _replay(importer, first.run_id).summary
    assert (second.received_count, second.created_count, second.failed_count) == (3, 2, 1)
    assert [(one.index, one.external_id) for one in second.errors] == [(1, "V3")]
    assert set(importer.stored("vendor")) == {"V0", "V1", "V2", "V4"}
    assert _open(importer, first.run_id) == [3]
    with importer.rt.db.read() as tx:
        marked = {one.position: one.replayed_by for one in runs.refused(tx, importer.scope, str(first.run_id))}
        assert runs.get(tx, importer.scope, str(second.run_id))["replay_of"] == first.run_id
    assert marked == {1: second.run_id, 3: None, 4: second.run_id}


def test_what_was_taken_is_not_offered_a_third_time(importer: Importer) -> None:
    report = importer.report("vendor", {**VENDOR, "name": "nombre"})
    first = importer.send(report, {"id": "V1", "name": "Ash"}).summary
    importer.change(report, mapping=VENDOR)
    assert _replay(importer, first.run_id).summary.created_count == 1
    with pytest.raises(NothingToReplay):
        _replay(importer, first.run_id)


def test_a_replay_in_which_all_fail_again_marks_nothing_and_may_be_replayed_itself(importer: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    first = importer.send(report, {"id": "V1"}, {"id": "V2"}).summary
    again = _replay(importer, first.run_id)
    assert again.problem is not None
    assert again.problem.code == "all_records_failed"
    assert _open(importer, first.run_id) == [0, 1]
    assert _open(importer, again.summary.run_id) == [0, 1]


def test_of_one_id_refused_twice_the_first_is_taken(importer: Importer) -> None:
    report = importer.report("vendor", {**VENDOR, "name": "nombre"})
    first = importer.send(report, {"id": "V1", "name": "First"}, {"id": "V1", "name": "Second"}).summary
    importer.change(report, mapping=VENDOR)
    second = _replay(importer, first.run_id).summary
    assert (second.created_count, [one.error_code for one in second.errors]) == (1, ["duplicate_external_id"])
    assert _open(importer, first.run_id) == [1]


def test_records_are_kept_just_as_they_came(importer: Importer) -> None:
    """Numbers keep their digits, and half a character stays one: a replay reads what the first import read."""
    report = importer.report("vendor", {**VENDOR, "tier": "tier"})
    first = importer.send(report, {"id": 1007.0, "name": "\ud800"}, {"id": 7, "name": "Ash", "tier": "gold"}).summary
    importer.change(report, mapping=VENDOR)
    second = _replay(importer, first.run_id).summary
    assert [one.external_id for one in second.errors] == ["1007.0"]
    assert set(importer.stored("vendor")) == {"7"}


def test_an_atomic_batch_that_was_refused_can_be_replayed_whole(importer: Importer) -> None:
    report = importer.report("vendor", {**VENDOR, "tier": "tier"})
    first = importer.send(
        report, {"id": "V1", "name": "Ash"}, {"id": "V2", "name": "Oak", "tier": "gold"}, atomic=True
    ).summary
    importer.change(report, mapping=VENDOR)
    assert _replay(importer, first.run_id).summary.created_count == 2
    assert set(importer.stored("vendor")) == {"V1", "V2"}


def test_a_replay_needs_the_run_and_its_report(importer: Importer, neighbour: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    run_id = importer.send(report, {"id": "V1"}).summary.run_id
    for who, asked in ((neighbour, run_id), (importer, "cbimprn_0"), (importer, "")):
        with pytest.raises(ImportRunNotFound):
            _replay(who, asked)
    importer.change(report, enabled=False)
    with pytest.raises(ImportReportDisabled):
        _replay(importer, run_id)
    with importer.rt.db.write() as tx:
        reports.archive(tx, importer.scope, report.report_id)
    with pytest.raises(ImportReportNotFound):
        _replay(importer, run_id)


def test_a_report_whose_slug_moved_is_still_the_run_s_report(importer: Importer) -> None:
    report = importer.report("vendor", {**VENDOR, "name": "nombre"})
    run_id = importer.send(report, {"id": "V1", "name": "Ash"}).summary.run_id
    slug = report.slug
    importer.change(report, slug="moved", mapping=VENDOR)
    importer.change(importer.report("vendor", VENDOR), slug=slug)
    assert _replay(importer, run_id).summary.id == report.report_id
