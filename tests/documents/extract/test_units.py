import pytest

from vendorproof.documents.extract import units
from vendorproof.documents.extract.units import Account, Unit


def test_what_no_text_means_is_taken_out() -> None:
    made = iter([Unit(1, "page 1", "a\0b\r\nc\rd\ud800\x1b[31m")])
    assert next(units.bounded(made, Account())).text == "ab\nc\nd[31m"


def test_signs_of_symbol_fonts_that_mean_something_are_kept() -> None:
    assert units.plain("\uf0b7 one \uf0fe yes \uf06f no \uf0e1") == "• one ☑ yes ☐ no \uf0e1"


def test_a_text_is_cut_and_it_is_said() -> None:
    account = Account()
    found = list(units.bounded(iter([Unit(1, "page 1", "x" * (units.MOST_UNIT_CHARACTERS + 1))]), account))
    assert [len(one.text) for one in found] == [units.MOST_UNIT_CHARACTERS]
    assert not account.complete
    assert account.notes == ["Of page 1 only the first 200,000 characters were read."]


@pytest.mark.parametrize(("text", "most"), [("x" * 200_000, 167), ("漢" * 200_000, 27)])
def test_all_texts_together_are_bounded_as_they_are_written(text: str, most: int) -> None:
    account = Account()
    found = list(units.bounded((Unit(number, f"page {number}", text) for number in range(1, 10_000)), account))
    assert len(found) == most
    assert account.notes == [
        f"The file holds more text than is read of one document: nothing from page {most + 1} on was read."
    ]


def test_units_are_counted() -> None:
    account = Account()
    found = units.bounded((Unit(number, f"row {number}", "") for number in range(1, 10**9)), account)
    assert sum(1 for _ in found) == units.MOST_UNITS
    assert not account.complete


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ([4], "page 4"),
        ([1, 2], "pages 1–2"),
        ([1, 2, 3, 7, 9, 10], "pages 1–3, 7, 9–10"),
        ([1000], "page 1,000"),
        (list(range(1, 40, 2)), "pages 1, 3, 5, 7, 9, 11, 13, 15, 17, 19 and 10 more"),
    ],
)
def test_numbers_are_told_as_ranges(numbers: list[int], shown: str) -> None:
    assert units.named("page", numbers) == shown


def test_a_row_is_one_line_and_keeps_its_columns() -> None:
    assert units.row(["a\tb", "", "c\nd ", "", ""]) == "a b\t\tc d"


def test_a_note_is_made_once() -> None:
    account = Account()
    for _ in range(3):
        account.note("Once.")
    assert account.notes == ["Once."]
