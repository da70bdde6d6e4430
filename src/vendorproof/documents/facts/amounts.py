"""Numbers, money and spans of time as documents write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vendorproof.documents.facts.fact import Json

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = {word: number for number, word in enumerate(_SMALL)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
WORDS |= {
    f"{ten}{sign}{one}": WORDS[ten] + WORDS[one] for ten in _TENS for one in _SMALL[1:10] for sign in ("-", " ", "")
}
_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_PLAIN = r"\d{1,3}(?:[,\u00a0\u202f' ]\d{3})+(?!\d)(?:\.\d{1,2})?|\d{1,15}(?:\.\d{1,4})?"
NUMBER = re.compile(rf"(?<![\w.,]){_PLAIN}(?![\w]|[.,]\d)")
_SIGNS = {"€": "EUR", "£": "GBP", "¥": None, "$": None, "us$": "USD", "c$": "CAD", "ca$": "CAD", "a$": "AUD", "au$": "AUD", "nz$": "NZD", "s$": "SGD", "hk$": "HKD"}  # fmt: skip
_CODES = "USD|EUR|GBP|CHF|CAD|AUD|NZD|JPY|SEK|NOK|DKK|SGD|HKD|INR|CNY|BRL|ZAR|ILS|PLN|CZK|MXN"
_TIMES = {"thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9}
MONEY = re.compile(
    rf"(?<![\w$€£])(?:(?P<code>{_CODES})\s{{0,2}}(?P<also>[$€£])?|(?P<sign>(?:US|C|CA|A|AU|NZ|S|HK)?\$|€|£))\s{{0,2}}(?P<n1>{_PLAIN})"
    rf"(?:\s{{0,2}}(?P<t1>thousand|million|billion|bn|mn|[kKmM])\b)?(?:\s{{0,2}}(?P<after>{_CODES})\b)?"
    rf"|(?<![\w.,$€£])(?P<n2>{_PLAIN})(?:\s{{1,2}}(?P<t2>thousand|million|billion))?\s{{0,2}}(?:(?P<code2>{_CODES})\b|(?P<euro>€))",
)
_COUNT = (
    rf"(?:(?:an?|{'|'.join(_SMALL[1:10])})[\s-]{{1,3}}hundred(?:[\s-]{{1,3}}(?:and\s{{1,3}})?(?:{_WORD}))?|{_WORD})"
)
SPAN = re.compile(
    rf"(?<![\w.,])(?:(?P<word>{_COUNT})\s{{0,3}}\(\s{{0,2}}(?P<both>\d{{1,4}})\s{{0,2}}\)|(?P<alone>{_COUNT})"
    rf"|(?P<digits>\d{{1,4}})(?:\s{{0,2}}\(\s{{0,2}}(?P<beside>{_COUNT})\s{{0,2}}\))?)"
    r"[\s-]{0,3}(?P<kind>(?:calendar|business|working|full|consecutive)\s{1,3})?"
    r"(?P<unit>hour|day|week|month|year)(?:\(s\)|s)?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Money:
    """`currency` is None where only a `$` or `¥` stands."""

    amount: float
    currency: str | None
    start: int
    end: int

    @property
    def value(self) -> dict[str, Json]:
        """As a fact's value; a whole amount is a whole number."""
        whole = int(self.amount)
        return {"amount": whole if whole == self.amount else self.amount, "currency": self.currency}


@dataclass(frozen=True, slots=True)
class Span:
    """A span of time: `{"count": 30, "unit": "day"}`; `unit` is hour, day, business_day, week, month or year."""

    count: int
    unit: str
    start: int
    end: int

    @property
    def value(self) -> dict[str, Json]:
        """As a fact's value."""
        return {"count": self.count, "unit": self.unit}


def number(text: str) -> float:
    """Of what NUMBER matches."""
    return float(re.sub(r"[,\u00a0\u202f' ]", "", text))


def numbers(text: str) -> Iterator[float]:
    """Every number in digits."""
    return (number(match[0]) for match in NUMBER.finditer(text))


def money(text: str) -> Iterator[Money]:
    """Every amount with its currency."""
    for match in MONEY.finditer(text):
        code = match["code"] or match["after"] or match["code2"] or ("EUR" if match["euro"] else None)
        sign = (match["sign"] or "").casefold()
        times = _TIMES.get((match["t1"] or match["t2"] or "").casefold(), 1)
        amount = number(match["n1"] or match["n2"]) * times
        yield Money(amount, code or _SIGNS.get(sign), match.start(), match.end())


def _counted(words: str) -> int:
    """Of a number in words below a thousand."""
    before, hundred, after = re.sub(r"\s+", " ", words.casefold()).partition("hundred")
    if not hundred:
        return WORDS[before]
    rest = after.strip(" -").removeprefix("and ").strip()
    return 100 * WORDS.get(before.strip(" -"), 1) + (WORDS[rest] if rest else 0)


def spans(text: str) -> Iterator[Span]:
    """Every span of time; none where the word and the digits behind it differ."""
    for match in SPAN.finditer(text):
        counts = {int(match[name]) for name in ("both", "digits") if match[name]}
        counts |= {_counted(match[name]) for name in ("word", "alone", "beside") if match[name]}
        if len(counts) > 1:
            continue
        count = counts.pop()
        business = (match["kind"] or "").strip().casefold() in ("business", "working")
        unit = match["unit"].casefold()
        yield Span(count, f"business_{unit}" if business and unit == "day" else unit, match.start(), match.end())
