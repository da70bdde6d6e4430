"""Days as documents write them. What could be two days is none, unless the document says how it writes them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import merge

_MONTHS = (
    "january|janvier|januar|enero|gennaio|januari|janeiro|jan",
    "february|février|fevrier|februar|febrero|febbraio|februari|fevereiro|feb",
    "march|mars|märz|maerz|marzo|maart|março|mar",
    "april|avril|abril|aprile|apr",
    "may|mai|mayo|maggio|mei|maio",
    "june|juin|juni|junio|giugno|junho|jun",
    "july|juillet|juli|julio|luglio|julho|jul",
    "august|août|aout|agosto|augustus|aug",
    "september|septembre|septiembre|settembre|setembro|sept|sep",
    "october|octobre|oktober|octubre|ottobre|outubro|oct|okt",
    "november|novembre|noviembre|novembro|nov",
    "december|décembre|dezember|diciembre|dicembre|dezembro|dec|dez",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split("|")}
_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"\d{1,2}"
_YEAR = r"(?:19|20)\d{2}"
_GAP = r"[\s\u00a0]{1,4}"

DATE = re.compile(
    rf"(?<![\w.])(?:"
    rf"(?P<m1>{_MONTH}){_GAP}?(?P<d1>{_DAY})(?:\s?(?:st|nd|rd|th)\b)?\b\s{{0,2}},?\s{{0,4}}(?P<y1>{_YEAR})"
    rf"|(?:the\s{{1,4}})?(?P<d2>{_DAY})(?:\s?(?:st|nd|rd|th)\b|\.)?(?:{_GAP}day)?(?:{_GAP}(?:of|de)\b)?[\s\u00a0-]{{1,4}}(?P<m2>{_MONTH})(?:{_GAP}de\b)?"
    rf"[\s\u00a0,-]{{1,4}}(?P<y2>{_YEAR})"
    rf"|(?P<y3>{_YEAR})(?P<s3>[-/.])(?P<m3>\d{{1,2}})(?P=s3)(?P<d3>{_DAY})"
    rf"|(?P<a>\d{{1,2}})(?P<s4>[-/.])(?P<b>\d{{1,2}})(?P=s4)(?P<y4>{_YEAR})"
    rf"|(?P<m5>{_MONTH})\s{{1,2}}(?P<d5>{_DAY})\s\d\d:\d\d(?::\d\d)?\s(?:[A-Z]{{2,5}}\s)?(?P<y5>{_YEAR})"
    rf")(?!(?!T\d\d:?\d\d)[^\W_]|_\w|[-/.]\d)",
    re.IGNORECASE,
)
_TO = r"\s{0,2}(?:-|\u2013|\u2014|to|through|thru|until|till|and|&|bis|au)\s{0,2}"
_ORDINAL = r"(?:st|nd|rd|th|\.)?"
RANGE = re.compile(
    rf"(?<![\w.])(?:"
    rf"(?P<m1>{_MONTH}){_GAP}(?P<d1>{_DAY}){_ORDINAL}{_TO}(?:(?P<m2>{_MONTH}){_GAP})?(?P<d2>{_DAY}){_ORDINAL}\s{{0,2}},?\s{{0,4}}(?:of{_GAP})?(?P<y1>{_YEAR})"
    rf"|(?:the\s{{1,4}})?(?P<d3>{_DAY}){_ORDINAL}(?:{_GAP}(?:of{_GAP})?(?P<m3>{_MONTH}))?{_TO}(?:the\s{{1,4}})?(?P<d4>{_DAY}){_ORDINAL}{_GAP}(?:of{_GAP})?(?P<m4>{_MONTH})"
    rf"[\s\u00a0,]{{1,4}}(?P<y2>{_YEAR})"
    rf")(?![\w]|[-/.]\d)",
    re.IGNORECASE,
)
"""Two days that share their year, or their month too: `8-9 January 2021`, `January 8th to February 2nd, 2021`."""
_BEFORE_A_DAY = re.compile(
    r"(?:^|[^\w\s]|\b(?:from|between|on|of|in|dates?|days?|period|during|was|is|for))\s{0,3}\Z", re.IGNORECASE
)
"""What may stand before a day without a month: `Type 2 - 30 June 2023` begins on no second of June."""
_MONTH_FIRST = re.compile(r"\bmm\s?[-/.]\s?dd\s?[-/.]\s?yy", re.IGNORECASE)
_DAY_FIRST = re.compile(r"\bdd\s?[-/.]\s?mm\s?[-/.]\s?yy", re.IGNORECASE)
MOST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Found:
    """`value` is `YYYY-MM-DD`; the span is in the text that was searched."""

    value: str
    start: int
    end: int


def order(text: str) -> str | None:
    """Whether a text says that its dates are written `MM/DD/YYYY` ("month") or `DD/MM/YYYY` ("day")."""
    month, day = _MONTH_FIRST.search(text), _DAY_FIRST.search(text)
    if bool(month) == bool(day):
        return None
    return "month" if month else "day"


def dates(text: str, first: str | None = None) -> Iterator[Found]:
    """Every day that is written out, in order. `first` is `month` or `day`, as `order` says; without it `03/04/2024` is no date."""
    shared = list(_ranges(text))
    single = (
        Found(value, match.start(), match.end())
        for match in DATE.finditer(text)
        if (value := _value(match, first)) is not None
    )
    yield from merge(shared, (one for one in single if not _within(one, shared)), key=lambda one: one.start)


def _ranges(text: str) -> Iterator[Found]:
    """Both days of each, with its span."""
    for match in RANGE.finditer(text):
        told = match.groupdict()
        bare = told["d3"] and not told["m3"] and re.match(r"\d{1,2}(?!\d|st|nd|rd|th)", match[0]) is not None
        if bare and not _BEFORE_A_DAY.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        year = told["y1"] or told["y2"]
        begins = _day(year, _month(told["m1"] or told["m3"] or told["m4"]), int(told["d1"] or told["d3"]))
        ends = _day(year, _month(told["m2"] or told["m1"] or told["m4"]), int(told["d2"] or told["d4"]))
        if begins is not None and ends is not None and begins < ends:
            yield Found(begins, match.start(), match.end())
            yield Found(ends, match.start(), match.end())


def _within(one: Found, ranges: Sequence[Found]) -> bool:
    at = bisect_right(ranges, one.start, key=lambda held: held.start)
    return at > 0 and one.start < ranges[at - 1].end


def _value(match: re.Match[str], first: str | None) -> str | None:
    told = match.groupdict()
    if told["y1"]:
        return _day(told["y1"], _month(told["m1"]), int(told["d1"]))
    if told["y2"]:
        return _day(told["y2"], _month(told["m2"]), int(told["d2"]))
    if told["y5"]:
        return _day(told["y5"], _month(told["m5"]), int(told["d5"]))
    if told["y3"]:
        return _day(told["y3"], int(told["m3"]), int(told["d3"]))
    return _numeric(int(told["a"]), int(told["b"]), told["y4"], "day" if told["s4"] == "." else first)


def _numeric(one: int, two: int, year: str, first: str | None) -> str | None:
    if one == two or two > MOST_MONTHS or first == "month":
        return _day(year, one, two)
    if one > MOST_MONTHS or first == "day":
        return _day(year, two, one)
    return None


def _month(name: str) -> int:
    return MONTHS[name.rstrip(".").casefold()]


def _day(year: str, month: int, day: int) -> str | None:
    try:
        return date(int(year), month, day).isoformat()
    except ValueError:
        return None
