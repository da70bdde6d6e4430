"""Month names and their abbreviations in the languages that source systems write."""

import unicodedata
from typing import Final

_NAMES = (
    # English
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "jan feb mar apr may jun jul aug sept oct nov dec",
    # German, and its Austrian January
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feber mrz apr mai jun jul aug sep okt nov dez",
    "jän feb maerz apr mai jun jul aug sept okt nov dez",
    # French
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr mars avr mai juin juil août sept oct nov déc",
    "jan fév mar avr mai juin juil aou sep oct nov dec",
    # Spanish
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene feb mar abr may jun jul ago set oct nov dic",
    # Italian
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "gen feb mar apr mag giu lug ago set ott nov dic",
    # Dutch
    "januari februari maart april mei juni juli augustus september oktober november december",
    "jan feb mrt apr mei jun jul aug sep okt nov dec",
    # Portuguese
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "jan fev mar abr mai jun jul ago set out nov dez",
)

ENGLISH: Final = tuple(name.title() for name in _NAMES[0].split())


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name, long or short, with or without accents and a closing dot."""
    return _NUMBERS.get(_bare(word))


def _bare(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.casefold().rstrip("."))
    return "".join(one for one in decomposed if not unicodedata.combining(one))


_NUMBERS: Final = {_bare(name): number for names in _NAMES for number, name in enumerate(names.split(), start=1)}
