"""A batch from bytes to rows, on both databases."""

import json
from typing import Any

import pytest

from tests.fixtures.importing import VENDOR, Importer, body_of
from vendorproof.core.errors import BatchTooLarge, ImportReportDisabled, ImportReportNotFound, InvalidRequest
from vendorproof.imports import run


def test_records_are_created_then_updated_and_what_holds_already_is_unchanged(importer: Importer) -> None:
    report = importer.report("vendor", {**VENDOR, "tier": "tier"})
    first = importer.taken(
        report, {"id": "V1", "name": "Ash", "tier": "1"} | {"tier": "tier_1"}, {"id": "V2", "name": "Birch"}
    )
    assert (first.received_count, first.created_count, first.updated_count, first.unchanged_count) == (2, 2, 0, 0)
    assert [(one.external_id, one.action, one.status, one.changed) for one in first.results] == [
        ("V1", "created", "success", True),
        ("V2", "created", "success", True),
    ]
    importer.clock.at += 100
    second = importer.taken(report, {"id": "V1", "name": "Ash", "tier": "tier_1"}, {"id": "V2", "name": "Beech"})
    assert (second.created_count, second.updated_count, second.unchanged_count) == (0, 2, 1)
    assert [(one.action, one.changed) for one in second.results] == [("updated", False), ("updated", True)]
    assert [one.coverbase_id for one in first.results] == [one.coverbase_id for one in second.results]
    stored = importer.stored("vendor")
    assert [stored[one]["updated_at"] - stored[one]["created_at"] for one in ("V1", "V2")] == [0, 100]


