"""Who was examined, and who signed."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from vendorproof.documents.facts.dates import DATE
from vendorproof.documents.facts.fact import Fact
from vendorproof.documents.facts.flow import Flow
from vendorproof.documents.facts.soc.names import AUDITORS, FIRM, PROFESSION, WITH_FORM, clean, key, name
from vendorproof.documents.facts.soc.opinion import Report, lines

COVER = 6_000
LONG = 1_200
_NAME = name()
_LINE = name(blank=" ")
_PATTERNS: tuple[tuple[re.Pattern[str], float], ...] = (
    (
        re.compile(
            rf"(?i:examined|report on)\s(?:the\s)?(?P<name>{_NAME})'s?\s(?:\(|and\s|accompanying|description|assertion|attached)"
        ),
        3,
    ),
    (re.compile(rf"\b(?:of|by)\s(?P<name>{_NAME})\s\((?:the\s)?[\"'\w]"), 2),
    (re.compile(rf"[Dd]escription\sby\s(?P<name>{_NAME})\b"), 2),
)
_TITLES: tuple[tuple[re.Pattern[str], float], ...] = (
    (
        re.compile(rf"(?i:report\son|description\sof)\s(?P<name>{_NAME})'s?\s(?=[A-Z])"),
        2,
    ),
    (re.compile(rf"(?P<name>{_NAME})'s?\s(?:Description|DESCRIPTION)\s(?:of|OF)\s(?:Its|ITS|its|the)"), 2),
    (re.compile(rf"(?i:assertion\sof)\s(?P<name>{_NAME})\s(?i:management)"), 2),
)
_ADDRESSED = re.compile(
    rf"To:?(?: the)?:? (?:(?:the )?(?i:Management|Managers|Directors|Shareholders|Partners|Board)(?: of (?i:Directors|Managers|Trustees))?"
    rf"(?:(?:,? and |, )(?:the )?(?i:Management|Board of Directors|Directors))? (?:of|at) )?(?:the )?(?P<name>{_LINE})(?: \([^()]{{1,60}}\))?[:,.]?"
)
_OWN = re.compile(rf"(?P<name>{_LINE})")
_NOBODY = re.compile(
    r"\b(?:Accountants|AICPA|Institute|Criteria|Standards?|Management|Controls?|Report|Section|Service Organi[sz]ation)\b",
    re.IGNORECASE,
)
"""Words that are in no organisation's name here, but in what stands where one may."""
_PERFORMED = re.compile(
    rf"(?i:(?:tests?|testing|procedures?)\s(?:of\scontrols?\s)?performed\sby|prepared\sby:?|audit\sand\sattest\sservices\sby|issued\sby)\s(?P<name>{name('&|and|of')})"
)


@dataclass(slots=True)
class _Candidate:
    shown: str
    start: int
    end: int
    weight: float


def organisation(flow: Flow, report: Report | None) -> Iterator[Fact]:
    """The name that title, address and scope agree on, at its fullest."""
    held: dict[str, _Candidate] = {}
    for match, weight in _named(flow, report):
        start, end = match.span("name")
        shown = clean(flow.text[start:end])
        if _NOBODY.search(shown):
            continue
        one = held.setdefault(key(shown), _Candidate(shown, start, end, 0))
        one.weight += weight
        if one.shown.isupper() and not shown.isupper():
            one.shown, one.start, one.end = shown, start, end
    for short, one in held.items():
        fuller = [other for long, other in held.items() if long.startswith(f"{short} ")]
        for other in fuller:
            other.weight += one.weight
    full = [one for one in held.values() if WITH_FORM.fullmatch(one.shown)] or list(held.values())
    best = max(full, key=lambda one: (one.weight, len(one.shown)), default=None)
    cited = flow.cite(best.start, best.end) if best else ()
    enough = 2 if best is not None and WITH_FORM.fullmatch(best.shown) else 3
    if best is not None and best.weight >= enough and len(cited) == 1:
        yield Fact("service_organisation", best.shown, best.shown, 0.95 if best.weight >= 4 else 0.8, cited)


