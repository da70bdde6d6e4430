"""References, people and what a record says only together, on both databases."""

from collections.abc import Mapping

import pytest

from tests.fixtures.importing import ASSESSMENT, SERVICE, VENDOR, Importer


def _errors(
    importer: Importer, base_object: str, mapping: Mapping[str, object], record: Mapping[str, object], **options: object
) -> list[tuple[str | None, str]]:
    summary = importer.send(importer.report(base_object, mapping, **options), record).summary
    return [(one.field, one.message) for one in summary.errors]


def test_a_service_points_at_its_vendor_by_id_or_external_id(importer: Importer) -> None:
    vendor_id = importer.vendors("007")["007"]
    report = importer.report("service", SERVICE)
    importer.taken(
        report, {"id": "S1", "name": "One", "vendor": "007"}, {"id": "S2", "name": "Two", "vendor": vendor_id}
    )
    assert {row["vendor_id"] for row in importer.stored("service").values()} == {vendor_id}


@pytest.mark.parametrize("vendor", ["7", "no such", "Vendor 007", "cbvndr_00000000000000000000000000000000"])
def test_a_reference_that_does_not_resolve_is_an_invalid_value(importer: Importer, vendor: str) -> None:
    importer.vendors("007")
    summary = importer.send(importer.report("service", SERVICE), {"id": "S1", "name": "One", "vendor": vendor}).summary
    assert [(one.error_code, one.field, one.source, one.value) for one in summary.errors] == [
        ("invalid_field_value", "vendor", "vendor", vendor)
    ]
    assert vendor in summary.errors[0].message


def test_a_vendor_of_another_organisation_is_as_unknown_as_none(importer: Importer, neighbour: Importer) -> None:
    theirs = neighbour.vendors("V9")["V9"]
    record = {"id": "S1", "name": "One", "vendor": theirs}
    assert _errors(importer, "service", SERVICE, record) == [
        ("vendor", f'no vendor has the id or external_id "{theirs}"')
    ]


def test_an_archived_vendor_takes_no_new_service(importer: Importer) -> None:
    importer.vendors("V1")
    importer.archive("vendor", "V1")
    assert _errors(importer, "service", SERVICE, {"id": "S1", "name": "One", "vendor": "V1"}) == [
        ("vendor", 'the vendor "V1" is archived')
    ]


def test_a_vendor_by_name_must_be_allowed_and_unique(importer: Importer) -> None:
    importer.taken(
        importer.report("vendor", VENDOR),
        {"id": "V1", "name": "Ash"},
        {"id": "V2", "name": "Oak"},
        {"id": "V3", "name": "Oak"},
    )
    record = {"id": "S1", "name": "One", "vendor": "Ash"}
    assert len(_errors(importer, "service", SERVICE, record)) == 1
    importer.taken(importer.report("service", SERVICE, vendor_by_name=True), record)
    assert importer.stored("service")["S1"]["vendor_id"] == importer.stored("vendor")["V1"]["id"]
    ((field, message),) = _errors(importer, "service", SERVICE, {**record, "vendor": "Oak"}, vendor_by_name=True)
    assert field == "vendor"
    assert "several vendors" in message


def test_a_service_may_move_to_another_vendor(importer: Importer) -> None:
    ids = importer.vendors("V1", "V2")
    importer.services("V1", "S1")
    assert importer.services("V2", "S1")
    assert importer.stored("service")["S1"]["vendor_id"] == ids["V2"]


def test_downstream_vendors_are_linked_where_they_resolve_and_kept_as_named_otherwise(importer: Importer) -> None:
    ids = importer.vendors("V1", "V2")
    report = importer.report("service", {**SERVICE, "downstream_vendors": "down"})
    record = {"id": "S1", "name": "One", "vendor": "V1", "down": ["V2", "Vendor V1", "Nobody Ltd", "V2"]}
    summary = importer.taken(report, record, {**record, "id": "S2"})
    stored = importer.stored("service")["S1"]["downstream_vendors"]
    assert stored == [
        {"name": "V2", "vendor_id": ids["V2"]},
        {"name": "Vendor V1", "vendor_id": ids["V1"]},
        {"name": "Nobody Ltd", "vendor_id": None},
    ]
    (warning,) = summary.warnings
    assert (warning["error_code"], warning["field"], warning["value"], warning["count"]) == (
        "vendor_not_linked",
        "downstream_vendors",
        "Nobody Ltd",
        2,
    )
    assert set(importer.stored("vendor")) == {"V1", "V2"}
    assert importer.taken(report, record).unchanged_count == 1


