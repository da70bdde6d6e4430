import json

import pytest
from sqlalchemy import func, select

from tests.fixtures.importing import ASSESSMENT, VENDOR, Importer, body_of
from vendorproof.core.errors import ImportPlanNotFound, ImportReportDisabled, PlanStale
from vendorproof.db.tables import import_plan, import_run
from vendorproof.imports import plan
from vendorproof.imports.reports import Report
from vendorproof.imports.results import Planned, Summary
from vendorproof.imports.run import Done

MAPPING = {**VENDOR, "status": "status", "tags": "tags"}


def _apply(importer: Importer, report: Report, plan_id: object, body: bytes = b"") -> Done:
    return plan.apply(importer.rt, importer.scope, report.slug, str(plan_id), body)


def test_a_plan_tells_what_would_happen_and_writes_no_record_and_no_run(importer: Importer) -> None:
    report = importer.report("vendor", MAPPING)
    importer.taken(
        report, {"id": "V1", "name": "Ash", "tags": ["a"]}, {"id": "V2", "name": "Oak"}, {"id": "V3", "name": "Elm"}
    )
    importer.archive("vendor", "V3")
    before, runs = importer.stored("vendor"), _count(importer, "run")
    summary = importer.plan(
        report,
        {"id": "V1", "name": "Ash Ltd", "tags": ["a", "b"]},
        {"id": "V2", "name": "Oak"},
        {"id": "V3", "name": "Elm"},
        {"id": "V4", "name": "New"},
        {"id": "V5"},
    )
    assert (
        summary.received_count,
        summary.created_count,
        summary.updated_count,
        summary.unchanged_count,
        summary.failed_count,
    ) == (5, 1, 3, 1, 1)
    assert summary.run_id is None
    told = json.loads(
        json.dumps([[one.external_id, one.action, one.status, one.changed, one.fields] for one in _planned(summary)])
    )
    assert told == [
        [
            "V1",
            "updated",
            "planned",
            True,
            {"name": {"old": "Ash", "new": "Ash Ltd"}, "tags": {"old": ["a"], "new": ["a", "b"]}},
        ],
        ["V2", "updated", "planned", False, {}],
        ["V3", "updated", "planned", True, {"archived": {"old": True, "new": False}}],
        [
            "V4",
            "created",
            "planned",
            True,
            {"external_id": {"old": None, "new": "V4"}, "name": {"old": None, "new": "New"}},
        ],
    ]
    assert [one.error_code for one in summary.errors] == ["missing_required_field"]
    assert importer.stored("vendor") == before
    assert _count(importer, "run") == runs


def test_applying_does_exactly_what_was_planned_and_only_once(importer: Importer) -> None:
    report = importer.report("vendor", MAPPING)
    records = ({"id": "V1", "name": "Ash", "tags": "a;b"}, {"id": "V2"})
    planned = importer.plan(report, *records)
    done = _apply(importer, report, planned.plan_id)
    assert (done.summary.created_count, done.summary.failed_count) == (1, 1)
    assert importer.stored("vendor")["V1"]["tags"] == ["a", "b"]
    with pytest.raises(ImportPlanNotFound):
        _apply(importer, report, planned.plan_id)
    assert _count(importer, "plan") == 0


def test_the_same_body_may_be_sent_along_but_no_other(importer: Importer) -> None:
    report = importer.report("vendor", MAPPING)
    body = body_of([{"id": "V1", "name": "Ash"}])
    first = importer.plan(report, {"id": "V1", "name": "Ash"})
    with pytest.raises(PlanStale, match="other records"):
        _apply(importer, report, first.plan_id, body_of([{"id": "V1", "name": "Oak"}]))
    assert _apply(importer, report, first.plan_id, body).problem is None


def test_a_plan_is_stale_when_its_records_moved(importer: Importer) -> None:
    report = importer.report("vendor", MAPPING)
    importer.taken(report, {"id": "V1", "name": "Ash"})
    planned = importer.plan(report, {"id": "V1", "name": "Ash Ltd"})
    importer.taken(report, {"id": "V1", "name": "Somebody else's"})
    with pytest.raises(PlanStale, match="stored records have changed"):
        _apply(importer, report, planned.plan_id)
    assert importer.stored("vendor")["V1"]["name"] == "Somebody else's"


def test_a_plan_is_stale_when_a_planned_new_record_exists_by_now(importer: Importer) -> None:
    report = importer.report("vendor", MAPPING)
    planned = importer.plan(report, {"id": "V1", "name": "Ash"})
    importer.vendors("V1")
    with pytest.raises(PlanStale):
        _apply(importer, report, planned.plan_id)


