"""What was examined: which kind of report, of what time, after which criteria, of which system."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from vendorproof.documents.facts.dates import Found, dates
from vendorproof.documents.facts.fact import Citation, Fact
from vendorproof.documents.facts.flow import Flow
from vendorproof.documents.facts.folding import folded
from vendorproof.documents.facts.soc.keys import REPORT, SOC3, TYPE2, criteria
from vendorproof.documents.facts.soc.names import clean, name
from vendorproof.documents.facts.soc.opinion import Report

COVER = 6_000
"""Characters before the auditor's report, or of a document without one, in which its title may stand."""
SCOPE = 3_000
_TO = re.compile(
    r"\s{0,2}(?:,\s)?(?:to|through|thru|until|till|and|-)(?:\sand\sincluding)?\s{0,2}(?:the\s)?", re.IGNORECASE
)
_LED = re.compile(
    r"(?:throughout|for|during|over|covering|covers|covered|period|from|between|examination)\b[^.]{0,40}$",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"\bas\s(?:of|at)\s(?:the\s)?$", re.IGNORECASE)
_ENDED = re.compile(r"\b(?:year|period|months)\sended\s(?:on\s)?$", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:SOC|(?:System|Service) and Organi[sz]ations? Controls?|(?:System|Service) Organi[sz]ations? Controls?)(?:\s?\(SOC\)?)?(?:[\s®℠-]|SM|\(R\)){0,4}[123]\b\)?"
    r"|ISAE\W{0,3}(?:No\W{0,2})?3402|SSAE\W{0,3}(?:No\W{0,2})?16\b|AT-C\s(?:section\s)?320\b",
    re.IGNORECASE,
)
_CRITERIA_NAMED = re.compile(r"trust\sservices?\s(?:criteria|principles?)|control\sobjectives", re.IGNORECASE)
_TYPE = re.compile(r"\btype\W{0,3}(?:2|1|ii?)\b", re.IGNORECASE)
_TESTED = re.compile(
    r"design\sand\s(?:the\s)?operating\seffectiveness|design\sand\soperation\sof\scontrols|suitability\sof\s(?:the\s)?design(?!\sand)",
    re.IGNORECASE,
)
_ONE = r"(?:security|availability|processing\sintegrity|confidentiality|privacy)"
_LIST = re.compile(
    rf"(?P<lead>(?:relevant\sto|criteria\s(?:for|of|over)|categor(?:y|ies)\s(?:of|for)|principles?\s(?:of|for)|controls\sover)\s(?:the\s)?)"
    rf"(?P<list>{_ONE}(?:(?:,?\s(?:and|&|or)\s|,\s)(?:the\s)?{_ONE}){{0,4}})(?![\w,]*\s{_ONE})",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"20\d\d\s(?:trust|TSP)[^.]{0,60}$|illustrations\sfor\s$|\bcomprise\b[^.]{0,40}$", re.IGNORECASE
)
_PRESENTS = re.compile(
    r"\bdescription\s(?:fairly\s)?presents\s(?P<system>[^.;:]{3,160}?)\s(?:that\s(?:was|were)|as|which\s(?:was|were))\sdesigned\sand\simplemented",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\bcontrols\s(?:within|over)\s(?P<system>[^.;:\"]{3,120}?)\s(?:\([^)]{1,40}\)\s)?were\seffective\b", re.IGNORECASE
)
_DESCRIBED = re.compile(
    r"\bdescription\s(?:[^.;]{0,80}?\s)?(?:of|by)\s(?:[^.;]{0,90}?\sof\s)?(?:its|the|their)\s(?P<system>[A-Z][^.;:,]{2,100}?)(?:,?\s(?:as\s(?:of|at)|found|titled|entitled|for|throughout|of|in|and|\()|,)"
)
_WHOSE = re.compile(rf"(?:[Tt]he|[Ii]ts)\s|{name()}'s?\s(?=\S)")
_ALSO = re.compile(rf"\sand\s{name()}'s?\s")
_GENERIC = re.compile(
    r"(?:the\s|its\s)?(?:systems?|services?|service\sorgani[sz]ation(?:'s)?(?:\ssystem)?|description)", re.IGNORECASE
)


def facts(flow: Flow, report: Report | None) -> Iterator[Fact]:
    """All of them but the opinion; nothing where neither a report nor a time is found, as in what is written about reports."""
    when = list(period(flow, report))
    if report is None and not when:
        return
    yield from kind(flow, report)
    yield from when
    yield from categories(flow, report)
    yield from system(flow, report)


def kind(flow: Flow, report: Report | None) -> Iterator[Fact]:
    """From the title; what the title does not say, from what was examined."""
    start = report.start if report else COVER
    cover = (0, min(COVER, start))
    scope = (start, min(start + SCOPE, report.end)) if report else cover
    number = _first(flow, _NUMBER, cover, scope) or _first(flow, _CRITERIA_NAMED, scope)
    tested = _first(flow, _TESTED, scope) or _first(flow, _TYPE, cover)
    titled = _first(flow, _TYPE, cover)
    if number is None:
        return
    cited = [number]
    if tested is not None and not SOC3.search(folded(flow.text[slice(*number)])):
        cited.append(tested)
        if titled is not None and _second(flow, titled) != _second(flow, tested):
            return
        cited += [titled] if titled is not None and titled != tested else []
    told = tuple(one for span in cited for one in flow.cite(*span))
    value = REPORT.read("\n".join(one.quote for one in told))
    if isinstance(value, str) and (len(cited) > 1 or value == "SOC 3"):
        sure = 0.95 if report else 0.75
        yield Fact("report_type", value, " / ".join(" ".join(one.quote.split()) for one in told), sure, told)


def _second(flow: Flow, span: tuple[int, int]) -> bool:
    """Whether words stand for Type 2."""
    return bool(TYPE2.search(folded(flow.text[slice(*span)]) + " "))


def _first(flow: Flow, pattern: re.Pattern[str], *spans: tuple[int, int]) -> tuple[int, int] | None:
    for start, end in spans:
        if match := pattern.search(flow.text, start, end):
            return match.span()
    return None


def period(flow: Flow, report: Report | None) -> Iterator[Fact]:
    """Of the auditor's report, most often told; else the cover's."""
    scope = (
        _ranges(flow.text, report.start, max(report.opinion[1], min(report.start + SCOPE, report.end)))
        if report
        else []
    )
    days = _days(flow.text, report, _AS_OF) if report else []
    if _most(one.value for one in days) > _most((one.value, other.value) for one, other in scope):
        scope = []  # a Type 1 that tells the period of the next report
    days = days if not scope else []
    cover = _ranges(flow.text, 0, min(COVER, report.start if report else COVER), bare=True) if not days else []
    ranges = scope or cover
    if ranges:
        (first, last), times = Counter((one.value, other.value) for one, other in ranges).most_common(1)[0]
        one, other = next(both for both in ranges if both[0].value == first and both[1].value == last)
        sure = 0.97 if times > 1 and scope else 0.85 if report else 0.7
        cited = flow.cite(one.start, other.end)
        for key, found in (("period_start", one), ("period_end", other)):
            if whole(flow, found):
                yield Fact(key, found.value, flow.text[found.start : found.end], sure, cited)
        return
    days = days or _days(flow.text, None, _AS_OF)
    key = "as_of_date"
    if not days and (days := _days(flow.text, report, _ENDED)):
        key = "period_end"
    if days:
        value, times = Counter(one.value for one in days).most_common(1)[0]
        one = next(one for one in days if one.value == value)
        if not whole(flow, one):
            return
        yield Fact(
            key, value, flow.text[one.start : one.end], 0.95 if times > 1 else 0.85, flow.cite(one.start, one.end)
        )


def _most(told: Iterable[object]) -> int:
    """How often the most frequent is told."""
    return max(Counter(told).values(), default=0)


def whole(flow: Flow, day: Found) -> bool:
    """Whether a day stands in one unit: what a page breaks in two no quote proves."""
    return len(flow.cite(day.start, day.end)) == 1


def _ranges(text: str, start: int, end: int, *, bare: bool = False) -> list[tuple[Found, Found]]:
    """From one day to another; `bare`: though nothing says that it is a period."""
    told = _found(text, start, end)
    return [
        (one, other)
        for one, other in pairwise(told)
        if _TO.fullmatch(text, one.end, other.start)
        and one.value < other.value
        and (bare or _LED.search(text, max(start, one.start - 70), one.start))
    ]


def _days(text: str, report: Report | None, lead: re.Pattern[str]) -> list[Found]:
    start, end = (report.start, max(report.opinion[1], report.start + SCOPE)) if report else (0, COVER)
    return [one for one in _found(text, start, end) if lead.search(text, max(0, one.start - 24), one.start)]


def _found(text: str, start: int, end: int) -> list[Found]:
    return [Found(one.value, one.start + start, one.end + start) for one in dates(text[start:end])]


def categories(flow: Flow, report: Report | None) -> Iterator[Fact]:
    """From what was examined; else from the title. What the criteria's own title lists is no scope."""
    spans = [(report.start, max(report.opinion[1], min(report.start + SCOPE, report.end)))] if report else []
    for start, end in [*spans, (0, min(COVER, report.start if report else COVER))]:
        for match in _LIST.finditer(flow.text, start, end):
            if _BOILERPLATE.search(flow.text, max(0, match.start() - 80), match.start("list")):
                continue
            cited = flow.cite(*match.span("list"))
            value = criteria("\n".join(one.quote for one in cited))
            sure = 0.95 if report else 0.7
            yield Fact("trust_services_criteria", value, " ".join(match["list"].split()), sure, cited)
            return


def system(flow: Flow, report: Report | None) -> Iterator[Fact]:
    """As the opinion names it; else as the scope or the title does."""
    if report is None:
        return
    for pattern, start, end in (
        (_PRESENTS, report.start, report.end),
        (_WITHIN, report.start, report.end),
        (_DESCRIBED, report.start, min(report.start + 900, report.end)),
        (_DESCRIBED, 0, min(COVER, report.start)),
    ):
        match = pattern.search(flow.text, start, end)
        if match is None:
            continue
        begin, stop = match.span("system")
        while (lead := _WHOSE.match(flow.text, begin, stop)) is not None:
            begin = lead.end()
        also = _ALSO.search(flow.text, begin, stop)
        stop = also.start() if also else stop
        cited: tuple[Citation, ...] = flow.cite(begin, stop)
        value = clean(flow.text[begin:stop])
        if cited and len(cited) == 1 and not _GENERIC.fullmatch(value):
            yield Fact("systems_in_scope", value, value, 0.9, cited)
            return
