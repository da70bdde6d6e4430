"""Numbers, integers and durations."""

import math
import re

import pytest

from vendorproof.objects import ASSESSMENT, VENDOR, Field
from vendorproof.objects.kinds import Rule, Unreadable, read

SCORE = VENDOR.by_name["raw_irq_score"]
FREE = Field("custom.spend", "Spend", "number")
COUNT = ASSESSMENT.by_name["findings_count"]
MONTHS = VENDOR.by_name["contract_length_months"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (85, 85.0),
        (85.5, 85.5),
        ("85", 85.0),
        ("85.5", 85.5),
        ("85 %", 85.0),
        ("85%", 85.0),
        ("85\u00a0%", 85.0),
        (" 85 ", 85.0),
        ("+5", 5.0),
        ("007", 7.0),
        (".5", 0.5),
        ("1e1", 10.0),
        (0, 0.0),
        (100, 100.0),
        ("100", 100.0),
    ],
)
def test_numbers_and_their_plain_text(value: object, expected: float) -> None:
    found = read(Rule(SCORE), value)

    assert found == expected
    assert type(found) is float


def test_there_is_one_zero() -> None:
    for zero in (-0.0, "-0", "-0.0", 0, "\u22120"):
        found = read(Rule(FREE), zero)
        assert isinstance(found, float)
        assert math.copysign(1, found) == 1


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (-1, "-1 is below 0, the least that is accepted"),
        (100.5, "100.5 is above 100, the most that is accepted"),
        ("101", '"101" is above 100'),
        (float("nan"), "nan is not a finite number"),
        (float("inf"), "inf is above 100"),
        (float("-inf"), "-inf is below 0"),
        (10**30, "is above 100"),
        ("1e400", '"1e400" is above 100'),
        ("9" * 6000, "is above 100"),
        ("nan", '"nan" is not a number'),
        ("Infinity", '"Infinity" is not a number'),
        ("1_0", "is not a number"),
        ("0x10", "is not a number"),
        ("5.", "is not a number"),
        ("1e", "is not a number"),
        ("٣", "is not a number"),
        ("85 %%", "is not a number"),
        ("€ 5", "is not a number"),
        ("High", "\"High\" is not a number. Accepted: a JSON number, or text with '.' decimals such as 85.5."),
        (True, "true stands where a number belongs"),
        ([85], "a list stands where a number belongs"),
        ({}, "an object stands where a number belongs"),
    ],
)
def test_what_is_no_number_here_is_refused(value: object, says: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(says)):
        read(Rule(SCORE), value)


@pytest.mark.parametrize("value", [1e15, -1e15, "1000000000000000", 10**15])
def test_a_number_without_bounds_of_its_own_is_bounded_where_floats_stay_exact(value: object) -> None:
    assert abs(read(Rule(FREE), value)) == 10**15  # type: ignore[arg-type]


def test_a_number_beyond_the_bound_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"is above 1e\+15"):
        read(Rule(FREE), 10**15 + 1)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("1,234", 'can be read as 1234 (number_format "1,234.56") or 1.234 (number_format "1.234,56")'),
        ("85,5", 'as 85.5 (number_format "1.234,56"). Set number_format on this field, or send 85.5.'),
        ("1.234,5", 'as 1234.5 (number_format "1.234,56")'),
        ("1,234.5", 'as 1234.5 (number_format "1,234.56")'),
        ("1 234", 'as 1234 (number_format "1 234.56")'),
        ("1'234.5", 'as 1234.5 (number_format "1\'234.56")'),
        ("1.234.567", 'as 1234567 (number_format "1.234,56")'),
        ("12,5 %", 'as 12.5 (number_format "1.234,56")'),
    ],
)
def test_thousands_and_decimal_commas_need_a_number_format(value: str, says: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(says)):
        read(Rule(FREE), value)