def test_a_fourth_party_is_linked_as_soon_as_it_is_known(importer: Importer) -> None:
    importer.vendors("V1")
    report = importer.report("service", {**SERVICE, "downstream_vendors": "down"})
    record = {"id": "S1", "name": "One", "vendor": "V1", "down": "V9"}
    importer.taken(report, record)
    ids = importer.vendors("V9")
    assert importer.taken(report, record).results[0].changed
    assert importer.stored("service")["S1"]["downstream_vendors"] == [{"name": "V9", "vendor_id": ids["V9"]}]


def test_people_are_linked_where_exactly_one_matches_and_kept_as_named_otherwise(importer: Importer) -> None:
    ada = importer.user("ada@example.com", "Ada Byron")
    importer.user("one@example.com", "Sam Doe")
    importer.user("two@example.com", "Sam Doe")
    report = importer.report("vendor", {**VENDOR, "relationship_owner": "owner", "risk_analyst": "analyst"})
    summary = importer.taken(
        report,
        {"id": "V1", "name": "Ash", "owner": "ADA@example.com", "analyst": "ada byron"},
        {"id": "V2", "name": "Oak", "owner": "Sam Doe", "analyst": "Nobody"},
        {"id": "V3", "name": "Elm", "owner": "Sam Doe"},
    )
    stored = importer.stored("vendor")
    assert (stored["V1"]["relationship_owner"], stored["V1"]["relationship_owner_ids"]) == ("ADA@example.com", [ada])
    assert (stored["V1"]["risk_analyst"], stored["V1"]["risk_analyst_ids"]) == ("ada byron", [ada])
    assert (stored["V2"]["relationship_owner"], stored["V2"]["relationship_owner_ids"]) == ("Sam Doe", [])
    assert stored["V3"]["risk_analyst_ids"] is None
    told = {(one["field"], one["value"]): (one["count"], one["message"]) for one in summary.warnings}
    assert told["relationship_owner", "Sam Doe"][0] == 2
    assert "several users" in told["relationship_owner", "Sam Doe"][1]
    assert "no user" in told["risk_analyst", "Nobody"][1]


def test_a_person_who_joins_later_is_linked_by_the_next_import(importer: Importer) -> None:
    report = importer.report("vendor", {**VENDOR, "relationship_owner": "owner"})
    record = {"id": "V1", "name": "Ash", "owner": "ada@example.com"}
    importer.taken(report, record)
    ada = importer.user("ada@example.com")
    assert importer.taken(report, record).results[0].changed
    assert importer.stored("vendor")["V1"]["relationship_owner_ids"] == [ada]
    assert importer.taken(report, record).unchanged_count == 1


def test_at_most_a_hundred_warnings_about_people_are_told(importer: Importer) -> None:
    report = importer.report("vendor", {**VENDOR, "relationship_owner": "owner"})
    summary = importer.taken(report, *({"id": str(one), "name": "Ash", "owner": f"Person {one}"} for one in range(150)))
    assert len(summary.warnings) == 100


def test_a_refused_record_warns_of_nothing(importer: Importer) -> None:
    report = importer.report("vendor", {**VENDOR, "relationship_owner": "owner"})
    summary = importer.send(report, {"id": "V1", "name": "Ash"}, {"id": "V2", "owner": "Nobody"}).summary
    assert summary.warnings == []