def _named(flow: Flow, report: Report | None) -> Iterator[tuple[re.Match[str], float]]:
    text = flow.text
    start = report.start if report else min(COVER, len(text))
    if report:
        for pattern, weight in _PATTERNS:
            if match := pattern.search(text, start, min(report.end, start + LONG)):
                yield match, weight
    for pattern, weight in _TITLES:
        if match := pattern.search(text, 0, min(COVER, start)):
            yield match, weight
    for begin, end in lines(text, max(0, start - 1_500), start):
        line = _ADDRESSED.fullmatch(text, begin, end)
        if line:
            yield line, 3
    for begin, end in list(lines(text, 0, min(COVER, start)))[:12]:
        own = _OWN.fullmatch(text, begin, end)
        if own and WITH_FORM.fullmatch(own["name"]) and not AUDITORS.search(own["name"]):
            yield own, 1


def auditor(flow: Flow, report: Report | None) -> Iterator[Fact]:
    """The signature beneath the opinion; where that is a picture, the letterhead or who is said to have tested."""
    if report is None:
        return
    own = {key(one.value) for one in organisation(flow, report) if isinstance(one.value, str)}
    signed = _signature(flow.text, report, own) or _elsewhere(flow, report, own)
    if signed is None:
        yield from _at_an_edge(flow, report, own)
    else:
        begin, end, sure = signed
        shown = clean(flow.text[begin:end])
        if sum(key(shown) in key(flow.text[at : at + 200]) for at in _places(flow.text, shown)) > 1:
            sure = min(0.97, sure + 0.07)
        cited = flow.cite(begin, end)
        if len(cited) == 1:
            yield Fact("auditor", shown, shown, sure, cited)


def _at_an_edge(flow: Flow, report: Report, own: set[str]) -> Iterator[Fact]:
    """A signature that stands where pages have their running heads is in none of the sentences."""
    first, last = (flow.pages[max(0, bisect_right(flow.starts, at) - 1)] for at in (report.start, report.end - 1))
    for page in flow.source[first : last + 1]:
        for line in re.finditer(r"[^\n]+", page.text):
            firm = FIRM.fullmatch(line[0].strip())
            if firm and AUDITORS.search(firm["name"]) and key(firm["name"]) not in own:
                begin = line.start() + line[0].index(firm["name"])
                shown = clean(firm["name"])
                yield Fact("auditor", shown, shown, 0.85, (page.cite(begin, begin + len(firm["name"])),))
                return


def _places(text: str, shown: str) -> list[int]:
    first = text.find(shown)
    return [first, text.find(shown, first + 1)] if first >= 0 and text.find(shown, first + 1) >= 0 else [first]


def _signature(text: str, report: Report, own: set[str]) -> tuple[int, int, float] | None:
    tail = [(begin, end) for begin, end in lines(text, max(report.opinion[0], report.start), report.end) if end > begin]
    dated = [index for index, (begin, end) in enumerate(tail) if end - begin <= 60 and DATE.search(text, begin, end)]
    near = (
        range(max(0, dated[-1] - 6), min(len(tail), dated[-1] + 5))
        if dated
        else range(max(0, len(tail) - 8), len(tail))
    )
    for index in near:
        begin, end = tail[index]
        after = text[slice(*tail[index + 1])] if index + 1 < len(tail) else ""
        firm = FIRM.fullmatch(text, begin, end)
        if firm and key(firm["name"]) not in own:
            return (*firm.span("name"), 0.9)
        professional = PROFESSION.fullmatch(after) and end - begin <= 60 and text[begin].isupper()
        if (
            professional
            and key(text[begin:end]) not in own
            and "," not in text[begin:end]
            and text[end - 1] not in ".:"
        ):
            return begin, end, 0.88
    return None


def _elsewhere(flow: Flow, report: Report, own: set[str]) -> tuple[int, int, float] | None:
    text = flow.text
    head = list(lines(text, max(0, report.start - 1_500), report.start))
    for begin, end in [*head, *lines(text, 0, min(COVER, report.start))]:
        firm = FIRM.fullmatch(text, begin, end)
        if firm and AUDITORS.search(firm["name"]) and key(firm["name"]) not in own:
            return (*firm.span("name"), 0.8)
    for match in _PERFORMED.finditer(text):
        if key(match["name"]) not in own and WITH_FORM.fullmatch(clean(match["name"])):
            return (*match.span("name"), 0.75)
    return None
