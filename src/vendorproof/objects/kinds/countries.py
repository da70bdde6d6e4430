"""Countries by ISO 3166-1 code or English name."""

import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

import pycountry

from vendorproof.objects.kinds.values import Reader, Rule, Unreadable, listed, nearest, shown

_OTHER_NAMES: Final = {
    "UK": "GB",
    "Great Britain": "GB",
    "Britain": "GB",
    "England": "GB",
    "Scotland": "GB",
    "Wales": "GB",
    "Northern Ireland": "GB",
    "USA": "US",
    "U.S.": "US",
    "UAE": "AE",
    "Russia": "RU",
    "Turkey": "TR",
    "Holland": "NL",
    "The Netherlands": "NL",
    "Czech Republic": "CZ",
    "Ivory Coast": "CI",
    "Cape Verde": "CV",
    "Swaziland": "SZ",
    "Macedonia": "MK",
    "Burma": "MM",
    "Brunei": "BN",
    "East Timor": "TL",
    "Vatican": "VA",
    "Vatican City": "VA",
    "Holy See": "VA",
    "Palestine": "PS",
    "Micronesia": "FM",
    "Macau": "MO",
    "Hong Kong SAR": "HK",
    "Republic of Ireland": "IE",
    "Eire": "IE",
    "Republic of Korea": "KR",
    "DR Congo": "CD",
    "Democratic Republic of the Congo": "CD",
    "Congo-Kinshasa": "CD",
    "Congo-Brazzaville": "CG",
    "Falkland Islands": "FK",
    "Cocos Islands": "CC",
    "US Virgin Islands": "VI",
    "Sint Maarten": "SX",
    "St. Kitts and Nevis": "KN",
    "St. Lucia": "LC",
    "St. Vincent and the Grenadines": "VC",
    "Bosnia": "BA",
    "The Bahamas": "BS",
    "The Gambia": "GM",
    "The Philippines": "PH",
}
"""Names in common use that ISO 3166 does not give; keys that ISO gives as well are harmless."""

_TWO_READINGS: Final = {
    "Congo": ("CD", "CG"),
    "Korea": ("KP", "KR"),
    "Virgin Islands": ("VG", "VI"),
    "Saint Martin": ("MF", "SX"),
    "St. Martin": ("MF", "SX"),
}

_SEND = "Send its ISO 3166 code, like IE, or its English name."
_NOT_LETTERS = re.compile(r"[\W_]+")


def country_reader(_rule: Rule) -> Reader:
    """The alpha-2 code of a country given as alpha-2, alpha-3 or English name."""

    def read_country(value: object) -> str:
        if not isinstance(value, str):
            message = f"{shown(value)} stands where a country belongs. {_SEND}"
            raise Unreadable(message)
        found = _codes().get(_bare(value), ())
        if len(found) == 1:
            return found[0]
        if found:
            named = listed(f"{_name(code)} ({code})" for code in found)
            message = f"{shown(value)} can be read as {named}. Send the code."
            raise Unreadable(message)
        close = nearest(value, _names())
        hint = f' The nearest is "{close}".' if close else ""
        message = f"{shown(value)} is not a country. {_SEND}{hint}"
        raise Unreadable(message)

    return read_country


def is_alpha_2(code: str) -> bool:
    """Whether ISO 3166-1 assigns the two letters."""
    return _codes().get(_bare(code)) == (code,)


def _name(code: str) -> str:
    country = pycountry.countries.get(alpha_2=code)
    return country.name if country else code


def _bare(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(one for one in decomposed if not unicodedata.combining(one))
    return _NOT_LETTERS.sub("", letters.replace("&", "and"))


def _iso_names() -> Iterator[tuple[str, str]]:
    for country in pycountry.countries:
        for attribute in ("alpha_2", "alpha_3", "name", "official_name", "common_name"):
            name = getattr(country, attribute, None)
            if name:
                yield name, country.alpha_2


@functools.cache
def _names() -> tuple[str, ...]:
    codes = 3
    return tuple(sorted({name for name, _ in (*_iso_names(), *_OTHER_NAMES.items()) if len(name) > codes}))


@functools.cache
def _codes() -> dict[str, tuple[str, ...]]:
    """Read from the package on first use."""
    found = {_bare(name): (code,) for name, code in (*_OTHER_NAMES.items(), *_iso_names())}
    return found | {_bare(name): codes for name, codes in _TWO_READINGS.items()}
