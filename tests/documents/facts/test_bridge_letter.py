"""Letters in the words of several organisations."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorproof.documents import types
from vendorproof.documents.extract.units import Unit
from vendorproof.documents.facts import bridge_letter, registry
from vendorproof.documents.facts.fact import Text


def read(*pages: str) -> dict[str, Any]:
    units = [Unit(number, f"page {number}", page) for number, page in enumerate(pages, 1)]
    kept = list(registry.read("bridge_letter", units))
    assert len(list(bridge_letter.read(Text.of(units)))) == len(kept)
    return {one.key: one.value for one in kept}


ACORN = """Acorn Benefits Group, Inc.
RE: SOC 1 Type II gap letter
December 31, 2025
To our clients:
Acorn Benefits Group, Inc. (“Acorn”) has a SOC 1 Type II report issued by Doe & Roe LLP covering the period October 1, 2024
to September 30, 2025. Since the report was issued, and during the period October 1, 2025 through December 31, 2025, no
significant changes have been made to the controls described in the report.
Very truly yours,
Lena Fox
VP, Risk and Compliance
Acorn Benefits Group, Inc."""

STRATUS = """To: Our valued customers
Stratus Nine Ltd's most recent SOC 2® Type 2 report covered the twelve months ended 30 June 2025. For the period of
July 1, 2025 to September 30, 2025, Stratus Nine Ltd is not aware of anything that would alter the opinion.
Kind regards,
Priya Nair – Chief Information Security Officer"""


def test_the_keys_are_those_that_the_type_is_said_to_be_read_for() -> None:
    assert tuple(bridge_letter.FAMILY.keys) == types.FACTS["bridge_letter"]


@pytest.mark.parametrize(
    ("letter", "expected"),
    [
        (ACORN, ("Acorn Benefits Group, Inc.", "SOC 1 Type 2", "2025-10-01", "2025-12-31", "VP, Risk and Compliance")),
        (STRATUS, ("Stratus Nine Ltd", "SOC 2 Type 2", "2025-07-01", "2025-09-30", "Chief Information Security Officer")),
    ],
)  # fmt: skip
def test_a_letter(letter: str, expected: tuple[str, ...]) -> None:
    assert tuple(read(letter).values()) == expected


def test_up_to_the_date_of_the_letter_is_the_date_at_its_head() -> None:
    until = ACORN.replace("through December 31, 2025", "to the date of this letter")
    assert read(until)["period_end"] == "2025-12-31"
    undated = until.replace("December 31, 2025\n", "")
    assert "period_end" not in read(undated)


def test_the_period_of_the_report_is_not_the_gap() -> None:
    told = ACORN.replace(" during the period October 1, 2025 through December 31, 2025,", "")
    found = read(told)
    assert "period_start" not in found
    assert "period_end" not in found


def test_who_did_not_sign_has_no_role() -> None:
    assert "signer_role" not in read(ACORN[: ACORN.index("Very truly")])


@given(st.sampled_from([ACORN, STRATUS]), st.integers(0, 700), st.integers(0, 700))
def test_no_fact_breaks_the_law_wherever_a_page_ends(letter: str, one: int, other: int) -> None:
    first, last = sorted((one, other))
    read(letter[:first], letter[first:last], letter[last:])
