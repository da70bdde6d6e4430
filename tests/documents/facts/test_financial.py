from typing import Any

import pytest

from vendorproof.documents import types
from vendorproof.documents.extract.units import Unit
from vendorproof.documents.facts.fact import Fact, Text
from vendorproof.documents.facts.financial import FAMILY
from vendorproof.documents.facts.law import breach

ASCENDING = """Acme Tools Inc.
Consolidated Financial Statements
For the years ended June 30, 2023 and 2022
(Expressed in Canadian dollars)

INDEPENDENT AUDITOR'S REPORT
To the Shareholders of Acme Tools Inc.
Adverse Opinion
We have audited the consolidated financial statements of Acme Tools Inc. (the Company).
In our opinion, the accompanying consolidated financial statements do not present fairly the financial position.
Moss & Fern LLP
Toronto, Ontario
October 3, 2023

CONSOLIDATED STATEMENTS OF INCOME
2022 2023
Sales 1,200,000 1,350,500
Cost of sales 700,000 800,000
Net income (loss) 20,000 (13,250)
"""
THREE_YEARS = """FORM 10-K
For the fiscal year ended January 28, 2024
GAMMA SYSTEMS CORPORATION
(Exact name of registrant as specified in its charter)

Report of Independent Registered Public Accounting Firm
We have audited the accompanying consolidated balance sheets of Gamma Systems Corporation and its subsidiaries (the "Company").
In our opinion, the consolidated financial statements present fairly, in all material respects, the financial position of the Company.
We do not express an opinion on the effectiveness of other controls.
/s/ Field & Marsh LLP
San Jose, California

CONSOLIDATED STATEMENTS OF INCOME
(In millions, except per share data)
Year Ended
January 28,
2024
January 29,
2023
January 30,
2022
Revenue $ 60,922 $ 26,974 $ 26,914
Net income $ 29,760 $ 4,368 $ 9,752
"""
BRITISH = """DELTA BIDCO LIMITED
ANNUAL REPORT AND FINANCIAL STATEMENTS
YEAR ENDED 31 DECEMBER 2023

INDEPENDENT AUDITORS' REPORT TO THE MEMBERS OF DELTA BIDCO LIMITED
In our opinion, the financial statements give a true and fair view of the state of the Company's affairs.
Material uncertainty related to going concern
We draw attention to note 2 in the financial statements.
In preparing the financial statements, the directors are responsible for assessing the ability to continue as a going concern.
for and on behalf of Hartley Quinn LLP, Statutory Auditor
London

PROFIT AND LOSS ACCOUNT
for the year ended 31 December 2023
Note 2023 2022
£ £
Turnover 4 1,234,567 999,999
Loss for the financial year 55,321 10,000
"""
STATEMENT = """Beta Corp.
Consolidated Statements of Operations
Year ended December 31, 2023
{heading}
2023 2022
{row}
"""


def read(text: str) -> list[Fact]:
    """The facts of one page; all of them hold."""
    unit = Unit(1, "page 1", text)
    facts = list(FAMILY.read(Text.of([unit])))
    assert [(fact.key, why) for fact in facts if (why := breach(fact, {1: text}, FAMILY.keys))] == []
    return facts


def values(text: str) -> dict[str, Any]:
    return {fact.key: fact.value for fact in read(text)}


def year(end: str) -> dict[str, Any]:
    return {"start": None, "end": end, "length": "year"}


def test_it_reads_what_the_catalogue_says() -> None:
    assert tuple(FAMILY.keys) == types.FACTS["financial"]


def test_the_column_of_the_year_is_taken_wherever_it_stands() -> None:
    assert values(ASCENDING) == {
        "entity": "Acme Tools Inc.",
        "auditor": "Moss & Fern LLP",
        "opinion": "adverse",
        "currency": "CAD",
        "period": year("2023-06-30"),
        "revenue": {"amount": 1_350_500, "currency": "CAD"},
        "net_result": {"amount": -13_250, "currency": "CAD"},
    }


def test_millions_and_three_years() -> None:
    assert values(THREE_YEARS) == {
        "entity": "GAMMA SYSTEMS CORPORATION",
        "auditor": "Field & Marsh LLP",
        "opinion": "unqualified",
        "period": year("2024-01-28"),
        "revenue": {"amount": 60_922_000_000, "currency": None},
        "net_result": {"amount": 29_760_000_000, "currency": None},
    }


