"""Small contracts read whole; what is read of them is always lawful."""

from collections.abc import Iterable
from dataclasses import dataclass

from vendorproof.documents.facts import contract, law
from vendorproof.documents.facts.fact import Fact, Json, Text

OPENING = 'This Services Agreement is made between Ash Ltd. ("Provider") and Elm Ltd. ("Customer")'


@dataclass(frozen=True)
class Unit:
    number: int
    text: str
    label: str = "page"
    member: str = ""


def units(*pages: str) -> list[Unit]:
    return [Unit(number, text, f"page {number}") for number, text in enumerate(pages, 1)]


def read(*pages: str, kind: str = "page") -> list[Fact]:
    """All of them lawful: nothing is left to the law to drop."""
    held = units(*pages)
    facts = list(contract.FAMILY.read(Text.of(held, kind)))
    texts = {unit.number: unit.text for unit in held}
    assert [law.breach(fact, texts, contract.FAMILY.keys) for fact in facts] == [None] * len(facts)
    return facts


def values(facts: Iterable[Fact], key: str) -> list[Json]:
    return [fact.value for fact in facts if fact.key == key]


def value(text: str, key: str) -> Json:
    found = values(read(text), key)
    assert len(found) < 2
    return found[0] if found else None


def names(text: str) -> list[tuple[str, str | None]]:
    return [(one["name"], one["role"]) for one in values(read(text), "parties") if isinstance(one, dict)]  # type: ignore[misc]


def span(count: int, unit: str) -> dict[str, Json]:
    return {"count": count, "unit": unit}