def test_the_summary_names_the_report_and_counts_add_up(importer: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    summary = importer.send(
        report, {"id": "V1", "name": "Ash"}, {"id": "V2"}, {"name": "No id"}, {"id": "V1", "name": "x"}
    ).summary
    assert (summary.id, summary.slug, summary.report_name, summary.base_object, summary.mapping) == (
        report.report_id, report.slug, report.report_name, "vendor", VENDOR,
    )  # fmt: skip
    assert summary.received_count == 4 == summary.created_count + summary.updated_count + summary.failed_count
    assert summary.received_at == importer.clock.at
    assert summary.run_id is not None
    assert summary.run_id.startswith("cbimprn_")


def test_each_fault_is_an_error_of_its_own_and_failed_count_counts_records(importer: Importer) -> None:
    report = importer.report("vendor", {**VENDOR, "tier": "Tier", "raw_irq_score": "Score"})
    summary = importer.send(
        report, {"id": "V1", "name": "Ash"}, {"id": "V2", "name": " ", "Tier": "gold", "Score": 101}
    ).summary
    assert summary.failed_count == 1
    assert [
        (one.index, one.external_id, one.error_code, one.field, one.source, one.value) for one in summary.errors
    ] == [
        (1, "V2", "missing_required_field", "name", "name", " "),
        (1, "V2", "invalid_field_value", "raw_irq_score", "Score", "101"),
        (1, "V2", "invalid_field_value", "tier", "Tier", "gold"),
    ]


def test_a_value_is_told_in_at_most_120_printable_characters(importer: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    summary = importer.send(report, {"id": "x" * 300, "name": "a\x07b"}, {"id": ["é"], "name": "\ud800"}).summary
    told = {(one.index, one.field): one.value for one in summary.errors}
    assert told[0, "external_id"] == "x" * 119 + "…"
    assert told[0, "name"] == "a\\u0007b"
    assert told[1, "name"] == "\\ud800"
    assert json.loads(told[1, "external_id"] or "") == ["é"]


def test_good_records_are_kept_though_others_fail(importer: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    done = importer.send(report, {"id": "V1", "name": "Ash"}, {"id": "V2"})
    assert done.problem is None
    assert set(importer.stored("vendor")) == {"V1"}


def test_a_batch_of_nothing_succeeds(importer: Importer) -> None:
    done = importer.send(importer.report("vendor", VENDOR))
    assert done.problem is None
    assert (done.summary.received_count, done.summary.results, done.summary.errors) == (0, [], [])


def test_when_every_record_fails_the_whole_batch_has_failed(importer: Importer) -> None:
    done = importer.send(importer.report("vendor", VENDOR), {"id": "V1"}, {"id": "V2"})
    assert done.problem is not None
    assert (done.problem.status, done.problem.code) == (400, "all_records_failed")
    assert done.summary.failed_count == 2


def test_the_same_id_again_is_refused_naming_the_first(importer: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    summary = importer.send(
        report, {"id": "V1", "name": "First"}, {"id": " V1 ", "name": "Second"}, {"id": "v1", "name": "Third"}
    ).summary
    assert [(one.index, one.error_code) for one in summary.errors] == [(1, "duplicate_external_id")]
    assert "record 0" in summary.errors[0].message
    assert {key: row["name"] for key, row in importer.stored("vendor").items()} == {"V1": "First", "v1": "Third"}


def test_a_repeated_id_is_refused_also_when_the_first_of_them_is(importer: Importer) -> None:
    """The first counts, good or bad: which of two the source means is not for us to choose."""
    report = importer.report("vendor", VENDOR)
    summary = importer.send(report, {"id": "V1", "name": None}, {"id": "V1", "name": "Second"}).summary
    assert [(one.index, one.error_code) for one in summary.errors] == [
        (0, "missing_required_field"),
        (1, "duplicate_external_id"),
    ]
    assert importer.stored("vendor") == {}


def test_absent_null_and_blank_leave_a_field_as_it_is(importer: Importer) -> None:
    report = importer.report(
        "vendor",
        {**VENDOR, "website": "w", "tags": "t", "is_enterprise": "e", "raw_irq_score": "s", "audit_start_date": "d"},
    )
    full = {"id": "V1", "name": "Ash", "w": "ash.example.com", "t": ["a"], "e": False, "s": 0, "d": "2026-01-01"}
    importer.taken(report, full)
    before = importer.values("vendor")
    for nothing in ({}, dict.fromkeys("wtesd"), dict.fromkeys("wtesd", ""), dict.fromkeys("wtesd", " \u00a0")):
        assert importer.taken(report, {"id": "V1", "name": "Ash", **nothing}).unchanged_count == 1
        assert importer.values("vendor") == before


def test_a_report_may_clear_with_null_and_blank_but_not_with_absence(importer: Importer) -> None:
    mapping = {
        **VENDOR,
        "website": "w",
        "tags": "t",
        "is_enterprise": "e",
        "raw_irq_score": "s",
        "audit_start_date": "d",
        "relationship_owner": "o",
    }
    report = importer.report("vendor", mapping, blank="clear")
    full = {
        "id": "V1",
        "name": "Ash",
        "w": "ash.example.com",
        "t": ["a"],
        "e": False,
        "s": 0,
        "d": "2026-01-01",
        "o": "Ada",
    }
    importer.taken(report, full)
    before = importer.values("vendor")
    assert importer.taken(report, {"id": "V1", "name": "Ash"}).unchanged_count == 1
    assert importer.values("vendor") == before
    importer.taken(report, {"id": "V1", "name": "Ash", "w": None, "t": "", "e": " ", "s": None, "d": "", "o": None})
    left = importer.values("vendor")["V1"]
    assert left == {"external_id": "V1", "name": "Ash", "relationship_owner_ids": []}
    assert (
        importer.taken(
            report, {"id": "V1", "name": "Ash", "w": None, "t": "", "e": " ", "s": None, "d": "", "o": None}
        ).unchanged_count
        == 1
    )


def test_an_empty_array_empties_a_list(importer: Importer) -> None:
    report = importer.report("vendor", {**VENDOR, "tags": "t"})
    importer.taken(report, {"id": "V1", "name": "Ash", "t": ["a", "b"]})
    assert importer.taken(report, {"id": "V1", "name": "Ash", "t": []}).unchanged_count == 0
    assert importer.stored("vendor")["V1"]["tags"] == []


def test_a_required_value_cannot_be_cleared(importer: Importer) -> None:
    report = importer.report("vendor", VENDOR, blank="clear")
    importer.taken(report, {"id": "V1", "name": "Ash"})
    summary = importer.send(report, {"id": "V1", "name": None}).summary
    assert [one.error_code for one in summary.errors] == ["missing_required_field"]
    assert importer.stored("vendor")["V1"]["name"] == "Ash"


def test_matching_an_archived_record_revives_it(importer: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    first = importer.taken(report, {"id": "V1", "name": "Ash"})
    importer.archive("vendor", "V1")
    second = importer.taken(report, {"id": "V1", "name": "Ash"})
    assert (second.updated_count, second.unchanged_count, second.results[0].changed) == (1, 0, True)
    assert second.results[0].coverbase_id == first.results[0].coverbase_id
    assert importer.stored("vendor")["V1"]["archived_at"] is None


def test_fields_outside_the_mapping_are_warnings_with_counts(importer: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    done = importer.send(report, {"id": "V1", "name": "Ash", "x": 1}, {"id": "V2", "x": 1, "y\x07": 2})
    assert done.problem is None
    assert [(one["error_code"], one["source"], one["count"]) for one in done.summary.warnings] == [
        ("unmapped_field", "x", 2),
        ("unmapped_field", "y\\u0007", 1),
    ]


def test_atomic_writes_all_or_nothing(importer: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    done = importer.send(report, {"id": "V1", "name": "Ash"}, {"id": "V2"}, atomic=True)
    assert done.problem is not None
    assert (done.problem.status, done.problem.code) == (400, "atomic_batch_refused")
    assert (done.summary.created_count, done.summary.failed_count, len(done.summary.results)) == (0, 2, 0)
    assert done.summary.received_count == 2
    assert importer.stored("vendor") == {}
    assert importer.send(report, {"id": "V1", "name": "Ash"}, atomic=True).problem is None
    assert set(importer.stored("vendor")) == {"V1"}


def test_atomic_where_all_are_refused_is_the_ordinary_refusal(importer: Importer) -> None:
    done = importer.send(importer.report("vendor", VENDOR), {"id": "V2"}, atomic=True)
    assert done.problem is not None
    assert done.problem.code == "all_records_failed"


def test_the_upsert_key_is_organisation_base_object_and_external_id(importer: Importer, neighbour: Importer) -> None:
    importer.vendors("V1")
    neighbour.taken(neighbour.report("vendor", VENDOR), {"id": "V1", "name": "Theirs"})
    importer.services("V1", "V1")
    assert importer.stored("vendor")["V1"]["name"] == "Vendor V1"
    assert importer.stored("service")["V1"]["name"] == "Service V1"
    assert neighbour.stored("vendor")["V1"]["name"] == "Theirs"


def test_an_unknown_disabled_or_foreign_report_takes_nothing(importer: Importer, neighbour: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    with pytest.raises(ImportReportNotFound):
        run.submit(neighbour.rt, neighbour.scope, report.slug, body_of([]))
    with pytest.raises(ImportReportNotFound):
        run.submit(importer.rt, importer.scope, "no-such-slug", body_of([]))
    importer.change(report, enabled=False)
    with pytest.raises(ImportReportDisabled):
        importer.send(report)


def test_a_batch_over_the_limit_is_refused_whole(importer: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    most = importer.rt.settings.import_max_records
    with pytest.raises(BatchTooLarge, match="10,000 records"):
        importer.send(report, *[{"id": str(one), "name": "Ash"} for one in range(most + 1)])
    with pytest.raises(BatchTooLarge):
        importer.send(report, *[{"id": one} for one in range(most + 1)])
    assert importer.stored("vendor") == {}


def test_a_malformed_batch_leaves_nothing_behind(importer: Importer) -> None:
    report = importer.report("vendor", VENDOR)
    with pytest.raises(InvalidRequest):
        run.submit(importer.rt, importer.scope, report.slug, b'{"data": [{"id": "V1", "name": "Ash"}, {]}')
    assert importer.stored("vendor") == {}


EVERY_VENDOR_VALUE = {
    "external_id": ("007", "007"),
    "name": (" Ash ", "Ash"),
    "website": ("ASH.example.com", "ASH.example.com"),
    "hq_location": ("Oslo", "Oslo"),
    "description": ("two\r\nlines", "two\nlines"),
    "use_case": ("e\u0301", "\u00e9"),
    "engagement_type": (7, "7"),
    "status": ("Active", "active"),
    "raw_irq_score": ("85 %", 85.0),
    "raw_residual_risk_score": (12.5, 12.5),
    "business_unit": ("Finance", "Finance"),
    "vendor_category": ("IT", "IT"),
    "is_enterprise": ("yes", True),
    "tier": ("Tier 1", "tier_1"),
    "data_types": ("PII; Health ;PII", ["PII", "Health"]),
    "tags": (["b", "a"], ["b", "a"]),
    "dependent_services": ("Payroll|HR", ["Payroll", "HR"]),
    "next_assessment_date": (1_767_225_600, "2026-01-01"),
    "audit_start_date": ("2026-01-31T23:00:00-05:00", "2026-01-31"),
    "soc2_audit_end_date": ("2026-12-31", "2026-12-31"),
    "contract_length_months": ("2 years", 24),
    "primary_contact_email": ("risk@ash.example.com", "risk@ash.example.com"),
    "primary_contact_name": ("Ada", "Ada"),
    "relationship_owner": ("Nobody Known", "Nobody Known"),
    "risk_analyst": ("", None),
    "lei": ("5493 001KJTIIGC8Y1R12", "5493001KJTIIGC8Y1R12"),
    "duns": ("15-048-3782", "150483782"),
    "vat_number": ("ie6388047v", "IE6388047V"),
    "country": ("Ireland", "IE"),
}


def test_every_field_of_a_vendor_is_stored_as_it_is_read(importer: Importer) -> None:
    report = importer.report("vendor", {name: name for name in EVERY_VENDOR_VALUE})
    record = {name: sent for name, (sent, _) in EVERY_VENDOR_VALUE.items()}
    summary = importer.taken(report, record)
    stored = importer.stored("vendor")["007"]
    assert {name: stored[name] for name in EVERY_VENDOR_VALUE} == {
        name: kept for name, (_, kept) in EVERY_VENDOR_VALUE.items()
    }
    assert stored["relationship_owner_ids"] == []
    assert [(one["error_code"], one["value"]) for one in summary.warnings] == [("person_not_linked", "Nobody Known")]
    assert importer.taken(report, record).unchanged_count == 1
    as_stored = {name: kept for name, (_, kept) in EVERY_VENDOR_VALUE.items()}
    assert importer.taken(report, as_stored).unchanged_count == 1


def test_every_field_of_an_assessment_is_stored_as_it_is_read(importer: Importer) -> None:
    vendor_id = importer.vendors("V1")["V1"]
    services = importer.services("V1", "S1", "S2")
    answers = [{"question_id": "Q1", "question": "Encrypted?", "answer": "yes", "comment": None}]
    sent = {
        "external_id": 14, "vendor": "V1", "name": "SOC 2", "type": "SOC2 Review", "status": "review-evals", "scope": "EU",
        "assessor": "Audit", "services": "S1;S2", "period_start": "2025-01-01", "period_end": "2025-12-31",
        "completed_date": "2026-01-05", "score": "87", "risk_level": "MEDIUM", "findings_count": "3", "outcome": "ok", "answers": answers,
    }  # fmt: skip
    report = importer.report("assessment", {name: name for name in sent})
    importer.taken(report, sent)
    stored = importer.stored("assessment")["14"]
    assert {name: stored[name] for name in sent if name not in ("vendor", "services")} == {
        **{name: value for name, value in sent.items() if name not in ("vendor", "services")},
        "external_id": "14", "type": "soc2_review", "status": "review_evals", "score": 87.0, "risk_level": "medium", "findings_count": 3,
    }  # fmt: skip
    assert (stored["vendor_id"], stored["service_ids"], stored["score_percent"]) == (
        vendor_id,
        list(services.values()),
        0.87,
    )
    assert (stored["origin"], stored["control_set_ids"], stored["initiated_at"]) == ("imported", [], importer.clock.at)
    assert importer.taken(report, sent).unchanged_count == 1


def test_custom_fields_of_every_type_are_imported(importer: Importer) -> None:
    importer.user("ada@example.com", "Ada Byron")
    for name, kind, options in (
        ("text", "string", ()), ("number", "number", ()), ("flag", "boolean", ()), ("day", "date", ()), ("buyer", "user", ()),
        ("region", "select", ("EMEA", "APAC")), ("markets", "multiselect", ("DE", "FR")),
    ):  # fmt: skip
        importer.custom_field("vendor", name, kind, *options)
    names = ("text", "number", "flag", "day", "buyer", "region", "markets")
    report = importer.report("vendor", {**VENDOR, **{f"custom.{name}": name for name in names}})
    record: dict[str, Any] = {
        "id": "V1", "name": "Ash", "text": " t ", "number": "7.5", "flag": "no", "day": "2026-01-31", "buyer": "ADA@example.com",
        "region": "emea", "markets": "de;FR",
    }  # fmt: skip
    importer.taken(report, record)
    wanted = {
        "text": "t",
        "number": 7.5,
        "flag": False,
        "day": "2026-01-31",
        "buyer": "ADA@example.com",
        "region": "EMEA",
        "markets": ["DE", "FR"],
    }
    assert importer.stored("vendor")["V1"]["custom"] == wanted
    assert importer.taken(report, record).unchanged_count == 1
    changed = importer.taken(report, {"id": "V1", "name": "Ash", "number": 8, "flag": None})
    assert changed.results[0].changed
    assert importer.stored("vendor")["V1"]["custom"] == {**wanted, "number": 8.0}
    refused = importer.send(
        report, {"id": "V1", "name": "Ash", "region": "Mars", "markets": ["DE", "XX"], "number": "x"}
    ).summary
    assert {one.field for one in refused.errors} == {"custom.region", "custom.markets", "custom.number"}


def test_custom_fields_that_another_report_does_not_map_stay(importer: Importer) -> None:
    importer.custom_field("vendor", "one", "string")
    importer.custom_field("vendor", "two", "string")
    importer.taken(importer.report("vendor", {**VENDOR, "custom.one": "x"}), {"id": "V1", "name": "Ash", "x": "1"})
    clearing = importer.report("vendor", {**VENDOR, "custom.two": "x"}, blank="clear")
    importer.taken(clearing, {"id": "V1", "name": "Ash", "x": "2"})
    assert importer.stored("vendor")["V1"]["custom"] == {"one": "1", "two": "2"}
    importer.taken(clearing, {"id": "V1", "name": "Ash", "x": None})
    assert importer.stored("vendor")["V1"]["custom"] == {"one": "1"}


def test_a_custom_field_that_is_gone_is_left_out_of_the_mapping(importer: Importer) -> None:
    field_id = importer.custom_field("vendor", "one", "string")
    report = importer.report("vendor", {**VENDOR, "custom.one": "x"})
    importer.taken(report, {"id": "V1", "name": "Ash", "x": "1"})
    importer.archive_custom_field(field_id)
    summary = importer.taken(report, {"id": "V1", "name": "Ash", "x": "2"})
    assert [one["source"] for one in summary.warnings] == ["x"]
    assert summary.unchanged_count == 1


def test_a_status_added_or_renamed_counts_at_once(importer: Importer) -> None:
    report = importer.report("vendor", {**VENDOR, "status": "s"})
    assert importer.send(report, {"id": "V1", "name": "Ash", "s": "frozen"}).summary.failed_count == 1
    status_id = importer.status("vendor", "Frozen")
    importer.taken(report, {"id": "V1", "name": "Ash", "s": "frozen"})
    importer.rename_status(status_id, "On ice")
    assert importer.stored("vendor")["V1"]["status"] == "On ice"
    assert importer.taken(report, {"id": "V1", "name": "Ash", "s": "on ICE"}).unchanged_count == 1
    refused = importer.send(report, {"id": "V1", "name": "Ash", "s": "frozen"}).summary
    assert "On ice" in refused.errors[0].message


def test_tags_of_imported_records_are_the_organisation_s(importer: Importer) -> None:
    report = importer.report("vendor", {**VENDOR, "tags": "t"})
    importer.taken(report, {"id": "V1", "name": "Ash", "t": ["Payroll", "eu"]})
    importer.taken(report, {"id": "V1", "name": "Ash", "t": ["payroll", "EU", "new"]})
    assert importer.tags() == {"Payroll", "eu", "new"}


def test_many_services_and_assessments_change_at_once(importer: Importer) -> None:
    """Enough of them that the database's way for many rows is taken; their columns that may not be null stay as they are."""
    importer.vendors("V1")
    many = range(400)
    importer.services("V1", *(f"S{at}" for at in many))
    services = importer.report("service", {"external_id": "id", "name": "name", "vendor": "vendor"})
    summary = importer.taken(services, *({"id": f"S{at}", "name": f"Renamed {at}", "vendor": "V1"} for at in many))
    assert sum(one.changed for one in summary.results) == 400
    assessments = importer.report("assessment", {"external_id": "id", "vendor": "vendor", "outcome": "outcome"})
    for outcome in ("First", "Second"):
        summary = importer.taken(assessments, *({"id": f"A{at}", "vendor": "V1", "outcome": outcome} for at in many))
        assert sum(one.changed for one in summary.results) == 400
    assert {row["outcome"] for row in importer.stored("assessment").values()} == {"Second"}
    assert {row["name"][:7] for row in importer.stored("service").values()} == {"Renamed"}
