import pytest

from vendorproof.documents.facts.validity import Validity
from vendorproof.documents.guard import lapse

NOON = 1_767_268_800  # 2026-01-01, 12:00 UTC


def good(until: str | None) -> Validity:
    return Validity(None, until, None, None, ["expiry_date"], "Good until then: the expiry date (page 1).")


def test_evidence_that_lapsed_before_it_came_is_told() -> None:
    (found,) = lapse.seen(good("2025-12-31"), NOON)
    assert found.code == "expired_on_arrival"
    assert found.message == (
        "It was good until 2025-12-31, and came on 2026-01-01. Good until then: the expiry date (page 1)."
    )


@pytest.mark.parametrize("until", ["2026-01-01", "2026-01-02", None])
def test_evidence_that_was_good_that_day_is_not(until: str | None) -> None:
    assert list(lapse.seen(good(until), NOON)) == []
