"""Reports of penetration tests."""

from collections.abc import Iterator

from vendorproof.documents.facts.addressed import unaddressed
from vendorproof.documents.facts.fact import Fact, Text
from vendorproof.documents.facts.family import Family, Key
from vendorproof.documents.facts.kinds import Day, Record, Words
from vendorproof.documents.facts.lines import lines
from vendorproof.documents.facts.penetration_test import engagement, reading, totals
from vendorproof.documents.facts.penetration_test.words import STATUS
from vendorproof.documents.facts.severity import SEVERITY, TALLY

KEYS = {
    "tester": Key(Words(), "Who tested."),
    "target": Key(Words(), "Whose systems were tested, or which."),
    "test_start": Key(Day(), "The first day of testing."),
    "test_end": Key(Day(), "The last day of testing."),
    "method": Key(
        engagement.METHOD,
        "How the testers went about it: what they knew, and which methodologies they followed.",
        several=True,
    ),
    "findings_by_severity": Key(
        TALLY,
        "How many findings there are of each severity, by the report's own summary where it has one.",
        most_citations=reading.MOST_FINDINGS,
    ),
    "findings": Key(
        Record("finding", {"title": Words(longest=300), "severity": SEVERITY, "status": STATUS}, frozenset({"title"})),
        "Each finding: its title, its severity and what became of it.",
        several=True,
    ),
    "retest": Key(engagement.RETEST, "Whether the findings were tested again."),
}


def read(text: Text) -> Iterator[Fact]:
    """The findings first, then who tested what and when."""
    text = unaddressed(text)
    held = lines(text)
    found = reading.findings(held)
    yield from reading.told(found)
    yield from totals.counted(text, held, found)
    yield from engagement.read(text, held)


FAMILY = Family(KEYS, read)
