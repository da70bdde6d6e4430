"""Texts as extractions have them."""

from collections.abc import Sequence
from typing import Any

from vendorproof.documents.extract.units import Unit
from vendorproof.documents.facts.fact import Fact, Text
from vendorproof.documents.facts.law import breach
from vendorproof.documents.facts.questionnaire import FAMILY

Answered = tuple[str | None, str, str | None, str | None]


def sheet(*rows: str, name: str = "Questions", first: int = 1) -> list[Unit]:
    """Rows of a workbook, cells between tabs."""
    return [Unit(first + at, f"{name} row {at + 1}", row) for at, row in enumerate(rows)]


def pages(*texts: str) -> list[Unit]:
    return [Unit(number, f"page {number}", text) for number, text in enumerate(texts, 1)]


def lawful(units: Sequence[Unit], kind: str, document_type: str | None = "security_questionnaire") -> list[Fact]:
    """All facts, each of which is proven by what it cites."""
    found = list(FAMILY.read(Text.of(units, kind, document_type)))
    texts = {unit.number: unit.text for unit in units}
    assert [why for one in found if (why := breach(one, texts, FAMILY.keys))] == []
    return found


def answers(units: Sequence[Unit], kind: str = "row") -> list[Answered]:
    """Id, question, answer and comment of each."""
    told: list[Any] = [one.value for one in lawful(units, kind) if one.key == "answers"]
    return [(one["id"], one["question"], one["answer"], one["comment"]) for one in told]


def front(
    units: Sequence[Unit], kind: str = "row", document_type: str | None = "security_questionnaire"
) -> dict[str, Any]:
    """What is told of the questionnaire itself."""
    return {one.key: one.value for one in lawful(units, kind, document_type) if one.key != "answers"}