def test_other_records_moving_does_not_make_a_plan_stale(importer: Importer) -> None:
    report = importer.report("vendor", MAPPING)
    planned = importer.plan(report, {"id": "V1", "name": "Ash"})
    importer.vendors("V2")
    assert _apply(importer, report, planned.plan_id).problem is None


def test_a_plan_is_stale_when_the_mapping_changed(importer: Importer) -> None:
    report = importer.report("vendor", MAPPING)
    planned = importer.plan(report, {"id": "V1", "name": "Ash", "other": "Oak"})
    importer.change(report, mapping={**VENDOR, "name": "other"})
    with pytest.raises(PlanStale, match="mapping has changed"):
        _apply(importer, report, planned.plan_id)


def test_a_report_s_new_name_does_not_make_its_plans_stale(importer: Importer) -> None:
    report = importer.report("vendor", MAPPING)
    planned = importer.plan(report, {"id": "V1", "name": "Ash"})
    importer.change(report, report_name="Renamed")
    assert _apply(importer, report, planned.plan_id).summary.report_name == "Renamed"


def test_a_status_renamed_in_between_makes_a_plan_stale(importer: Importer) -> None:
    report = importer.report("vendor", MAPPING)
    status_id = importer.status("vendor", "Frozen")
    planned = importer.plan(report, {"id": "V1", "name": "Ash", "status": "frozen"}, {"id": "V2", "name": "Oak"})
    importer.rename_status(status_id, "On ice")
    with pytest.raises(PlanStale):
        _apply(importer, report, planned.plan_id)
    assert importer.stored("vendor") == {}


def test_a_plan_of_a_batch_that_is_refused_whole_ends_as_the_batch_would(importer: Importer) -> None:
    report = importer.report("vendor", MAPPING)
    planned = importer.plan(report, {"id": "V1"})
    assert planned.failed_count == 1
    done = _apply(importer, report, planned.plan_id)
    assert done.problem is not None
    assert done.problem.code == "all_records_failed"


def test_a_plan_remembers_that_it_is_all_or_nothing(importer: Importer) -> None:
    report = importer.report("vendor", MAPPING)
    planned = importer.plan(report, {"id": "V1", "name": "Ash"}, {"id": "V2"}, atomic=True)
    done = _apply(importer, report, planned.plan_id)
    assert done.problem is not None
    assert done.problem.code == "atomic_batch_refused"
    assert importer.stored("vendor") == {}


def test_assessments_are_planned_with_the_name_and_status_they_will_get(importer: Importer) -> None:
    importer.vendors("V1")
    report = importer.report("assessment", ASSESSMENT)
    planned = importer.plan(report, {"id": "A1", "vendor": "V1"})
    fields = _planned(planned)[0].fields
    assert (fields["name"]["new"], fields["status"]["new"]) == ("Assessment", "complete")
    assert _apply(importer, report, planned.plan_id).problem is None


def test_a_plan_is_kept_for_a_day(importer: Importer) -> None:
    report = importer.report("vendor", MAPPING)
    planned = importer.plan(report, {"id": "V1", "name": "Ash"})
    importer.clock.at += 24 * 3600
    with pytest.raises(ImportPlanNotFound):
        _apply(importer, report, planned.plan_id)


@pytest.mark.parametrize("plan_id", ["", "cbimpln_00000000000000000000000000000000", "'; --"])
def test_an_unknown_plan_is_not_found(importer: Importer, plan_id: str) -> None:
    with pytest.raises(ImportPlanNotFound):
        _apply(importer, importer.report("vendor", MAPPING), plan_id)


def test_a_plan_belongs_to_its_report_and_organisation(importer: Importer, neighbour: Importer) -> None:
    planned = importer.plan(importer.report("vendor", MAPPING), {"id": "V1", "name": "Ash"})
    with pytest.raises(ImportPlanNotFound):
        _apply(importer, importer.report("vendor", MAPPING), planned.plan_id)
    with pytest.raises(ImportPlanNotFound):
        _apply(neighbour, neighbour.report("vendor", MAPPING), planned.plan_id)


def test_a_disabled_report_neither_plans_nor_applies(importer: Importer) -> None:
    report = importer.report("vendor", MAPPING)
    planned = importer.plan(report, {"id": "V1", "name": "Ash"})
    importer.change(report, enabled=False)
    with pytest.raises(ImportReportDisabled):
        importer.plan(report, {"id": "V1", "name": "Ash"})
    with pytest.raises(ImportReportDisabled):
        _apply(importer, report, planned.plan_id)


def _planned(summary: Summary) -> list[Planned]:
    return [one for one in summary.results if isinstance(one, Planned)]


def _count(importer: Importer, what: str) -> int:
    table = {"run": import_run, "plan": import_plan}[what]
    with importer.rt.db.read() as tx:
        return int(tx.connection.execute(select(func.count()).select_from(table)).scalar_one())
