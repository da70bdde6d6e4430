"""Between whom a contract is: in its first sentence, in a table of its parties, or under the signatures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vendorproof.documents.facts.contract.names import (
    ROLE_WORDS,
    has_form,
    is_generic,
    is_name,
    is_role,
    name_at,
    tidy,
)
from vendorproof.documents.facts.contract.wording import Contract, pattern
from vendorproof.documents.facts.fact import Fact, Json
from vendorproof.documents.facts.kinds import Record, Words

OPENING = 60_000
BEFORE, AFTER = 700, 5_000
NEAR, FAR = 200, 700
"""How far from a short name, and from a name alone, the next party is looked for."""
MOST_PARTIES = 40
WHOLE_QUOTE = 600

PARTY = Record("party", {"name": Words(longest=200), "role": Words(longest=80)}, frozenset({"name"}))

_DOCUMENT = re.compile(
    r"\b(?:agreement|addendum|amendment|contract|terms|conditions|order|statement of work|SOW|DPA|NDA|BAA|MSA|SLA|lease|licen[sc]e|deed|memorandum|"
    r"arrangement|undertaking|covenant|parties)\b",
    re.IGNORECASE,
)
_BETWEEN = pattern(
    r"\b(?:(?:by and |is |are |made |entered into )?(?:between|among|amongst)(?: and among)?|entered into by(?! and (?:between|among))|(?:made|executed|agreed) by(?! and))"
    r"(?: the following parties| the parties| the undersigned)?(?: ?[:-])?\s|(?<=\d{4}),? by (?!and (?:between|among))|(?:^|[\n\u2029])(?:\d{1,2}\.? )?(?-i:PARTIES|Parties)[: ] ?"
)
_STOP = pattern(
    r"\b(?:whereas|recitals?\b[:\s]|background\b[:\s]|witnesseth|w i t n e s s|now,? therefore|agree as follows|hereby agree|preamble|each,? (?:individually )?(?:referred to as )?an? ['\"]?party"
    r"|collectively|(?:may|shall|will|are|is) (?:each |also |individually |herein |hereinafter )?be? ?(?:individually |collectively |each )?referred to|together,? the ['\"]?parties|in consideration of|1\.? ?definitions|article (?:1|i)\b)"
)
_LEAD = pattern(
    r"(?:[,;:]| |\band\b|&|\bAND\b|\((?:\d{1,2}|[ivx]{1,4}|[a-h])\)|(?:\d{1,2}|[a-h])[.)] |-|•|\bbetween\b|(?-i:\bthe\b)|\bon the one hand\b|\bon the other(?: hand| part)?\b|'|\")*"
)
_LABEL = re.compile(rf"(?:{ROLE_WORDS})\s?:\s?", re.IGNORECASE)
_TERM = re.compile(
    rf"\((?P<inside>[^()]{{0,200}}?\"[^\"()]{{1,80}}\"[^()]{{0,200}}|(?:the|hereinafter|herein|hereafter)[^()\"]{{1,100}}|(?:{ROLE_WORDS}))\)",
    re.IGNORECASE,
)
_NOT_OWN = re.compile(
    r"\b(?:formerly|f/k/a|d/b/a|dba|collectively|each|together|parties|this|effective date)\b|\"(?:Agreement|DPA|Addendum|Effective Date)\"",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"(?:the\s)?([^\"]{1,80}?)[.,;]?\"", re.IGNORECASE)
_UNQUOTED = re.compile(rf"\b({ROLE_WORDS})\b", re.IGNORECASE)
_NEXT = pattern(r"(?:[,;]? (?:and|&):? |; |[\n\u2029](?:\((?:\d|[ivx]{1,3}|[a-h])\)|(?:\d|[a-h])[.)]|-|•) )")
_SENTENCE_END = re.compile(r"(?:[)\"']|\b[a-z]{5,})\.[\"']?\s(?=[A-Z\"])")
_COMMA = re.compile(r",\s")
_NOBODY = pattern(
    r"(?:[\[{<]|_{3}|you\b|your\b|each\b|any\b|all\b|its\b|their\b|his\b|her\b|certain\b|such\b|other\b|(?:(?:an?|the) )?(?:customer|client|user|entity|person|individual|company|organi[sz]ation|counterparty|subscriber|party|parties|undersigned)\b|customer\b|client\b|counterparty\b|users?\b)"
)
_YOU = pattern(r"(?:you|your|yourself)\b")
_DESCRIBED = pattern(
    r"['\"]?,? (?:located|having|whose|with (?:its|an?|offices)|an? |organi[sz]ed|incorporated|registered|established|existing)\b"
)
_KEYED = re.compile(
    rf"(?:^|[\n\u2029])[ \t]?(?:Name\sof\s(?:the\s)?)?(?P<role>{ROLE_WORDS})(?:\s(?:legal\s|full\s|company\s)?name)?\s?(?::|\t)\s?(?=[^\W_])(?P<name>[^\n\u2029\t]{{2,160}})",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:^|[\n\u2029])(?P<name>[^\n\u2029\t:]{3,100}?):?\s(?:By|Per|Signature|Signed(?: by)?)\s?:", re.IGNORECASE
)
_BEFORE_SIGNED = re.compile(r"(?:(?:ATTEST|AGREED|ACCEPTED|SIGNED|AND|BY|TO|FOR|ON BEHALF OF)\b:?\s?)*", re.IGNORECASE)
_OURSELVES = re.compile(r"\((?=[^()]{0,120}\"(?:we|us|our)[,.]?\")[^()]{0,160}\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Party:
    """Where its name and the word for its part stand."""

    name: tuple[int, int]
    role: tuple[int, int] | None
    value: str
    termed: bool = False


@dataclass(frozen=True, slots=True)
class Preamble:
    """The words that say who the parties are: from the document's name to where its recitals begin."""

    start: int
    end: int
    parties: Sequence[Party]


