from typing import Any

import pytest

from vendorproof.documents.facts.fact import Citation, Fact
from vendorproof.documents.facts.validity import Validity, validity
from vendorproof.documents.types import TYPES

PERIOD = {"period_start": "2023-01-01", "period_end": "2023-12-31"}


def fact(key: str, value: Any, page: int = 4) -> Fact:
    return Fact(key, value, str(value), 0.9, (Citation(page, f"page {page}", 0, 1, "x"),))


def of(document_type: str | None, *facts: Fact, **values: Any) -> Validity | None:
    return validity(document_type, [*facts, *(fact(key, value) for key, value in values.items())])


def policy(number: str, effective: str | None, expiry: str | None, page: int = 4) -> Fact:
    value = {"kind": None, "number": number, "effective": effective, "expiry": expiry, "limits": None}
    return fact("policies", value, page)


def test_a_certificate_is_good_until_it_says() -> None:
    assert of("iso_27001_certificate", issue_date="2022-01-01", expiry_date="2024-12-31") == Validity(
        "2022-01-01",
        "2024-12-31",
        None,
        None,
        ["expiry_date", "issue_date"],
        "Good until 2024-12-31: expiry date on page 4.",
    )


def test_a_certificate_without_a_last_day_has_one_only_where_its_scheme_has() -> None:
    assert of("iso_27001_certificate", issue_date="2022-01-01") is None
    found = of("cyber_essentials_certificate", issue_date="2024-02-19")
    assert found is not None
    assert found.valid_until == "2025-02-18"
    assert of("hitrust_certification", issue_date="2024-01-15") is not None


def test_a_report_is_good_for_a_year_after_its_period() -> None:
    assert of("soc2_type2_auditor_report", **PERIOD) == Validity(
        "2023-12-31",
        "2024-12-30",
        "2023-01-01",
        "2023-12-31",
        ["period_end", "period_start"],
        "Good until 2024-12-30: 365 days after the end of the period (2023-12-31, page 4).",
    )


@pytest.mark.parametrize(
    ("document_type", "facts", "until"),
    [
        ("soc2_type1_auditor_report", {"as_of_date": "2024-03-01"}, "2025-03-01"),
        ("soc_bridge_letter", {"period_end": "2024-03-01"}, "2024-05-30"),
        ("pci_dss_aoc", {"date": "2024-03-01"}, "2025-03-01"),
        ("penetration_test_report", {"test_start": "2024-02-01", "test_end": "2024-03-01"}, "2025-03-01"),
        ("vulnerability_scan_report", {"date": "2024-03-01"}, "2024-05-30"),
        ("caiq_questionnaire", {"date": "2024-03-01"}, "2025-03-01"),
        ("privacy_policy", {"next_review": "2026-01-01", "effective_date": "2024-01-01"}, "2026-01-01"),
        ("privacy_policy", {"last_reviewed": "2024-03-01", "effective_date": "2022-01-01"}, "2025-03-01"),
        ("financial_statement", {"period": {"start": None, "end": "2024-03-01", "length": "year"}}, "2025-03-01"),
        ("non_disclosure_agreement", {"effective_date": "2024-01-31", "term": {"count": 1, "unit": "month"}}, "2024-02-29"),
        ("master_service_agreement", {"effective_date": "2024-02-29", "term": {"count": 3, "unit": "year"}}, "2027-02-28"),
        ("master_service_agreement", {"term": "2026-12-31", "renewal": {"type": "none", "notice": None}}, "2026-12-31"),
    ],
)  # fmt: skip
def test_each_kind_of_evidence_has_its_rule(document_type: str, facts: dict[str, Any], until: str) -> None:
    found = of(document_type, **facts)
    assert found is not None
    assert found.valid_until == until
    assert found.derived_from
    assert set(found.derived_from) <= set(facts)
    assert until in found.sentence


def test_insurance_is_good_until_the_first_policy_ends() -> None:
    found = of(
        "certificate_of_insurance",
        policy("A 1", "2024-02-01", "2025-02-01"),
        policy("B 2", "2023-07-15", "2024-07-15", page=2),
    )
    assert found is not None
    assert (found.valid_from, found.valid_until) == ("2024-02-01", "2024-07-15")
    assert found.sentence == "Good until 2024-07-15: earliest expiry of its policies (B 2) on page 2."


def test_a_policy_whose_end_is_unknown_leaves_it_open() -> None:
    assert of("certificate_of_insurance", policy("A 1", None, "2025-02-01"), policy("B 2", None, None)) is None


def test_a_contract_that_renews_itself_has_no_last_day() -> None:
    found = of(
        "master_service_agreement",
        effective_date="2024-01-01",
        term={"count": 1, "unit": "year"},
        renewal={"type": "automatic", "notice": None},
    )
    assert found is not None
    assert (found.valid_from, found.valid_until) == ("2024-01-01", None)
    assert list(found.derived_from) == ["effective_date", "renewal"]


@pytest.mark.parametrize(
    ("document_type", "facts"),
    [
        ("iso_27001_certificate", [("expiry_date", "2024-01-01"), ("expiry_date", "2025-01-01")]),
        ("iso_27001_certificate", [("expiry_date", "2024-01-01"), ("issue_date", "2025-01-01")]),
        ("hitrust_certification", [("issue_date", "2023-01-01"), ("issue_date", "2024-01-01")]),
        ("soc2_type2_auditor_report", [("period_end", "2024-01-01"), ("period_end", "2025-01-01")]),
        ("soc2_type2_auditor_report", [("period_end", "2024-01-01"), ("period_start", "2025-01-01")]),
        ("soc2_type2_auditor_report", [("period_end", "2024-01-01"), ("as_of_date", "2024-01-01")]),
        ("privacy_policy", [("next_review", "2024-01-01"), ("next_review", "2025-01-01"), ("effective_date", "2023-01-01")]),
        ("master_service_agreement", [("effective_date", "2024-01-01")]),
        ("master_service_agreement", [("effective_date", "2024-01-01"), ("term", {"count": 9, "unit": "hour"})]),
        ("pci_dss_aoc", [("date", "soon")]),
        ("pci_dss_aoc", [("date", 20240101)]),
        ("financial_statement", [("period", {"start": None, "end": None, "length": "year"})]),
        ("other", [("date", "2024-01-01")]),
        ("sbom", [("date", "2024-01-01")]),
        ("a_type_of_theirs", [("date", "2024-01-01")]),
        (None, [("date", "2024-01-01")]),
    ],
)  # fmt: skip
def test_what_is_missing_or_contradicts_itself_has_none(
    document_type: str | None, facts: list[tuple[str, Any]]
) -> None:
    assert validity(document_type, [fact(key, value) for key, value in facts]) is None


def test_the_same_fact_twice_is_no_contradiction() -> None:
    assert of("pci_dss_aoc", fact("date", "2024-03-01", 1), fact("date", "2024-03-01", 2)) is not None


@pytest.mark.parametrize("document_type", [one.slug for one in TYPES])
def test_every_type_takes_no_facts_and_odd_ones(document_type: str) -> None:
    assert validity(document_type, []) is None
    keys = ("date", "expiry_date", "policies", "term", "period", "renewal", "test_end", "next_review")
    odd: list[Any] = [None, 3, [], {}, "9999-12-31", {"end": "9999-12-31"}, {"count": 10**9, "unit": "year"}]
    for value in odd:
        validity(document_type, [fact(key, value) for key in keys])


def test_on_the_wire_it_is_plain() -> None:
    found = of("pci_dss_aoc", date="2024-03-01")
    assert found is not None
    assert found.told()["derived_from"] == ["date"]
