"""When a call is tried again, and after how long."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LOST_IN_TRANSIT = frozenset({500, 502, 503, 504})
"""Statuses after which repeating an idempotent call can help."""


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """`attempts` are the tries after the first one; delays are in seconds, double each time and stop at `longest`."""

    attempts: int = 4
    first: float = 0.5
    longest: float = 20.0
    patience: float = 120.0
    """A server that asks for a longer pause than this gets no further try: the caller decides."""

    def delay(self, attempt: int, retry_after: float | None = None) -> float | None:
        """Seconds to wait before try `attempt` + 1 (0-based), or None to give up.

        The jitter takes up to half away, so that clients that failed together do not come back together.
        """
        if attempt >= self.attempts or (retry_after or 0) > self.patience:
            return None
        pause = min(self.longest, self.first * 2.0 ** min(attempt, 30)) * random.uniform(0.5, 1.0)  # noqa: S311 (jitter, no secret)
        return max(pause, retry_after or 0)


@dataclass(frozen=True, slots=True)
class Retry:
    """What a listener is told before each pause."""

    reason: str
    attempt: int
    attempts: int
    pause: float


def read_retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds from a `Retry-After` header: a number, or an HTTP date (RFC 9110 §10.2.3)."""
    text = headers.get("retry-after", "").strip()
    if not text:
        return None
    if text.isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
