"""How much is measured."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """`batch`: records of a batch. `many`: records of the large file and the large inventory. `calls`: of one record."""

    batch: int
    many: int
    calls: int
    pairs: int


FULL = Sizes(batch=10_000, many=1_000_000, calls=200, pairs=7)
QUICK = Sizes(batch=200, many=1_000, calls=5, pairs=1)
