"""Confirmations of insurance in prose: letters of brokers and certificates of insurers outside the United States."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from vendorproof.documents.facts import companies, dates
from vendorproof.documents.facts.fact import Fact, Json
from vendorproof.documents.facts.insurance import policies
from vendorproof.documents.facts.insurance.policies import Policy, Span
from vendorproof.documents.facts.joined import Joined, plain

_BEGINS = r"(?:^|\n|\t)[ \t•*-]*"
_BREAK = r"[ \t]{0,40}[:\t]\s{0,3}"
_INSURED = re.compile(
    rf"{_BEGINS}(?:(?:the\s{{1,9}}|name\s{{1,9}}of\s{{1,9}}(?:the\s{{1,9}})?)?(?:named\s{{1,9}}|policy\s?holder\s{{0,9}}/\s{{0,9}})?insured(?:\s{{1,9}}(?:name|party))?|policy\s?holder|name\s{{1,9}}of\s{{1,9}}policy\s?holder|assured|our\s{{1,9}}(?:mutual\s{{1,9}})?client|insured\s{{1,9}}entity|"
    rf"versicherungsnehmer|assuré|asegurado|tomador){_BREAK}",
    re.IGNORECASE,
)
_INSURER = re.compile(
    rf"{_BEGINS}(?:(?:name\s{{1,9}}of\s{{1,9}}(?:the\s{{1,9}})?)?insurers?(?:\(s\))?(?:\s{{1,9}}name)?|(?:lead\s{{1,9}})?underwriters?|insurance\s{{1,9}}company|insured\s{{1,9}}(?:with|by)|versicherer|assureur|aseguradora){_BREAK}",
    re.IGNORECASE,
)
_HOLDER = re.compile(rf"{_BEGINS}(?:certificate\s{{1,9}}holder|issued\s{{1,9}}to){_BREAK}", re.IGNORECASE)
_NUMBER = re.compile(
    rf"{_BEGINS}(?:(?:insurance\s{{1,9}})?policy\s{{1,9}}(?:number|no\b\.?|ref(?:erence)?\b\.?)(?:\(s\))?|policy|umr|unique\s{{1,9}}market\s{{1,9}}reference|versicherungsschein-?(?:nr\b\.?|nummer)|n[°º]\s{{1,9}}de\s{{1,9}}(?:police|contrat)|número\s{{1,9}}de\s{{1,9}}póliza){_BREAK}(?P<number>[A-Z0-9][^\n\t]{{2,60}})",
    re.IGNORECASE,
)
_CLASS = re.compile(
    rf"{_BEGINS}(?:type|class(?:\s{{1,9}}of\s{{1,9}}(?:insurance|business))?|type\s{{1,9}}of\s{{1,9}}(?:insurance|cover(?:age)?|policy)|insurance\s{{1,9}}type|policy\s{{1,9}}type|cover(?:age)?(?:\s{{1,9}}type)?){_BREAK}(?P<kind>[^\n\t]{{3,80}})",
    re.IGNORECASE,
)
_LINE = re.compile(r"(?:^|\n)[ \t]{0,40}(?P<kind>[^\n\t:]{3,70})(?=[ \t]{0,40}(?:\n|$))")
_PERIOD = re.compile(
    r"(?:period(?:\s{1,9}of\s{1,9}(?:insurance|cover))?|policy\s{1,9}(?:period|term)|insurance\s{1,9}period|duration|versicherungszeitraum|période)\s{0,9}[:\t]?\s{0,3}(?:from\s{1,3})?(?:00:01\s{1,9}(?:on\s{1,9})?)?",
    re.IGNORECASE,
)
_EFFECTIVE = re.compile(
    r"(?:effective(?:\s{1,9}date|\s{1,9}from)?|inception(?:\s{1,9}date)?|commencement(?:\s{1,9}date)?|start\s{1,9}date|valid\s{1,9}from|from)\s{0,9}[:\t]?\s{0,3}",
    re.IGNORECASE,
)
_EXPIRY = re.compile(
    r"(?:expiry(?:\s{1,9}date)?|expiration(?:\s{1,9}date)?|expires(?:\s{1,9}on)?|renewal\s{1,9}date|end\s{1,9}date|valid\s{1,9}(?:until|to)|to)\s{0,9}[:\t]?\s{0,3}",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\s{0,3}(?:\([^)\n]{1,30}\)\s)?(?:to|until|till|-|–|—|and|through|bis|au)\s{1,3}(?:midnight\s{1,9}(?:on\s{1,9})?|\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?\s)?(?:(?:local\s)?(?:standard\s)?time\s)?(?:on\s)?|(?:the\s{1,9})?)?|\s{0,2}[-–—]\s{0,2}",
    re.IGNORECASE,
)
_NUMBERLIKE = re.compile(r"[A-Z0-9][\w./() –-]{2,40}")


def facts(whole: Joined) -> Iterator[Fact]:
    """What labels name; policies only where it is clear what belongs to which."""
    for key, label in (("insured", _INSURED), ("certificate_holder", _HOLDER)):
        told = [span for match in label.finditer(whole.text) if (span := _party(whole.text, match.end())) is not None]
        if len({plain(whole.text[slice(*span)]).casefold() for span in told}) == 1:
            yield whole.said(key, plain(whole.text[slice(*told[0])]), [told[0]], 0.9)
    for match in _INSURER.finditer(whole.text):
        span = _party(whole.text, match.end())
        if span is not None:
            value: dict[str, Json] = {"letter": None, "name": plain(whole.text[slice(*span)]), "naic": None}
            yield whole.said("insurers", value, [span], 0.88)
    for policy in _policies(whole):
        yield policy.fact(whole)


def _party(text: str, at: int) -> Span | None:
    line = companies.line(text, at).split("\t")[0].rstrip()
    told = companies.name(line)
    return (at + told[0], at + told[1]) if told else None


def _policies(whole: Joined) -> Iterator[Policy]:
    numbers = [match for match in _NUMBER.finditer(whole.text) if _is_number(match["number"])]
    heads = [_head(whole.text, numbers[at - 1].end() if at else 0, match.start()) for at, match in enumerate(numbers)]
    if len(numbers) > 1 and not all(heads):
        return
    for at, match in enumerate(numbers):
        head = heads[at]
        low = head[0] if head and len(numbers) > 1 else 0
        following = heads[at + 1] if at + 1 < len(heads) else None
        high = following[0] if following else len(whole.text)
        yield _policy(whole, match, head, low, high)


def _is_number(text: str) -> bool:
    return _NUMBERLIKE.match(text) is not None and sum(map(str.isdigit, text)) >= 3


def _head(text: str, low: int, high: int) -> Span | None:
    """The kind of cover that is named before a number: behind its label, or on a line of its own."""
    told = [match.span("kind") for match in _CLASS.finditer(text, low, high)]
    if not told:
        lines = (match for match in _LINE.finditer(text, max(low, high - 1_500), high))
        told = [match.span("kind") for match in lines if _is_cover(match["kind"])]
    return told[-1] if told else None


def _is_cover(line: str) -> bool:
    """Whether a line names a cover and says nothing else."""
    match = policies.KIND.search(line)
    return match is not None and len(match[0]) >= 0.6 * len(line.strip()) and len(line.split()) <= 8


def _policy(whole: Joined, match: re.Match[str], head: Span | None, low: int, high: int) -> Policy:
    value = match["number"].rstrip()
    found = _NUMBERLIKE.match(value)
    effective, expiry = _term(whole, low, high)
    form = whole.day_format(match.start()) if whole.first else None
    return Policy(
        number=(match.start("number"), match.start("number") + len((found[0] if found else value).rstrip(" .-–("))),
        kind=head,
        effective=effective,
        expiry=expiry,
        limits=list(policies.limits(whole.text, low, high)),
        also=[form] if form else [],
        confidence=0.88,
    )


Dated = tuple[str, Span] | None


def _term(whole: Joined, low: int, high: int) -> tuple[Dated, Dated]:
    """From when until when; nothing where a block names more than one term."""
    found = list(dates.dates(whole.text[low:high], whole.first))
    terms = []
    for match in _PERIOD.finditer(whole.text, low, high):
        pair = _two_at(whole.text[low:high], found, match.end() - low)
        if pair:
            terms.append(pair)
    if terms:
        told = {(first.value, last.value) for first, last in terms}
        if len(told) > 1:
            return None, None
        first, last = terms[0]
        return (first.value, (low + first.start, low + first.end)), (last.value, (low + last.start, low + last.end))
    return _labelled(whole, _EFFECTIVE, low, high), _labelled(whole, _EXPIRY, low, high)


def _two_at(text: str, found: Sequence[dates.Found], at: int) -> tuple[dates.Found, dates.Found] | None:
    begin = bisect_left(found, at, key=lambda one: one.start)
    for first, last in pairwise(found[begin : begin + 2]):
        if first.start <= at + 3 and _TO.fullmatch(text[first.end : last.start]) and first.value < last.value:
            return first, last
    return None


def _labelled(whole: Joined, label: re.Pattern[str], low: int, high: int) -> Dated:
    told = []
    for match in label.finditer(whole.text, low, high):
        found = next(dates.dates(whole.text[match.end() : match.end() + 30], whole.first), None)
        if found and found.start == 0:
            told.append((found.value, (match.end(), match.end() + found.end)))
    return told[0] if len({value for value, _ in told}) == 1 else None
