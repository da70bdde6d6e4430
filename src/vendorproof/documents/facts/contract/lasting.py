"""How long a contract lasts, whether it renews itself, and with what notice it can be ended without a cause."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vendorproof.documents.facts import amounts, dates
from vendorproof.documents.facts.contract.wording import Contract, clauses, pattern
from vendorproof.documents.facts.fact import Citation, Fact, Json
from vendorproof.documents.facts.kinds import Duration, Record, choice

SHORTEST_DAYS = 90

RENEWAL_TYPE = choice(
    "renewal",
    {
        "automatic": r"(?<!not )(?<!not be )(?<!no )(?:automatically (?:be )?(?:renew|extend|continue|roll)|(?:renew|extend|continu)(?:s|ed|al)? automatically|auto-?renew|automatic(?:ally)? (?:renewal|extension)|(?:shall|will) (?:be )?(?:renew|extend)(?:ed)? (?:itself )?for (?:additional |successive |further |consecutive )|renews? for (?:additional|successive|further|consecutive)|deemed (?:to be )?(?:renewed|extended))",
        "none": r"(?:shall|will|does|do) not (?:be )?(?:automatically |auto-?)?(?:renew|extend)|not (?:renew|extend)(?:ed)? automatically|no (?:automatic|auto)[ -]?renewal|without (?:automatic )?renewal|non-?renewing",
    },
)
RENEWAL = Record("renewal", {"type": RENEWAL_TYPE, "notice": Duration()}, frozenset({"type"}))

_TERM = pattern(
    r"\bterms?\b|\bperiod\b|\bin (?:full )?(?:force|effect)\b|\bcontinue|\bremain|\bexpire|\bduration\b|\bvalid\b|\b(?:shall|will) (?:automatically )?(?:terminate|last)\b"
)
_INITIAL = pattern(
    r"\b(?:(?:the|an|its|this agreement'?s?) )?(?:(?:initial|original|primary|base|subscription|contract|service) )?term(?: of (?:this|the) (?:[\w-]+ ){1,5}?)?(?: \([^()]{0,60}\))?,?[^.;]{0,60}?\b(?:is|shall be|will be|means|of|lasts?|(?:shall|will) (?:commence|begin|continue|run|extend|remain|last|have)|commences?|begins?|starts?|continues?|runs?|equal to)\b[^.;]{0,160}?$"
)
_REMAINS = pattern(
    r"\b(?:this|the) (?:[\w-]+ ){0,4}(?:agreement|contract|addendum|order|sow|statement of work|nda|lease|licen[sc]e|arrangement)\b[^.;]{0,140}?\b(?:remain|continue|be effective|be in (?:full )?(?:force|effect)|in (?:full )?(?:force|effect)|valid|last|run|expire|terminate|commence|concluded|is made|has a term)s?\b[^.;]{0,120}?\b(?:for|of|until|after|to|through)\b[^.;]{0,60}?$"
)
_ENDS = pattern(r"\b(?:this|the) (?:[\w-]+ ){1,5}?(?:shall|will) (?:automatically )?(?:expire|terminate|last) $")
_LINE = pattern(
    r"(?:^|[\n\u2029\t])(?:\d{1,2}\.? )?(?:initial |contract |subscription |agreement |service )?(?:term|duration|(?:subscription|contract) period|term of (?:the |this )?(?:agreement|contract))(?: length)? ?[:\t\n\u2029] ?(?:the )?(?:is )?$"
)
_NOT_TERM = pattern(
    r"\b(?:renew\w*|successive|additional|further|extend(?:ed|ing)|extends? (?!for\b)|extensions?|confidential\w*|surviv\w*|non-?compet\w*|warrant\w*|notice|prior|within|following (?:the )?(?:termination|expiration)|after (?:the )?(?:termination|expiration)|every|each|trial|payment|invoice|cure|breach|retain|retention|audit|insurance|patent|copyright|trade secret|disclos\w*|delivery|non-?solicit\w*|lock|suspen\w*|lease back|during the|last day|anniversary|preceding|any|less than|more than|exceed\w*|minimum|at least|terminate this)\b"
)
_NO_TERM_AFTER = pattern(
    r"['\s)]{0,3}(?:renewal|prior|written|notice|anniversary|after (?:the |any |its )?(?:terminat|expir|disclos|deliver|receipt))\b"
)
_SUBJECT = pattern(
    r"\b(?:(?:(?:the|an|its) )?(?:(?:initial|original|primary|base|subscription|contract|service) )?term\b|(?P<paper>(?:this|the) (?:[\w-]+ ){0,4}(?:agreement|contract|addendum|order|sow|statement of work|nda|lease|licen[sc]e|arrangement)\b))"
)
_UNTIL = pattern(
    r"\b(?:until|through|to|expires? on|expire on|ending on|ends? on|terminates? on|end date ?[:\t])(?: and including)?(?: the)? $"
)
_SHORT = pattern(r"^(?:'s?)?[ ,.;:)\n\u2029\t(]|^$")

_RENEW = pattern(r"\brenew|\bautomatic|\bextend|\broll over\b")
_NOT_RENEWED = pattern(
    r"\b(?:licen[sc]es?|domain|certificate|insurance|letter of credit|policy of|patent|registration|purchase order)\b[^.;]{0,30}$"
)
_UNLESS = pattern(
    r"\b(?:unless|until|provided|prior to|before|not less than|no less than|at least|by giving|by providing|upon|notice|notif\w+|terminat\w+)\b"
)
_AHEAD = pattern(
    r"^(?:'s?|\)|,)* ?(?:\w+ ){0,3}?(?:prior|before|in advance|advance|preceding|written notice|notice|of the (?:end|expir))"
)

_END = pattern(r"\bterminat(?:e|ed|ion|es)\b|\bcancel(?:led|ed|s)?\b|\bend this\b")
_CONVENIENCE = pattern(
    r"\b(?:for convenience|without cause|with or without cause|for any reason|for any or no reason|for no reason|no reason|without reason|at any time(?! (?:from|after|during|following|if|when|within|upon the|that|prior to))|at will|in its (?:sole )?discretion|at its (?:sole )?(?:discretion|option)|without (?:any )?(?:liability|penalty)|for its convenience)\b"
)
_ANYBODY = pattern(
    r"\b(?:either|each|any|both) part(?:y|ies)\b|\beither (?:you|of us)\b|\beither\b[^.;]{0,20}\bor\b|\bparties may\b|\bby (?:either|any) party\b"
)
_CAUSE = pattern(
    r"\b(?:breach\w*|default\w*|cure\w*|insolven\w*|fails?|failure|failed|bankrupt\w*|force majeure|change (?:of|in) control|remed(?:y|ied|ies)|violat\w+|non-?payment|unpaid|overdue|ceases?|material(?:ly)?|non-?conform\w*|infring\w+|does not|do not|illegal|acquired?|event of|if (?:the|any|a|such|there|either)|in the event|"
    r"non-?renew\w*|not to renew|renew\w*|object\w*|modif\w*|change to|amend\w*|sub-?processors?|price|increase|suspen\w*|force|for a period of|during the|within the first|less than (?:a|fifty)|trial|pilot)\b"
)
_NOTICE_OF = pattern(
    r"^(?:'s?|\)|,|')* ?(?:(?:prior|advance|written|calendar|business|or more|in|full|or) ?(?:and |,)?){0,4}(?:notice|notification|in advance|before)\b|^(?:'s?)? (?:prior|before)\b"
)
_NOTICE_BY = pattern(
    r"\b(?:notice|notification|notify\w*)\b[^.;]{0,60}?\b(?:of|at least|least|not less than|no less than|minimum|with|than)? $|\bnotice period(?: of| is|:)? $"
)


@dataclass(frozen=True, slots=True)
class _Found:
    value: Json
    span: tuple[int, int]
    confidence: float


def read(contract: Contract) -> Iterator[Fact]:
    """Term, renewal and termination notice."""
    yield from _term(contract)
    yield from _renewal(contract)
    yield from _notice(contract)


def _term(contract: Contract) -> Iterator[Fact]:
    text = contract.text
    found: list[_Found] = []
    for start, end in contract.said(_TERM):
        for span in amounts.spans(text[start:end]):
            if span.unit in ("hour", "business_day") or (span.unit == "day" and span.count < SHORTEST_DAYS):
                continue
            if (told := _is_term(text[start : start + span.start], text[start + span.end : end])) is not None:
                found.append(_Found(span.value, (start + told[1], start + span.end), told[0]))
        for day in dates.dates(text[start:end]):
            before = text[start : start + day.start]
            if _UNTIL.search(before[-40:]) and (told := _is_term(_UNTIL.sub("for ", before), "")) is not None:
                found.append(_Found(day.value, (start + min(told[1], day.start), start + day.end), min(0.9, told[0])))
    best = max(found, key=lambda one: one.confidence, default=None)
    if best is not None:
        yield _fact(contract, "term", best)


def _is_term(before: str, after: str) -> tuple[float, int] | None:
    """How sure it is that a span of time is the contract's, and where the words begin that say so."""
    if not _SHORT.match(after[:2]) or _NO_TERM_AFTER.match(after[:60]):
        return None
    if line := _LINE.search(before[-60:]):
        return 0.93, len(before) - len(before[-60:]) + line.start()
    near = len(before) - len(before[-420:])
    for subject in reversed(list(_SUBJECT.finditer(before, near))[-4:]):
        form, weight = (_REMAINS, 0.92) if subject["paper"] else (_INITIAL, 0.95)
        held = form.match(before, subject.start()) or _ENDS.match(before, subject.start())
        if held and not _NOT_TERM.search(before, max(0, subject.start() - 30)):
            return weight, subject.start()
    return None


