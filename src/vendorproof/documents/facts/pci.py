"""Attestations of compliance with PCI DSS, on the forms of the council: 3.2.1, 4.0 and 4.0.1, of merchants and service providers."""

import re
from collections.abc import Iterator, Sequence

from vendorproof.documents.facts import companies, dates, kinds
from vendorproof.documents.facts.fact import Fact, Text
from vendorproof.documents.facts.family import Family, Key
from vendorproof.documents.facts.folding import folded
from vendorproof.documents.facts.joined import A_FORM, Joined, joined, plain

_TICK = r"(?:[☒☑✓✔✘✗✖■]|\[\s?[xX]\s?\]|(?<![\w])[xX](?=\s))"
_TICKED = r"(?:[☒☑✓✔✘✗✖■]|\[ ?x ?\]|\bx)"
STATUS = kinds.choice(
    "compliance",
    {
        "compliant_with_legal_exception": rf"{_TICKED}\W{{0,4}}compliant but with legal",
        "non_compliant": rf"{_TICKED}\W{{0,4}}non-? ?compliant",
        "compliant": rf"{_TICKED}\W{{0,4}}compliant",
    },
)
_STATUS = re.compile(
    rf"(?P<box>{_TICK}|[☐❏❑□]|\[\s?\]|(?<=\n)|^)[ \t\n]{{0,4}}(?P<status>Compliant\s{{1,9}}but\s{{1,9}}with\s{{1,9}}Legal\s{{1,9}}exception|Non[-\s]?Compliant|Compliant)\s{{0,3}}(?::|\n)",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"(?:^|\n|\t)[ \t]{0,40}Company\s{1,9}name\s{0,9}:[ \t]{0,40}", re.IGNORECASE)
_ENTITY = re.compile(r"(?:^|\n|\t)[ \t]{0,40}(?:Assessed\s{1,9})?Entity\s{1,9}name\s{0,9}:[ \t]{0,40}", re.IGNORECASE)
_QSA = re.compile(
    r"(?:QSA\s{1,9}Company|Qualified\s{1,9}Security\s{1,9}Assessor\s{1,9}Company(?:\s{1,9}Name)?)\s{0,9}:[ \t]{0,40}",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:^|\s{1,9})(?:DBA\b|Doing business|Contact\s{1,9}Name|Company\s{1,9}\w+|Title\s{0,9}:|Lead\s{1,9}\w+|[A-Z][\w ]{2,30}:)"
)
_PART = re.compile(r"(?:^|\n)[ \t]{0,40}Part\s{1,9}(?P<part>[1-4][a-z]?)\b", re.IGNORECASE)
_QUALIFIED = re.compile(r"Qualified\s{1,9}Security\s{1,9}Assessor(?!\s{0,9}\()", re.IGNORECASE)
_VERSION = re.compile(
    r"(?:PCI\s{1,9}DSS\s{1,9}v(?:ersion\s{1,9})?(?P<v1>\d\.\d(?:\.\d)?)(?=[,\s]+(?:SAQ\b|ROC\b|AOC\b|Attestation|Self-Assessment))|Attestation\s{1,9}of\s{1,9}Compliance[^\n]{0,100}(?:\n[^\n]{0,60}){0,2}?\s{0,9}\bVersion\s{1,9}(?P<v2>\d\.\d(?:\.\d)?))",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"\b(?:(?:merchant|service\s{1,9}provider)\s{1,9}level\s{0,9}:?\s{0,9}|level\s{1,9})(?P<level>[1-4])\b(?P<of>\s{1,9}(?:PCI\s{1,9}(?:DSS\s{1,9})?)?(?:service\s{1,9}provider|merchant))?",
    re.IGNORECASE,
)
_REPORTED = (
    r"Date\s{1,9}of\s{1,9}Report(?:\s{1,9}as\s{1,9}noted\s{1,9}in\s{1,9}the\s{1,9}(?:Report\s{1,9}on\s{1,9}Compliance|ROC))?\s{0,9}\)?\s{0,9}:?",
    r"\bROC\s{1,9}dated\s{0,9}:?\s{0,9}(?:\((?:Date\s{1,9}of\s{1,9}Report\s{1,9}as\s{1,9}noted\s{1,9}in\s{1,9}the\s{1,9}ROC\s{0,9}|(?:ROC\s{1,9})?completion\s{1,9}date\)?\s{0,9})?)?",
    r"Self-assessment\s{1,9}completion\s{1,9}date\s{0,9}:?|(?:SAQ|self-assessment)[^\n.]{0,60}\bcompleted\s{1,9}on\s{0,9}:?|\bSAQ\b[^\n.]{0,20}\bdated\s{0,9}:?",
    r"in\s{1,9}the\s{1,9}ROC\s{1,9}was\s{1,9}completed\s{1,9}on\s{0,9}:?",
)
_DATED: Sequence[re.Pattern[str]] = tuple(re.compile(rf"(?:{one})[\s(]{{0,6}}", re.IGNORECASE) for one in _REPORTED)
_SERVICES = re.compile(r"Name\s{1,9}of\s{1,9}service\(?s?\)?\s{1,9}assessed\s{0,9}:?[ \t]{0,40}\n?(?!\s{0,9}(?:Type\s{1,9}of|Hosting\s{1,9}Provider|Services\s{1,9}that))(?P<value>.{2,600}?)\s{0,9}(?=Type\s{1,9}of\s{1,9}service|\n\s{0,9}Hosting\s{1,9}Provider|Services\s{1,9}that\s{1,9}are)", re.IGNORECASE | re.DOTALL)  # fmt: skip

