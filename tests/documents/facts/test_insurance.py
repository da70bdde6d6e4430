from typing import Any

from vendorproof.documents import types
from vendorproof.documents.extract.units import Unit
from vendorproof.documents.facts.fact import Fact, Text
from vendorproof.documents.facts.insurance import FAMILY
from vendorproof.documents.facts.law import breach

PRINTED = """CERTIFICATE OF LIABILITY INSURANCE DATE (MM/DD/YYYY)
03/04/2024
PRODUCER
Old Broker LLC
INSURER(S) AFFORDING COVERAGE NAIC #
INSURER A : Prairie Mutual Insurance Company 14788
INSURED FOOBA-1
Foobar Systems, Inc.
44 Old Road
INSURER B :
INSURER C :
THE INSURED NAMED ABOVE FOR THE POLICY PERIOD INDICATED.
INSR LTR TYPE OF INSURANCE ADDL INSD SUBR WVD POLICY NUMBER POLICY EFF (MM/DD/YYYY) POLICY EXP (MM/DD/YYYY) LIMITS
A X COMMERCIAL GENERAL LIABILITY Y Y PM 0045-127 10/01/2023 10/02/2024 EACH OCCURRENCE $ 1,000,000
GENERAL AGGREGATE $ 2,000,000
A UMBRELLA LIAB X OCCUR
X EXCESS LIAB CLAIMS-MADE UMB771204 05/06/2023 05/06/2024 AGGREGATE $ 5,000,000
DESCRIPTION OF OPERATIONS / LOCATIONS / VEHICLES
Contract dated 08/09/2023.
CERTIFICATE HOLDER CANCELLATION
County of Somewhere
1 Main Street
"""
COLUMNS = """CERTIFICATE HOLDER
ACORD 25 (2016/03)
CANCELLATION
DATE (MM/DD/YYYY)CERTIFICATE OF LIABILITY INSURANCE
COMMERCIAL GENERAL LIABILITY
EACH OCCURRENCE $
GENERAL AGGREGATE $
DESCRIPTION OF OPERATIONS / LOCATIONS / VEHICLES
LTR TYPE OF INSURANCE POLICY NUMBER
POLICY EFF
(MM/DD/YYYY)
POLICY EXP
(MM/DD/YYYY) LIMITS
WORKERS COMPENSATION
AND EMPLOYERS' LIABILITY
INSURED
PHONE
PRODUCER
NAIC #
INSURER A :
INSURER B :
SHOULD ANY OF THE ABOVE DESCRIBED POLICIES BE CANCELLED
3/4/2024
Big Broker of Ohio
Acme Cloud Inc.
Example Mutual Insurance Co. 12345
A X
EML 8821-34 1/1/2024 1/2/2025 1,000,000
2,000,000
First Bank NA
"""
LETTER = """TO WHOM IT MAY CONCERN
Insured: Wattle Software Pty Ltd

Professional Indemnity
Insurer: Southern Cross Underwriting Ltd
Policy Number: 01-2233-PI
Period of Insurance: From 30 June 2024 to 4.00pm on 30 June 2025
Limit of Indemnity: £5,000,000 any one claim

Public Liability
Insurer: Other Mutual plc
Policy Number: PL/77 1234
Period: 1 July 2024 to 30 June 2025
Limit of Indemnity: £10,000,000
"""


def read(text: str) -> list[Fact]:
    """The facts of one page; all of them hold."""
    unit = Unit(1, "page 1", text)
    facts = list(FAMILY.read(Text.of([unit])))
    assert [(fact.key, why) for fact in facts if (why := breach(fact, {1: text}, FAMILY.keys))] == []
    return facts


def values(text: str, key: str) -> list[Any]:
    return [fact.value for fact in read(text) if fact.key == key]


def limit(name: str, amount: int, currency: str | None = None) -> dict[str, Any]:
    return {"name": name, "amount": {"amount": amount, "currency": currency}}


def test_it_reads_what_the_catalogue_says() -> None:
    assert tuple(FAMILY.keys) == types.FACTS["insurance"]


