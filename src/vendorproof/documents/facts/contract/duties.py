"""What a contract says about liability, breaches of data, and sub-processors."""

import re
from collections.abc import Iterator

from vendorproof.documents.facts import amounts
from vendorproof.documents.facts.contract.wording import Contract, clauses, pattern
from vendorproof.documents.facts.fact import Fact, Json
from vendorproof.documents.facts.kinds import Amount, Duration, Record, Words, choice

LONGEST_CAP, LONGEST_CLAUSE = 420, 700

_GENERAL = r"\bgeneral(?:ly)?(?:,? (?:prior|written|and|or))*,? (?:consent|authori[sz])"
_ALLOWED = (
    r"(?:\b(?:agrees?|consents?|authori[sz]es?|acknowledges|accepts|approves?|permits?)\b(?! to ensure)[^.;]{0,100}\b(?:engag\w*|appoint\w*|us(?:e|ing)|retain\w*|retention|employ\w*)\b"
    r"[^.;]{0,80}\b(?:sub-?processors?|sub-?contractors?|another processor|other processors)"
    r"|\b(?:consents to|authori[sz]es|approves) (?:the )?(?:(?:following|listed|current|use of) )?sub-?processors"
    r"|\b(?:may|is (?:entitled|authori[sz]ed|permitted|allowed) to|shall be entitled to)\b[^.;]{0,60}\b(?:engage|use|appoint|retain|employ|subcontract)\b[^.;]{0,80}"
    r"\b(?:sub-?processors?|sub-?contractors?|third[ -]party processors?)"
    r"|authori[sz]ed to (?:engage|use|appoint) [^.;]{0,40}\b(?:sub-?processors?|sub-?contractors?))"
)
_SPECIFIC = (
    r"\b(?:without|only (?:with|after|upon)|unless|subject to|obtain(?:s|ed|ing)?|except with|requires?|absent)\b[^.;]{0,120}"
    r"\b(?:prior|specific|express|written|explicit)\b[^.;]{0,60}\b(?:consent|authori[sz]ation|approval|permission)"
)

AUTHORISATION = choice(
    "authorisation",
    {
        "general": rf"{_GENERAL}|^(?![\s\S]*?{_SPECIFIC})[\s\S]*?{_ALLOWED}",
        "specific": _SPECIFIC,
        "prohibited": r"\b(?:shall|may|will|must|does) not (?:\w+ ){0,3}?(?:engage|use|appoint|sub-?contract|retain|employ)\b[^.;]{0,60}\b(?:sub-?process\w*|sub-?contract\w*|another processor)|"
        r"\bsub-?process(?:ors?|ing) (?:is|are|shall be) (?:prohibited|not (?:permitted|allowed))|\bno sub-?processors? (?:shall|may|will|are)",
    },
)
SUBPROCESSORS = Record(
    "subprocessors", {"authorisation": AUTHORISATION, "notice": Duration()}, frozenset({"authorisation"})
)
DELAY = "without undue delay"

