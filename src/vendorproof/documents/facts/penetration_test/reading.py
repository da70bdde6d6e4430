"""The findings of a report, each once."""

import re
from collections.abc import Iterator, Sequence

from vendorproof.documents.facts.fact import Citation, Fact, Json
from vendorproof.documents.facts.lines import Line
from vendorproof.documents.facts.penetration_test.finding import Finding, is_same
from vendorproof.documents.facts.penetration_test.headings import headed
from vendorproof.documents.facts.penetration_test.tables import broken, tabled
from vendorproof.documents.facts.penetration_test.words import STATUS

_STATED = re.compile(r"\W{0,4}(?:\w+ )?(?:status|state|result)\b")
MOST_FINDINGS = 400
LONGEST_CARD = 80


def findings(lines: Sequence[Line]) -> Sequence[Finding]:
    """Of headings and of tables whichever tell of more; the other adds what it knows of the same."""
    detailed = _once(headed(lines))
    summed = max((_once(tabled(lines)), _once(broken(lines))), key=len)
    named = [one for one in detailed if one.title]
    main, other = (detailed, summed) if len(named) >= len(summed) else (summed, named)
    for one in main:
        twin = next((held for held in other if is_same(one, held)), None)
        if twin is not None:
            _complete(one, twin)
            if one.loose and twin.title:
                one.title, one.cited, one.loose = twin.title, twin.cited, False
        if one.loose:
            one.title = ""
    _state(lines, detailed)
    for one in main:
        twin = next((held for held in detailed if held is not one and held.status and is_same(one, held)), None)
        if twin is not None and one.status is None:
            one.status, one.stated = twin.status, twin.stated
    return main


def told(found: Sequence[Finding]) -> Iterator[Fact]:
    """A fact for each that has a name."""
    for one in found:
        if one.title:
            cited: list[Citation] = [*one.cited, *(spot for spot in (one.graded, one.stated) if spot is not None)]
            value: Json = {"title": one.title, "severity": one.severity, "status": one.status}
            confidence = one.confidence if one.severity else min(one.confidence, 0.75)
            yield Fact("findings", value, one.title, confidence, cited)


def _once(found: Iterator[Finding]) -> list[Finding]:
    kept: list[Finding] = []
    for one in found:
        twin = next(
            (held for held in kept if one.title and held.title and is_same(one, held) and not _is_next(held, one)), None
        )
        if twin is None:
            kept.append(one)
        else:
            _complete(twin, one)
        if len(kept) >= MOST_FINDINGS:
            break
    return kept


def _is_next(held: Finding, one: Finding) -> bool:
    """Whether they are two findings that are called alike: each has a number of its own, or they are graded apart."""
    return bool(held.number and one.number and held.number != one.number)


def _complete(one: Finding, twin: Finding) -> None:
    """What only the other says. Of two grades that differ neither is told."""
    if one.severity is None and twin.severity is not None:
        one.severity, one.graded = twin.severity, twin.graded
    elif twin.severity is not None and twin.severity != one.severity:
        one.severity = one.graded = None
        one.confidence = 0.6
    elif twin.severity is not None:
        one.confidence = max(one.confidence, 0.96)
    if one.status is None and twin.status is not None:
        one.status, one.stated = twin.status, twin.stated


def _state(lines: Sequence[Line], found: Sequence[Finding]) -> None:
    """What became of each, by a labelled line of its own."""
    ends = [*(one.at for one in found[1:]), len(lines)][: len(found)]
    for one, end in zip(found, ends, strict=True):
        for at in range(one.at, min(end, one.at + LONGEST_CARD)):
            line = lines[at]
            plain = line.text.casefold()
            if _STATED.match(plain) and len(plain) <= 80:
                value = STATUS.read(line.text)
                if value is not None:
                    one.status, one.stated = value, line.cite()
                    break
                if at + 1 < len(lines) and plain.rstrip(": ") in {
                    "status",
                    "remediation status",
                    "retest status",
                    "retest result",
                }:
                    value = STATUS.read(lines[at + 1].text)
                    if value is not None:
                        one.status, one.stated = value, lines[at + 1].cite()
                        break
