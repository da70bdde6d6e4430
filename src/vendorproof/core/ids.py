"""Public ids: `<prefix>_<32 lower-case hex>`, time-ordered (UUIDv7, RFC 9562) so that indexes stay dense."""

import secrets
import threading
import time

_lock = threading.Lock()
_last = 0  # the 74 low bits' counter lives in _last: (milliseconds << 42) | counter

_COUNTER_BITS = 42
_LOW = 1 << 30  # the counter's lower part; twice that is the variant's bit


def new_ids(prefix: str, count: int) -> list[str]:
    """`count` ids in strictly rising order, also across calls of this process and when the clock steps back.

    48 bits of milliseconds, 4 of version, 12 + 30 of counter, 2 of variant, 32 of randomness per call and id.
    """
    if count == 0:
        return []
    global _last  # noqa: PLW0603 - the one counter of the process
    with _lock:
        start = max(time.time_ns() // 1_000_000 << _COUNTER_BITS | secrets.randbits(30), _last + 1)
        _last = start + count - 1
    noise = secrets.token_hex(4 * count)
    ids: list[str] = []
    while len(ids) < count:  # all but one call in a million stay under one head
        head, low = _head(start + len(ids))
        many = min(count - len(ids), _LOW - low)
        places = range(8 * len(ids), 8 * (len(ids) + many), 8)
        ids += [f"{prefix}{head}{_LOW * 2 | at:08x}{noise[n : n + 8]}" for at, n in enumerate(places, low)]
    return ids


def new_id(prefix: str) -> str:
    """One id; see `new_ids`."""
    return new_ids(prefix, 1)[0]


def _head(value: int) -> tuple[str, int]:
    milliseconds, counter = value >> _COUNTER_BITS, value & (1 << _COUNTER_BITS) - 1
    return f"{milliseconds:012x}7{counter >> 30:03x}", counter & _LOW - 1