_LIABILITY = pattern(r"\bliabilit|\bliable\b")
_CAP = pattern(
    r"\b(?:aggregate|total|maximum|cumulative|entire|overall|combined|collective|liability|liable|damages|responsibility)\b[^.;]{0,420}?\b(?:(?:shall|will|may|must|does|do|to|can) (?:not |in no (?:event|case) |in any (?:event|case) )?(?:be )?(?:exceed|limited to|capped at|greater than|more than|for more than)|(?:is|are|be) (?:expressly |hereby |strictly )?(?:limited to|capped at)|exceeds?|limited to|in excess of|greater than|(?:for )?more than)(?: the| an amount equal to| an aggregate amount(?: of| equal to)?| an amount)? "
)
_NO_CAP = pattern(
    r"\b(?:unlimited|insur\w+|not (?:be )?limited|shall not apply|does not (?:limit|apply)|including,? (?:but|without)|no cap|limitation on liability shall not)\b"
)
_CARVED = pattern(
    r"\b(?:data breach|super ?cap|indemnif\w+|confidentialit\w+|infring\w+|death|personal injury|fraud|unauthori[sz]ed|free (?:of charge|trial)|beta|cancellation)\b"
)
_PARTLY = pattern(r"\b(?:indirect|consequential|incidental|special) ")
_WHOLLY = pattern(r"\b(?:total|aggregate|cumulative|maximum|entire|overall)\b")
_EXCEPTED = pattern(
    r"\b(?:except|excluding|other than|exclusive of|save|apart from|whether|including)\b[^.;]{0,240}?(?:,|\)|$)"
)
_OF_TWO = pattern(r"\b(?:greater|lesser|higher|lower|larger|smaller) of\b")
_AMOUNT_OF = pattern(r"\b(?:amounts?|sum) of\b")
_PAID = pattern(r"\b(?:paid|pay|payable|pays|due|received|fees|owed|charges|value|price)\b")
_ARTICLE = pattern(r"\b(?:the|an amount equal to|an aggregate amount(?: of| equal to)?) $")
_LIST_END = re.compile(r"\.(?=\s|$)")
_FEES = re.compile(
    r"\b(?:fees?|amounts?|sums?|charges?|price|consideration|paid|payable|value|compensation|payments?|royalt(?:y|ies))\b",
    re.IGNORECASE,
)
_CAP_END = re.compile(
    r"[.;](?:\s|$)|[\u2029]|,?\s(?:regardless|whether|even if|provided|except|notwithstanding|and (?:in no|such|the (?:existence|foregoing)|neither|shall|will)|nor\b|irrespective|under any|the (?:existence|foregoing))|\bthis limit",
    re.IGNORECASE,
)

_INCIDENT = pattern(
    r"\b(?:personal data breach(?:es)?|data breach(?:es)?|security (?:breach(?:es)?|incidents?)|personal information breach|breach(?:es)? of (?:unsecured|security|personal|the security|data)|(?:data|information|privacy|cyber(?:security)?) (?:security )?incidents?|breach(?:es)? (?:of|involving|affecting) (?:[\w']+ ){0,4}(?:data|phi|protected health|information)|(?:unauthori[sz]ed|improper) (?:access|use|disclosure|acquisition)|\bbreach\b(?=[^.;]{0,80}\b(?:phi|protected health|personal data|customer data))|reportable (?:event|incident)|successful security)"
)
_TELL = pattern(
    r"\b(?:notif(?:y|ies|ied|ication)|report(?:s|ed)?|inform(?:s|ed)?|give notice|provide notice|provide written notice|alert)\b"
)
_WITHIN = pattern(
    r"\b(?:within|no later than|not later than|no more than|not more than|at (?:the )?latest|in no event later than|in no case later than|not exceed(?:ing)?|at most|in any (?:event|case),? (?:within|no later than)|maximum(?: of)?|later than|exceed|less than|up to)(?: a (?:maximum|period)(?: period)? of| the first)?,? ?$"
)
_AUTHORITY = pattern(
    r"\b(?:supervisory|competent|regulatory|data protection) authorit(?:y|ies)\b|\bregulators?\b|\bsecretary\b|\bindividuals\b|\bdata subjects?\b|\bcommissioner\b|\bmedia\b"
)
_CUSTOMER = pattern(
    r"\b(?:notif(?:y|ies)|inform|report(?: to)?|alert|notice to|notification to|notify the)\b(?: \w+){0,8}? ?(?:the )?(?:customer|client|controller|covered entity|company|other party|you\b|data exporter|business|subscriber|disclos\w+|organi[sz]ation|buyer|[A-Z]\w+)\b"
)
_CONTROLLER_ACTS = pattern(
    r"\b(?:controller|covered entity|customer|client) (?:shall|will|must|is required to|may) (?:\w+ ){0,2}(?:notify|report|inform)\b"
)
_DELAY = pattern(r"\bwithout (?:undue|unreasonable) delay\b")