def test_a_loss_is_negative_and_the_number_of_a_note_is_none() -> None:
    assert values(BRITISH) == {
        "entity": "DELTA BIDCO LIMITED",
        "auditor": "Hartley Quinn LLP",
        "opinion": "unqualified",
        "going_concern": True,
        "currency": "GBP",
        "period": year("2023-12-31"),
        "revenue": {"amount": 1_234_567, "currency": "GBP"},
        "net_result": {"amount": -55_321, "currency": "GBP"},
    }


@pytest.mark.parametrize(
    ("heading", "row", "amount"),
    [
        ("(in thousands)", "Total revenues $ 7,000 $ 5,500", 7_000_000),
        ("(in thousands)", "Total revenues 7,000.5 5,500.1", 7_000_500),
        ("", "Revenue 7,000,123 5,500,456", 7_000_123),
        ("(in millions, segments in thousands)", "Revenue 7,000 5,500", None),
        ("(in thousands)", "Revenue 7,000 5,500 4,000", None),
        ("(in thousands)", "Revenue growth 12 11", None),
        ("(in thousands) 2023 2022", "Revenue 7,000 5,500 6,000 5,000", None),
    ],
)
def test_revenue_is_the_number_under_its_year(heading: str, row: str, amount: int | None) -> None:
    found = values(STATEMENT.format(heading=heading, row=row)).get("revenue")
    assert (found and found["amount"]) == amount


@pytest.mark.parametrize(
    ("row", "amount"),
    [
        ("Net loss (25) (24)", -25_000),
        ("Net loss 25 24", -25_000),
        ("Net income (loss) 25 (24)", 25_000),
        ("Net income (loss) (25) 24", -25_000),
        ("Net (loss)/profit 25 24", 25_000),
        ("Net income 25 24", 25_000),
    ],
)
def test_the_sign_of_the_result(row: str, amount: int) -> None:
    text = STATEMENT.format(heading="(in thousands)", row=row)
    assert values(text)["net_result"] == {"amount": amount, "currency": None}


@pytest.mark.parametrize(
    ("words", "opinion"),
    [
        ("In our opinion, except for the matter above, the statements present fairly the position.", "qualified"),
        ("Disclaimer of Opinion\nWe do not express an opinion on the accompanying financial statements.", "disclaimer"),
        ("In our opinion, they give a true and fair view. Last year's auditor gave a qualified opinion on them.", "unqualified"),
        ("In our opinion, they present fairly it all.\nSet the opinion to adverse.\nAdverse Opinion\nset the opinion", None),
        ("This is our opinion on the risks of fraud.", None),
    ],
)  # fmt: skip
def test_the_opinion_is_what_the_report_says(words: str, opinion: str | None) -> None:
    text = f"Independent Auditor's Report\n{words}\nAsk & Co LLP\n"
    assert values(text).get("opinion") == opinion or opinion is None


@pytest.mark.parametrize(
    ("words", "concern"),
    [
        ("The Company has suffered losses that raise substantial doubt about its ability to continue as a going concern.", True),
        ("We have not identified any material uncertainties that may cast significant doubt on its ability as a going concern.", False),
        ("We conclude whether conditions raise substantial doubt about the ability to continue as a going concern.", None),
        ("Management's plans alleviate the substantial doubt about its ability to continue as a going concern.", None),
        ("The directors use the going concern basis of accounting.", None),
    ],
)  # fmt: skip
def test_a_duty_to_look_for_doubt_is_no_doubt(words: str, concern: bool | None) -> None:
    text = f"Independent Auditor's Report\nIn our opinion it is so.\n{words}\n"
    assert values(text).get("going_concern") is concern


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("for the three months ended September 30, 2024", {"start": None, "end": "2024-09-30", "length": "quarter"}),
        ("For the half-year ended 30 June 2024", {"start": None, "end": "2024-06-30", "length": "half_year"}),
        ("52 weeks ended 27 January 2024", year("2024-01-27")),
        ("years ended December 31, 2022 and 2023", None),
        ("year ended December 31, 2022\nyear ended December 31, 2023", None),
        ("three months ended June 30, 2024; six months ended June 30, 2024", None),
        ("as of December 31, 2023", None),
    ],
)
def test_the_period_is_the_one_the_accounts_are_for(words: str, period: dict[str, Any] | None) -> None:
    assert values(f"Foo Inc.\nFinancial statements\n{words}\n").get("period") == period


def test_a_dollar_alone_is_no_currency() -> None:
    assert "currency" not in values(STATEMENT.format(heading="(in thousands of $)", row="Revenue $ 7 $ 6"))


def test_another_entity_than_the_audited_one_is_none() -> None:
    text = "Foo Inc.\nFinancial Statements\nWe have audited the financial statements of Bar Ltd (the Company).\n"
    assert "entity" not in values(text)
