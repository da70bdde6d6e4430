"""What is stored of each field, on both databases."""

from typing import Any

from tests.fixtures.importing import VENDOR, Importer

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
    "vat_number": ("de136695976", "DE136695976"),
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
