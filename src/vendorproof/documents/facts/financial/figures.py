"""Amounts as accounts print them: in thousands or millions as a heading says, losses in parentheses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vendorproof.documents.facts import kinds
from vendorproof.documents.facts.amounts import number
from vendorproof.documents.facts.fact import Json
from vendorproof.documents.facts.folding import folded

CURRENCY = kinds.choice(
    "currency",
    {
        "USD": r"\bu\.? ?s\.? dollars?\b|\bunited states dollars?\b|\busd\b|\bus ?\$",
        "CAD": r"\bcanadian dollars?\b|\bcad\b|\bca?\$",
        "AUD": r"\baustralian dollars?\b|\baud\b|\bau?\$",
        "NZD": r"\bnew zealand dollars?\b|\bnzd\b|\bnz\$",
        "SGD": r"\bsingapore dollars?\b|\bsgd\b|(?<!u)\bs\$",
        "HKD": r"\bhong kong dollars?\b|\bhkd\b|\bhk\$",
        "EUR": r"\beuros?\b|€|\bt?eur\b|\bk€",
        "GBP": r"£|\bgbp\b|\bpounds? sterling\b|\bsterling\b|\bbritish pounds?\b",
        "CHF": r"\bswiss francs?\b|\bt?chf\b",
        "JPY": r"\bjapanese yen\b|\bjpy\b|\byen\b",
        "INR": r"\bindian rupees?\b|\binr\b|₹",
        "SEK": r"\bswedish kron[ao]r?\b|\bt?sek\b|\bmsek\b",
        "NOK": r"\bnorwegian kroner?\b|\bt?nok\b",
        "DKK": r"\bdanish kroner?\b|\bt?dkk\b",
        "ILS": r"\bnew israeli shekels?\b|\bnis\b|\bils\b",
        "BRL": r"\bbrazilian reais\b|\bbrl\b|r\$",
        "ZAR": r"\bsouth african rand\b|\bzar\b",
    },
)
_SCALES: Sequence[tuple[int, str]] = (
    (10**3, r"\bthousands\b|[$€£]\s?[’'`]?\s?000s?\b|\b[’'`]000s?\b|\b000s\b|\bt(?:eur|chf|sek|nok|dkk)\b|\bk€|[€£$]k\b|\b(?:gbp|eur|usd|chf)\s?[’'`]?000s?\b|\btausend\b|\bmilliers\b"),
    (10**6, r"\bmillions\b|\b(?:us)?[$€£]\s?m(?:illion|n)?\b|\b(?:eur|usd|gbp|chf|sek|nok|dkk) (?:m|million|mn)\b|\bmsek\b|\bmillionen\b|\bmio\b"),
    (10**9, r"\bbillions\b"),
)  # fmt: skip
_SCALED = tuple((scale, re.compile(pattern)) for scale, pattern in _SCALES)
FIGURE = re.compile(
    r"(?<![\w.,])(?P<open>\(\s?)?(?P<minus>[-–−]\s?)?(?:[$€£]\s{0,3})?(?P<open2>\(\s?)?(?P<minus2>[-–−]\s?)?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,12}(?:\.\d{1,2})?)(?P<close>\s?\))?(?![\w%]|[.,]\d)"
)


def scale(text: str) -> int | None:
    """What a heading multiplies by: 1 where it says nothing, None where it says two things."""
    plain = folded(text)
    found = {times for times, pattern in _SCALED if pattern.search(plain)}
    if not found:
        return 1
    return found.pop() if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Number:
    """As it stands in a row; negative in parentheses or behind a minus."""

    value: float
    start: int
    end: int
    plain: bool
    """Without separators, signs or decimals: it may be the number of a note."""


def numbers(text: str) -> Iterator[Number]:
    """Of a row, in order."""
    for match in FIGURE.finditer(text):
        told = number(match["digits"])
        bracket = bool((match["open"] or match["open2"]) and match["close"])
        negative = bracket or bool(match["minus"] or match["minus2"])
        small = match["digits"].isdigit() and len(match["digits"]) <= 2 and not negative and match[0] == match["digits"]
        yield Number(-told if negative else told, match.start(), match.end(), small)


@dataclass(frozen=True, slots=True)
class Figure:
    """`{"amount": -25412000, "currency": "USD"}`: a number of one quote, times what the quotes say all numbers are in. It is
    negative in parentheses, and where its row calls it a loss alone; `currency` is null where no quote names it.
    """

    name: str = "figure"

    def follows(self, value: Json, quotes: Sequence[str]) -> bool:
        if not isinstance(value, dict) or set(value) != {"amount", "currency"}:
            return False
        times = scale("\n".join(quotes))
        told = value["amount"]
        if times is None or isinstance(told, bool) or not isinstance(told, int | float):
            return False
        if value["currency"] is not None and not CURRENCY.follows(value["currency"], quotes):
            return False
        return any(told == amount(quote, one, times) for quote in quotes for one in numbers(quote))


_LOSS = re.compile(r"\b(?:net |the )?loss(?:es)?\b|\bdeficit\b|\bverlust\b|\bjahresfehlbetrag\b|\bperte\b")
_EITHER = re.compile(r"\(loss(?:es)?\)|loss ?\)|\bincome\b|\bprofit\b|\bearnings\b|/|\bsurplus\b|\(deficit\)")


def amount(row: str, one: Number, times: int) -> int | float:
    """What a number of a row stands for."""
    told = round(one.value * times, 2)
    label = folded(row[: one.start])
    if told > 0 and _LOSS.search(label) and not _EITHER.search(label):
        told = -told
    return int(told) if told == int(told) else told
