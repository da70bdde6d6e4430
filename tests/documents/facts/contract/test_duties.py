import pytest

from tests.documents.facts.contract.reading import span, value
from vendorproof.documents.facts.fact import Json

CAPS = [
    (
        "THE TOTAL LIABILITY OF EITHER PARTY SHALL NOT EXCEED THE GREATER OF:\n\n(a) $1,000,000; OR\n(b) the fees paid during the twelve months preceding the claim.",
        "THE GREATER OF: (a) $1,000,000; OR (b) the fees paid during the twelve months preceding the claim",
    ),
    ("IN NO EVENT SHALL EITHER PARTY'S AGGREGATE LIABILITY EXCEED $1,000,000.", {"amount": 1000000, "currency": None}),
    (
        "Provider's total liability under this Agreement shall not exceed the fees paid by Customer in the twelve (12) months preceding the claim.",
        "the fees paid by Customer in the twelve (12) months preceding the claim",
    ),
    (
        "Except for breaches of confidentiality, each party's total aggregate liability is limited to EUR 500,000.",
        {"amount": 500000, "currency": "EUR"},
    ),
    (
        "Our maximum liability to you will be limited to the greater of US$100 and the amounts paid by you in the past six months.",
        "the greater of US$100 and the amounts paid by you in the past six months",
    ),
    (
        "Provider shall maintain professional liability insurance with limits of not less than $5,000,000 in aggregate.",
        None,
    ),
    ("Liability for death or personal injury is not limited.", None),
    ("Provider's liability for a data breach shall not exceed $10,000,000 in aggregate.", None),
    ("Nothing in this Agreement limits liability for fraud.", None),
]


@pytest.mark.parametrize(("text", "expected"), CAPS)
def test_liability_cap(text: str, expected: Json) -> None:
    assert value(text, "liability_cap") == expected


BREACHES = [
    (
        "Processor shall notify Controller without undue delay and no later than 72 hours after becoming aware of a Personal Data Breach.",
        span(72, "hour"),
    ),
    (
        "Business Associate shall report to Covered Entity any Security Incident within five (5) business days of discovery.",
        span(5, "business_day"),
    ),
    ("In the event of a data breach, Provider will inform Customer within twenty-four (24) hours.", span(24, "hour")),
    (
        "Processor shall notify the Customer without undue delay after becoming aware of a Personal Data Breach.",
        "without undue delay",
    ),
    ("If a party commits a material breach, it shall cure it within 30 days after notice.", None),
    ("The controller shall notify the supervisory authority of a personal data breach within 72 hours.", None),
]


@pytest.mark.parametrize(("text", "expected"), BREACHES)
def test_breach_notice_period(text: str, expected: Json) -> None:
    assert value(text, "breach_notice_period") == expected


def sub(kind: str, notice: Json = None) -> dict[str, Json]:
    return {"authorisation": kind, "notice": notice}


SUBPROCESSORS = [
    (
        "Customer provides general written authorisation for the engagement of Sub-processors. Processor shall notify Customer at least thirty (30) days prior to adding a Sub-processor.",
        sub("general", span(30, "day")),
    ),
    (
        "Processor shall not engage any sub-processor without the prior specific written consent of Controller.",
        sub("specific"),
    ),
    ("The processor may engage sub-processors only with the prior written consent of the controller.", sub("specific")),
    (
        "Business Associate agrees to ensure that any subcontractors that receive protected health information agree to the same restrictions.",
        None,
    ),
    ("Processor shall not use sub-processors outside the EEA.", None),
    ("Processor shall not use sub-processors.", sub("prohibited")),
    ("Customer agrees that Provider may engage Subprocessors to process Customer Data.", sub("general")),
    ("Customer may object to a new Sub-processor within 14 days of notice.", None),
    (
        "The processor shall not engage another processor without prior specific or general written authorisation of the controller.",
        None,
    ),
    ("Contractor shall not subcontract the Services without the prior written consent of Company.", None),
]


@pytest.mark.parametrize(("text", "expected"), SUBPROCESSORS)
def test_subprocessor_clause(text: str, expected: Json) -> None:
    assert value(text, "subprocessor_clause") == expected
