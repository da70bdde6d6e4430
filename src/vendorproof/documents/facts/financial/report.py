"""Whose accounts they are, for when, who audited them, and what the auditor says."""

import re
from collections.abc import Iterator
from itertools import islice

from vendorproof.documents.facts import companies, dates, kinds
from vendorproof.documents.facts.fact import Fact, Json
from vendorproof.documents.facts.folding import folded
from vendorproof.documents.facts.joined import Joined, plain

Span = tuple[int, int]

OPINION = kinds.choice(
    "opinion",
    {
        "disclaimer": r"disclaimer of opinion|(?:do|does|did) not express an (?:audit )?opinion on (?:the|these|those) (?:accompanying )?(?:\w+ ){0,2}(?:financial statements|accounts)",
        "adverse": r"adverse opinion|do(?:es)? not present fairly|do(?:es)? not give a true and fair view",
        "qualified": r"(?<!un)qualified opinion|opinion,? except for",
        "unqualified": r"in our opinion,? .{0,400}(?:presents? fairly|gives? a true and fair view)|in our opinion,? .{0,200}true and fair|unqualified opinion|unmodified opinion",
    },
)
GOING_CONCERN = kinds.choice(
    "going concern",
    {
        False: r"(?:have|has) not identified (?:any |a )?material uncertaint|no (?:substantial doubt|material uncertaint)|(?:not|nor) (?:raise|cast|cause|exist)",
        True: r"^(?!.*\b(?:whether|alleviat\w+)\b).*(?:material uncertainty (?:related to|relating to|regarding|about) going concern|(?:raises?|raised|indicates?|exists?|there is|existence of|stated that|states that|cast|casts|conclu\w+ that).{0,200}(?:substantial|significant) doubt .{0,120}going concern|"
        r"substantial doubt (?:exists|about the \w+.s ability))",
    },
)
LENGTH = kinds.choice(
    "length",
    {
        "nine_months": r"nine(?:-| )months?|9 months|39 weeks",
        "half_year": r"(?:six|6)(?:-| )months?|half-? ?year|26 weeks",
        "quarter": r"(?:three|3)(?:-| )months?|quarter|13 weeks",
        "year": r"years? (?:then )?(?:ended|ending|to)|twelve months|12 months|52 weeks|53 weeks|fiscal year|financial year|exercice|geschäftsjahr",
    },
)
PERIOD = kinds.Record(
    "period", {"start": kinds.Day(), "end": kinds.Day(), "length": LENGTH}, frozenset({"end"})
)  # fmt: skip

