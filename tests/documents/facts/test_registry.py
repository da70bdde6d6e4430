"""Of documents made for measuring, everything that is read is right, whatever form they take."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.made import certificates, financial, insurance, pci
from bench.made.blocks import Heading, Made, PageBreak, Paragraph
from vendorproof.documents.extract.units import Unit
from vendorproof.documents.facts import registry
from vendorproof.documents.facts.fact import Fact, Text
from vendorproof.documents.facts.folding import folded
from vendorproof.documents.facts.law import breach
from vendorproof.documents.types import BY_SLUG

MADE = [*certificates.MADE, *pci.MADE, *insurance.MADE, *financial.MADE]
ENOUGH = 0.8
FAMILIES = ("certificate", "pci", "insurance", "financial")


def pages(made: Made, joint: str) -> list[Unit]:
    """As Word has it with a tab between cells, as a PDF may with a line each."""
    texts = [""]
    for block in made.blocks:
        if isinstance(block, PageBreak):
            texts.append("")
        elif isinstance(block, Heading | Paragraph):
            texts[-1] += block.text + "\n"
        else:
            texts[-1] += "".join(joint.join(cell.replace("\n", " ") for cell in row) + "\n" for row in block.rows)
    return [Unit(number, f"page {number}", text) for number, text in enumerate(texts, 1)]


def read(family: str, units: list[Unit]) -> list[Fact]:
    """All of them hold."""
    found = registry.FAMILIES[family]
    facts = list(found.read(Text.of(units)))
    told = {unit.number: unit.text for unit in units}
    assert [(fact.key, fact.value, why) for fact in facts if (why := breach(fact, told, found.keys))] == []
    return facts


def same(value: Any) -> Any:
    """What is compared: limits apart, and words as the eye compares them."""
    if isinstance(value, dict):
        return tuple((key, same(one)) for key, one in sorted(value.items()) if key != "limits")
    return folded(value).strip(" .") if isinstance(value, str) else value


@pytest.mark.parametrize("joint", ["\t", " "], ids=["cells", "lines"])
@pytest.mark.parametrize("made", MADE, ids=[made.name for made in MADE])
def test_nothing_is_read_that_is_not_so_and_most_of_what_is(made: Made, joint: str) -> None:
    found = {(fact.key, same(fact.value)) for fact in read(BY_SLUG[made.document_type].family, pages(made, joint))}
    gold = {(one.key, same(one.value)) for one in made.gold}
    assert found - gold == set()
    assert len(found & gold) >= ENOUGH * len(gold)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_is_cut_out_and_mixed_up_what_is_read_follows_from_it(data: st.DataObject) -> None:
    family = data.draw(st.sampled_from(FAMILIES))
    lines = [line for unit in pages(data.draw(st.sampled_from(MADE)), "\t") for line in unit.text.split("\n")]
    kept = data.draw(st.lists(st.sampled_from(lines), max_size=60))
    cut = data.draw(st.integers(0, len(kept)))
    read(family, [Unit(1, "page 1", "\n".join(kept[:cut])), Unit(2, "page 2", "\n".join(kept[cut:]))])