def _renewal(contract: Contract) -> Iterator[Fact]:
    text = contract.text
    for start, end in contract.said(_RENEW):
        for name in ("automatic", "none"):
            match = _AS_TEXT[name].search(text, start, end)
            if match is None or _NOT_RENEWED.search(text[max(start, match.start() - 80) : match.start()]):
                continue
            notice = _renewal_notice(text, match.end(), end) if name == "automatic" else None
            value: Json = {"type": name, "notice": notice.value if notice else None}
            stop = match.end() + notice.end if notice else match.end()
            quotes = contract.flow.cite(match.start(), stop)
            if len(quotes) != 1 and notice:
                quotes = (*contract.flow.cite(*match.span()), *contract.flow.cite(match.end() + notice.start, stop))
            if RENEWAL.follows(value, [one.quote for one in quotes]):
                yield Fact("renewal", value, text[match.start() : stop], 0.93, quotes)
                return


def _renewal_notice(text: str, at: int, end: int) -> amounts.Span | None:
    """Of `unless either party gives notice at least 30 days before the end`."""
    following = next((one for one in re.finditer(r"[.?!]\s(?=[^\W_a-z])", text[end : end + 400])), None)
    stop = end + (following.start() if following else min(400, len(text) - end))
    for low, high in ((at, end), (end, stop)):
        if low == end and not re.search(r"renew|extension|expir", text[low:high], re.IGNORECASE):
            return None
        for span in amounts.spans(text[low:high]):
            before, after = (
                text[max(at, low + span.start - 160) : low + span.start],
                text[low + span.end : low + span.end + 80],
            )
            if span.unit != "year" and _UNLESS.search(before) and _AHEAD.match(after):
                return amounts.Span(span.count, span.unit, low + span.start - at, low + span.end - at)
    return None


