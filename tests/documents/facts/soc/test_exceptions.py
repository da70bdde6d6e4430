"""Rows of test results as they come out of Word, with tabs, and of PDF, line by line."""

from typing import Any

import pytest

from vendorproof.documents.extract.units import Unit
from vendorproof.documents.facts import registry
from vendorproof.documents.facts.fact import Text
from vendorproof.documents.facts.flow import flow
from vendorproof.documents.facts.soc import exceptions, opinion

REPORT = """We have examined Ferrous Bank Technology Ltd.'s description of its Core Banking Platform throughout the period
1 January 2024 to 31 December 2024. In our opinion, in all material respects, the description presents the platform.
Pell & Wyatt Assurance LLC
3 March 2025"""


def found(*pages: str, kind: str = "page") -> list[Any]:
    """Control, description, response of each; as they are after the citation law."""
    units = [
        Unit(n, f"page {n}" if kind == "page" else page.split("\n")[0], page)
        for n, page in enumerate((REPORT, *pages), 1)
    ]
    running = flow(Text.of(units, kind))
    raw = list(exceptions.facts(running, opinion.found(running)))
    kept = [fact.value for fact in registry.read("soc", units, kind) if fact.key == "exceptions"]
    assert [one.value for one in raw] == kept
    return [tuple(one.values()) for one in kept if isinstance(one, dict)]


WORD = """Section 4 Tests
Control\tDescription\tTest\tResult
FB-01\tChanges are approved.\tInspected 25 changes.\tNo exceptions noted.
FB-02\tLeavers are removed.\tInspected 10 leavers.\tException noted: 1 of 10 leavers kept access for a week.
FB-03\tAlarms are raised.\tInspected alarms.\tNo exceptions noted."""

PDF = """Control Test Result
FB-01
Changes are approved.
Inspected 25 changes.
No exceptions noted.
FB-02
Leavers are removed.
Inspected 10 leavers.
Exception noted.
1 of 10 leavers kept
access for a week.
FB-03
Alarms are raised. No exceptions noted."""

LEFT = "1 of 10 leavers kept access for a week."


def test_a_row_of_cells() -> None:
    assert found(WORD, kind="section") == [("FB-02", LEFT, None)]


def test_a_row_line_by_line() -> None:
    assert found(PDF) == [("FB-02", LEFT, None)]


def test_a_result_that_the_page_breaks_off_is_read_to_the_end_of_the_page() -> None:
    first, second = PDF.split("access for a week.")
    assert found(first, "access for a week." + second) == [("FB-02", "1 of 10 leavers kept", None)]


@pytest.mark.parametrize("label", ["Management's Response:", "Management response:", "Management’s\nResponse:"])
def test_the_answer_in_the_row(label: str) -> None:
    page = PDF.replace("access for a week.", f"access for a week.\n{label} It is automated.")
    assert found(page) == [("FB-02", LEFT, "It is automated.")]


@pytest.mark.parametrize(
    "section",
    [
        "Section 5 Management's Responses to Exceptions\nFB-02\tThe process was automated.",
        "Section 5 Other Information\nControl\tException noted\tManagement's response\nFB-02\t1 of 10 kept access.\tThe process was automated.",
        "SECTION V: MANAGEMENT'S RESPONSES\nControl FB-02: The process was automated.",
    ],
)
def test_the_answer_in_a_section_of_its_own(section: str) -> None:
    assert found(WORD, section, kind="section") == [("FB-02", LEFT, "The process was automated.")]


def test_answers_by_the_number_of_the_exception() -> None:
    page = WORD.replace("Exception noted:", "Exception 3:")
    answers = "V. Management's responses to exceptions\nException 1\tAnother.\nException 3\tThe process was automated."
    assert found(page, answers, kind="section") == [("FB-02", LEFT, "The process was automated.")]


def test_an_answer_that_repeats_what_was_found_is_not_told_apart() -> None:
    section = (
        "Section 5 - Management's Responses to Exceptions\nFB-02\n1 of 10 leavers kept access for a week.\nAutomated."
    )
    assert found(PDF, section) == [("FB-02", LEFT, None)]


@pytest.mark.parametrize(
    "text",
    [
        "No exceptions noted.",
        "No relevant exceptions noted.",
        "There were no deviations noted.",
        'The term "Exception noted" is used where a control did not operate.',
        "Exceptions noted by the scanner are tracked.",
        "Any exception noted is followed up.",
        "If exceptions are noted, they are described.",
        "Rejected items are cleared. Exceptions noted on the report are assigned.",
        "Testing of the control activity disclosed that no exceptions were noted.",
        "Control\tException noted\tManagement's response",
        "Exception noted\nManagement's response",
    ],
)
def test_what_is_no_exception(text: str) -> None:
    assert found(f"FB-01 Changes are approved.\nInspected changes.\n{text}\nFB-02 Others are too.") == []


def test_the_criterion_beside_the_number_is_not_the_number() -> None:
    page = "SEC-11\nCC6.3\nAccess is reviewed.\nRequested reviews.\nDeviation noted. None was made."
    assert found(page) == [("SEC-11", "None was made.", None)]


def test_a_row_without_a_number_ends_with_its_first_sentence() -> None:
    page = "Access is reviewed.\nInspected reviews.\nException noted. One review was\nlate.\nPasswords are complex.\nInspected them."
    assert found(page) == [(None, "One review was late.", None)]


def test_the_response_of_management_is_no_part_of_what_was_found() -> None:
    answer = "The account was closed."
    told = PDF.split("FB-03", maxsplit=1)[0] + f"Response of management on control FB-02.1: {answer}"
    assert found(told) == [("FB-02", LEFT, answer)]
