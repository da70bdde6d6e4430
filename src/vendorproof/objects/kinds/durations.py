"""Durations in whole months."""

import functools
import re
from fractions import Fraction
from typing import Final

from vendorproof.objects.kinds.numbers import bounds, out_of_range
from vendorproof.objects.kinds.values import Reader, Rule, Unreadable, shown

ACCEPTED: Final = '12, "12 months", "2 years", "1 year 6 months", P1Y, P18M'

_MONTHS = (
    "m",
    "mo",
    "mos",
    "mon",
    "mth",
    "mths",
    "month",
    "months",
    "monat",
    "monate",
    "monaten",
    "mois",
    "mes",
    "meses",
    "mês",
    "mese",
    "mesi",
    "maand",
    "maanden",
)
_YEARS = (
    "y",
    "yr",
    "yrs",
    "year",
    "years",
    "jahr",
    "jahre",
    "jahren",
    "an",
    "ans",
    "année",
    "années",
    "año",
    "años",
    "anno",
    "anni",
    "jaar",
    "jaren",
    "ano",
    "anos",
)
_NOT_MONTHS = (
    "d",
    "day",
    "days",
    "tag",
    "tage",
    "tagen",
    "jour",
    "jours",
    "día",
    "días",
    "dia",
    "dias",
    "giorno",
    "giorni",
    "dag",
    "dagen",
    "w",
    "wk",
    "wks",
    "week",
    "weeks",
    "woche",
    "wochen",
    "semaine",
    "semaines",
    "semana",
    "semanas",
    "settimana",
    "settimane",
    "weken",
    "h",
    "hour",
    "hours",
    "min",
    "minute",
    "minutes",
)
_IN_MONTHS: Final = {**dict.fromkeys(_MONTHS, 1), **dict.fromkeys(_YEARS, 12)}

_NUMBER = re.compile(r"([0-9]{1,6})(?:\.([0-9]{1,6}))?")
_PART = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)\s*([^\W\d_]+)\.?")
_JOIN = re.compile(r"\s*(?:,|&|\+|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b)?\s*")
_ISO = re.compile(r"P(?=[0-9T])(?:([0-9]{1,6}(?:[.,][0-9]{1,6})?)Y)?(?:([0-9]{1,6})M)?(.*)", re.IGNORECASE)


def duration_reader(rule: Rule) -> Reader:
    """Whole months. Days and weeks are refused, because no number of them is a number of months."""
    low, high = bounds(rule.field)

    def read_duration(value: object) -> int:
        months = _months(value)
        if not low <= months <= high:
            raise out_of_range(value, months, rule.field)
        if months != int(months):
            message = f"{shown(value)} is not a whole number of months. Accepted: {ACCEPTED}."
            raise Unreadable(message)
        return int(months)

    return read_duration


def _months(value: object) -> Fraction | float:
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    message = f"{shown(value)} stands where a duration belongs. Accepted: {ACCEPTED}."
    raise Unreadable(message)


@functools.lru_cache(maxsize=1024)
def _from_text(text: str) -> Fraction | int:
    months = _parsed(text)
    return months.numerator if months.denominator == 1 else months


def _parsed(text: str) -> Fraction:
    if _NUMBER.fullmatch(text):
        return Fraction(text)
    if iso := _ISO.fullmatch(text):
        if iso[3]:
            raise _not_months(text)
        years, months = iso[1] or "0", iso[2] or "0"
        return Fraction(years.replace(",", ".")) * 12 + Fraction(months)
    return _from_words(text)


def _from_words(text: str) -> Fraction:
    total, at = Fraction(0), 0
    lowered = text.casefold()
    while part := _PART.match(lowered, at):
        unit = part[2]
        if unit in _NOT_MONTHS:
            raise _not_months(text)
        if unit not in _IN_MONTHS:
            break
        total += Fraction(part[1]) * _IN_MONTHS[unit]
        at = part.end()
        if at == len(lowered):
            return total
        joined = _JOIN.match(lowered, at)
        at = joined.end() if joined else at
    message = f"{shown(text)} is not a duration. Accepted: {ACCEPTED}."
    raise Unreadable(message)


def _not_months(text: str) -> Unreadable:
    return Unreadable(
        f"{shown(text)} is not whole months: days, weeks and hours cannot be turned into months. Accepted: {ACCEPTED}.",
    )
