"""Requests per key over a moving window, counted in this process."""

import math
import time
from dataclasses import dataclass

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from vendorproof.config import BadSetting


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the call may go on, and the header fields that tell the caller where it stands."""

    allowed: bool
    seconds: int
    headers: tuple[tuple[str, str], ...]


class RateLimit:
    """`rate` such as `600/minute`; BadSetting for what is no rate."""

    def __init__(self, rate: str) -> None:
        self._item = _read(rate)
        self._window = MovingWindowRateLimiter(MemoryStorage())

    def hit(self, key_id: str) -> Verdict:
        """Count one call of this key."""
        allowed = self._window.hit(self._item, key_id)
        reset_at, remaining = self._window.get_window_stats(self._item, key_id)
        seconds = max(1, math.ceil(reset_at - time.time()))
        quota, window = self._item.amount, self._item.get_expiry()
        fields = [
            ("RateLimit-Policy", f'"key";q={quota};w={window}'),
            ("RateLimit", f'"key";r={max(0, remaining)};t={seconds}'),
        ]
        if not allowed:
            fields.append(("Retry-After", str(seconds)))
        return Verdict(allowed, seconds, tuple(fields))


def _read(rate: str) -> RateLimitItem:
    message = f"VENDORPROOF_RATE_LIMIT is {rate!r}; it must be one rate such as 600/minute or 20/second."
    try:
        found = parse(rate)
    except ValueError as error:
        raise BadSetting(message) from error
    if found.amount < 1 or any(sign in rate for sign in ",;|"):
        raise BadSetting(message)
    return found
