"""Identifiers of legal entities: separators are taken out, check digits verified where there are any."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from stdnum import lei
from stdnum.ch import uid
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError
from stdnum.gb import vat as gb_vat
from stdnum.no import mva

from vendorproof.objects.kinds.countries import is_alpha_2
from vendorproof.objects.kinds.values import BLANKS, Reader, Rule, Unreadable, literal, shown

_SEPARATORS = re.compile(f"[-./,{BLANKS}]+")
_DUNS = re.compile(r"[0-9]{9}")
_LEI_LENGTH = 20
_DUNS_LENGTH = 9
_VAT = re.compile(r"([A-Z]{2})([A-Z0-9+*]{2,30})")
_ALPHANUMERIC = re.compile(r"[A-Z0-9]+")
_CH_SUFFIX = re.compile(r"(?:MWST|TVA|IVA|TPV)$")


def lei_reader(_rule: Rule) -> Reader:
    """An ISO 17442 legal entity identifier: 18 letters and digits, 2 check digits."""

    def read_lei(value: object) -> str:
        text = _compact(value, "an LEI")
        if len(text) != _LEI_LENGTH or not _ALPHANUMERIC.fullmatch(text):
            message = f"{shown(value)} is not an LEI: an LEI has 20 letters and digits, this has {len(text)}."
            raise Unreadable(message)
        try:
            return lei.validate(text)
        except ValidationError:
            message = f"{shown(value)} is not an LEI: its check digits do not fit, so a character is wrong."
            raise Unreadable(message) from None

    return read_lei


def duns_reader(_rule: Rule) -> Reader:
    """Nine digits; the number has had no check digit since 2006."""

    def read_duns(value: object) -> str:
        text = _compact(value, "a D-U-N-S number")
        if _DUNS.fullmatch(text):
            return text
        lost = text.isdecimal() and len(text) < _DUNS_LENGTH
        hint = " Leading zeros may have been lost: send it as text." if lost else ""
        message = f"{shown(value)} is not a D-U-N-S number: it has 9 digits.{hint}"
        raise Unreadable(message)

    return read_duns


def vat_reader(_rule: Rule) -> Reader:
    """A VAT number with its country's prefix.

    Checked in full for the EU, Northern Ireland, the United Kingdom, Switzerland and Norway; by form for other
    countries, whose numbers carry no prefix of their own.
    """

    def read_vat(value: object) -> str:
        text = _compact(value, "a VAT number")
        parts = _VAT.fullmatch(text)
        if not parts or not (parts[1] in _CHECKED or is_alpha_2(parts[1])):
            message = f"{shown(value)} is not a VAT number: it starts with its country's letters, like DE136695976."
            raise Unreadable(message)
        check = _CHECKED.get(parts[1])
        try:
            return check(text) if check else text
        except InvalidChecksum:
            why = "its check digits do not fit, so a character is wrong"
        except InvalidLength:
            why = "it has too many or too few characters for its country"
        except ValidationError:
            why = "it is not written as its country writes them"
        message = f"{shown(value)} is not a VAT number: {why}."
        raise Unreadable(message)

    return read_vat


def _compact(value: object, name: str) -> str:
    text = None if isinstance(value, (bool, float)) else literal(value)
    if text is None:
        message = f"{shown(value)} stands where {name} belongs. Send it as text."
        raise Unreadable(message)
    return _SEPARATORS.sub("", text).upper()


def _greek(text: str) -> str:
    return "EL" + eu_vat.validate(f"EL{text[2:]}")[2:]


def _swiss(text: str) -> str:
    return uid.validate(_CH_SUFFIX.sub("", text))


def _british(text: str) -> str:
    return "GB" + gb_vat.validate(text)


def _norwegian(text: str) -> str:
    return "NO" + mva.validate(text if text.endswith("MVA") else f"{text}MVA").removeprefix("NO")


_CHECKED: Final[Mapping[str, Callable[[str], str]]] = {
    **{one.upper(): eu_vat.validate for one in sorted(eu_vat.MEMBER_STATES)},
    "EU": eu_vat.validate,
    "GR": _greek,
    "EL": _greek,
    "GB": _british,
    "CH": _swiss,
    "NO": _norwegian,
}
