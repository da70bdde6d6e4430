"""Answers in running text and in print."""

import pytest

from tests.documents.facts.questionnaire.units import answers, pages
from vendorproof.documents.extract.units import Unit

HEAD = "No. Question Response Comments"


@pytest.mark.parametrize(
    "text",
    [
        "1. Do you encrypt laptops?\nAnswer: All of them.",
        "1) Do you encrypt laptops? Answer: All of them.",
        "Question 1: Do you encrypt laptops?\nResponse: All of them.",
        "1\nDo you encrypt\nlaptops?\nVendor response: All of them.",
    ],
)
def test_answers_that_are_announced(text: str) -> None:
    assert answers(pages(text), "page") == [("1", "Do you encrypt laptops?", "All of them.", None)]


def test_questions_and_answers_by_their_letters() -> None:
    told = answers(pages("Q: Do you encrypt?\nA: Yes.\nQ: Who may enter?\nA: Staff."), "page")
    assert told == [(None, "Do you encrypt?", "Yes.", None), (None, "Who may enter?", "Staff.", None)]


def test_comments_that_are_announced() -> None:
    text = "2.1 Is MFA enforced?\nResponse: Yes\nComments: For all users.\n2.2 Is it reviewed?\nResponse:\nComments:"
    assert answers(pages(text), "page") == [("2.1", "Is MFA enforced?", "Yes", "For all users.")]


def test_what_is_asked_for_without_a_question_mark() -> None:
    told = answers(pages("3. Describe your backups.\nAnswer: Daily."), "page")
    assert told == [("3", "Describe your backups.", "Daily.", None)]


def test_numbers_may_be_left_to_word() -> None:
    word = [Unit(1, "Access", "Access\nDo you review access?\nAnswer: Yes\nWho does it?\nAnswer: Managers")]
    assert answers(word, "section") == [
        (None, "Do you review access?", "Yes", None),
        (None, "Who does it?", "Managers", None),
    ]


def test_a_heading_is_not_part_of_the_answer_before_it() -> None:
    text = "1. Do you test?\nAnswer: We do so\nevery year.\nData Centers\n2. Where are they?\nAnswer: In Cork."
    assert [one[2] for one in answers(pages(text), "page")] == ["We do so every year.", "In Cork."]


def test_a_line_that_may_be_a_heading_or_not_leaves_it_open() -> None:
    text = "1. Which audits?\nAnswer: Those of last year:\nISO 27001\nSOC 2\n2. Where are they?\nAnswer: In Cork."
    assert [one[0] for one in answers(pages(text), "page")] == ["2"]


def test_declarations_end_the_questions() -> None:
    text = "1. Do you test?\nAnswer: Yes, yearly\nI certify that this is true.\nName: Ada Wolf"
    assert answers(pages(text), "page") == [("1", "Do you test?", "Yes, yearly", None)]


def test_columns_in_print() -> None:
    text = f"{HEAD}\n1\nDoes the vendor\nencrypt data? Yes TLS 1.2 at minimum\n2\nIs there a plan? Yes\n3\nIs it tested?\n4\nWho may see it? N/A"
    assert answers(pages(text), "page") == [
        ("1", "Does the vendor encrypt data?", "Yes", "TLS 1.2 at minimum"),
        ("2", "Is there a plan?", "Yes", None),
        ("4", "Who may see it?", "N/A", None),
    ]


def test_heads_that_pages_repeat_and_numbers_within_comments() -> None:
    first = f"{HEAD}\n1\nDid you test? Yes\nIt took 3 hours\n2 minutes\n2\nWill you again? Yes"
    told = answers(pages(first, f"{HEAD}\n3\nIs it so? No"), "page")
    assert told == [
        ("1", "Did you test?", "Yes", "It took 3 hours 2 minutes"),
        ("2", "Will you again?", "Yes", None),
        ("3", "Is it so?", "No", None),
    ]


def test_a_row_that_runs_over_the_end_of_a_page() -> None:
    told = answers(
        pages(f"{HEAD}\n1\nIs all the\ndata in", f"{HEAD}\nthe vault encrypted? Yes\n2\nIs it so? No"), "page"
    )
    assert told == [("1", "Is all the data in the vault encrypted?", "Yes", None), ("2", "Is it so?", "No", None)]


def test_columns_behind_the_comments_leave_them_open() -> None:
    told = answers(pages(f"{HEAD} Risk Category\n1\nIs it so? Yes\nSee policy\nAccess\n2\nIs that? No\nAccess"), "page")
    assert told == [("1", "Is it so?", "Yes", None), ("2", "Is that?", "No", None)]


def test_print_that_lost_its_order_is_not_read() -> None:
    # Short cells first, long ones after them, as some printers set a page.
    text = f"{HEAD}\n1 Yes\n2 No Planned\n3 Yes Weekly\n4 Is it so? Yes Daily\nAre there policies\nthat all staff know? Annual\nreview by the board"
    assert answers(pages(text), "page") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1. Do you encrypt? Yes, with AES.\n2. Next?", "Yes, with AES."),
        ("1. Do you encrypt?\n[x] Yes [ ] No\n2. Next?", "Yes"),
        ("1. Do you encrypt?\nWe do.\n2. Next?", "We do."),
        ("1. Do you encrypt? Yes Annual review\n2. Next?", None),
        ("1. Is data encrypted? Evidence: audit summary.\n2. Next?", None),
        ("1. Do you encrypt?\nPlease attach the policy.\n2. Next?", None),
    ],
)
def test_answers_that_nothing_announces(text: str, told: str | None) -> None:
    assert [one[2] for one in answers(pages(text), "page")] == ([told] if told else [])


def test_words_that_a_narrow_column_tears_are_left_out() -> None:
    text = f"{HEAD}\n1\nWer ist der\nInformationssich\nerheitsbeauftrag\nte? Ja\n2\nIs it so? Yes"
    assert answers(pages(text), "page") == [("2", "Is it so?", "Yes", None)]