_ENDED = re.compile(
    r"\b(?:(?:fiscal|financial)\s{1,9})?(?P<length>years?|(?:three|six|nine|twelve|3|6|9|12)(?:-|\s{1,9})months?(?:\s{1,9}periods?)?|(?:fourth|third|second|first)?\s{0,9}quarters?|half[- ]years?|5[23]\s{1,9}weeks|quarterly\s{1,9}period|period|exercice|geschäftsjahr)\s{1,9}(?:then\s{1,9})?"
    r"(?:ended|ending|to|clos(?:\s{1,9}le)?|zum)\s{1,9}(?:on\s{1,9}|the\s{1,9})?",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\b(?:period|year)\s{1,9}from\s{1,9}|\bgeschäftsjahr\s{1,9}vom\s{1,9}", re.IGNORECASE)
_ASCENDING = re.compile(
    r"\s{0,2}(?:,|and|&|to)\s{1,2}(?:(?:19|20)\d{2}\s{0,2},?\s{0,2}(?:and|&)\s{1,2})?(?P<year>(?:19|20)\d{2})"
)
_AUDITED = re.compile(
    r"\b(?:we\s{1,9}have\s{1,9})?(?:audited|reviewed|examined)\s{1,9}the\s{1,9}(?:accompanying\s{1,9})?(?:consolidated\s{1,9}|group\s{1,9}|company\s{1,9}|annual\s{1,9})*(?:financial\s{1,9}statements|balance\s{1,9}sheets?)\s{1,9}of\s{1,9}(?:the\s{1,9})?",
    re.IGNORECASE,
)
_MEMBERS = re.compile(
    r"report\s{1,9}to\s{1,9}the\s{1,9}(?:members|shareholders|stockholders)\s{1,9}of\s{1,9}", re.IGNORECASE
)
_TITLE = re.compile(
    r"(?P<name>[^\n]{3,110})\n[ \t]{0,40}(?:and subsidiar[^\n]{0,30}\n[ \t]{0,40})?(?:(?:unaudited|condensed|consolidated|audited|annual|interim|directors['’]?)[ \t]{1,9}){0,3}(?:financial[ \t]{1,9}statements|annual[ \t]{1,9}report|report[ \t]{1,9}and|balance[ \t]{1,9}sheets?|statements?[ \t]{1,9}of|income[ \t]{1,9}statement|annual[ \t]{1,9}accounts|\(exact[ \t]{1,9}name[ \t]{1,9}of[ \t]{1,9}registrant)",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"(?:for\s{1,9}and\s{1,9})?on\s{1,9}behalf\s{1,9}of\s{1,9}(?:the\s{1,9})?(?P<at>)", re.IGNORECASE)
_FIRM = re.compile(
    r"(?:^|\n)[ \t]{0,40}(?:/s/[ \t]{0,40})?(?P<name>[^\n\t]{3,80}?(?:LLP|L\.L\.P\.|LLC|PLLC|P\.C\.|PC|CPAs?|S\.C\.|Wirtschaftsprüfungsgesellschaft|GmbH|AG|AB|AS|S\.A\.|SAS|plc|Limited|Ltd|& Co\.?))(?:,?[ \t]{1,9}(?:Statutory[ \t]{1,9}Auditors?|Chartered[ \t]{1,9}Accountants|Certified[ \t]{1,9}Public[ \t]{1,9}Accountants)[^\n]{0,40})?[ \t]{0,40}(?=\n|$)"
)
_LABELLED = re.compile(
    r"(?:^|\n|\t)[ \t]{0,40}(?:independent[ \t]{1,9})?(?:statutory[ \t]{1,9})?auditors?[ \t]{0,40}[:\t\n][ \t]{0,40}",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"(?:^|\n)[ \t]{0,40}(?:report[ \t]{1,9}of[ \t]{1,9}(?:the[ \t]{1,9})?independent[ \t]{1,9}(?:registered[ \t]{1,9}public[ \t]{1,9}accounting[ \t]{1,9}firm|(?:certified[ \t]{1,9}public[ \t]{1,9})?(?:auditors?|accountants?))|independent[ \t]{1,9}(?:auditors?|registered[ \t]{1,9}public)[’'s]{0,3}[ \t][^\n]{0,90}|independent[ \t]{1,9}auditor[’'s]{0,3}[ \t]{1,9}report[^\n]{0,80})(?![^\n]*\.{4})",
    re.IGNORECASE,
)
_REPORT_ENDS = re.compile(r"\n[ \t]{0,40}(?:[\w’',.&-]+[ \t]{1,9}){0,6}?(?:balance[ \t]{1,9}sheets?|statements?[ \t]{1,9}of[ \t]{1,9}\w+|income[ \t]{1,9}statement|profit[ \t]{1,9}and[ \t]{1,9}loss[ \t]{1,9}account)[^\n.,;]{0,60}(?=\n)", re.IGNORECASE)  # fmt: skip
_OPINES = re.compile(
    r"\bIn\s{1,9}our\s{1,9}opinion\b[^\0]{0,900}?(?:presents?\s{1,9}fairly|gives?\s{1,9}a\s{1,9}true\s{1,9}and\s{1,9}fair\s{1,9}view)|"
    r"(?:^|\n)[ \t]{0,40}(?:basis\s{1,9}for\s{1,9})?(?:(?:qualified|adverse)\s{1,9}opinion|disclaimer\s{1,9}of\s{1,9}opinion)\b[^\n.]{0,30}(?=\n)|\bIn\s{1,9}our\s{1,9}opinion,?\s{1,9}except\s{1,9}for\b|"
    r"\bdo(?:es)?\s{1,9}not\s{1,9}(?:express\s{1,9}an\s{1,9}(?:audit\s{1,9})?opinion\s{1,9}on\s{1,9}(?:the|these|those)\s{1,9}(?:accompanying\s{1,9})?(?:\w{1,20}\s{1,9}){0,2}(?:financial\s{1,9}statements|accounts)|"
    r"present\s{1,9}fairly|give\s{1,9}a\s{1,9}true\s{1,9}and\s{1,9}fair\s{1,9}view)",
    re.IGNORECASE,
)
_CONCERN = re.compile(r"\bgoing[\s-]{1,3}concern\b", re.IGNORECASE)
_DUTY = re.compile(
    r"\bwhether\b|\bresponsib|\bif we conclude\b|\bevaluate\b|\balleviat|\bassum(?:ing|ption)\b(?!.{0,300}doubt exists)",
    re.IGNORECASE,
)
_LONGEST_REPORT = 25_000
_MOST_REPORTS = 20


def entity(whole: Joined) -> Iterator[Fact]:
    """As the auditor names it, else as the title does; absent where the two differ."""
    audited = _named(whole, _AUDITED) or _named(whole, _MEMBERS)
    titled = None
    for match in _TITLE.finditer(whole.text[:4_000]):
        told = companies.name(match["name"].strip())
        if told and companies.SUFFIX.search(match["name"]):
            lead = len(match["name"]) - len(match["name"].lstrip())
            titled = match.start("name") + lead + told[0], match.start("name") + lead + told[1]
            break
    found = titled or audited
    if found is None:
        return
    both = [_letters(whole.text[slice(*span)]) for span in (audited, titled) if span]
    both = [re.sub(r"and(?:its)?subsidiar(?:y|ies)$", "", one) for one in both]
    if len(set(both)) == 1:
        yield whole.said("entity", plain(whole.text[slice(*found)]), [found], 0.95 if len(both) == 2 else 0.85)


def _named(whole: Joined, label: re.Pattern[str]) -> Span | None:
    for match in label.finditer(whole.text):
        window = " ".join(whole.text[match.end() : match.end() + 160].split("\n")[:2])
        told = companies.name(window)
        if told and companies.SUFFIX.search(window[: told[1]]):
            return match.end() + told[0], match.end() + told[1]
    return None


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", folded(text))


def period(whole: Joined) -> tuple[Fact, str] | None:
    """The fact, and its last year. The first period that is named is the document's; none where a later one is named too."""
    spelt = {one.start: one for one in dates.dates(whole.text, whole.first)}
    told: list[tuple[str, str | None, Span]] = []
    later = False
    for match in _ENDED.finditer(whole.text):
        end = spelt.get(match.end())
        if end is not None:
            length = LENGTH.read(whole.text[match.start() : match.end()])
            told.append((end.value, str(length) if length else None, (match.start(), end.end)))
            later = later or ("ended" in match[0].casefold() and end.value > told[0][0])
    if not told:
        return None
    last, length, span = told[0]
    if later or _ascends(whole.text, span[1], last):
        return None
    if any(value == last and other not in (length, None) for value, other, *_ in told[:6]):
        return None
    value: dict[str, Json] = {"start": None, "end": last, "length": length}
    return whole.said("period", value, [span], 0.9), last[:4]


def _ascends(text: str, at: int, last: str) -> bool:
    """`December 31, 2022 and 2023`: the day that is written out is not the last one."""
    match = _ASCENDING.match(text[at : at + 40])
    return match is not None and match["year"] > last[:4]


def reports(whole: Joined) -> Iterator[Span]:
    """Where an auditor speaks."""
    for match in islice(_REPORT.finditer(whole.text), _MOST_REPORTS):
        end = min(match.end() + _LONGEST_REPORT, len(whole.text))
        ends = _REPORT_ENDS.search(whole.text, match.end() + 400, end)
        end = ends.start() if ends else end
        if re.search(r"\bour\s{1,9}opinion\b|\bopinion\s{1,9}on\b", whole.text[match.end() : end]):
            yield match.start(), end


def opinion(whole: Joined, report: Span) -> Iterator[Fact]:
    """What the words of the report amount to; anything but a clean one is said with its own words."""
    found = list(_OPINES.finditer(whole.text, *report))
    told = [
        (value, match.span())
        for match in found
        if (value := OPINION.read(whole.text[slice(*match.span())])) is not None
    ]
    if not told:
        return
    modified = {value for value, _ in told} - {"unqualified"}
    if len(modified) > 1:
        return
    value = modified.pop() if modified else "unqualified"
    span = next(span for one, span in told if one == value)
    yield whole.said("opinion", value, [span], 0.92)


def going_concern(whole: Joined, report: Span) -> Iterator[Fact]:
    """Whether the auditor points to a doubt, or says that there is none; what is said of everybody's duties is neither."""
    told: dict[bool, Span] = {}
    for match in _CONCERN.finditer(whole.text, *report):
        span = _sentence(whole.text, *match.span())
        text = plain(whole.text[slice(*span)])
        value = None if _DUTY.search(text) else GOING_CONCERN.read(text)
        if isinstance(value, bool):
            told.setdefault(value, span)
    if len(told) == 1:
        value, span = next(iter(told.items()))
        yield whole.said("going_concern", value, [span], 0.88)


def _sentence(text: str, start: int, end: int) -> Span:
    """Around a match, within its paragraph."""
    low = max(0, start - 600)
    high = min(len(text), end + 300)
    low = max(low, *(text.rfind(stop, low, start) + 1 for stop in (". ", ".\n", "\n\n")))
    return low, min([high, *(at for stop in (".", "\n\n") if (at := text.find(stop, end, high)) >= 0)])


def auditor(whole: Joined, report: Span | None) -> Iterator[Fact]:
    """Who signs the report, else who is listed as auditor."""
    names: list[Span] = []
    if report is not None:
        names = [span for match in _SIGNED.finditer(whole.text, *report) if (span := _firm(whole.text, match.end()))]
        tail = max(report[0], report[1] - 1_500)
        names = names or [match.span("name") for match in _FIRM.finditer(whole.text, tail, report[1])][-1:]
    names = names or [
        span for match in _LABELLED.finditer(whole.text[:20_000]) if (span := _firm(whole.text, match.end()))
    ]
    if names and len({_letters(whole.text[slice(*span)]) for span in names}) == 1:
        yield whole.said("auditor", plain(whole.text[slice(*names[0])]), [names[0]], 0.9)


def _firm(text: str, at: int) -> Span | None:
    line = companies.line(text, at).split("\t")[0]
    told = companies.name(line)
    return (at + told[0], at + told[1]) if told and companies.SUFFIX.search(line[: told[1]]) else None
