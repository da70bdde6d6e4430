"""What a questionnaire says of itself."""

import pytest

from tests.documents.facts.questionnaire.units import front, pages, sheet

QUESTIONS = ("No.\tQuestion\tResponse", "1\tAre laptops encrypted?\tYes")


@pytest.mark.parametrize(
    ("line", "kind", "standard", "edition"),
    [
        ("Consensus Assessments Initiative Questionnaire v3.1", "caiq", "CAIQ", "3.1"),
        ("CONSENSUS ASSESSMENTS INITIATIVE QUESTIONNAIRE VERSION 4.0.3", "caiq", "CAIQ", "4.0.3"),
        ("CAIQv4.0.2", "caiq", "CAIQ", "4.0.2"),
        ("Standardized Information Gathering (SIG) Questionnaire", "sig", "SIG", None),
        ("SIG Lite 2024", "sig", "SIG", "Lite 2024"),
        ("SIG 2023 Core", "sig", "SIG", "2023 Core"),
        (
            "Higher Education Community Vendor Assessment Tool (HECVAT) - Full | Version 3.05",
            "hecvat",
            "HECVAT",
            "Full 3.05",
        ),
        ("HECVAT 4", "hecvat", "HECVAT", "4"),
        ("Version 2.11 of the HECVAT - Lite", "hecvat", "HECVAT", "2.11 Lite"),
        ("VSA Core 2023", "vsa", "VSA", "Core 2023"),
    ],
)
def test_standard_and_edition(line: str, kind: str, standard: str, edition: str | None) -> None:
    told = front(sheet(line, *QUESTIONS), document_type=f"{kind}_questionnaire")
    assert (told.get("standard"), told.get("edition")) == (standard, edition)


def test_a_customers_own_questions_have_no_standard() -> None:
    assert front(sheet("Our questions, after the CAIQ v4.0.3", *QUESTIONS)) == {}


def test_questions_about_a_standard_do_not_make_it_that() -> None:
    units = sheet("No.\tQuestion\tResponse", "1\tDo you have a CAIQ v4.0.3?\tYes")
    assert front(units, document_type=None) == {}


def test_editions_that_contradict_each_other_say_nothing() -> None:
    assert "edition" not in front(sheet("CAIQ v3.1", "CAIQ v4.0.3", *QUESTIONS), document_type="caiq_questionnaire")


@pytest.mark.parametrize(
    ("row", "respondent"),
    [
        ("Vendor Name\tMarram Ltd.", "Marram Ltd."),
        ("Cloud Service Provider:\tMarram Data", "Marram Data"),
        ("Name of the third party\tMarram Oy", "Marram Oy"),
        ("GNRL-01\tVendor Name\tMarram, Inc.", "Marram, Inc."),
        ("Lieferant: Marram GmbH", "Marram GmbH"),
        ("Company name (legal): Marram B.V.", "Marram B.V."),
        ("Prepared for\tNorrsken AB", None),
        ("Requested by: Norrsken Bank", None),
        ("Respondent\tAda Wolf", None),
        ("Vendor Name\tPlease enter the name", None),
        ("Vendor contact name\tAda Wolf", None),
    ],
)
def test_who_answers(row: str, respondent: str | None) -> None:
    assert front(sheet("Security questionnaire", row, *QUESTIONS)).get("respondent") == respondent


def test_two_respondents_are_none() -> None:
    assert "respondent" not in front(sheet("Vendor Name\tMarram Ltd.", "Supplier name\tAshlar Oy", *QUESTIONS))


def test_a_name_that_may_go_on_in_the_next_line_is_left_out() -> None:
    assert "respondent" not in front(pages("Vendor name: Bruckner\nAbrechnungssysteme AG\nDate: 3 May 2024"), "page")


@pytest.mark.parametrize(
    ("row", "date"),
    [
        ("Date completed\t2024-11-05", "2024-11-05"),
        ("Completed on: 27 January 2025", "2025-01-27"),
        ("DATE-01\tDate\tAugust 19, 2022", "2022-08-19"),
        ("Ausgefüllt am:\t14. Februar 2025", "2025-02-14"),
        ("Date of response\t02/03/2024 (MM/DD/YYYY)", "2024-02-03"),
        ("Date of response\t02/03/2024", None),
        ("Due date\t2024-11-05", None),
        ("Released: April 2020", None),
        ("Form version\t2.3 of 2023-01-15", None),
    ],
)
def test_when_it_was_answered(row: str, date: str | None) -> None:
    assert front(sheet("Security questionnaire", row, *QUESTIONS)).get("date") == date


def test_the_day_of_completion_counts_before_other_days() -> None:
    units = sheet("Date\t2024-01-02", "Date completed\t2024-03-04", *QUESTIONS)
    assert front(units)["date"] == "2024-03-04"


def test_how_days_are_written_may_stand_elsewhere_on_the_cover() -> None:
    units = sheet("Dates are written DD/MM/YYYY", "Date completed\t02/03/2024", *QUESTIONS)
    assert front(units)["date"] == "2024-03-02"


def test_two_days_of_completion_are_none() -> None:
    assert "date" not in front(sheet("Date completed\t2024-01-02", "Completed on\t2024-03-04", *QUESTIONS))


def test_days_of_the_form_itself_are_not_the_answers() -> None:
    units = [*sheet("Date\t2023-05-01", name="Change log"), *sheet(*QUESTIONS, first=9)]
    assert front(units) == {}