def test_an_assessment_s_services_are_its_vendor_s(importer: Importer) -> None:
    importer.vendors("V1", "V2")
    mine, other = importer.services("V1", "S1")["S1"], importer.services("V2", "S2")["S2"]
    report = importer.report("assessment", {**ASSESSMENT, "services": "services"})
    importer.taken(report, {"id": "A1", "vendor": "V1", "services": ["S1"]})
    assert importer.stored("assessment")["A1"]["service_ids"] == [mine]
    for name in ("S2", other):
        summary = importer.send(report, {"id": "A1", "vendor": "V1", "services": ["S1", name]}).summary
        assert [(one.field, one.value) for one in summary.errors] == [("services", name)]
        assert "another vendor" in summary.errors[0].message
    assert importer.send(report, {"id": "A1", "vendor": "V1", "services": "no such"}).summary.failed_count == 1


def test_an_assessment_does_not_keep_services_of_the_vendor_it_leaves(importer: Importer) -> None:
    """The batch moves it to another vendor and says nothing of the services that it has."""
    importer.vendors("V1", "V2")
    importer.services("V1", "S1")
    importer.taken(
        importer.report("assessment", {**ASSESSMENT, "services": "services"}),
        {"id": "A1", "vendor": "V1", "services": "S1"},
    )
    summary = importer.send(importer.report("assessment", ASSESSMENT), {"id": "A1", "vendor": "V2"}).summary
    assert [(one.error_code, one.field) for one in summary.errors] == [("invalid_field_value", "services")]
    assert importer.stored("assessment")["A1"]["vendor_id"] == importer.stored("vendor")["V1"]["id"]
    both = importer.report("assessment", {**ASSESSMENT, "services": "services"})
    importer.taken(both, {"id": "A1", "vendor": "V2", "services": []})


def test_an_assessment_comes_with_a_name_and_a_status_of_its_own_once(importer: Importer) -> None:
    importer.vendors("V1")
    mapping = {
        **ASSESSMENT,
        "type": "type",
        "period_start": "from",
        "period_end": "to",
        "name": "name",
        "status": "status",
    }
    report = importer.report("assessment", mapping)
    record = {"id": "A1", "vendor": "V1", "type": "soc2_review", "from": "2025-01-01", "to": "2025-12-31"}
    importer.taken(report, record)
    first = importer.stored("assessment")["A1"]
    assert (first["name"], first["status"]) == ("SOC 2 review, 2025-01-01 to 2025-12-31", "complete")
    assert importer.taken(report, record).unchanged_count == 1
    importer.taken(report, {**record, "name": "Ours", "status": "failed", "to": "2026-01-31"})
    importer.taken(report, {**record, "to": "2026-02-28"})
    last = importer.stored("assessment")["A1"]
    assert (last["name"], last["status"]) == ("Ours", "failed")


@pytest.mark.parametrize("blank", ["keep", "clear"])
def test_an_assessment_gets_name_and_status_also_where_the_mapping_has_neither(importer: Importer, blank: str) -> None:
    importer.vendors("V1")
    report = importer.report("assessment", ASSESSMENT, blank=blank)
    importer.taken(report, {"id": "A1", "vendor": "V1"})
    stored = importer.stored("assessment")["A1"]
    assert (stored["name"], stored["status"]) == ("Assessment", "complete")
    assert importer.taken(report, {"id": "A1", "vendor": "V1"}).unchanged_count == 1
    assert importer.stored("assessment")["A1"]["status"] == "complete"


def test_a_cleared_status_of_an_assessment_is_its_default_again(importer: Importer) -> None:
    """Every assessment has a status: a blank cannot take it away."""
    importer.vendors("V1")
    report = importer.report("assessment", {**ASSESSMENT, "status": "status"}, blank="clear")
    importer.taken(report, {"id": "A1", "vendor": "V1", "status": None})
    assert importer.stored("assessment")["A1"]["status"] == "complete"
    importer.taken(report, {"id": "A1", "vendor": "V1", "status": "failed"})
    importer.taken(report, {"id": "A1", "vendor": "V1", "status": None})
    assert importer.stored("assessment")["A1"]["status"] == "complete"
    assert importer.taken(report, {"id": "A1", "vendor": "V1", "status": None}).unchanged_count == 1


