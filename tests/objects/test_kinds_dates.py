"""Dates: "ISO 8601 date or date-time; epoch seconds; other forms only through the report's `date_format`"."""

import re

import pytest

from vendorproof.objects import VENDOR
from vendorproof.objects.kinds import Rule, Unreadable, read

DATE = VENDOR.by_name["next_assessment_date"]


@pytest.mark.parametrize(
    "value",
    [
        "2026-03-04",
        " 2026-03-04 ",
        "2026-03-04T00:00:00Z",
        "2026-03-04T23:59:59.999+14:00",
        "2026-03-04T23:00:00-0800",
        "2026-03-04 08:00:00",
        "2026-03-04 08:00:00+00",
        "2026-03-04T08:00",
        "2026-03-04t08:00:00z",
        "20260304",
        "20260304T080000Z",
        "2026-03-04T23:59:60Z",
        "2026-03-04 08:00:00,123",
    ],
)
def test_iso_dates_and_date_times_give_their_own_calendar_date(value: str) -> None:
    assert read(Rule(DATE), value) == "2026-03-04"


@pytest.mark.parametrize("value", ["1900-01-01", "2200-12-31", "2024-02-29"])
def test_edges_of_the_calendar(value: str) -> None:
    assert read(Rule(DATE), value) == value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1767225600, "2026-01-01"),
        (1767225599, "2025-12-31"),
        (1767225600.75, "2026-01-01"),
        ("1767225600", "2026-01-01"),
        (100_000_000, "1973-03-03"),
        (-2_208_988_800, "1900-01-01"),
        (7_289_654_399, "2200-12-31"),
    ],
)
def test_epoch_seconds_give_the_date_in_utc(value: object, expected: str) -> None:
    assert read(Rule(DATE), value) == expected


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (
            "03/04/2026",
            (
                '"03/04/2026" can be read as 3 April 2026 or 4 March 2026. Set date_format on this field '
                "(DD/MM/YYYY or MM/DD/YYYY), or send 2026-04-03 or 2026-03-04."
            ),
        ),
        ("03.04.2026", "3 April 2026 or 4 March 2026. Set date_format on this field (DD.MM.YYYY or MM.DD.YYYY)"),
        ("3-4-2026", "(DD-MM-YYYY or MM-DD-YYYY)"),
        ("03/04/26", "3 April 2026, 4 March 2026 or 26 April 2003"),
        ("31/12/2026", "31 December 2026 with DD/MM/YYYY). Set date_format on this field, or send 2026-12-31."),
        ("12/31/2026", "with MM/DD/YYYY"),
        ("04/04/2026", "4 April 2026 with DD/MM/YYYY"),
        ("2026/03/04", "with YYYY/MM/DD"),
        ("2026-3-4", "4 March 2026 with YYYY-MM-DD"),
        ("15-Jan-2026", "15 January 2026 with D-MMM-YYYY"),
        ("3. März 2026", "3 March 2026 with D. MMM YYYY"),
        ("March 4, 2026", "with MMM D, YYYY"),
        ("4 de marzo de 2026", "with D [de] MMMM [de] YYYY"),
        ("31/12/2026 10:30", "31 December 2026 with DD/MM/YYYY"),
        ("31122026", "31 December 2026 with DDMMYYYY"),
    ],
)
def test_another_form_is_refused_with_its_readings(value: str, says: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(says)):
        read(Rule(DATE), value)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("2026-02-30", "is not a day of the calendar (year 2026, month 2, day 30)"),
        ("2026-13-01", "is not a day of the calendar"),
        ("2026-02-30T10:00:00Z", "is not a day of the calendar"),
        ("31/02/2026", "is not a day of the calendar"),
        ("0000-00-00", "is not a day of the calendar"),
        ("9999-12-31", "outside the years 1900 to 2200. If it stands for no date, list it in null_words"),
        ("1899-12-31", "outside the years"),
        ("2201-01-01", "outside the years"),
        ("2026", "is not a date. Send YYYY-MM-DD, or set date_format on this field."),
        ("2026-03", "is not a date"),
        ("2026-W10-3", "is not a date"),
        ("2026-063", "is not a date"),
        ("2026-03-04T25:00:00Z", "is not a date"),
        ("2026-03-04T10:00:00+25:00", "is not a date"),
        ("2026-03-04 tomorrow", "is not a date"),
        ("2026-0304", "is not a date"),
        ("２０２６-03-04", "is not a date"),
        ("ASAP", "is not a date"),
        ("Q3 2026", "is not a date"),
        (True, "true stands where a date belongs"),
        (["2026-03-04"], "a list stands where a date belongs"),
        ({}, "an object stands where a date belongs"),
    ],
)
def test_what_is_no_date_is_refused(value: object, says: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(says)):
        read(Rule(DATE), value)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (20260304, "can be read as epoch seconds (1970-08-23) or YYYYMMDD (2026-03-04)"),
        (45000, "can be read as epoch seconds (1970-01-01) or an Excel day number (2023-03-15)"),
        (45000.5, "an Excel day number (2023-03-15)"),
        (2026, "can be read as epoch seconds (1970-01-01) or the year 2026"),
        (0, "0 is too near to 1970"),
        (-1, "-1 is too near to 1970"),
        (1767225600000, "It looks like milliseconds; send seconds."),
        (10**30, "outside the years 1900 to 2200"),
        (10**400, "outside the years"),
        (float("nan"), "outside the years"),
        (float("-inf"), "outside the years"),
        (7_289_654_400, "outside the years"),
    ],
)
def test_a_number_that_may_not_be_epoch_seconds_is_refused(value: object, says: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(says)):
        read(Rule(DATE), value)


