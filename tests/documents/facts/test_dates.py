import pytest

from vendorproof.documents.facts.dates import dates


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("January 8th-9th, 2020", ["2020-01-08", "2020-01-09"]),
        ("8–9 January 2021", ["2021-01-08", "2021-01-09"]),
        ("between the 7th and 9th of January 2022", ["2022-01-07", "2022-01-09"]),
        ("January 8 to February 2, 2021, and 3 March 2021", ["2021-01-08", "2021-02-02", "2021-03-03"]),
        ("8 January to 2 February 2021", ["2021-01-08", "2021-02-02"]),
        ("8 January 2021 - 9 January 2021", ["2021-01-08", "2021-01-09"]),
        ("SOC 2 Type 2 - 30 June 2023", ["2023-06-30"]),
        ("2022-07-22T09:45:22+01:00 and 2022-07-23Twelve", ["2022-07-22"]),
        ("Thu Jan  8 10:11:12 CET 2021 and Jan 09 10:11:12 2021", ["2021-01-08", "2021-01-09"]),
        ("12 December to 3 January 2022", ["2022-01-03"]),
        ("30 February - 2 March 2021", ["2021-03-02"]),
    ],
)
def test_two_days_may_share_month_and_year(text: str, days: list[str]) -> None:
    assert [found.value for found in dates(text)] == days


def test_both_days_have_the_span_they_share() -> None:
    text = "tested on 8-9 January 2021."
    assert {text[found.start : found.end] for found in dates(text)} == {"8-9 January 2021"}
