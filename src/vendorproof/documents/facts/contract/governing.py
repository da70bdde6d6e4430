"""Whose law governs a contract."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vendorproof.documents.facts.contract.places import ADJECTIVE, OWN_LAW, PLACE
from vendorproof.documents.facts.contract.wording import Contract
from vendorproof.documents.facts.fact import Fact

SURE, LIKELY, SOME = 0.96, 0.86, 0.8
"""Of this contract; of something; of this contract for some of its customers."""

_LAW = re.compile(r"\blaws?\b|\bgovern|\bdroit\b|\bloi\b|\bRecht\b", re.IGNORECASE)
_GAP = r"(?:[^.;:()]|\.(?!\s[A-Z])|\([^()]{0,60}\)){0,160}?"
_KIND = r"(?:\b(?:internal|substantive|domestic|local|applicable|civil|material|national|federal|exclusive)(?:\sand\s(?:procedural|federal|local)|,)?\s)?"
_NOT_BODY = r"(?!\s(?:of\sincorporation|and\sregulations\sregarding))"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?i:\bgovern(?:ed|s|ing)?\b|\bconstrued\b|\binterpreted\b){_GAP}(?i:\blaws?\b{_GAP}\b(?:of|in(?:\sforce\sin)?|from)(?:\sor\sapplicable\sto)?\s?){PLACE}{_NOT_BODY}",
        rf"(?i:\bgovern(?:ed|s|ing)?\b|\bconstrued\b|\binterpreted\b){_GAP}(?i:\b(?:by|under|with|to)\s(?:and\s[a-z ]{{3,40}}\s)?)(?:the\s)?(?:{_KIND})(?:{ADJECTIVE}|{OWN_LAW})",
        rf"(?i:\b{_KIND}laws?\sof\s){PLACE}[^.;]{{0,120}}?(?i:\b(?:shall|will)?\s?(?:exclusively\s)?(?:govern|apply|control)s?\b)",
        rf"(?:{ADJECTIVE}|{OWN_LAW})[^.;]{{0,60}}?(?i:\b(?:shall|will|does)?\s?(?:exclusively\s)?(?:govern|appl(?:y|ies)|control)s?\b)",
        rf"(?i:\b(?:governing|applicable|choice\sof)\slaws?\b)[\s\u2029]?(?i:and\s(?:jurisdiction|venue|forum)[\s:])?\s?(?:is|shall\sbe|will\sbe|means)?\s?[:\t\n\u2029-]?\s?(?i:the\s(?:{_KIND})?laws?\sof\s)?{PLACE}\s?(?=[.,;\n\u2029\t(]|$|\s(?:law|and|with|without|excluding))",
        rf"(?i:\b(?:governing|applicable)\slaws?\b)\s?[:\t\n\u2029-]\s?(?:{ADJECTIVE}|{OWN_LAW})",
        r"(?i:\bsoumis(?:es?|e)?\b|\brégie?s?\b|\bapplicable\b)[^.;]{0,80}?(?P<french>(?:droit|loi)\s(?:français(?:e)?|suisse|belge|luxembourgeois(?:e)?))",
        r"(?i:\bgilt\b|\bunterliegt\b|\bunterliegen\b)[^.;]{0,80}?(?:Recht\sder\s(?P<german>Bundesrepublik\sDeutschland|Schweiz|Republik\sÖsterreich)|(?P<recht>(?:deutsche[sm]|schweizer(?:isches)?|österreichisches)\sRecht))",
    )
)
_OTHER_SUBJECT = re.compile(
    r"\b(?:Clauses?|SCCs?|Standard Contractual|UK Addendum|IDTA|arbitrat(?:ion|or|al)\w*|corporate law|internal affairs|General Corporation Law|security interests?|data protection laws? of|"
    r"privacy laws? of|tax laws?|organi[sz]ed|incorporated|existing under|formed under)\b",
    re.IGNORECASE,
)
_THIS = re.compile(
    r"\b(?:this|these|the|present)\s(?:[A-Z][\w-]+\s){0,5}(?:Agreement|Contract|Terms|Conditions|Addendum|DPA|NDA|BAA|MSA|SOW|Order|Lease|License|Deed|Policy|Amendment|Undertaking|Guaranty|Guarantee)\b|"
    r"\b(?:governing|applicable|choice of) law\b|\bhereof\b|\bhereunder\b|\bherein\b|\ball (?:matters|disputes)\b|\bprésentes?\b|\bdieser? Vertrag\b",
    re.IGNORECASE,
)
_DEPENDS = re.compile(
    r"\bif (?:you|customer|client|the (?:customer|client)|your)\b[^.;]{0,80}\b(?:resid|locat|domicil|live|based|incorporat|organi[sz]ed|in\b|access|outside|are an?\b)|\bwhere (?:customer|the customer|you)\b[^.;]{0,60}\b(?:resid|locat|domicil)|"
    r"\bfor (?:customers|users|residents|consumers|clients)\b|\b(?:residents?|users?|customers) (?:of|in|located|outside)\b|\bas applicable\b|\bdepending on\b",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\b(?:except|excluding|without (?:regard|giving|reference|application)|other than|notwithstanding|irrespective|not(?: be)? governed|shall not apply|does not apply)\b|\bnot (?:be )?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Said:
    value: str
    span: tuple[int, int]
    sure: float


def read(contract: Contract) -> Iterator[Fact]:
    """The one law that is chosen; none where several are, each for some."""
    said = [one for start, end in contract.said(_LAW) for one in _in(contract.text, start, end)]
    for level in (SURE, LIKELY, SOME):
        held = [one for one in said if one.sure == level]
        laws = {_same(one.value) for one in held}
        if len(laws) == 1:
            first = held[0]
            yield Fact(
                "governing_law", first.value, contract.text[slice(*first.span)], level, contract.flow.cite(*first.span)
            )
        if laws:
            return


def _in(text: str, start: int, end: int) -> Iterator[_Said]:
    for form in _FORMS:
        match = form.search(text, start, end)
        if match is None:
            continue
        before = text[start : match.start()]
        if _EXCEPT.search(before[-60:]) or _EXCEPT.search(_until(match)):
            continue
        if _OTHER_SUBJECT.search(before[-200:]) or _OTHER_SUBJECT.search(_until(match)):
            continue
        place = next(span for name in match.groupdict() if match[name] and (span := match.span(name)))
        value = " ".join(text[slice(*place)].split())
        sure = SURE if _THIS.search(text[max(0, match.start() - 300) : match.end()]) else LIKELY
        sure = SOME if _DEPENDS.search(text, start, end) else sure
        yield _Said(value, (match.start(), match.end()), sure)
        return


def _until(match: re.Match[str]) -> str:
    """The words of a match before the name of the law."""
    place = min(match.start(name) for name in match.groupdict() if match[name])
    return match[0][: place - match.start()]


def _same(value: str) -> str:
    plain = value.casefold().replace("&", "and").removeprefix("the ").removeprefix("republic of ")
    return {
        "england": "england and wales",
        "english law": "england and wales",
        "english laws": "england and wales",
        "irish law": "ireland",
        "french law": "france",
        "german law": "germany",
        "federal republic of germany": "germany",
    }.get(plain, plain)
