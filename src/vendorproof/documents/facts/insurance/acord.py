"""The certificate of liability insurance of the United States (ACORD 25), printed or filled in."""

import re
from collections.abc import Iterator, Sequence

from vendorproof.documents.facts import companies, dates
from vendorproof.documents.facts.fact import Fact, Json
from vendorproof.documents.facts.insurance import policies
from vendorproof.documents.facts.insurance.policies import Policy, Span
from vendorproof.documents.facts.joined import Joined, plain

IS_ONE = re.compile(
    r"\bACORD\W{0,3}25\b|\bINSURER\(S\)\s{1,9}AFFORDING\s{1,9}COVERAGE|\bINSURER\s{1,9}A\s?:", re.IGNORECASE
)
_HEAD = re.compile(r"TYPE\s{1,9}OF\s{1,9}INSURANCE")
_FOOT = re.compile(r"DESCRIPTION\s{1,9}OF\s{1,9}OPERATIONS")
_INSURER = re.compile(
    r"INSURER\s{1,9}(?P<letter>[A-F])\s?:[ \t]{0,40}(?P<name>(?!INSURER)[A-Z0-9][^\n\t:]{2,90}(?:\n(?!INSURE|[A-Z ]{12,}\n)[^\n\t:]{2,60})?)[ \t\n]+(?P<naic>\d{5})(?=\s|$)|"
    r"INSURER\s{1,9}(?P<letter2>[A-F])\s?:[ \t]{0,40}(?P<name2>(?!INSURER)[A-Z0-9][^\n\t:]{2,90})(?=\n|\t|$)"
)
_INSURED = re.compile(r"(?:^|\n|\t)[ \t]{0,40}INSURED(?=[ \t\n])(?![ \t]{1,9}NAMED)[ \t]{0,40}")
_HOLDER = re.compile(
    r"(?:^|\n|\t)[ \t]{0,40}CERTIFICATE\s{1,9}HOLDER[ \t]{0,40}(?:CANCELLATION[ \t]{0,40})?\n[ \t]{0,40}"
)
_NOBODY = re.compile(
    r"should any|evidence of|for information|to whom|proof of|insured.?s? (?:copy|records)|cancellation|verification|sample|insurer|certificate|n/a",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"(?:acord|date|description|commercial|policy|phone|producer|fax|contact|naic|address|e-mail|coverages?|insurers?|insured|limits?|name|\(a/c)\b",
    re.IGNORECASE,
)
_APART = re.compile(r"\b(?:INSURED|PRODUCER|NAIC|SHOULD\s{1,9}ANY|E-MAIL|CANCELLATION|ADDRESS)\b")
_NEAR = 260
_CODE = re.compile(r"[A-Z0-9]{2,8}-\d{1,3}$")
_STOPS = frozenset(
    (
        *(
            "OCCUR",
            "CLAIMS-MADE",
            "LIABILITY",
            "LIAB",
            "LOC",
            "POLICY",
            "PROJECT",
            "ONLY",
            "AUTOS",
            "AUTO",
            "Y",
            "N",
            "X",
        ),
        *(
            "N/A",
            "PER",
            "OTHER",
            "DED",
            "RETENTION",
            "AND",
            "THE",
            "ANY",
            "NO",
            "JECT",
            "WVD",
            "INSD",
            "ADDL",
            "SUBR",
            "LTR",
        ),
        *("INSR", "ACORD", "25"),
    )
)
"""Words of the form that stand before numbers."""
_FIELD = re.compile(
    r"(?:^|\n)(?:[\w\[\]#]{1,20}\.){0,4}(?P<field>[A-Za-z]\w{2,90}?)_(?P<letter>[A-F])(?:\[\d\])?:[ \t](?P<value>[^\n]{1,200})"
)
_POLICY_FIELD = re.compile(r"Policy_(?P<line>[A-Za-z]+)_(?P<what>PolicyNumberIdentifier|EffectiveDate|ExpirationDate)")


def facts(whole: Joined) -> Iterator[Fact]:
    """Of a form that was filled in, its fields; else what is printed."""
    fields = list(_FIELD.finditer(whole.text))
    if any(match["field"] == "NamedInsured_FullName" for match in fields):
        yield from _filled(whole, fields)
        return
    yield from _insurers(whole)
    yield from _insured(whole)
    yield from _holder(whole)
    for policy in _policies(whole):
        yield policy.fact(whole)


def _insurers(whole: Joined) -> Iterator[Fact]:
    told: dict[str, list[tuple[dict[str, Json], list[Span]]]] = {}
    for match in _INSURER.finditer(whole.text):
        letter, name = ("letter", "name") if match["letter"] else ("letter2", "name2")
        value: dict[str, Json] = {"letter": match[letter], "name": plain(match[name]), "naic": match["naic"]}
        told.setdefault(match[letter], []).append((value, [match.span()]))
    for held in told.values():
        if len({str(value) for value, _ in held}) == 1 and "INSURE" not in str(held[0][0]["name"]):
            yield whole.said("insurers", *held[0], 0.93)


def _insured(whole: Joined) -> Iterator[Fact]:
    for match in _INSURED.finditer(whole.text):
        at = match.end()
        rest = companies.line(whole.text, at).split("\t")[0].strip()
        if not rest or _CODE.fullmatch(rest):
            at = whole.text.find("\n", at) + 1
        found = _party(whole.text, at)
        if found:
            yield whole.said("insured", plain(whole.text[slice(*found)]), [found], 0.92)
            return


def _holder(whole: Joined) -> Iterator[Fact]:
    for match in _HOLDER.finditer(whole.text):
        found = _party(whole.text, match.end())
        if found:
            yield whole.said("certificate_holder", plain(whole.text[slice(*found)]), [found], 0.9)
            return


