"""Public ids: `<prefix>_<32 lower-case hex>`, time-ordered (UUIDv7, RFC 9562) so that indexes stay dense."""

import secrets
import struct
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
    noise = _hex_words(secrets.token_bytes(4 * count))
    ids: list[str] = []
    while len(ids) < count:  # all but one call in a million stay under one head
        head, low = _head(start + len(ids))
        many = min(count - len(ids), _LOW - low)
        lows = _hex_words(struct.pack(f">{many}I", *range(_LOW * 2 | low, (_LOW * 2 | low) + many)))
        lead = prefix + head
        ids += [f"{lead}{at}{tail}" for at, tail in zip(lows, noise[len(ids) :], strict=False)]
    return ids


def new_id(prefix: str) -> str:
    """One id; see `new_ids`."""
    return new_ids(prefix, 1)[0]


def _hex_words(packed: bytes) -> list[str]:
    """Eight hexadecimal digits per four bytes; formatting number by number costs three times as much."""
    return packed.hex(" ", 4).split(" ")


def _head(value: int) -> tuple[str, int]:
    milliseconds, counter = value >> _COUNTER_BITS, value & (1 << _COUNTER_BITS) - 1
    return f"{milliseconds:012x}7{counter >> 30:03x}", counter & _LOW - 1