def test_a_period_that_ends_before_it_starts_is_refused(importer: Importer) -> None:
    importer.vendors("V1")
    mapping = {**ASSESSMENT, "period_start": "from", "period_end": "to"}
    record = {"id": "A1", "vendor": "V1", "from": "2026-01-01", "to": "2025-12-31"}
    ((field, message),) = _errors(importer, "assessment", mapping, record)
    assert field == "period_end"
    assert "2025-12-31" in message
    assert "2026-01-01" in message
    importer.taken(importer.report("assessment", mapping), {**record, "to": "2026-01-01"})


@pytest.mark.parametrize(("sent", "date"), [("period_end", "2024-12-31"), ("period_start", "2026-01-01")])
def test_a_period_is_checked_also_when_a_batch_has_one_end_of_it(importer: Importer, sent: str, date: str) -> None:
    importer.vendors("V1")
    whole = importer.report("assessment", {**ASSESSMENT, "period_start": "from", "period_end": "to"})
    importer.taken(whole, {"id": "A1", "vendor": "V1", "from": "2025-01-01", "to": "2025-12-31"})
    half = importer.report("assessment", {**ASSESSMENT, sent: "day"})
    summary = importer.send(half, {"id": "A1", "vendor": "V1", "day": date}).summary
    assert [one.error_code for one in summary.errors] == ["invalid_field_value"]
    assert summary.errors[0].field == "period_end"
    assert importer.taken(half, {"id": "A1", "vendor": "V1", "day": "2025-06-30"}).results[0].changed


@pytest.mark.parametrize(
    ("score", "scale", "percent"), [(87, 100, 0.87), ("4.2", 5, 0.84), (0, 10, 0.0), (10, 10, 1.0), (85, None, 0.85)]
)
def test_a_score_over_its_scale_is_the_score_percent(
    importer: Importer, score: object, scale: float | None, percent: float
) -> None:
    importer.vendors("V1")
    report = importer.report("assessment", {**ASSESSMENT, "score": "s"}, **({"score_scale": scale} if scale else {}))
    importer.taken(report, {"id": "A1", "vendor": "V1", "s": score})
    stored = importer.stored("assessment")["A1"]
    assert stored["score_percent"] == pytest.approx(percent)
    assert importer.taken(report, {"id": "A1", "vendor": "V1", "s": score}).unchanged_count == 1


@pytest.mark.parametrize("score", [-1, 100.01, 1e9])
def test_a_score_outside_its_scale_is_refused(importer: Importer, score: float) -> None:
    importer.vendors("V1")
    ((field, message),) = _errors(
        importer, "assessment", {**ASSESSMENT, "score": "s"}, {"id": "A1", "vendor": "V1", "s": score}
    )
    assert field == "score"
    assert "100" in message


def test_a_cleared_score_clears_its_percent(importer: Importer) -> None:
    importer.vendors("V1")
    report = importer.report("assessment", {**ASSESSMENT, "score": "s"}, blank="clear")
    importer.taken(report, {"id": "A1", "vendor": "V1", "s": 50})
    importer.taken(report, {"id": "A1", "vendor": "V1"})
    assert importer.stored("assessment")["A1"]["score_percent"] == 0.5
    importer.taken(report, {"id": "A1", "vendor": "V1", "s": None})
    stored = importer.stored("assessment")["A1"]
    assert (stored["score"], stored["score_percent"]) == (None, None)


def test_all_faults_of_a_record_are_told_whatever_finds_them(importer: Importer) -> None:
    importer.vendors("V1")
    mapping = {
        **ASSESSMENT,
        "score": "s",
        "services": "services",
        "risk_level": "risk",
        "period_start": "from",
        "period_end": "to",
    }
    record = {
        "id": "A1",
        "vendor": "nobody",
        "s": 200,
        "services": "S9",
        "risk": "huge",
        "from": "2026-01-01",
        "to": "2025-01-01",
    }
    fields = {field for field, _ in _errors(importer, "assessment", mapping, record)}
    assert {"vendor", "score", "services", "risk_level"} <= fields
