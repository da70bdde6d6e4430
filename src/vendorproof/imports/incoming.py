"""A record as a batch brought it: read, or refused with each of its faults. Pure."""

from dataclasses import dataclass
from typing import Any

import msgspec

Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class RecordFault:
    """Why a record is refused: one value of one field. `value` as it came, shortened when it is told."""

    code: str
    message: str
    target: str | None = None
    source: str | None = None
    value: Any = None


class Incoming(msgspec.Struct, gc=False):
    """One record read: `values` in the order of the entries; None, "" or UNSET leave a field as it is."""

    index: int
    external_id: str | None
    values: Values
    faults: tuple[RecordFault, ...] = ()
