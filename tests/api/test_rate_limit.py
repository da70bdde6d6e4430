import pytest

from vendorproof.api.rate_limit import RateLimit
from vendorproof.config import BadSetting


def test_each_key_has_a_window_of_its_own() -> None:
    limit = RateLimit("2/hour")
    assert [limit.hit("a").allowed for _ in range(3)] == [True, True, False]
    assert limit.hit("b").allowed


def test_a_refusal_says_when_to_come_back() -> None:
    limit = RateLimit("1/minute")
    limit.hit("a")
    verdict = limit.hit("a")
    fields = dict(verdict.headers)
    assert 1 <= verdict.seconds <= 60
    assert fields["Retry-After"] == str(verdict.seconds)
    assert fields["RateLimit-Policy"] == '"key";q=1;w=60'


@pytest.mark.parametrize("rate", ["20/second", "600/minute", "600 per 5 minute", "10000/day"])
def test_rates_that_are_taken(rate: str) -> None:
    assert RateLimit(rate).hit("a").allowed


@pytest.mark.parametrize("rate", ["x", "-1/minute", "1/minute, 2/hour", "0/second"])
def test_rates_that_are_not(rate: str) -> None:
    with pytest.raises(BadSetting, match="600/minute"):
        RateLimit(rate)
