from collections.abc import Sequence

import pytest

from vendorproof.documents.facts.fact import Citation, Fact
from vendorproof.documents.guard import subject
from vendorproof.documents.guard.subject import Filed


def about(name: str, key: str = "service_organisation") -> Fact:
    return Fact(key, name, name, 0.9, (Citation(3, "page 3", 0, len(name), name),))


def codes(filed: Filed, facts: Sequence[Fact], *texts: str) -> list[str]:
    return [one.code for one in subject.seen(filed, facts, texts)]


def test_another_company_is_named_with_both_names() -> None:
    (found,) = subject.seen(Filed("Acme Payroll Inc."), [about("Globex Ltd")], ["Report on Globex Ltd's system"])
    assert found.code == "names_another_company"
    assert found.message == "“Acme Payroll Inc.” is nowhere in it; it is about “Globex Ltd” (page 3)."
    assert list(found.pages) == [3]


@pytest.mark.parametrize(
    ("vendor", "website", "stated", "text"),
    [
        ("Acme Payroll Inc.", "", "ACME Payroll, Incorporated", "ACME Payroll, Incorporated runs payroll"),
        ("Acme", "", "Acme Cloud Services LLC", "nothing else"),
        ("Globex Corporation", "", "Initech Ltd", "Initech, a company of the Globex group"),
        ("Globex", "https://www.initech.example/about", "Initech Ltd", "the INITECH platform"),
        ("AB", "", "Initech Ltd", "Initech alone"),
    ],
)
def test_the_vendor_under_another_spelling_is_itself(vendor: str, website: str, stated: str, text: str) -> None:
    assert codes(Filed(vendor, website), [about(stated)], text) == []


def test_nothing_is_said_where_no_fact_says_whom_it_is_about() -> None:
    assert codes(Filed("Acme Payroll"), [about("Big Four LLP", "auditor")], "Some text about Globex") == []


def test_another_service_is_named() -> None:
    filed = Filed("Acme", services=["Payroll run"], other_services=["Tax filing", "HR"])
    assert codes(filed, [], "The scope of Acme's report is the Tax Filing system.") == ["covers_another_service"]
    assert codes(filed, [], "The scope is the Payroll Run and Tax Filing systems.") == []
    assert codes(filed, [], "The scope is the data centre; HR is not meant.") == []


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("Acme Cloud, Inc.", "acme cloud"),
        ("Müller & Söhne GmbH & Co. KG", "müller söhne"),
        ("N.V. Holding", "nv"),
        ("The Company", "the"),
    ],
)
def test_a_name_without_its_legal_form(name: str, core: str) -> None:
    assert subject.core(name) == core
