"""Pages: limit and offset as published, a keyset cursor beside them for deep reads."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")

DEFAULT_LIMIT = 50
MAX_LIMIT = 200


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which rows are wanted: `limit` from `offset`, or `limit` after the row whose id is `cursor`."""

    limit: int = DEFAULT_LIMIT
    offset: int = 0
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows newest first; `total` counts the whole filtered set; `next_cursor` is None on the last page."""

    rows: list[Row]
    total: int
    request: PageRequest
    next_cursor: str | None = None
