"""How like two texts are, by what each says of itself in a few numbers: min-wise hashing with one permutation (Li et al., 2012)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

WORDS_TOGETHER = 5
MOST_WORDS = 40_000
LEAST_WORDS = 120
"""Shorter texts are alike by chance: a form, a list of one."""

BANDS = 32
ROWS = 2
NEAR = 0.6
"""The share of bands that two near copies have in common; texts nine tenths of whose phrases agree share about 0.8."""

_WORD = re.compile(r"[^\W_]+")


def signature(texts: Iterable[str]) -> list[str]:
    """BANDS short texts, equal where the texts probably are; empty for a text that is too short to tell."""
    lowest: list[int | None] = [None] * (BANDS * ROWS)
    count = 0
    for shingle in _shingles(texts):
        count += 1
        value = int.from_bytes(blake2b(shingle, digest_size=8).digest(), "big")
        bucket = value % len(lowest)
        held = lowest[bucket]
        if held is None or value < held:
            lowest[bucket] = value
    if count < LEAST_WORDS:
        return []
    return [
        blake2b(repr(lowest[at : at + ROWS]).encode(), digest_size=8).hexdigest() for at in range(0, len(lowest), ROWS)
    ]


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of bands in common, 0 to 1."""
    if len(one) != len(other) or not one:
        return 0.0
    return sum(mine == theirs for mine, theirs in zip(one, other, strict=True)) / len(one)


def _shingles(texts: Iterable[str]) -> Iterator[bytes]:
    window: list[str] = []
    taken = 0
    for text in texts:
        for match in _WORD.finditer(text):
            window.append(match[0].casefold())
            if len(window) == WORDS_TOGETHER:
                yield " ".join(window).encode()
                del window[0]
            taken += 1
            if taken == MOST_WORDS:
                return