def preamble(contract: Contract) -> Preamble | None:
    """The first place that names at least two parties, or one and a customer who is not named."""
    text = contract.text
    for match in _BETWEEN.finditer(text, 0, OPENING):
        before = text[max(0, match.start() - BEFORE) : match.start()]
        if not (_DOCUMENT.search(before) or match.start() < 200):
            continue
        stop = _STOP.search(text, match.end(), match.end() + AFTER)
        end = stop.start() if stop else min(len(text), match.end() + AFTER // 2)
        sentence = _SENTENCE_END.search(text, match.end(), end)
        end = sentence.start() + 1 if sentence else end
        found, nobody = _listed(text, match.end(), end)
        if _believable(found, nobody=nobody, early=match.start() < OPENING // 10):
            return Preamble(max(0, match.start() - BEFORE), end, [_in_full(contract, party) for party in found])
    return None


def _believable(found: Sequence[Party], *, nobody: bool, early: bool) -> bool:
    formed = any(has_form(party.value) for party in found)
    named = any(party.role or (party.termed and " " in party.value) for party in found)
    return (len(found) > 1 and (formed or named)) or (len(found) == 1 and nobody and (formed or early))


def _in_full(contract: Contract, party: Party) -> Party:
    """`Acme`, where the document says elsewhere `Acme Cloud, Inc. ("Acme")`."""
    if has_form(party.value) or party.role:
        return party
    text = contract.text
    term = re.compile(rf"\([^()]{{0,60}}\"{re.escape(party.value)}[,.]?\"", re.IGNORECASE)
    return next((one for match in term.finditer(text, 0, OPENING // 3) if (one := _before(text, match.start()))), party)


def read(contract: Contract, opening: Preamble | None) -> Iterator[Fact]:
    """One fact for each party."""
    if opening is not None:
        yield from _facts(contract, opening.parties, 0.96 if len(opening.parties) > 1 else 0.9)
        return
    keyed = _keyed(contract)
    yield from _facts(contract, keyed, 0.9)
    if len(keyed) < 2:
        known = {party.value.casefold() for party in keyed}
        others = _ourselves(contract) or _signed(contract)
        yield from _facts(contract, [one for one in others if one.value.casefold() not in known], 0.82)


def _facts(contract: Contract, parties: Sequence[Party], confidence: float) -> Iterator[Fact]:
    told: set[str] = set()
    for party in parties:
        if party.value.casefold() in told:
            continue
        told.add(party.value.casefold())
        role = tidy(contract.text[slice(*party.role)]) if party.role else None
        spans = [party.name, *([party.role] if party.role else [])]
        low, high = min(spans)[0], max(end for _, end in spans)
        whole = contract.flow.cite(low, high + 2 if party.role and high > party.name[1] else high)
        if len(whole) != 1 or len(whole[0].quote) > WHOLE_QUOTE:
            whole = tuple(one for span in spans for one in contract.flow.cite(*span))
        value: Json = {"name": party.value, "role": role}
        if not PARTY.follows(value, [one.quote for one in whole]):
            continue
        certain = confidence if party.role or has_form(party.value) else confidence - 0.06
        yield Fact("parties", value, contract.text[slice(*party.name)], certain, whole)


def _listed(text: str, at: int, end: int) -> tuple[list[Party], bool]:
    """The parties that are listed from a place on, and whether one of them is nobody by name."""
    found, nobody = _walk(text, at, end, joined=True)
    return (found, nobody) if len(found) > 1 else _walk(text, at, end, joined=False)


def _walk(text: str, at: int, end: int, *, joined: bool) -> tuple[list[Party], bool]:
    found: list[Party] = []
    nobody = False
    while 0 <= at < end and len(found) < MOST_PARTIES:
        at, label = _lead(text, at, end)
        you = _YOU.match(text, at, end)
        stop = None if you else name_at(text, at)
        if joined and stop and not is_generic(tidy(text[at:stop])):
            whole = name_at(text, at, joined=True)
            stop = whole if whole and has_form(tidy(text[at:whole])) else stop
        value = tidy(text[at:stop]) if stop and stop <= end else ""
        if is_name(value):
            start = at
            at, role, termed = _after(text, stop or at, end)
            found.append(Party((start, stop or start), role or label, value, termed))
        elif you or _NOBODY.match(text, at, end) or (value and is_generic(value)):
            nobody = True
            at, _, _ = _after(text, you.end() if you else stop or at, end)
        else:
            break
    return [
        one for one in found if not any(one.value != other.value and one.value in other.value for other in found)
    ], nobody


def _lead(text: str, at: int, end: int) -> tuple[int, tuple[int, int] | None]:
    """What stands before a name: `and`, `(1)`, `Provider:`."""
    lead = _LEAD.match(text, at, end)
    at = lead.end() if lead else at
    label = _LABEL.match(text, at, end)
    if label is None:
        return at, None
    return label.end(), (at, at + len(label[0].rstrip(": \n\t")))


def _after(text: str, at: int, end: int) -> tuple[int, tuple[int, int] | None, bool]:
    """From the end of a name to where the next one begins, or -1; the word for the part it plays; whether it is given a short name."""
    joint = _NEXT.match(text, at, end) or _COMMA.match(text, at, end)
    if joint is not None:
        begin = _lead(text, joint.end(), end)[0]
        stop = name_at(text, begin)
        if stop and (joint.re is _NEXT or (stop <= end and has_form(tidy(text[begin:stop])))):
            return joint.end(), None, False
    for term in _TERM.finditer(text, at, end):
        if _NOT_OWN.search(term["inside"]):
            continue
        before = _next(text, at, term.start(), end)
        return (
            (before, None, False) if before >= 0 else (_next(text, term.end(), end, end, told=True), _role(term), True)
        )
    return _next(text, at, end, end), None, False


def _next(text: str, at: int, until: int, end: int, *, told: bool = False) -> int:
    """Where the next party begins, or -1. `told`: all of the one before it is said, its short name too."""
    until = min(until, at + (NEAR if told else FAR))
    return next((one.end() for one in _NEXT.finditer(text, at, until) if _is_next(text, one, end, told=told)), -1)


def _is_next(text: str, joint: re.Match[str], end: int, *, told: bool) -> bool:
    """Whether a party begins there: a name in the form of a company, one with a word for its part, or a customer without a name."""
    at, label = _lead(text, joint.end(), end)
    if _NOBODY.match(text, at, end):
        return True
    stop = name_at(text, at)
    if stop is None or stop > end:
        return False
    value = tidy(text[at:stop])
    if not is_name(value):
        return is_generic(value)
    termed = bool(re.match(r"[\s,]{0,2}\(", text[stop : stop + 3])) and (
        told or joint[0].strip().casefold() not in ("and", "&")
    )
    described = " " in value and _DESCRIBED.match(text, stop)
    return (
        has_form(value)
        or label is not None
        or termed
        or bool(described)
        or (told and " " in value and text[stop : stop + 2].lstrip()[:1] in ("", ",", "("))
    )


def _role(term: re.Match[str]) -> tuple[int, int] | None:
    inside = term["inside"]
    spans = [one.span(1) for one in _QUOTED.finditer(inside)] or [one.span(1) for one in _UNQUOTED.finditer(inside)]
    for start, end in spans:
        if is_role(" ".join(inside[start:end].split())):
            return term.start("inside") + start, term.start("inside") + end
    return None


def _keyed(contract: Contract) -> list[Party]:
    """`Customer: Acme, Inc.` on a line or in a row of its own."""
    text = contract.text
    found = []
    for match in _KEYED.finditer(text, 0, min(OPENING, contract.annexes)):
        start = match.start("name")
        stop = name_at(text, start)
        if (
            stop
            and stop <= match.end("name")
            and is_name(value := tidy(text[start:stop]))
            and re.match(r"\s*(?:[,(\t\n\u2029]|$)", text[stop : stop + 2])
        ):
            found.append(Party((start, stop), match.span("role"), value))
    roles = {text[slice(*party.role)].casefold() for party in found if party.role}
    formed = [party for party in found if has_form(party.value)]
    return (found if len(roles) > 1 and formed else formed)[:MOST_PARTIES]


def _ourselves(contract: Contract) -> list[Party]:
    """Terms of a site: `Acme, Inc. ("Acme", "we")`."""
    text = contract.text
    return next(
        ([one] for match in _OURSELVES.finditer(text, 0, OPENING // 10) if (one := _before(text, match.start()))), []
    )


def _before(text: str, at: int) -> Party | None:
    """The company whose name ends where a place begins."""
    low = max(0, at - 90)
    for begin in re.finditer(r"(?:^|[\s(\"'])(?=[^\W_])", text[low:at]):
        start = low + begin.end()
        stop = name_at(text, start)
        if stop and not text[stop:at].strip(" ,.\n") and has_form(value := tidy(text[start:stop])) and is_name(value):
            return Party((start, stop), None, value)
    return None


def _signed(contract: Contract) -> list[Party]:
    text = contract.text
    found = []
    for match in _SIGNED.finditer(text):
        start = match.start("name") + len(_BEFORE_SIGNED.match(match["name"])[0])  # type: ignore[index]
        stop = name_at(text, start)
        if (
            stop
            and not text[stop : match.end("name")].strip(" ,.:\n")
            and has_form(value := tidy(text[start:stop]))
            and is_name(value)
        ):
            found.append(Party((start, stop), None, value))
    return found[:MOST_PARTIES]
