"""Numbers and integers, and the written forms that a report may allow for them."""

import functools
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Final

from vendorproof.objects.kinds.values import BLANKS, Reader, Rule, Unreadable, listed, shown
from vendorproof.objects.spec import Field

NUMBER_FORMATS: Final = (
    "1234.56",
    "1,234.56",
    "1.234,56",
    "1 234.56",
    "1 234,56",
    "1'234.56",
    "1'234,56",
    "1234,56",
)
"""How the source writes one thousand two hundred thirty-four and 56 hundredths; the first is read without being set."""

BOUND: Final = 1e15
"""Where a field has no bounds of its own. Every integer up to here is exact as a float."""

_SHOWN_DIGITS = 40
_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_WHOLE = re.compile(r"([+-]?[0-9]{1,40})(?:\.0*)?")
_SAME_MARKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u2019": "'", "\u2212": "-"})

Parser = Callable[[str], str | None]
"""Text as the source writes it to text with `.` decimals and no thousands; None when it is not written that way."""


def number_reader(rule: Rule) -> Reader:
    """A finite float, so that 85, 85.0 and "85" are one value."""
    low, high = bounds(rule.field)
    plain = parser(rule.number_format)

    def read_number(value: object) -> float:
        kind = type(value)
        if kind is float or kind is int:
            number = value
        elif isinstance(value, str):
            number = float(value) if plain is _plain and _PLAIN.fullmatch(value) else _float(value, plain, rule)
        else:
            raise _no_number(value, rule)
        if not low <= number <= high:  # type: ignore[operator]  # kind says that it is a number
            raise out_of_range(value, number, rule.field)  # type: ignore[arg-type]
        return number + 0.0  # type: ignore[operator]  # turns -0.0 into 0.0

    return read_number


def integer_reader(rule: Rule) -> Reader:
    """A whole number; `3.0` is one, because spreadsheets write it so."""
    low, high = bounds(rule.field)
    plain = parser(rule.number_format)

    def read_integer(value: object) -> int:
        if isinstance(value, str):
            number: float = _integer(value, plain, rule)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            number = value
        else:
            raise _no_number(value, rule)
        if not low <= number <= high:
            raise out_of_range(value, number, rule.field)
        if number != int(number):
            raise _not_whole(value)
        return int(number)

    return read_integer


def bounds(field: Field) -> tuple[float, float]:
    """The least and the greatest accepted number."""
    low = -BOUND if field.minimum is None else field.minimum
    high = BOUND if field.maximum is None else field.maximum
    return low, high


def out_of_range(value: object, number: float | Fraction, field: Field) -> Unreadable:
    """Names the bound that was crossed; NaN crosses neither."""
    low, high = bounds(field)
    if number < low:
        return Unreadable(f"{shown(value)} is below {low:.15g}, the least that is accepted.")
    if number > high:
        return Unreadable(f"{shown(value)} is above {high:.15g}, the most that is accepted.")
    return Unreadable(f"{shown(value)} is not a finite number.")


@functools.lru_cache(maxsize=64)
def parser(number_format: str | None) -> Parser:
    """The reader of one written form; an unknown form is a ValueError that lists the known ones."""
    known = (number_format or NUMBER_FORMATS[0]).translate(_SAME_MARKS)
    if known not in NUMBER_FORMATS:
        forms = listed(f'"{one}"' for one in NUMBER_FORMATS)
        message = f"number_format {shown(number_format)} is not known. Write 1234.56 as the source does: {forms}."
        raise ValueError(message)
    if known == NUMBER_FORMATS[0]:
        return _plain
    thousands, decimal = known[1:-6], known[-3]
    group = re.escape(thousands)
    whole = rf"(?:[0-9]{{1,3}}(?:{group}[0-9]{{3}})+|[0-9]+)" if thousands else "[0-9]+"
    pattern = re.compile(rf"[+-]?{whole}(?:{re.escape(decimal)}[0-9]+)?")

    def parse(text: str) -> str | None:
        text = text.translate(_SAME_MARKS)
        return text.replace(thousands, "").replace(decimal, ".") if pattern.fullmatch(text) else None

    return parse


def _plain(text: str) -> str | None:
    text = text.translate(_SAME_MARKS)
    return text if _PLAIN.fullmatch(text) else None


def _float(text: str, plain: Parser, rule: Rule) -> float:
    bare = text[:-1].rstrip(BLANKS) if text.endswith("%") else text
    parsed = plain(bare)
    if parsed is None:
        raise _no_number(text, rule)
    return float(parsed)


def _integer(text: str, plain: Parser, rule: Rule) -> float:
    parsed = plain(text)
    if parsed is None:
        raise _no_number(text, rule)
    whole = _WHOLE.fullmatch(parsed)
    return int(whole[1]) if whole else float(parsed)


def _not_whole(value: object) -> Unreadable:
    return Unreadable(f"{shown(value)} is not a whole number.")


def _no_number(value: object, rule: Rule) -> Unreadable:
    if not isinstance(value, str):
        return Unreadable(f"{shown(value)} stands where a number belongs.")
    if rule.number_format:
        return Unreadable(f'{shown(value)} is not a number written like number_format "{rule.number_format}".')
    readings = _readings(value.removesuffix("%").rstrip(BLANKS) if rule.field.kind == "number" else value)
    if not readings:
        accepted = "a JSON number, or text with '.' decimals such as 85.5"
        return Unreadable(f"{shown(value)} is not a number. Accepted: {accepted}.")
    said = listed(f'{number:.15g} (number_format "{one}")' for number, one in readings.items())
    can = "can be read as" if len(readings) > 1 else "is read only through number_format: as"
    plain = listed(f"{number:.15g}" for number in readings)
    return Unreadable(f"{shown(value)} {can} {said}. Set number_format on this field, or send {plain}.")


def _readings(text: str) -> dict[float, str]:
    """Each number that the text is in some written form, with the first form that reads it so."""
    found: dict[float, str] = {}
    for one in NUMBER_FORMATS[1:]:
        parsed = parser(one)(text)
        if parsed is not None and len(parsed) <= _SHOWN_DIGITS:
            found.setdefault(float(parsed), one)
    return found
