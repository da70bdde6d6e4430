"""How long evidence is good, and from which of its facts that follows."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from vendorproof.documents.facts.fact import Fact


@dataclass(frozen=True, slots=True)
class Validity:
    """Days as `YYYY-MM-DD`; `derived_from` are the keys of the facts; `sentence` says the rule to an analyst."""

    valid_from: str | None
    valid_until: str | None
    period_start: str | None
    period_end: str | None
    derived_from: Sequence[str]
    sentence: str

    def told(self) -> dict[str, Any]:
        """As on the wire."""
        return {**asdict(self), "derived_from": list(self.derived_from)}


def validity(document_type: str | None, facts: Sequence[Fact]) -> Validity | None:  # noqa: ARG001 - a place to fill
    """None where the facts do not say."""
    return None