_SUBS = pattern(
    r"\bsub-?processors?\b|\banother processor\b|\bother processors?\b|\bsub-?contract(?:or|ors|ing|ed|s)?\b|\bsub-?process(?:es|ing)?\b"
)
_SUB_ACT = pattern(
    r"\b(?:engage\w*|appoint\w*|use\b|using|authori[sz]\w*|consent\w*|approv\w*|retain\w*|employ\w*|subcontract\w*|add\w*|replac\w*|chang\w*|delegat\w*|assign\w*|permission|new)\b"
)
_BOTH_WAYS = pattern(
    r"\bspecific or general\b|\bgeneral or specific\b|\boption [12ab]\b|\bin accordance with (?:article|clause) 28\b|\bspecific prior authori[sz]ation\b[^¶]{0,400}\bgeneral written authori[sz]ation\b"
)
_CLEARLY = pattern(_GENERAL)
_OF_DATA = pattern(
    r"\bsub-?process|\banother processor|\bother processors?\b|\b(?:personal|customer|client) data\b|\bprotected health\b"
)
_DEFINES = pattern(r"['\"] (?:means|shall mean|has the meaning|refers to)\b")
_UNLESS = pattern(
    r"\b(?:unless|without|except|until|only if|provided|other than|outside|who|that|which|whose|not listed)\b"
)
_CHANGES = pattern(r"\b(?:notif\w+|inform\w*|notice|updat\w+|announce\w*|provide\w*|publish\w*|email|advance)\b")
_NOT_CHANGES = pattern(
    r"\b(?:object\w*|terminat\w+|breach|respond|response|request|delet\w+|return|audit|incident)\b[^.;]{0,60}$"
)
_BEFORE_CHANGE = pattern(
    r"^(?:'s?|\)|,)* ?(?:\w+ ){0,2}?(?:prior|before|in advance|advance|notice|written notice|of any (?:intended|new|changes?))"
)


def read(contract: Contract) -> Iterator[Fact]:
    """Cap, time to tell of a breach, terms for sub-processors."""
    yield from _cap(contract)
    yield from _breach(contract)
    yield from _subprocessors(contract)


def _cap(contract: Contract) -> Iterator[Fact]:
    found = (
        fact
        for start, end in contract.said(_LIABILITY)
        for match in _CAP.finditer(contract.text, start, end)
        if (fact := _limited(contract, match, start, end))
    )
    first = next(found, None)
    if first is not None:
        yield first


def _limited(contract: Contract, match: re.Match[str], start: int, end: int) -> Fact | None:
    """What liability is limited to, unless it is a limit for some liability only."""
    text = contract.text
    lead = text[max(start, match.start() - 160) : match.end()]
    partly = _CARVED.search(_EXCEPTED.sub("", match[0])) or (_PARTLY.search(match[0]) and not _WHOLLY.search(match[0]))
    high = _limit_end(text, match, end)
    if partly or _NO_CAP.search(lead) or high is None:
        return None
    article = _ARTICLE.search(match[0])
    low = article.start() + match.start() if article else match.end()
    said = text[low:high].strip(" ,\n\u2029")
    quotes = contract.flow.cite(match.start(), high)
    if len(quotes) != 1:
        quotes = contract.flow.cite(low, high)
    value, confidence = _amount(said)
    kind = Amount() if isinstance(value, dict) else Words()
    if value is None or not kind.follows(value, [one.quote for one in quotes]):
        return None
    return Fact("liability_cap", value, said, confidence, quotes)


def _limit_end(text: str, match: re.Match[str], end: int) -> int | None:
    """Where the words for a limit end; None where that is not in sight."""
    reach = min(end, match.end() + LONGEST_CAP)
    stop = _CAP_END.search(text, match.end(), reach)
    if stop and stop[0][0] in ";\u2029" and _OF_TWO.search(text, match.start(), stop.start()):
        stop = _LIST_END.search(text, stop.end(), reach)
    if stop is not None:
        return stop.start()
    return reach if reach - match.end() < LONGEST_CAP else None


def _amount(said: str) -> tuple[Json, float]:
    money = list(amounts.money(said))
    if len(money) == 1 and not _FEES.search(_AMOUNT_OF.sub("", said)) and not _OF_TWO.search(said):
        return money[0].value, 0.92
    return (" ".join(said.split()), 0.9) if _PAID.search(said) else (None, 0.0)


