"""Public ids: `<prefix>_<32 lower-case hex>`, time-ordered (UUIDv7, RFC 9562) so that indexes stay dense."""

import secrets
import threading
import time

_lock = threading.Lock()
_last = 0  # the 74 low bits' counter lives in _last: (milliseconds << 42) | counter

_COUNTER_BITS = 42


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
    return [f"{prefix}{_head(start + i)}{noise[8 * i : 8 * i + 8]}" for i in range(count)]


def new_id(prefix: str) -> str:
    """One id; see `new_ids`."""
    return new_ids(prefix, 1)[0]


def _head(value: int) -> str:
    milliseconds, counter = value >> _COUNTER_BITS, value & (1 << _COUNTER_BITS) - 1
    high, low = counter >> 30, counter & (1 << 30) - 1
    return f"{milliseconds:012x}7{high:03x}{0x80000000 | low:08x}"
