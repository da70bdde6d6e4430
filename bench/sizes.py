"""How much is measured."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """`batch`: records of a batch. `many`: records of the large file and the large inventory. `calls`: of one record.

    `file`: bytes of a large file. `files`: how many small ones. `few`: documents of a small organisation.
    `pages`: of texts that are searched.
    """

    batch: int
    many: int
    calls: int
    pairs: int
    file: int
    files: int
    few: int
    pages: int


FULL = Sizes(
    batch=10_000, many=1_000_000, calls=200, pairs=7, file=100 * 1024 * 1024, files=1_000, few=10_000, pages=100_000
)
QUICK = Sizes(batch=200, many=1_000, calls=5, pairs=1, file=1024 * 1024, files=20, few=1_000, pages=400)
