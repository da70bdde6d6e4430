"""Reports of service auditors: SOC 1, SOC 2 and SOC 3, ISAE 3402 and their like."""

from collections.abc import Iterator

from vendorproof.documents.facts.fact import Fact, Text
from vendorproof.documents.facts.family import Family
from vendorproof.documents.facts.flow import flow
from vendorproof.documents.facts.soc import exceptions, opinion, parties, scope, subservice, user_controls
from vendorproof.documents.facts.soc.keys import KEYS


def read(text: Text) -> Iterator[Fact]:
    """Who was examined, by whom, with what result; what failed; what the customer has to do."""
    running = flow(text)
    report = opinion.found(running)
    yield from parties.organisation(running, report)
    yield from parties.auditor(running, report)
    if report is not None:
        yield from opinion.facts(running, report)
    yield from scope.facts(running, report)
    yield from subservice.facts(running, report)
    yield from exceptions.facts(running, report)
    yield from user_controls.facts(running, report, text.kind)


FAMILY = Family(KEYS, read)