@pytest.mark.parametrize(
    ("written", "value", "expected"),
    [
        ("1,234.56", "1,234", 1234.0),
        ("1,234.56", "1,234,567.5", 1234567.5),
        ("1,234.56", "1234.5", 1234.5),
        ("1.234,56", "1.234", 1234.0),
        ("1.234,56", "1.234,5", 1234.5),
        ("1.234,56", "85,5", 85.5),
        ("1.234,56", "-85,5", -85.5),
        ("1 234,56", "1 234,5", 1234.5),
        ("1 234,56", "1\u00a0234\u00a0567,5", 1234567.5),
        ("1 234,56", "1\u202f234", 1234.0),
        ("1 234.56", "12 345.6", 12345.6),
        ("1'234.56", "1’234.5", 1234.5),
        ("1'234,56", "1'234,5", 1234.5),
        ("1234,56", "1234,5", 1234.5),
        ("1234.56", "1234.5", 1234.5),
        ("1.234,56", "85,5 %", 85.5),
        ("1.234,56", 85.5, 85.5),
        ("1\u202f234,56", "1 234,5", 1234.5),
    ],
)
def test_number_format_is_followed(written: str, value: object, expected: float) -> None:
    assert read(Rule(FREE, number_format=written), value) == expected


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,234.56", "1,23"),
        ("1,234.56", "12,34"),
        ("1,234.56", "1234,567"),
        ("1,234.56", ",123"),
        ("1,234.56", "1,234,"),
        ("1.234,56", "0.85"),
        ("1.234,56", "1,234.5"),
        ("1234,56", "1.5"),
        ("1234,56", "1.234,5"),
        ("1 234,56", "1  234"),
        ("1,234.56", "1,,234"),
        ("1,234.56", "1e3"),
    ],
)
def test_number_format_is_strict(written: str, value: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(f'is not a number written like number_format "{written}"')):
        read(Rule(FREE, number_format=written), value)


@pytest.mark.parametrize("value", [3, "3", 3.0, "3.0", "+3", " 3 ", "0003", "3e0"])
def test_integers(value: object) -> None:
    found = read(Rule(COUNT), value)

    assert found == 3
    assert type(found) is int


def test_an_integer_under_a_number_format() -> None:
    assert read(Rule(COUNT, number_format="1.234,56"), "1.234") == 1234


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (3.5, "3.5 is not a whole number"),
        ("3.5", '"3.5" is not a whole number'),
        (-1, "-1 is below 0"),
        ("-1", '"-1" is below 0'),
        (10**30, "is above 2147483647"),
        ("9" * 6000, "is above 2147483647"),
        ("1,000", "can be read as 1000 "),
        ("30 %", '"30 %" is not a number'),
        (True, "true stands where a number belongs"),
        (float("nan"), "not a finite number"),
        (None.__class__, "stands where a number belongs"),
    ],
)
def test_what_is_no_count_is_refused(value: object, says: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(says)):
        read(Rule(COUNT), value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (12, 12),
        (12.0, 12),
        ("12", 12),
        ("12 months", 12),
        ("12 Month", 12),
        ("12mo.", 12),
        ("2 years", 24),
        ("2 yrs", 24),
        ("1 year", 12),
        ("P1Y", 12),
        ("p18m", 18),
        ("P1Y6M", 18),
        ("P0M", 0),
        ("1 year 6 months", 18),
        ("1y6m", 18),
        ("1 year, 6 months", 18),
        ("1 year and 6 months", 18),
        ("1.5 years", 18),
        ("P1.5Y", 18),
        ("24 Monate", 24),
        ("2 Jahre", 24),
        ("3 ans", 36),
        ("1 an et 6 mois", 18),
        ("1 año y 6 meses", 18),
        ("2 anni", 24),
        ("1 ano e 2 meses", 14),
        ("2 jaar en 1 maand", 25),
        (0, 0),
        (1200, 1200),
        ("100 years", 1200),
    ],
)
def test_durations_in_whole_months(value: object, expected: int) -> None:
    found = read(Rule(MONTHS), value)

    assert found == expected
    assert type(found) is int


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("90 days", "days, weeks and hours cannot be turned into months"),
        ("52 weeks", "cannot be turned into months"),
        ("1 year 2 weeks", "cannot be turned into months"),
        ("P30D", "cannot be turned into months"),
        ("P52W", "cannot be turned into months"),
        ("P1Y2D", "cannot be turned into months"),
        ("PT5M", "cannot be turned into months"),
        ("2.5", "not a whole number of months"),
        (2.5, "not a whole number of months"),
        ("1.3 years", "not a whole number of months"),
        ("101 years", "above 1200"),
        (-1, "below 0"),
        (float("nan"), "not a finite number"),
        (float("inf"), "above 1200"),
        (10**400, "above 1200"),
        ("P", 'is not a duration. Accepted: 12, "12 months", "2 years", "1 year 6 months", P1Y, P18M.'),
        ("forever", "is not a duration"),
        ("12 months renewable", "is not a duration"),
        ("months 12", "is not a duration"),
        ("1,5 years", "is not a duration"),
        ("2024-01-01", "is not a duration"),
        ("12-24 months", "is not a duration"),
        (True, "true stands where a duration belongs"),
        ([12], "a list stands where a duration belongs"),
    ],
)
def test_what_is_no_whole_number_of_months_is_refused(value: object, says: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(says)):
        read(Rule(MONTHS), value)
