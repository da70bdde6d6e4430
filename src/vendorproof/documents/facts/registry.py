"""Which family a document's facts are read as."""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from itertools import groupby

from vendorproof.documents.facts.fact import Fact, Text, Unit
from vendorproof.documents.facts.family import Family
from vendorproof.documents.facts.law import lawful

PACKAGE = "vendorproof.documents.facts."
NAMES = (
    *("soc", "bridge_letter", "certificate", "pci", "penetration_test", "vulnerability_scan", "sbom", "questionnaire"),
    *("policy", "contract", "insurance", "financial"),
)


class Families(Mapping[str, Family]):
    """Each is the `FAMILY` of the module of its name, imported when it is asked for: the patterns of all take half a second."""

    def __getitem__(self, name: str) -> Family:
        if name not in NAMES:
            raise KeyError(name)
        found: Family = import_module(PACKAGE + name).FAMILY
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(NAMES)

    def __len__(self) -> int:
        return len(NAMES)

    def __contains__(self, name: object) -> bool:
        return name in NAMES


FAMILIES = Families()
"""By the family of `documents.types`."""


def read(family: str, units: Iterable[Unit], kind: str = "page", document_type: str | None = None) -> Iterator[Fact]:
    """The facts of one document, proven; nothing for a family that nothing is read of. Members of an archive are told apart."""
    found = FAMILIES.get(family)
    if found is None:
        return
    for _member, own in groupby(units, key=lambda unit: unit.member):
        held = tuple(own)
        yield from lawful(found.read(Text.of(held, kind, document_type)), held, found.keys)
