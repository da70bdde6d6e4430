"""«Zero stored facts whose quote is not on its cited page or whose value does not follow from it»: over every file of the corpus
that nobody here wrote, and read as every family there is.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from vendorproof.documents import analysis
from vendorproof.documents.extract.extraction import extract
from vendorproof.documents.extract.units import Extraction
from vendorproof.documents.facts.fact import Text
from vendorproof.documents.facts.law import breach
from vendorproof.documents.facts.registry import FAMILIES
from vendorproof.documents.types import BY_SLUG

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "webp"})
LARGEST = 5 << 20
"""Scans are left to the bench: to recognise all pages of the corpus takes minutes."""


def files() -> list[tuple[str, Path]]:
    if not CORPUS.is_dir():
        return []
    with (CORPUS / "MANIFEST.tsv").open(encoding="utf-8") as manifest:
        rows = list(csv.DictReader(manifest, delimiter="\t"))
    paths = [(row["label"], CORPUS / row["label"] / row["file"]) for row in rows]
    return [
        (label, one) for label, one in paths if label != "penetration_test_report" and one.suffix[1:] not in PICTURES
    ]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the checkout")
@pytest.mark.timeout(900)
def test_every_fact_of_every_file_holds() -> None:
    told: Counter[str] = Counter()
    for label, path in files():
        with path.open("rb") as file:
            read = extract(file, path.suffix[1:].lower())
        own = BY_SLUG[label].family
        told += _held(read, own, label, path)
        if len(read.units) < 200:
            for family in FAMILIES.keys() - {own}:
                _held(read, family, None, path)
    assert sum(told.values()) > 100
    print(f"\n{sum(told.values())} facts: {dict(told)}")  # noqa: T201 - with -s


def _held(read: Extraction, family: str, label: str | None, path: Path) -> Counter[str]:
    """Asked of the reader itself, before the law's own gate could hide what breaks it."""
    told: Counter[str] = Counter()
    if family not in FAMILIES:
        return told
    keys, texts = FAMILIES[family].keys, {unit.number: unit.text for unit in read.units}
    for fact in FAMILIES[family].read(Text.of(read.units, read.kind, label)):
        assert breach(fact, texts, keys) is None, (path.name, family, fact)
        told[fact.key] += 1
    return told


def test_a_family_of_alike_types_is_read_without_knowing_which() -> None:
    assert analysis.family(None, "contracts") == "contract"
    assert analysis.family(None, "policies_and_plans") == "policy"
    assert analysis.family(None, "audit_reports") == ""
    assert analysis.family("sbom", None) == BY_SLUG["sbom"].family
    assert analysis.family(None, None) == ""
