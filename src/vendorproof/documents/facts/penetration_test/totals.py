"""How many findings of each severity there are: as the report sums them up, or counted."""

import re
from collections.abc import Iterator, Sequence

from vendorproof.documents.facts import summaries
from vendorproof.documents.facts.fact import Fact, Text, as_written
from vendorproof.documents.facts.lines import Line
from vendorproof.documents.facts.penetration_test.finding import Finding, is_same
from vendorproof.documents.facts.penetration_test.headings import numbered
from vendorproof.documents.facts.penetration_test.words import is_title
from vendorproof.documents.facts.severity import ANY, grade

_SECTION = re.compile(
    rf"^(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}\.?\s)?(?P<names>(?:{ANY})(?:\s?[/&]\s?(?:{ANY})){{0,3}})(?:[ -](?:severity|risk))?(?: (?:findings|issues|vulnerabilities))? \((?P<count>\d{{1,3}})\)(?:\s\d{{1,3}})?$",
    re.IGNORECASE,
)
_GROUP = re.compile(r"\b(?:findings|vulnerabilities|issues|severity|risk|appendi|results)\b", re.IGNORECASE)


def counted(text: Text, lines: Sequence[Line], findings: Sequence[Finding]) -> Iterator[Fact]:
    """The report's own summary; where it has none the graded findings, if every one has a grade and no total says otherwise."""
    own = _own(findings)
    summary = summaries.summary(text, lines, own)
    if summary is not None:
        confidence = (
            0.97
            if dict(summary.counts)
            == summaries.positive(own) | {name: 0 for name, count in summary.counts.items() if not count}
            else 0.9
        )
        yield Fact("findings_by_severity", dict(summary.counts), as_written(summary.cited), confidence, summary.cited)
        return
    graded = [one for one in findings if one.graded is not None]
    totals = summaries.totals(text)
    if not graded or len(graded) != len(findings) or (totals and sum(own.values()) not in totals):
        return
    sections = list(_sections(lines))
    if not all(sum(own.get(name, 0) for name in names) == count for names, count in sections):
        return
    if not totals and not sections and (min(one.confidence for one in graded) < 0.85 or not _is_whole(lines, findings)):
        return
    cited = [one.graded for one in graded if one.graded is not None]
    yield Fact(
        "findings_by_severity",
        dict(summaries.positive(own)),
        as_written(cited),
        0.9 if totals or sections else 0.8,
        cited,
    )


def _is_whole(lines: Sequence[Line], findings: Sequence[Finding]) -> bool:
    """Whether the table of contents has no finding between those that were read, as far as it has them at all."""
    entries = [
        Finding(at, one.text.rstrip(". 0123456789"))
        for at, one in enumerate(lines)
        if one.contents and len(one.text) > 8
    ]
    known = [any(is_same(entry, one) for one in findings) for entry in entries]
    if sum(known) < 3:
        return True
    last = len(known) - known[::-1].index(True)
    between = [
        entry.title
        for entry, known_one in zip(entries[known.index(True) : last], known[known.index(True) : last], strict=True)
        if not known_one
    ]
    return not any(is_title(numberless(one)) and not _GROUP.search(one) for one in between)


def numberless(text: str) -> str:
    """Without the number a line begins with."""
    return text[numbered(text)[1] :]


def _sections(lines: Sequence[Line]) -> Iterator[tuple[frozenset[str], int]]:
    """What headings such as `Critical/High Severity Findings (10)` say."""
    for one in lines:
        if match := _SECTION.search(one.text):
            yield frozenset(filter(None, map(grade, re.split(r"\W+", match["names"])))), int(match["count"])


def _own(findings: Sequence[Finding]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in findings:
        if one.severity:
            counts[one.severity] = counts.get(one.severity, 0) + 1
    return counts