def _notice(contract: Contract) -> Iterator[Fact]:
    text = contract.text
    found = [one for start, end in contract.said(_END) for one in _notices(text, start, end)]
    for anybody in (0.95, 0.9, 0.84, 0.8):
        held = [one for one in found if one.confidence == anybody]
        if held:
            if len({repr(one.value) for one in held}) == 1:
                yield _fact(contract, "termination_notice", held[0])
            return


def _notices(text: str, start: int, end: int) -> Iterator[_Found]:
    parts = clauses(text, start, end)
    head = text[slice(*parts[0])]
    for low, high in parts:
        clause = text[low:high]
        if not _END.search(clause if low == start else head + clause):
            continue
        for span in amounts.spans(clause):
            if span.unit == "hour" or not (
                _NOTICE_OF.match(clause[span.end :][:60]) or _NOTICE_BY.search(clause[: span.start][-90:])
            ):
                continue
            caused = _CAUSE.search(clause)
            free, either = _CONVENIENCE.search(clause), _ANYBODY.search(clause if low == start else head + clause)
            if caused and not (
                free
                and caused.start() > span.end
                and not re.match(r"(?:if|breach|default|cure)", caused[0], re.IGNORECASE)
            ):
                continue
            may = re.search(
                r"\bmay\b|\bright to\b|\bentitled to\b|\bterminable\b|\bbe terminated\b|\bcan\b",
                head + clause,
                re.IGNORECASE,
            )
            if not may and not free:
                continue
            certain = 0.95 if free and either else 0.9 if either else 0.84 if free else 0.8
            if certain:
                yield _Found(
                    span.value, (low + _near(clause, span.start), low + span.end + _rest(clause[span.end :])), certain
                )
                break


def _near(clause: str, at: int) -> int:
    """Where the words begin that say what a span of time is for."""
    match = None
    for match in _END.finditer(clause, 0, at):  # noqa: B007
        pass
    return match.start() if match and at - match.start() < 400 else at


def _rest(after: str) -> int:
    match = _NOTICE_OF.match(after[:60])
    return match.end() if match else 0


def _fact(contract: Contract, key: str, found: _Found) -> Fact:
    quotes: tuple[Citation, ...] = contract.flow.cite(*found.span)
    return Fact(key, found.value, contract.text[slice(*found.span)], found.confidence, quotes)


_AS_TEXT = {name: pattern(form.pattern) for name, form in RENEWAL_TYPE.patterns.items()}
