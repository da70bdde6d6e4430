"""Whose accounts they are, for when, who audited them, and what the auditor says."""

import re
from collections.abc import Iterator

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
        False: r"(?:have|has) not identified (?:any |a )?material uncertaint|no (?:substantial doubt|material uncertaint)|(?:not|nor) (?:raise|cast|cause|exist)|alleviat|whether",
        True: r"material uncertainty (?:related to|relating to|regarding|about) going concern|(?:raises?|raised|indicates?|exists?|there is|existence of|stated that|states that|cast|casts|conclu\w+ that).{0,200}(?:substantial|significant) doubt .{0,120}going concern|"
        r"substantial doubt (?:exists|about the \w+.s ability)",
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
    r"\b(?:(?:fiscal|financial)\s+)?(?P<length>years?|(?:three|six|nine|twelve|3|6|9|12)(?:-|\s+)months?(?:\s+periods?)?|(?:fourth|third|second|first)?\s*quarters?|half[- ]years?|5[23]\s+weeks|quarterly\s+period|period|exercice|geschäftsjahr)\s+(?:then\s+)?"
    r"(?:ended|ending|to|clos(?:\s+le)?|zum)\s+(?:on\s+|the\s+)?",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\b(?:period|year)\s+from\s+|\bgeschäftsjahr\s+vom\s+", re.IGNORECASE)
_ASCENDING = re.compile(r"\s{0,2}(?:,|and|&|to)\s{1,2}(?:(?:19|20)\d{2}\s{0,2},?\s{0,2}(?:and|&)\s{1,2})?(?P<year>(?:19|20)\d{2})")
_AUDITED = re.compile(
    r"\b(?:we\s+have\s+)?(?:audited|reviewed|examined)\s+the\s+(?:accompanying\s+)?(?:consolidated\s+|group\s+|company\s+|annual\s+)*(?:financial\s+statements|balance\s+sheets?)\s+of\s+(?:the\s+)?", re.IGNORECASE
)
_MEMBERS = re.compile(r"report\s+to\s+the\s+(?:members|shareholders|stockholders)\s+of\s+", re.IGNORECASE)
_TITLE = re.compile(
    r"(?P<name>[^\n]{3,110})\n[ \t]*(?:and subsidiar[^\n]{0,30}\n[ \t]*)?(?:(?:unaudited|condensed|consolidated|audited|annual|interim|directors['’]?)[ \t]+){0,3}(?:financial[ \t]+statements|annual[ \t]+report|report[ \t]+and|balance[ \t]+sheets?|statements?[ \t]+of|income[ \t]+statement|annual[ \t]+accounts)",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"(?:for\s+and\s+)?on\s+behalf\s+of\s+(?:the\s+)?(?P<at>)", re.IGNORECASE)
_FIRM = re.compile(
    r"(?:^|\n)[ \t]*(?:/s/[ \t]*)?(?P<name>[^\n\t]{3,80}?(?:LLP|L\.L\.P\.|LLC|PLLC|P\.C\.|PC|CPAs?|S\.C\.|Wirtschaftsprüfungsgesellschaft|GmbH|AG|AB|AS|S\.A\.|SAS|plc|Limited|Ltd|& Co\.?))(?:,?[ \t]+(?:Statutory[ \t]+Auditors?|Chartered[ \t]+Accountants|Certified[ \t]+Public[ \t]+Accountants)[^\n]{0,40})?[ \t]*(?=\n|$)"
)
_LABELLED = re.compile(r"(?:^|\n|\t)[ \t]*(?:independent[ \t]+)?(?:statutory[ \t]+)?auditors?[ \t]*[:\t\n][ \t]*", re.IGNORECASE)
_REPORT = re.compile(
    r"(?:^|\n)[ \t]*(?:report[ \t]+of[ \t]+(?:the[ \t]+)?independent[ \t]+(?:registered[ \t]+public[ \t]+accounting[ \t]+firm|(?:certified[ \t]+public[ \t]+)?(?:auditors?|accountants?))|independent[ \t]+(?:auditors?|registered[ \t]+public)[’'s]{0,3}[ \t][^\n]{0,90}|independent[ \t]+auditor[’'s]{0,3}[ \t]+report[^\n]{0,80})(?![^\n]*\.{4})",
    re.IGNORECASE,
)
_REPORT_ENDS = re.compile(r"\n[ \t]*(?:[\w’',.&-]+[ \t]+){0,6}?(?:balance[ \t]+sheets?|statements?[ \t]+of[ \t]+\w+|income[ \t]+statement|profit[ \t]+and[ \t]+loss[ \t]+account)[^\n.,;]{0,60}(?=\n)", re.IGNORECASE)  # fmt: skip
_OPINES = re.compile(r"\bIn\s+our\s+opinion\b[^\0]{0,900}?(?:presents?\s+fairly|gives?\s+a\s+true\s+and\s+fair\s+view)|(?<![a-z])(?:qualified|adverse)\s+opinion\b|\bdisclaimer\s+of\s+opinion|"
                     r"\bIn\s+our\s+opinion,?\s+except\s+for\b|\bdo(?:es)?\s+not\s+(?:express\s+an\s+(?:audit\s+)?opinion\s+on\s+(?:the|these|those)\s+(?:accompanying\s+)?(?:\w+\s+){0,2}(?:financial\s+statements|accounts)|present\s+fairly|give\s+a\s+true\s+and\s+fair\s+view)", re.IGNORECASE)  # fmt: skip
