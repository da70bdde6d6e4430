"""What came of an import so far: counts, reasons, and which rows were refused."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from vendorproof_client.commands.batches import Batch, Refused
from vendorproof_client.commands.failures import CommandFailed
from vendorproof_client.encoding import JsonObject
from vendorproof_client.files import Row


@dataclass(slots=True)
class Reason:
    """One way in which records were refused, with the first as its example."""

    count: int
    message: str
    first: int


@dataclass(slots=True)
class Outcome:
    """`updated` leaves out the `unchanged`; `held` are records without a fault that were not written (--atomic)."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    held: int = 0
    repeated: int = 0
    reasons: dict[str, Reason] = field(default_factory=dict)
    unmapped: dict[str, int] = field(default_factory=dict)
    runs: list[str] = field(default_factory=list)

    @property
    def records(self) -> int:
        return self.created + self.updated + self.unchanged + self.refused + self.held

    @property
    def complete(self) -> bool:
        return not self.refused and not self.held

    def refuse(self, refused: Iterable[Refused]) -> None:
        """Count rows that were refused before they were sent."""
        for row, reason in refused:
            self.refused += 1
            self._count_reason("file", reason, row.number)

    def add(self, batch: Batch, answer: JsonObject) -> list[Refused]:
        """Count a server's answer for the sent rows of a batch; return those it refused, in the file's order."""
        received = answer.get("received_count")
        if received != len(batch.sent):
            raise CommandFailed(f"The server answered for {received} records, though {len(batch.sent)} were sent.")
        unchanged = answer.get("unchanged_count", 0)
        self.created += answer["created_count"]
        self.updated += answer["updated_count"] - unchanged
        self.unchanged += unchanged
        for warning in answer.get("warnings", ()):
            self._count_warning(warning)
        if run := answer.get("run_id"):
            self.runs.append(run)
        refused = self._refused(batch.sent, answer.get("errors", ()))
        self.refused += len(refused)
        self.held += max(0, answer["failed_count"] - len(refused))
        return refused

    def _refused(self, rows: Sequence[Row], errors: Iterable[JsonObject]) -> list[Refused]:
        messages: dict[int, list[str]] = {}
        for error in errors:
            index = error["index"]
            where = error.get("source") or error.get("field")
            message = str(error.get("message", ""))
            messages.setdefault(index, []).append(f"{where}: {message}" if where else message)
            self._count_reason(f"{error.get('error_code')}{f', {where}' if where else ''}", message, rows[index].number)
        return [(rows[index], "; ".join(messages[index])) for index in sorted(messages)]

    def _count_reason(self, kind: str, message: str, number: int) -> None:
        known = self.reasons.get(kind)
        if known:
            known.count += 1
        else:
            self.reasons[kind] = Reason(1, message, number)

    def _count_warning(self, warning: JsonObject) -> None:
        if warning.get("error_code", warning.get("code")) == "unmapped_field":
            name = str(warning.get("source") or warning.get("field"))
            self.unmapped[name] = self.unmapped.get(name, 0) + int(warning.get("count", 1))

    def commonest(self, count: int) -> list[tuple[str, Reason]]:
        return sorted(self.reasons.items(), key=lambda item: -item[1].count)[:count]

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> "Outcome":
        """Raises TypeError for what `as_dict` never made."""
        reasons = {kind: Reason(**reason) for kind, reason in stored.pop("reasons").items()}
        return cls(reasons=reasons, **stored)


class RepeatedIds:
    """Counts ids that come again in a later batch: an upsert, worth a note. Keeps 8 bytes of each id."""

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def count(self, answer: JsonObject) -> int:
        ids = Counter(hash(one.get("external_id")) for one in answer.get("results", ()))
        repeated = len(self._seen & ids.keys())
        self._seen |= ids.keys()
        return repeated
