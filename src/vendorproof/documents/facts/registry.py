"""Which family a document's facts are read as."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from vendorproof.documents.facts import (
    bridge_letter,
    certificate,
    contract,
    financial,
    insurance,
    pci,
    penetration_test,
    policy,
    questionnaire,
    sbom,
    soc,
    vulnerability_scan,
)
from vendorproof.documents.facts.fact import Fact, Text, Unit
from vendorproof.documents.facts.family import Family
from vendorproof.documents.facts.law import lawful

FAMILIES: Mapping[str, Family] = {
    "soc": soc.FAMILY,
    "bridge_letter": bridge_letter.FAMILY,
    "certificate": certificate.FAMILY,
    "contract": contract.FAMILY,
    "financial": financial.FAMILY,
    "insurance": insurance.FAMILY,
    "pci": pci.FAMILY,
    "penetration_test": penetration_test.FAMILY,
    "policy": policy.FAMILY,
    "questionnaire": questionnaire.FAMILY,
    "sbom": sbom.FAMILY,
    "vulnerability_scan": vulnerability_scan.FAMILY,
}
"""By the family of `documents.types`."""


def read(family: str, units: Iterable[Unit], kind: str = "page", document_type: str | None = None) -> Iterator[Fact]:
    """The facts of one document, proven; nothing for a family that nothing is read of. Members of an archive are told apart."""
    found = FAMILIES.get(family)
    if found is None:
        return
    for _member, own in groupby(units, key=lambda unit: unit.member):
        held = tuple(own)
        yield from lawful(found.read(Text.of(held, kind, document_type)), held, found.keys)
