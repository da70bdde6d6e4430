"""The income statement: its rows for revenue and for the result, in the column of the period the accounts are for."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from vendorproof.documents.facts.fact import Fact, Json
from vendorproof.documents.facts.financial import figures
from vendorproof.documents.facts.financial.figures import CURRENCY
from vendorproof.documents.facts.joined import Joined

Span = tuple[int, int]

_STATEMENT = re.compile(
    r"(?:^|\n)[ \t]{0,40}(?:[\w’'&,.-]+[ \t]{1,9}){0,8}?(?:statements?[ \t]{1,9}of[ \t]{1,9}(?:consolidated[ \t]{1,9})?(?:operations|income|earnings|comprehensive[ \t]{1,9}(?:income|loss)|profit[ \t]{1,9}(?:or|and)[ \t]{1,9}loss|financial[ \t]{1,9}activities|activities|loss)|"
    r"income[ \t]{1,9}statements?|profit[ \t]{1,9}(?:and|&)[ \t]{1,9}loss(?:[ \t]{1,9}account|[ \t]{1,9}statement)?|gewinn-[ \t]{1,9}und[ \t]{1,9}verlustrechnung|compte[ \t]{1,9}de[ \t]{1,9}résultat)(?![^\n]*\.{4})[^\n.;]{0,80}(?=\n)",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"(?:^|\n)[ \t]{0,40}(?:[\w’'&,.-]+[ \t]{1,9}){0,6}?(?:balance[ \t]{1,9}sheets?|statements?[ \t]{1,9}of[ \t]{1,9}(?:financial[ \t]{1,9}position|cash[ \t]{1,9}flows?|changes|stockholders|shareholders)|notes[ \t]{1,9}to[ \t]{1,9}(?:the[ \t]{1,9})?)[^\n]{0,80}(?=\n)",
    re.IGNORECASE,
)
_ROWS: Mapping[str, tuple[str, ...]] = {
    "revenue": (
        r"total[ \t]{1,9}(?:net[ \t]{1,9})?(?:revenues?|sales)(?:,?[ \t]{1,9}net)?",
        r"(?:net[ \t]{1,9})?(?:revenues?|turnover|sales)(?:,?[ \t]{1,9}net)?(?:[ \t]{1,9}from[ \t]{1,9}contracts[ \t]{1,9}with[ \t]{1,9}customers)?|umsatzerlöse|chiffre[ \t]{1,9}d[’']affaires",
    ),
    "net_result": (
        (
        r"(?:consolidated[ \t]{1,9})?net[ \t]{1,9}(?:income|loss|earnings|profit|result)(?:[ \t]{0,40}/?[ \t]{0,40}\(?(?:loss|income|profit|earnings)\)?)?|net[ \t]{1,9}\(loss\)[ \t]{0,40}/?[ \t]{0,40}(?:income|profit|earnings)|\(?(?:loss|profit)\)?[ \t]{0,40}/?[ \t]{0,40}\(?(?:(?:loss|profit)\)?[ \t]{1,9})?"
        r"(?:for|after[ \t]{1,9}tax(?:ation)?[ \t]{1,9}for)[ \t\n]{1,9}the[ \t\n]{1,9}(?:financial[ \t\n]{1,9})?(?:year|period)|jahresüberschuss|jahresfehlbetrag|résultat[ \t]{1,9}net"
        ),
    ),
}  # fmt: skip
_ROW_PATTERNS = {
    key: tuple(
        re.compile(
            rf"(?:^|\n|\t)[ \t]{{0,40}}(?P<label>(?:{one}))(?:[ \t]{{1,9}}\(?notes?\)?)?[ \t:]*(?P<numbers>(?:[ \t]{{0,40}}(?:[$€£][ \t]{{0,40}})?[(–−-]{{0,2}}[ \t]{{0,40}}(?:[$€£][ \t]{{0,40}})?\d[\d,.]*[ \t]?\)?){{1,7}})[ \t]{{0,40}}(?=\n|$)",
            re.IGNORECASE,
        )
        for one in rows
    )
    for key, rows in _ROWS.items()
}
_YEAR = re.compile(r"(?<![\w.,$€£/])(?:19|20)\d{2}(?![\w,]|\.\d)")
_IN = re.compile(
    r"\b(?:in|expressed in|amounts in|stated in)[ \t]{1,9}(?:(?:[A-Za-z.]+|[’'`]?000s?|[$€£])[ \t]{1,9}){0,3}(?:thousands|millions|billions)[^\n()]{0,60}|"
    r"(?:(?:US)?[$€£]|EUR|USD|GBP|CHF)[ \t]?[’'`]?000s?(?!\d)|\bT(?:EUR|CHF)\b|(?:US)?[$€£][ \t]?(?:m|million)\b|\bin[ \t]{1,9}(?:EUR|USD|GBP|CHF)\b",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[£€]")
_REACH = 6_000
_MOST = 40


@dataclass(frozen=True, slots=True)
class Statement:
    """Where it begins below its heading, and ends."""

    start: int
    end: int


def statements(whole: Joined) -> Iterator[Statement]:
    """Each that has a heading of its own."""
    for match in islice(_STATEMENT.finditer(whole.text), _MOST):
        end = min(match.end() + _REACH, len(whole.text))
        following = _NEXT.search(whole.text, match.end(), end)
        end = following.start() if following else end
        yield Statement(match.end(), end)


def facts(whole: Joined, year: str, currency: tuple[str, Span] | None) -> Iterator[Fact]:
    """Of the first statement that has the row; `year` is the last one of the period."""
    for key in _ROWS:
        for one in statements(whole):
            if found := _row(whole, one, key, year, currency):
                yield found
                break


def _row(whole: Joined, one: Statement, key: str, year: str, currency: tuple[str, Span] | None) -> Fact | None:
    for pattern in _ROW_PATTERNS[key]:
        match = pattern.search(whole.text, one.start, one.end)
        if match is not None:
            return _figure(whole, one, key, match, year, currency)
    return None


def _figure(
    whole: Joined, one: Statement, key: str, match: re.Match[str], year: str, currency: tuple[str, Span] | None
) -> Fact | None:
    start, end = match.start("label"), match.end("numbers")
    row = whole.text[start:end]
    held = [found for found in figures.numbers(row) if found.start >= match.end("label") - start]
    column = _column(whole.text[one.start : match.start()], held, year)
    heading = _heading(whole, one, match.start())
    if column is None or heading is None:
        return None
    times, spans = heading
    told = figures.amount(row, column, times)
    known = currency if currency and _agrees(whole, spans, currency[0]) else None
    value: dict[str, Json] = {"amount": told, "currency": known[0] if known else None}
    cited = [(start, end), *spans, *([known[1]] if known else [])]
    return whole.said(key, value, cited, 0.88)


def _column(above: str, held: list[figures.Number], year: str) -> figures.Number | None:
    """The number of a row that is for the year, by the years above; the number of a note stands before them all."""
    years = [match[0] for match in _YEAR.finditer(above)]
    for told in (held, held[1:] if held and held[0].plain else held):
        heads = years[-len(told) :] if told else []
        if (
            len(heads) == len(told) >= 1
            and heads.count(year) == 1
            and len(set(heads)) == len(heads)
            and _fits(years, heads)
        ):
            return told[heads.index(year)]
    return None


def _fits(years: list[str], heads: list[str]) -> bool:
    """Whether these are all the columns: what stands before them in the headings is no further one."""
    before = years[: -len(heads)]
    return not before or before[-1] in heads


def _heading(whole: Joined, one: Statement, until: int) -> tuple[int, list[Span]] | None:
    """What numbers are in, with where that stands; None where it is not clear."""
    low = whole.text.rfind("\n", 0, max(0, one.start - 1))
    found = [match.span() for match in _IN.finditer(whole.text, max(0, low), until)]
    told = {figures.scale(whole.text[slice(*span)]) for span in found} - {1}
    if len(told) == 1 and None not in told:
        return told.pop() or 1, [span for span in found if figures.scale(whole.text[slice(*span)]) != 1][:1]
    if told or _IN.search(whole.text):
        return None
    return 1, []


def _agrees(whole: Joined, spans: list[Span], currency: str) -> bool:
    said = {CURRENCY.read(whole.text[slice(*span)]) for span in spans} - {None}
    return not said or said == {currency}


_SAID = re.compile(
    r"\b(?:presentation(?:al)?|reporting|functional(?:[ \t]{1,9}and[ \t]{1,9}(?:presentation(?:al)?|reporting))?)[ \t\n]{1,9}currency[^\n.]{0,80}(?:\n[^\n.]{0,80})?|\b(?:presented|prepared|expressed|stated|shown|rounded)[ \t\n]{1,9}in[ \t\n]{1,9}[^\n.]{3,60}"
    r"|\b(?:all|monetary)[ \t\n]{1,9}amounts[^\n.]{0,60}",
    re.IGNORECASE,
)


def currency(whole: Joined) -> tuple[str, Span] | None:
    """The one the accounts are in, where they say so in words or with a sign that only one currency has."""
    for spans in (_matches(_IN, whole), _matches(_SAID, whole), list(_signs(whole))):
        told = [(str(code), span) for span in spans if (code := CURRENCY.read(whole.text[slice(*span)])) is not None]
        if told:
            return told[0] if len({code for code, _ in told}) == 1 else None
    return None


def _matches(pattern: re.Pattern[str], whole: Joined) -> list[Span]:
    return [match.span() for match in pattern.finditer(whole.text)]


def _signs(whole: Joined) -> Iterator[Span]:
    """Signs of currencies in the first statement; none where one is of many currencies."""
    one = next(statements(whole), None)
    if one is not None and not re.search(r"[$¥]", whole.text[one.start : one.end]):
        yield from (match.span() for match in _SIGN.finditer(whole.text, one.start, one.end))
