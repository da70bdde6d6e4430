import pytest

from tests.documents.facts.contract.reading import span, value
from vendorproof.documents.facts.fact import Json

TERMS = [
    ("This Agreement shall terminate two (2) years after the Effective Date.", span(2, "year")),
    ("The initial term of this Agreement shall be three (3) years from the Effective Date.", span(3, "year")),
    (
        "This Agreement commences on the Effective Date and shall continue for a period of 24 months unless terminated earlier.",
        span(24, "month"),
    ),
    ("ORDER FORM\nSubscription Term:\t36 months\nPayment terms:\tNet 30", span(36, "month")),
    (
        "Term. This Agreement will remain in effect for one (1) year and renew for successive one-year terms.",
        span(1, "year"),
    ),
    ("This NDA shall remain in full force and effect for two years after the Effective Date.", span(2, "year")),
    ("This Agreement shall remain in force until December 31, 2027, unless terminated earlier.", "2027-12-31"),
    ("The term of this Agreement begins on the Effective Date and ends on 30 June 2026.", "2026-06-30"),
    (
        "The obligations of confidentiality shall survive for a period of five (5) years after termination of this Agreement.",
        None,
    ),
    ("Invoices are due within 30 days. Renewal terms of one year each may follow.", None),
    ("This Agreement shall remain in effect until terminated by either party.", None),
    ("The warranty term is ninety (90) days from delivery.", None),
    ("Customer may audit Provider once every two years during the term of this Agreement.", None),
]


@pytest.mark.parametrize(("text", "expected"), TERMS)
def test_term(text: str, expected: Json) -> None:
    assert value(text, "term") == expected


def renews(kind: str, notice: Json = None) -> dict[str, Json]:
    return {"type": kind, "notice": notice}


RENEWALS = [
    (
        "Thereafter this Agreement shall automatically renew for successive one (1) year terms unless either party gives written notice of non-renewal at least sixty (60) days prior to the end of the then-current term.",
        renews("automatic", span(60, "day")),
    ),
    ("The Order Form will auto-renew for the same period.", renews("automatic")),
    (
        "It shall be renewed automatically for further periods of twelve months, unless a party objects in writing not later than three months before expiry.",
        renews("automatic", span(3, "month")),
    ),
    ("This Agreement shall not automatically renew.", renews("none")),
    ("There is no automatic renewal of the Term.", renews("none")),
    (
        "The Agreement renews for additional one-year periods unless notice is given one hundred eighty (180) days before the end of the term.",
        renews("automatic", span(180, "day")),
    ),
    ("The parties may renew this Agreement by mutual written consent.", None),
    ("Provider shall renew its domain names and certificates.", None),
]


@pytest.mark.parametrize(("text", "expected"), RENEWALS)
def test_renewal(text: str, expected: Json) -> None:
    assert value(text, "renewal") == expected


NOTICES = [
    (
        "Either party may terminate this Agreement for convenience upon thirty (30) days' prior written notice to the other party.",
        span(30, "day"),
    ),
    (
        "Either party may terminate this Agreement at any time by giving the other not less than 90 days' written notice.",
        span(90, "day"),
    ),
    ("Customer may terminate without cause on three months notice.", span(3, "month")),
    (
        "On sixty (60) days' written notice, either party may terminate this Agreement for any reason or no reason.",
        span(60, "day"),
    ),
    (
        "Either party may terminate this Agreement if the other party breaches it and fails to cure within 30 days of written notice.",
        None,
    ),
    ("All invoices are payable within 30 days. Provider may change prices on 60 days notice.", None),
    ("Provider may terminate this Agreement on 10 days' notice for non-payment.", None),
    (
        "Customer may terminate for convenience on 30 days notice. Provider may terminate for convenience on 180 days notice.",
        None,
    ),
    (
        "Either party may terminate this Agreement: (a) upon thirty (30) days' notice of a material breach that is not cured; (b) for convenience, upon one hundred twenty (120) days' prior written notice.",
        span(120, "day"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), NOTICES)
def test_termination_notice(text: str, expected: Json) -> None:
    assert value(text, "termination_notice") == expected
