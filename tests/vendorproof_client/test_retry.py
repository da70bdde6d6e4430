"""How long is waited, and when no more."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from vendorproof_client.retry import RetryPolicy, read_retry_after


def test_the_pause_doubles_up_to_a_limit_with_jitter_below() -> None:
    policy = RetryPolicy(attempts=50, first=1.0, longest=8.0)
    for attempt, most in enumerate([1, 2, 4, 8, 8, 8]):
        pauses = [policy.delay(attempt) or 0 for _ in range(50)]
        assert all(most / 2 <= pause <= most for pause in pauses)
        assert len(set(pauses)) > 1
    assert policy.delay(49) is not None


def test_it_gives_up() -> None:
    policy = RetryPolicy(attempts=2, first=0.0, patience=60)
    assert [policy.delay(attempt) for attempt in (0, 1, 2)] == [0, 0, None]
    assert policy.delay(0, retry_after=61) is None
    assert policy.delay(0, retry_after=60) == 60


@pytest.mark.parametrize(("text", "seconds"), [("7", 7.0), (" 0 ", 0.0), ("", None), ("soon", None), ("-3", None)])
def test_retry_after_in_seconds(text: str, seconds: float | None) -> None:
    assert read_retry_after({"retry-after": text}) == seconds


def test_retry_after_as_a_date() -> None:
    moment = datetime.now(UTC) + timedelta(seconds=100)
    assert 90 < (read_retry_after({"retry-after": format_datetime(moment, usegmt=True)}) or 0) <= 100
    past = datetime.now(UTC) - timedelta(seconds=100)
    assert read_retry_after({"retry-after": format_datetime(past)}) == 0