_SENTENCE = re.compile(r"[^.\n]?[^.]{0,700}\bgoing[\s-]{1,3}concern\b[^.\n]{0,300}", re.IGNORECASE)
_LONGEST_REPORT = 25_000


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
    if len(both) == 1 or both[0].startswith(both[1]) or both[1].startswith(both[0]):
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
    told: list[tuple[str, str | None, Span, Span]] = []
    for match in _ENDED.finditer(whole.text):
        end = spelt.get(match.end())
        if end is not None:
            length = LENGTH.read(whole.text[match.start() : match.end()])
            told.append((end.value, str(length) if length else None, (match.start(), end.end), (end.start, end.end)))
    if not told:
        return None
    last, length, span, _ = told[0]
    if any(value > last for value, *_ in told) or _ascends(whole.text, span[1], last):
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
    for match in _REPORT.finditer(whole.text):
        ends = _REPORT_ENDS.search(whole.text, match.end() + 400)
        end = min(ends.start() if ends else len(whole.text), match.end() + _LONGEST_REPORT)
        if re.search(r"\bour\s+opinion\b|\bopinion\s+on\b", whole.text[match.end() : end]):
            yield match.start(), end


def opinion(whole: Joined, report: Span) -> Iterator[Fact]:
    """What the words of the report amount to; anything but a clean one is said with its own words."""
    found = list(_OPINES.finditer(whole.text, *report))
    told = [(value, match.span()) for match in found if (value := OPINION.read(whole.text[slice(*match.span())])) is not None]
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
    for match in _SENTENCE.finditer(whole.text, *report):
        text = plain(match[0])
        if re.search(r"\bwhether\b|\bresponsib|\bif\s+we\s+conclude\b|\bevaluate\b|\bassum(?:ing|ption)\b(?!.*doubt exists)", text, re.IGNORECASE):
            continue
        value = GOING_CONCERN.read(text)
        if isinstance(value, bool):
            told.setdefault(value, match.span())
    if len(told) == 1:
        value, span = next(iter(told.items()))
        yield whole.said("going_concern", value, [span], 0.88)


def auditor(whole: Joined, report: Span | None) -> Iterator[Fact]:
    """Who signs the report, else who is listed as auditor."""
    names: list[Span] = []
    if report is not None:
        names = [span for match in _SIGNED.finditer(whole.text, *report) if (span := _firm(whole.text, match.end()))]
        tail = max(report[0], report[1] - 1_500)
        names = names or [match.span("name") for match in _FIRM.finditer(whole.text, tail, report[1])][-1:]
    names = names or [span for match in _LABELLED.finditer(whole.text[:20_000]) if (span := _firm(whole.text, match.end()))]
    if names and len({_letters(whole.text[slice(*span)]) for span in names}) == 1:
        yield whole.said("auditor", plain(whole.text[slice(*names[0])]), [names[0]], 0.9)


def _firm(text: str, at: int) -> Span | None:
    line = companies.line(text, at).split("\t")[0]
    told = companies.name(line)
    return (at + told[0], at + told[1]) if told and companies.SUFFIX.search(line[: told[1]]) else None