KEYS = {
    "entity": Key(kinds.Words(), "The merchant or service provider that was assessed."),
    "assessor_company": Key(kinds.Words(), "The company of the qualified security assessor."),
    "version": Key(kinds.Words(), "The version of PCI DSS: 4.0.1."),
    "level": Key(kinds.Number(), "The level of the merchant or service provider, 1 to 4."),
    "date": Key(kinds.Day(), "The date of the report the attestation is based on."),
    "status": Key(STATUS, "compliant, non_compliant or compliant_with_legal_exception, as ticked."),
    "services_covered": Key(kinds.Words(), "A service that was assessed.", several=True),
}


def _read(text: Text) -> Iterator[Fact]:
    whole = joined(text, A_FORM)
    parts = {match["part"].lower(): match.start() for match in reversed(list(_PART.finditer(whole.text)))}
    yield from _entity(whole, parts)
    yield from _assessor(whole, parts)
    yield from _version(whole)
    yield from _level(whole)
    yield from _date(whole)
    yield from _status(whole)
    yield from _services(whole)


def _entity(whole: Joined, parts: dict[str, int]) -> Iterator[Fact]:
    low, high = parts.get("1a"), parts.get("1b", parts.get("2"))
    named = _filled(whole, _COMPANY, low, high) if low is not None and high is not None and low < high else None
    titled = _filled(whole, _ENTITY, 0, len(whole.text))
    if named and titled and folded(whole.text[slice(*named)]) != folded(whole.text[slice(*titled)]):
        return
    if found := named or titled:
        yield whole.said("entity", plain(whole.text[slice(*found)]), [found], 0.95)


def _assessor(whole: Joined, parts: dict[str, int]) -> Iterator[Fact]:
    low, high = parts.get("1b"), parts.get("2")
    found = None
    if low is not None and high is not None and low < high:
        qualified = _QUALIFIED.search(whole.text, low, high)
        found = _filled(whole, _COMPANY, qualified.end() if qualified else low, high)
    found = found or _filled(whole, _QSA, 0, len(whole.text))
    if found:
        yield whole.said("assessor_company", plain(whole.text[slice(*found)]), [found], 0.93)


def _filled(whole: Joined, label: re.Pattern[str], low: int, high: int) -> tuple[int, int] | None:
    """What was filled in behind the first label between two places."""
    match = label.search(whole.text, low, high)
    if match is None:
        return None
    value = companies.line(whole.text, match.end()).split("\t")[0]
    cut = _LABEL.search(value)
    value = value[: cut.start()] if cut else value
    told = companies.name(value)
    if told is None or re.match(r"not applicable|n/?a\b|none\b", value.strip(), re.IGNORECASE):
        return None
    whole_line = value.rstrip()
    end = len(whole_line) if companies.SUFFIX.search(value) is None else told[1]
    return match.end() + told[0], match.end() + end


def _version(whole: Joined) -> Iterator[Fact]:
    told = [(match["v1"] or match["v2"], match) for match in _VERSION.finditer(whole.text)]
    if len({version for version, _ in told}) == 1:
        version, match = told[0]
        yield whole.said("version", version, [match.span("v1" if match["v1"] else "v2")], 0.95)


def _level(whole: Joined) -> Iterator[Fact]:
    told = [one for one in _LEVEL.finditer(whole.text) if one["of"] or not one[0].lower().startswith("level")]
    if len({match["level"] for match in told}) == 1:
        yield whole.said("level", int(told[0]["level"]), [told[0].span()], 0.85)


def _date(whole: Joined) -> Iterator[Fact]:
    """Of the report; the same wherever the form asks for it."""
    for pattern in _DATED:
        told = []
        for match in pattern.finditer(whole.text):
            found = next(dates.dates(whole.text[match.end() : match.end() + 40], whole.first), None)
            if found is not None and found.start == 0:
                told.append((found.value, match.start(), match.end() + found.end))
        if len({value for value, *_ in told}) > 1:
            return
        if told:
            value, start, end = told[0]
            spans = [(start, end)]
            if not kinds.Day().follows(value, [whole.text[start:end]]) and (form := whole.day_format(start)):
                spans.append(form)
            yield whole.said("date", value, spans, 0.93)
            return


def _status(whole: Joined) -> Iterator[Fact]:
    """The one box of the three that is ticked."""
    boxes = [match for match in _STATUS.finditer(whole.text) if match["box"]]
    ticked = [match for match in boxes if re.fullmatch(_TICK, match["box"])]
    if len(ticked) != 1 or (ticked[0]["box"] == "■" and len(boxes) < 2):
        return
    start, end = ticked[0].start(), ticked[0].end("status")
    value = STATUS.read(whole.text[start:end])
    if value is not None:
        yield whole.said("status", value, [(start, end)], 0.96)


def _services(whole: Joined) -> Iterator[Fact]:
    match = _SERVICES.search(whole.text)
    if match is None:
        return
    for one in re.finditer(r"[^;•▪\t]+", match["value"]):
        told = plain(one[0]).strip(" .,-–")
        if len(told) >= 3 and told[0].isalnum() and not re.match(r"not applicable|n/a\b", told, re.IGNORECASE):
            lead = len(one[0]) - len(one[0].lstrip(" .,-–\n"))
            start = match.start("value") + one.start()
            yield whole.said("services_covered", told, [(start + lead, start + len(one[0].rstrip()))], 0.9)


FAMILY = Family(KEYS, _read)
