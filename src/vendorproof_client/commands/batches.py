"""A file's rows cut into batches that fit one request each."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from vendorproof_client.encoding import encode_record
from vendorproof_client.files import Row

Refused = tuple[Row, str]
"""A row that is not in the inventory, and why."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one request: records, and bytes of their JSON."""

    records: int = 2_000
    size: int = 8 << 20


@dataclass(slots=True)
class Batch:
    """`sent` and `encoded` run in parallel; `refused` are rows with faults of their own, which are not sent.

    `last` is how many rows of the file are dealt with once this batch is.
    """

    sent: list[Row] = field(default_factory=list)
    encoded: list[bytes] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    last: int = 0

    def halves(self) -> tuple["Batch", "Batch"]:
        """Two batches for a server that takes less at once; each still deals with rows only when both are done."""
        middle = len(self.sent) // 2
        first = Batch(self.sent[:middle], self.encoded[:middle])
        return first, Batch(self.sent[middle:], self.encoded[middle:])


def cut(rows: Iterator[Row], limits: Limits, *, skip: int = 0) -> Iterator[Batch]:
    """Batches in the order of the file, without its first `skip` rows; a batch may hold nothing but refused rows."""
    batch, size = Batch(last=skip), 0
    for ordinal, row in enumerate(rows, start=1):
        if ordinal <= skip:
            continue
        encoded, reason = _encode(row, limits)
        if len(batch.sent) + len(batch.refused) >= limits.records or size + len(encoded) > limits.size:
            yield batch
            batch, size = Batch(last=ordinal - 1), 0
        if reason:
            batch.refused.append((row, reason))
        else:
            batch.sent.append(row)
            batch.encoded.append(encoded)
            size += len(encoded) + 1
        batch.last = ordinal
    if batch.sent or batch.refused:
        yield batch


def _encode(row: Row, limits: Limits) -> tuple[bytes, str | None]:
    if row.problems:
        return b"", " ".join(row.problems)
    try:
        encoded = encode_record(row.record)
    except (ValueError, RecursionError) as error:
        return b"", f"The record cannot be written as JSON: {error}."
    if len(encoded) > limits.size:
        return b"", f"The record alone has {len(encoded):,} bytes; a batch takes {limits.size:,}."
    return encoded, None