def _party(text: str, at: int) -> Span | None:
    line = companies.line(text, at).split("\t")[0]
    told = companies.name(line)
    if told is None or _NOBODY.match(line.strip()) or _LABELS.match(line.strip()):
        return None
    return at + told[0], at + told[1]


def _policies(whole: Joined) -> Iterator[Policy]:
    head = _HEAD.search(whole.text)
    if head is None:
        return
    foot = _FOOT.search(whole.text, head.end())
    end = foot.start() if foot else len(whole.text)
    pairs = list(_pairs(whole, head.end(), end))
    befores = [head.end(), *(last.end for _, last in pairs)]
    kinds = [_kind(whole.text, before, first.start) for before, (first, _) in zip(befores, pairs, strict=False)]
    for at, (first, last) in enumerate(pairs):
        kind, following = kinds[at], kinds[at + 1] if at + 1 < len(kinds) else None
        number = _number(whole.text, max(befores[at], kind[1] if kind else 0), first.start)
        if number is None:
            continue
        bound = following[0] if following else pairs[at + 1][0].start if at + 1 < len(pairs) else end
        form = whole.day_format(first.start)
        yield Policy(
            number=number,
            kind=kind,
            effective=(first.value, (first.start, first.end)),
            expiry=(last.value, (last.start, last.end)),
            limits=list(policies.limits(whole.text, last.end, bound)),
            also=[form] if form else [],
            confidence=0.92 if kind else 0.75,
        )


def _pairs(whole: Joined, low: int, high: int) -> Iterator[tuple[dates.Found, dates.Found]]:
    """Two days side by side: from when and until when."""
    found = [one for one in dates.dates(whole.text, whole.first) if low <= one.start and one.end <= high]
    at = 0
    while at + 1 < len(found):
        first, last = found[at], found[at + 1]
        if re.fullmatch(r"\s{1,4}", whole.text[first.end : last.start]) and first.value < last.value:
            yield first, last
            at += 2
        else:
            at += 1


def _kind(text: str, low: int, high: int) -> Span | None:
    """The last before the days, of umbrella and excess the one that is ticked; none where the form's words stand apart."""
    low = max(low, high - _NEAR)
    if _APART.search(text, low, high):
        return None
    found = list(policies.KIND.finditer(text, low, high))
    if len(found) > 1 and {plain(one[0]).upper()[:6] for one in found[-2:]} == {"UMBREL", "EXCESS"}:
        found = [
            one for one in found[-2:] if re.search(r"[X☒✘✔☑]\s{0,2}\Z", text[max(low, one.start() - 3) : one.start()])
        ]
        return found[0].span() if len(found) == 1 else None
    return found[-1].span() if found else None


def _number(text: str, low: int, high: int) -> Span | None:
    """In front of the days, in their line or cell; else alone in the one above."""
    before = text[low:high]
    ends = len(before.rstrip())
    begin = max(before.rfind("\n", 0, ends), before.rfind("\t", 0, ends)) + 1
    words = [
        (match[0], (low + begin + match.start(), low + begin + match.end()))
        for match in re.finditer(r"\S+", before[begin:ends])
    ]
    found = policies.numeral(words, _STOPS)
    if found is not None and "\n" in before[ends:] and found[0] == low + begin:
        above = before[:begin].rstrip().rsplit(None, 1)[-1:]
        if above and above[0].isalpha() and above[0].isupper() and above[0] not in _STOPS and 2 <= len(above[0]) <= 4:
            return None
    return found


def _filled(whole: Joined, fields: Sequence[re.Match[str]]) -> Iterator[Fact]:
    told: dict[tuple[str, str], re.Match[str]] = {}
    for match in fields:
        told.setdefault((match["field"], match["letter"]), match)
    for key, field in (("insured", "NamedInsured_FullName"), ("certificate_holder", "CertificateHolder_FullName")):
        if (party := told.get((field, "A"))) and not _NOBODY.match(party["value"]):
            yield whole.said(key, plain(party["value"]), [party.span("value")], 0.96)
    for letter in "ABCDEF":
        if name := told.get(("Insurer_FullName", letter)):
            naic = told.get(("Insurer_NAICCode", letter))
            value: dict[str, Json] = {
                "letter": letter,
                "name": plain(name["value"]),
                "naic": naic["value"].strip() if naic else None,
            }
            spans = [(name.start("field"), name.end()), *([naic.span("value")] if naic else [])]
            yield whole.said("insurers", value, spans, 0.96)
    for line in dict.fromkeys(found["line"] for match in fields if (found := _POLICY_FIELD.fullmatch(match["field"]))):
        if numbered := told.get((f"Policy_{line}_PolicyNumberIdentifier", "A")):
            yield _field_policy(whole, line, numbered, told).fact(whole)


def _field_policy(
    whole: Joined, line: str, number: re.Match[str], told: dict[tuple[str, str], re.Match[str]]
) -> Policy:
    days: dict[str, tuple[str, Span]] = {}
    for what in ("EffectiveDate", "ExpirationDate"):
        if dated := told.get((f"Policy_{line}_{what}", "A")):
            found = next(dates.dates(dated["value"], whole.first), None)
            if found:
                days[what] = found.value, dated.span("value")
    at = number.start("field") + len("Policy_")
    form = whole.day_format(number.start())
    return Policy(
        number=number.span("value"),
        kind=(at, at + len(line)),
        effective=days.get("EffectiveDate"),
        expiry=days.get("ExpirationDate"),
        also=[form] if form else [],
        confidence=0.96,
    )