@pytest.mark.parametrize(
    ("written", "value", "expected"),
    [
        ("DD/MM/YYYY", "03/04/2026", "2026-04-03"),
        ("DD/MM/YYYY", "3/4/2026", "2026-04-03"),
        ("MM/DD/YYYY", "03/04/2026", "2026-03-04"),
        ("DD/MM/YYYY", "03/04/2026 14:30:00", "2026-04-03"),
        ("MM/DD/YYYY", "3/4/2026 2:30 PM", "2026-03-04"),
        ("DD/MM/YYYY HH:mm", "03/04/2026 14:30", "2026-04-03"),
        ("DD/MM/YYYY HH:mm:ss", "03/04/2026", "2026-04-03"),
        ("D. MMM YYYY", "3. Mär 2026", "2026-03-03"),
        ("D. MMM YYYY", "3. März 2026", "2026-03-03"),
        ("D MMM YYYY", "3 Mär. 2026", "2026-03-03"),
        ("DD-MMM-YYYY", "15-Jan-2026", "2026-01-15"),
        ("MMMM D, YYYY", "december 1, 2026", "2026-12-01"),
        ("D MMMM YYYY", "1 août 2026", "2026-08-01"),
        ("D MMMM YYYY", "1 AOUT 2026", "2026-08-01"),
        ("D [de] MMMM [de] YYYY", "4 de março de 2026", "2026-03-04"),
        ("D MMM YYYY", "4 mrt 2026", "2026-03-04"),
        ("D MMM YYYY", "4  mag  2026", "2026-05-04"),
        ("DD.MM.YY", "03.04.26", "2026-04-03"),
        ("DD.MM.YY", "03.04.69", "1969-04-03"),
        ("DDMMYYYY", "03042026", "2026-04-03"),
        ("YYYYMMDD", 20260304, "2026-03-04"),
        ("YYYYMMDD", 20260304.0, "2026-03-04"),
        ("YYYY-DD-MM", "2026-04-03", "2026-03-04"),
        ("DD/MM/YYYY", "2026-03-04", "2026-03-04"),
        ("DD/MM/YYYY", "2026-03-04T10:00:00Z", "2026-03-04"),
        ("DD/MM/YYYY", 1767225600, "2026-01-01"),
        ("YYYY年M月D日", "2026年3月4日", "2026-03-04"),
    ],
)
def test_date_format_is_followed_and_iso_is_read_beside_it(written: str, value: object, expected: str) -> None:
    assert read(Rule(DATE, date_format=written), value) == expected


@pytest.mark.parametrize(
    ("written", "value", "says"),
    [
        ("DD/MM/YYYY", "12/31/2026", "is not a day of the calendar under date_format DD/MM/YYYY (year 2026, month 31"),
        ("DD/MM/YYYY", "03/04/26", "is written neither as date_format DD/MM/YYYY nor as YYYY-MM-DD"),
        ("DD/MM/YYYY", "03.04.2026", "is written neither as"),
        ("YYYY-DD-MM", "2026-03-13", "is not a day of the calendar under date_format YYYY-DD-MM"),
        ("DDMMYYYY", "3042026", "is written neither as"),
        ("DDMMYYYY", 3042026, "3042026 is too near to 1970"),
        ("D MMM YYYY", "3 Foo 2026", '"Foo" is not the name of a month'),
        ("D MMM YYYY", "3 ² 2026", "not the name of a month"),
        ("DD/MM/YYYY", "31/12/9999", "outside the years 1900 to 2200"),
        ("DD/MM/YYYY", "03/04/2026 and more", "is written neither as"),
    ],
)
def test_date_format_is_strict(written: str, value: object, says: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(says)):
        read(Rule(DATE, date_format=written), value)
