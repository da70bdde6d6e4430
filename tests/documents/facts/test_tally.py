from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorproof.documents.facts.severity import SEVERITY, TALLY, WORDS

NAMES = list(WORDS)
COUNTS = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 99), min_size=2)


@pytest.mark.parametrize(
    ("quote", "stated"),
    [
        (
            "We found 12 vulnerabilities: 3 critical, 3 high, 5 medium, and 1\nlow.",
            {"critical": 3, "high": 3, "medium": 5, "low": 1},
        ),
        ("Critical 3 High 5", {"critical": 3, "high": 5}),
        ("3 critical 5 high", {"critical": 3, "high": 5}),
        ("Critical\n3\nHigh\n4", {"critical": 3, "high": 4}),
        ("Critical\tHigh\tMedium\tLow\tTotal\n1\t4\t2\t0\t7", {"critical": 1, "high": 4, "medium": 2, "low": 0}),
        ("two high-risk findings and no critical ones", {"high": 2, "critical": 0}),
        ("three were rated High", {"high": 3}),
        ("High (7)", {"high": 7}),
        ("Medium-severity issues: 1,204", {"medium": 1204}),
    ],
)
def test_a_number_stands_beside_its_name(quote: str, stated: dict[str, int]) -> None:
    assert TALLY.follows({**stated}, [quote])
    assert {name: {count} for name, count in stated.items()} == TALLY.read([quote])[0]


@pytest.mark.parametrize(
    "quote",
    [
        "CVSS 9.8 Critical",
        "Critical/High severity findings (10)",
        "critical and high issues: 4",
        "Finding 5 (High)",
        "high 3/4 low",
        "medium 40%",
    ],
)
def test_a_number_that_counts_nothing_is_no_count(quote: str) -> None:
    assert TALLY.read([quote])[0] == {}


@given(COUNTS, st.sampled_from(["{n} {c}", "{c} {n}"]), st.sampled_from([", ", " ", "; ", "\n", " and "]))
def test_no_other_count_follows_from_a_summary(counts: dict[str, int], form: str, between: str) -> None:
    quote = between.join(form.format(n=name, c=count) for name, count in counts.items())
    stated, _ = TALLY.read([quote])
    assert all(held == {counts[name]} for name, held in stated.items())
    for one, other in permutations(counts, 2):
        if counts[one] != counts[other]:
            assert not TALLY.follows({one: counts[other]}, [quote])


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=30))
def test_what_is_not_stated_is_counted(names: list[str]) -> None:
    counts = {name: names.count(name) for name in set(names)}
    quotes = [f'"severity": "{name}"' for name in names]
    assert TALLY.follows({**counts}, quotes)
    assert not TALLY.follows({names[0]: counts[names[0]] + 1}, quotes)
    assert not TALLY.follows({names[0]: counts[names[0]]}, [*quotes, f"({names[0]})"])


def test_what_a_quote_states_does_not_count_as_one() -> None:
    assert not TALLY.follows({"critical": 1}, ["3 critical"])
    assert not TALLY.follows({"high": 2}, ["high", "high and low"])


@pytest.mark.parametrize(
    "value", [{}, [], None, "high", {"high": True}, {"high": 1.0}, {"other": 1}, {"high": "1"}, {"high": -1}]
)
def test_what_is_no_tally(value: object) -> None:
    assert not TALLY.follows(value, ["1 high"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("quote", "value"),
    [
        ("Severity: High", "high"),
        ("(Moderate)", "medium"),
        ("Severity — Critical", "critical"),
        ("OVERALL SEVERITY: CRITICAL", "critical"),
        ("High Severity Findings (10)", "high"),
        ("Risk Rating\tLow", "low"),
        ("Critical path is not checked", None),
        ("Severity", None),
        ("high and low", None),
    ],
)
def test_a_grade_is_all_that_its_quote_says(quote: str, value: str | None) -> None:
    assert SEVERITY.read(quote) == value
