"""The `date_format` of a report: `DD/MM/YYYY`, `D. MMM YYYY`, `D [de] MMMM [de] YYYY`."""

import functools
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from vendorproof.objects.kinds.months import month_number
from vendorproof.objects.kinds.values import Unreadable, shown

FIRST_YEAR, LAST_YEAR = 1900, 2200
TOKENS: Final = "D, DD, M, MM, MMM, MMMM, YY, YYYY"
_LONGEST_FORMAT = 60

_PART = re.compile(r"\[([^\]]*)\]|([A-Za-z]+)|(\s+)|(.)", re.DOTALL)
_TOKENS = re.compile(r"YYYY|YY|M{1,4}|DD?")
_TIME_TOKENS = re.compile(r"[\sT]+(?:HH?|hh?):mm(?::ss)?(?:\s*[Aa])?$")
_FIELDS: Final = {"D": "day", "M": "month", "Y": "year"}
_TIME: Final = (
    r"(?:[\s,T]+(?:[01]?[0-9]|2[0-3])[:.][0-5][0-9](?:[:.][0-5][0-9](?:[.,][0-9]+)?)?(?:\s?[AaPp]\.?[Mm]\.?)?"
    r"(?:\s?(?:Z|UTC|GMT|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9]))?)?"
)


@dataclass(frozen=True, slots=True)
class DateFormat:
    """A compiled format. A time of day behind the date is accepted and dropped, whether or not the format names one."""

    written: str
    pattern: re.Pattern[str]
    digits_only: bool

    def read(self, text: str) -> date | None:
        """None when the text is not written this way; Unreadable when it is, but names no day of the calendar."""
        found = self.pattern.fullmatch(text)
        if found is None:
            return None
        month = int(found["month"]) if found["month"].isdecimal() else month_number(found["month"])
        if month is None:
            message = f'{shown(text)}: "{found["month"]}" is not the name of a month.'
            raise Unreadable(message)
        return calendar_date(text, _year(found["year"]), month, int(found["day"]), f" under date_format {self.written}")


def calendar_date(text: object, year: int, month: int, day: int, under: str = "") -> date:
    """The date, or Unreadable when there is no such day or its year is a placeholder."""
    try:
        found = date(year, month, day)
    except ValueError:
        message = f"{shown(text)} is not a day of the calendar{under} (year {year}, month {month}, day {day})."
        raise Unreadable(message) from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = (
            f"{shown(text)} lies outside the years {FIRST_YEAR} to {LAST_YEAR}. "
            "If it stands for no date, list it in null_words."
        )
        raise Unreadable(message)
    return found


def _year(digits: str) -> int:
    """Two digits as POSIX reads them: 69 to 99 are of the twentieth century."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= 69 else 2000)


@functools.lru_cache(maxsize=256)
def date_format(written: str) -> DateFormat:
    """Compiles a format; ValueError with a sentence for a person when it is none."""
    if len(written) > _LONGEST_FORMAT:
        message = f"date_format is longer than {_LONGEST_FORMAT} characters."
        raise ValueError(message)
    if "%" in written:
        message = f"date_format {shown(written)}: write DD/MM/YYYY rather than %d/%m/%Y. Known: {TOKENS}."
        raise ValueError(message)
    seen: list[str] = []
    parts = [_part(found, seen, written) for found in _PART.finditer(_TIME_TOKENS.sub("", written))]
    if sorted(seen) != ["day", "month", "year"]:
        message = f"date_format {shown(written)} must name day, month and year once each. Known: {TOKENS}."
        raise ValueError(message)
    pattern = "".join(parts)
    digits_only = re.fullmatch("[DMY]+", written) is not None
    return DateFormat(written, re.compile(pattern + _TIME, re.IGNORECASE), digits_only)


def _part(found: re.Match[str], seen: list[str], written: str) -> str:
    quoted, word, blanks, other = found.groups()
    if quoted is not None:
        return re.escape(quoted)
    if blanks:
        return r"\s+"
    if other:
        return re.escape(other)
    alone = _TOKENS.fullmatch(word) is not None
    return "".join(_token(one, seen, alone=alone) for one in _split(word, written))


def _split(word: str, written: str) -> list[str]:
    tokens = _TOKENS.findall(word)
    if "".join(tokens) != word:
        upper = word.upper()
        capitals = "".join(_TOKENS.findall(upper)) == upper
        hint = f"Write {upper} in capitals." if capitals else "Put plain letters in [brackets]."
        message = f"date_format {shown(written)}: {shown(word)} is not known; known are {TOKENS}. {hint}"
        raise ValueError(message)
    return tokens


def _token(token: str, seen: list[str], *, alone: bool) -> str:
    name = _FIELDS[token[0]]
    seen.append(name)
    if token in {"MMM", "MMMM"}:
        digits = r"[^\W\d_]+\.?"
    elif token[0] == "Y":
        digits = f"[0-9]{{{len(token)}}}"
    else:
        digits = "[0-9]{1,2}" if alone else "[0-9]{2}"
    return f"(?P<{name}>{digits})" if seen.count(name) == 1 else ""