def _breach(contract: Contract) -> Iterator[Fact]:
    text = contract.text
    vague = None
    for start, end in contract.said(_INCIDENT):
        sentence = text[start:end]
        if (
            not _TELL.search(sentence)
            or (_AUTHORITY.search(sentence) and not _CUSTOMER.search(sentence))
            or _CONTROLLER_ACTS.search(sentence)
        ):
            continue
        for span in amounts.spans(sentence):
            before = sentence[: span.start]
            if span.unit not in ("hour", "day", "business_day") or not _WITHIN.search(before[-60:]):
                continue
            tell, incident = _nearest(_TELL, sentence, span), _nearest(_INCIDENT, sentence, span)
            if (
                tell is None
                or incident is None
                or re.search(r"\b(?:remed|cure|terminat|respond|request)\w*\b", before[-80:], re.IGNORECASE)
            ):
                continue
            low, high = min(tell[0], incident[0], span.start), max(tell[1], incident[1], span.end)
            quotes = contract.flow.cite(start + low, start + high)
            if len(quotes) != 1 or len(quotes[0].quote) > 1_500:
                quotes = contract.flow.cite(start + span.start, start + span.end)
            yield Fact("breach_notice_period", span.value, sentence[span.start : span.end], 0.93, quotes)
            return
        if vague is None and (delay := _DELAY.search(sentence)) and _CUSTOMER.search(sentence):
            vague = (start + delay.start(), start + delay.end())
    if vague is not None:
        yield Fact(
            "breach_notice_period",
            " ".join(text[slice(*vague)].split()),
            text[slice(*vague)],
            0.85,
            contract.flow.cite(*vague),
        )


def _nearest(form: re.Pattern[str], sentence: str, span: amounts.Span) -> tuple[int, int] | None:
    found = [match.span() for match in form.finditer(sentence)]
    near = [one for one in found if abs(one[0] - span.start) < 700]
    return min(near, key=lambda one: abs(one[0] - span.start), default=None)


def _subprocessors(contract: Contract) -> Iterator[Fact]:
    text = contract.text
    best: tuple[float, str, tuple[int, int]] | None = None
    notice: tuple[amounts.Span, int] | None = None
    for low, high in contract.said(_SUBS):
        notice = notice or _change_notice(text[low:high], low)
        for start, end in clauses(text, low, high) if high - low > LONGEST_CLAUSE else [(low, high)]:
            told = _authorised(text[start:end])
            if told and (best is None or told[0] > best[0]):
                best = (*told, (start, end))
    if best is not None:
        yield from _clause(contract, best, notice)


def _authorised(sentence: str) -> tuple[float, str] | None:
    if (
        not (_SUBS.search(sentence) and _SUB_ACT.search(sentence))
        or _BOTH_WAYS.search(sentence)
        or _DEFINES.search(sentence)
    ):
        return None
    kind = AUTHORISATION.read(sentence)
    if not isinstance(kind, str) or (kind == "prohibited" and _UNLESS.search(sentence)):
        return None
    if not _OF_DATA.search(sentence):
        return None
    return (0.94 if kind != "general" or _CLEARLY.search(sentence) else 0.88), kind


def _change_notice(sentence: str, start: int) -> tuple[amounts.Span, int] | None:
    """With how much notice a new sub-processor is announced."""
    if not _SUB_ACT.search(sentence):
        return None
    held = []
    for span in amounts.spans(sentence):
        before, after = sentence[: span.start], sentence[span.end :]
        if (
            span.unit in ("day", "business_day", "week", "month")
            and _CHANGES.search(before[-200:] + after[:40])
            and _BEFORE_CHANGE.match(after[:60])
            and not _NOT_CHANGES.search(before[-90:])
        ):
            held.append(span)
    return (held[0], start) if len({repr(one.value) for one in held}) == 1 else None


def _clause(
    contract: Contract, best: tuple[float, str, tuple[int, int]], notice: tuple[amounts.Span, int] | None
) -> Iterator[Fact]:
    weight, kind, (start, end) = best
    quotes = list(contract.flow.cite(start, min(end, start + 1_500)))
    value: Json = {"authorisation": kind, "notice": notice[0].value if notice else None}
    if notice:
        span, base = notice
        if not start <= base + span.start < min(end, start + 1_500):
            quotes += contract.flow.cite(base + span.start, base + span.end)
    if SUBPROCESSORS.follows(value, [one.quote for one in quotes]):
        yield Fact("subprocessor_clause", value, contract.text[start : min(end, start + 300)], weight, tuple(quotes))