def test_the_printed_form() -> None:
    assert values(PRINTED, "insured") == ["Foobar Systems, Inc."]
    assert values(PRINTED, "certificate_holder") == ["County of Somewhere"]
    assert values(PRINTED, "insurers") == [{"letter": "A", "name": "Prairie Mutual Insurance Company", "naic": "14788"}]
    assert values(PRINTED, "policies") == [
        {
            "kind": "COMMERCIAL GENERAL LIABILITY",
            "number": "PM 0045-127",
            "effective": "2023-10-01",
            "expiry": "2024-10-02",
            "limits": [limit("EACH OCCURRENCE", 1_000_000), limit("GENERAL AGGREGATE", 2_000_000)],
        },
        {
            "kind": "EXCESS LIAB",
            "number": "UMB771204",
            "effective": "2023-05-06",
            "expiry": "2024-05-06",
            "limits": [limit("AGGREGATE", 5_000_000)],
        },
    ]


def test_days_cite_the_form_that_says_how_they_are_written() -> None:
    policy = next(fact for fact in read(PRINTED) if fact.key == "policies")
    assert any("MM/DD/YYYY" in one.quote for one in policy.citations)
    undated = PRINTED.replace("MM/DD/YYYY", "DATE")
    assert values(undated, "policies") == []


def test_a_form_read_column_by_column_says_less_but_nothing_wrong() -> None:
    assert values(COLUMNS, "insured") == values(COLUMNS, "certificate_holder") == values(COLUMNS, "insurers") == []
    assert values(COLUMNS, "policies") == [
        {"kind": None, "number": "EML 8821-34", "effective": "2024-01-01", "expiry": "2025-01-02", "limits": None}
    ]


def test_a_filled_form_is_read_by_its_fields() -> None:
    text = (
        "CERTIFICATE OF LIABILITY INSURANCE\nINSURER A :\n(MM/DD/YYYY)\n"
        "F[0].P1[0].NamedInsured_FullName_A[0]: Alder Peak LLC\nInsurer_FullName_A: Prairie Insurance\n"
        "Policy_CyberLiability_PolicyNumberIdentifier_A: CY 1234\nPolicy_CyberLiability_ExpirationDate_A: 05/01/2025\n"
        "CertificateHolder_FullName_A: For information only\n"
    )
    assert values(text, "insured") == ["Alder Peak LLC"]
    assert values(text, "insurers") == [{"letter": "A", "name": "Prairie Insurance", "naic": None}]
    assert values(text, "policies") == [
        {"kind": "CyberLiability", "number": "CY 1234", "effective": None, "expiry": "2025-05-01", "limits": None}
    ]
    assert values(text, "certificate_holder") == []


def test_a_letter_lists_its_policies() -> None:
    assert values(LETTER, "insured") == ["Wattle Software Pty Ltd"]
    assert [one["name"] for one in values(LETTER, "insurers")] == [
        "Southern Cross Underwriting Ltd",
        "Other Mutual plc",
    ]
    assert values(LETTER, "policies") == [
        {
            "kind": "Professional Indemnity",
            "number": "01-2233-PI",
            "effective": "2024-06-30",
            "expiry": "2025-06-30",
            "limits": [limit("Limit of Indemnity", 5_000_000, "GBP")],
        },
        {
            "kind": "Public Liability",
            "number": "PL/77 1234",
            "effective": "2024-07-01",
            "expiry": "2025-06-30",
            "limits": [limit("Limit of Indemnity", 10_000_000, "GBP")],
        },
    ]


def test_policies_of_a_letter_that_are_not_told_apart_are_none() -> None:
    assert (
        values("Policy Number: AB 12345\nPolicy Number: CD 67890\nPeriod: 1 May 2024 to 1 May 2025\n", "policies") == []
    )


def test_two_terms_of_one_policy_are_none() -> None:
    text = "Policy Number: AB 12345\nPeriod: 1 May 2023 to 30 April 2024\nPeriod: 1 May 2024 to 30 April 2025\n"
    (policy,) = values(text, "policies")
    assert (policy["effective"], policy["expiry"]) == (None, None)


def test_amounts_in_dollars_name_no_currency() -> None:
    (policy,) = values("Policy Number: AB 12345\nLimit of Liability: $20,000,000\n", "policies")
    assert policy["limits"] == [limit("Limit of Liability", 20_000_000)]


def test_a_day_before_the_number_of_a_policy_is_no_part_of_it() -> None:
    told = PRINTED.replace("CLAIMS-MADE UMB771204", "CLAIMS-MADE Retro date 06/01/2019 UMB771204")
    assert told != PRINTED
    assert [one["number"] for one in values(told, "policies")] == [one["number"] for one in values(PRINTED, "policies")]
