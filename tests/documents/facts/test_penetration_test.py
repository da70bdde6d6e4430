from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.facts.samples.pentests import SAMPLES, Sample
from vendorproof.documents import types
from vendorproof.documents.extract.units import Unit
from vendorproof.documents.facts.fact import Fact, Text
from vendorproof.documents.facts.law import breach
from vendorproof.documents.facts.penetration_test import FAMILY


def units(pages: Sequence[str]) -> list[Unit]:
    return [Unit(number, f"page {number}", page) for number, page in enumerate(pages, 1)]


def read(pages: Sequence[str], kind: str = "page") -> list[Fact]:
    """All of them have to be lawful: the law is not there to tidy up after a reader."""
    held = units(pages)
    facts = list(FAMILY.read(Text.of(held, kind)))
    texts = {one.number: one.text for one in held}
    assert [(fact, wrong) for fact in facts if (wrong := breach(fact, texts, FAMILY.keys))] == []
    return facts


def only(facts: Sequence[Fact], key: str) -> object:
    told = [fact.value for fact in facts if fact.key == key]
    assert len(told) <= 1
    return told[0] if told else None


def listed(facts: Sequence[Fact]) -> list[tuple[object, object, object]]:
    values = [fact.value for fact in facts if fact.key == "findings"]
    return [(one["title"], one["severity"], one["status"]) for one in values if isinstance(one, dict)]


def test_the_keys_are_those_of_the_catalogue() -> None:
    assert tuple(FAMILY.keys) == types.FACTS["penetration_test"]


@pytest.mark.parametrize("name", SAMPLES)
def test_findings_of_every_layout(name: str) -> None:
    sample: Sample = SAMPLES[name]
    assert listed(read(sample.pages)) == sample.findings


@pytest.mark.parametrize("name", SAMPLES)
def test_counts_are_the_reports_own(name: str) -> None:
    sample: Sample = SAMPLES[name]
    assert only(read(sample.pages), "findings_by_severity") == sample.counts


@pytest.mark.parametrize("name", SAMPLES)
def test_who_tested_what_and_when(name: str) -> None:
    sample: Sample = SAMPLES[name]
    facts = read(sample.pages)
    assert {key: only(facts, key) for key in sample.others} == sample.others
