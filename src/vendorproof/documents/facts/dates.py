"""Days as documents write them. What could be two days is none, unless the document says how it writes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

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
    rf")(?![^\W_]|_\w|[-/.]\d)",
    re.IGNORECASE,
)
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
    for match in DATE.finditer(text):
        value = _value(match, first)
        if value is not None:
            yield Found(value, match.start(), match.end())


def _value(match: re.Match[str], first: str | None) -> str | None:
    told = match.groupdict()
    if told["y1"]:
        return _day(told["y1"], _month(told["m1"]), int(told["d1"]))
    if told["y2"]:
        return _day(told["y2"], _month(told["m2"]), int(told["d2"]))
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
