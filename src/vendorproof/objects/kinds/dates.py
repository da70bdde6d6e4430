"""Calendar dates: ISO 8601, epoch seconds, and whatever the report's `date_format` says."""

import re
from datetime import date, timedelta
from typing import Final

from vendorproof.objects.kinds.date_formats import FIRST_YEAR, LAST_YEAR, DateFormat, calendar_date, date_format
from vendorproof.objects.kinds.months import ENGLISH
from vendorproof.objects.kinds.values import Digits, Reader, Rule, Unreadable, listed, literal, shown

ISO_LENGTH = 10
LEAST_EPOCH: Final = 100_000_000
"""Nearer to 1970, a number may as well be a year, an Excel day or YYYYMMDD; none of them is guessed."""

_FIRST, _LAST = str(FIRST_YEAR), str(LAST_YEAR)
_DAY = timedelta(days=1)
_EPOCH = date(1970, 1, 1)
_EXCEL_EPOCH = date(1899, 12, 30)
_FIRST_SECOND = (date(FIRST_YEAR, 1, 1) - _EPOCH) // _DAY * 86_400
_LAST_SECOND = ((date(LAST_YEAR, 12, 31) - _EPOCH) // _DAY + 1) * 86_400 - 1
_EXCEL_DAYS = range(20_000, 110_000)

_ISO = re.compile(
    r"([0-9]{4})(-?)([0-9]{2})\2([0-9]{2})"
    r"(?:[Tt ](?:[01][0-9]|2[0-3]):?[0-5][0-9](?::?(?:[0-5][0-9]|60)(?:[.,][0-9]{1,12})?)?"
    r" ?(?:[Zz]|[+-](?:[01][0-9]|2[0-3])(?::?[0-5][0-9])?)?)?",
)
_EPOCH_TEXT = re.compile(r"-?[1-9][0-9]{8,9}")

_FORMATS: Final = tuple(
    [
        f"{one}{mark}{two}{mark}{three}"
        for mark in "/.-"
        for one, two, three in (
            ("DD", "MM", "YYYY"),
            ("MM", "DD", "YYYY"),
            ("YYYY", "MM", "DD"),
            ("DD", "MM", "YY"),
            ("MM", "DD", "YY"),
            ("YY", "MM", "DD"),
        )
    ]
    + ["D MMM YYYY", "D. MMM YYYY", "D-MMM-YYYY", "D/MMM/YYYY", "D.MMM.YYYY", "MMM D, YYYY", "MMM D YYYY", "YYYY MMM D"]
    + ["D MMM YY", "D-MMM-YY", "D [de] MMMM [de] YYYY", "DDMMYYYY", "MMDDYYYY", "YYYYMMDD", "D MM YYYY", "YYYY MM D"]
)
"""What a refused text is tried against, to say which format would read it."""


def date_reader(rule: Rule) -> Reader:
    """YYYY-MM-DD. A date-time gives its own calendar date, whatever its offset; epoch seconds give the date in UTC."""
    own = date_format(rule.date_format) if rule.date_format else None

    def read_date(value: object) -> str:
        if type(value) is not str:
            return _from_number(value, own)
        if own is not None:
            found = own.read(value)
            if found is not None:
                return found.isoformat()
        elif len(value) == ISO_LENGTH and value[4] == "-" == value[7] and _FIRST <= value[:4] <= _LAST:
            try:
                date.fromisoformat(value)
            except ValueError:
                pass
            else:
                return value
        return _from_text(value, own)

    return read_date


def _from_text(text: str, own: DateFormat | None) -> str:
    iso = _ISO.fullmatch(text)
    if iso and (iso[2] or _is_date(iso)):
        return calendar_date(text, int(iso[1]), int(iso[3]), int(iso[4])).isoformat()
    if _EPOCH_TEXT.fullmatch(text):
        return _from_epoch(text, int(text))
    raise _explained(text, own)


def _from_number(value: object, own: DateFormat | None) -> str:
    if isinstance(value, Digits):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        message = f"{shown(value)} stands where a date belongs. Send YYYY-MM-DD."
        raise Unreadable(message)
    if own is not None and own.digits_only:
        found = own.read(literal(value) or "")
        if found is not None:
            return found.isoformat()
    return _from_epoch(value, value)


def _from_epoch(value: object, seconds: float) -> str:
    if not _FIRST_SECOND <= seconds <= _LAST_SECOND:
        thousands = _FIRST_SECOND * 1000 <= seconds <= _LAST_SECOND * 1000
        hint = " It looks like milliseconds; send seconds." if thousands else ""
        message = f"{shown(value)} as epoch seconds lies outside the years {FIRST_YEAR} to {LAST_YEAR}.{hint}"
        raise Unreadable(message)
    if abs(seconds) < LEAST_EPOCH:
        raise _small_number(value, seconds)
    return (_EPOCH + seconds // 86_400 * _DAY).isoformat()


def _small_number(value: object, seconds: float) -> Unreadable:
    readings = [f"epoch seconds ({(_EPOCH + seconds // 86_400 * _DAY).isoformat()})"]
    if seconds in range(FIRST_YEAR, LAST_YEAR + 1):
        readings.append(f"the year {seconds:.0f}")
    if int(seconds) in _EXCEL_DAYS:
        readings.append(f"an Excel day number ({(_EXCEL_EPOCH + int(seconds) * _DAY).isoformat()})")
    iso = _ISO.fullmatch(f"{seconds:.0f}")
    if iso and _is_date(iso):
        readings.append(f"YYYYMMDD ({iso[1]}-{iso[3]}-{iso[4]})")
    if len(readings) == 1:
        return Unreadable(f"{shown(value)} is too near to 1970 to be taken as {readings[0]}. Send YYYY-MM-DD.")
    return Unreadable(f"{shown(value)} can be read as {listed(readings)}. Send the date as text, YYYY-MM-DD.")


def _is_date(iso: re.Match[str]) -> bool:
    try:
        calendar_date("", int(iso[1]), int(iso[3]), int(iso[4]))
    except Unreadable:
        return False
    return True


def _explained(text: str, own: DateFormat | None) -> Unreadable:
    if own is not None:
        return Unreadable(f"{shown(text)} is written neither as date_format {own.written} nor as YYYY-MM-DD.")
    found, refused = _readings(text)
    if not found:
        why = refused or f"{shown(text)} is not a date."
        return Unreadable(f"{why} Send YYYY-MM-DD, or set date_format on this field.")
    formats = listed(found.values())
    if len(found) == 1:
        (only,) = found
        return Unreadable(
            f"{shown(text)} is read only where date_format says how (as {_spoken(only)} with {formats}). "
            f"Set date_format on this field, or send {only.isoformat()}.",
        )
    return Unreadable(
        f"{shown(text)} can be read as {listed(_spoken(one) for one in found)}. "
        f"Set date_format on this field ({formats}), or send {listed(one.isoformat() for one in found)}.",
    )


def _readings(text: str) -> tuple[dict[date, str], str | None]:
    """Each date that the text is in some format, with the first format that reads it so; else the first refusal."""
    found: dict[date, str] = {}
    refused: str | None = None
    for written in _FORMATS:
        try:
            one = date_format(written).read(text)
        except Unreadable as error:
            refused = refused or error.reason
            continue
        if one is not None:
            found.setdefault(one, written)
    return found, refused


def _spoken(one: date) -> str:
    return f"{one.day} {ENGLISH[one.month - 1]} {one.year}"
