"""What the values of one column look like, judged from a sample."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from vendorproof.objects import Field, kinds
from vendorproof.objects.kinds.countries import country_reader
from vendorproof.objects.kinds.months import month_number

LONGEST_LOOKED_AT = 2000

_DATE = re.compile(
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2}))(?:[T ,]+\d{1,2}:\d{2}.*)?", re.DOTALL
)
_NAMED_DATE = re.compile(r"(?:\d{1,2}[-. /]*([^\W\d_]{3,})|([^\W\d_]{3,})\.? +\d{1,2},?)[-. ,/]*\d{2,4}")
_NUMBER = re.compile(r"[+-]?\d[\d.,' ]*%?")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?\s*%?")
_URL = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,24}(?::\d+)?(?:/\S*)?", re.IGNORECASE)


def _each(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FLAGS: Final = _each("true false yes no y n x ja nein si oui non sim nao ya tidak vrai faux wahr falsch")
_LEVELS: Final = _each(
    "critical high medium moderate low none minimal severe major minor veryhigh verylow mediumhigh elevated significant "
    "kritisch hoch mittel niedrig gering sehrhoch critico alto medio bajo critique eleve moyen faible alta media baixo baixa "
    "baja bassa basso tinggi sedang rendah kritis red amber green yellow"
)
_STATUS_WORDS: Final = _each(
    "active inactive pending approved rejected suspended blocked blacklist blacklisted open closed new draft onboarding "
    "offboarding offboarded intake live retired planned production maintenance deprecated operational inprogress inreview "
    "underreview complete completed cancelled canceled failed passed expired terminated archived prospect invited registered "
    "qualified conditional onhold enabled disabled current former aktiv inaktiv gesperrt offen activo inactivo aktif nonaktif "
    "actif inactif attivo sospeso ativo inativo"
)
_HOSTING: Final = _each(
    "saas paas iaas onprem onpremise onpremises hybrid cloud managedservice selfhosted privatecloud publiccloud other"
)


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares are of the values that are not blank; `count` is how many those are, `rows` how many were looked at."""

    rows: int
    texts: tuple[str, ...]

    @property
    def count(self) -> int:
        """Values that are not blank."""
        return len(self.texts)

    @property
    def filled(self) -> float:
        """The share of rows with a value."""
        return self.count / self.rows if self.rows else 0.0

    @property
    def distinct(self) -> float:
        """Different values over values; 1.0 where every one is its own."""
        return len(set(self.texts)) / self.count if self.count else 0.0

    @property
    def constant(self) -> bool:
        """Whether many rows all say the same."""
        return self.count >= 5 and len(set(self.texts)) == 1

    def share(self, looks_so: Callable[[str], bool]) -> float:
        """The share of values that a question is answered yes for."""
        return sum(map(looks_so, self.texts)) / self.count if self.count else 0.0

    def every(self, looks_so: Callable[[str], bool]) -> bool:
        """Whether there are values and all of them look so."""
        return self.count > 0 and all(map(looks_so, self.texts))


def profile(values: Sequence[object]) -> Profile:
    """Lists and objects count as text that holds none of what is looked for."""
    texts = []
    for value in values:
        if value is None:
            continue
        text = str(value).lower() if isinstance(value, bool) else str(value)
        text = text[:LONGEST_LOOKED_AT].strip(kinds.BLANKS)
        if text and text.casefold() not in {"n/a", "na", "-", "#n/a", "null", "nan"}:
            texts.append(text)
    return Profile(len(values), tuple(texts))


def is_date(text: str) -> bool:
    """A day, in any of the usual forms."""
    if _DATE.fullmatch(text):
        return True
    named = _NAMED_DATE.fullmatch(text)
    return named is not None and month_number(named[1] or named[2]) is not None


def is_number(text: str) -> bool:
    """Digits, with separators or a percent sign."""
    return _NUMBER.fullmatch(text) is not None and not is_date(text)


def is_whole(text: str) -> bool:
    """A whole number that is not negative."""
    return text.isdecimal() or (text.endswith(".0") and text[:-2].isdecimal())


def in_percent_range(text: str) -> bool:
    """A number from 0 to 100."""
    if not _PLAIN_NUMBER.fullmatch(text):
        return False
    return 0 <= float(text.rstrip("% ").replace(",", ".")) <= 100


def is_email(text: str) -> bool:
    """One address."""
    return "@" in text and _reads(_EMAIL, text)


def is_url(text: str) -> bool:
    """A web address or a bare domain, or several of them."""
    return all(_URL.fullmatch(one) is not None for one in re.split(r"[\s;,|]+", text) if one)


def is_flag(text: str) -> bool:
    """Yes or no in some language."""
    return text.casefold() in _FLAGS


def is_country(text: str) -> bool:
    """A country by code or English name."""
    return _reads(_COUNTRY, text)


def is_level(text: str) -> bool:
    """High, medium, low and their like."""
    return kinds.fold(text.replace("-", "").replace("_", "")) in _LEVELS


def is_status_word(text: str) -> bool:
    """A word that systems say of a state."""
    return kinds.fold(text.replace("-", "").replace("_", "")) in _STATUS_WORDS


def is_hosting_word(text: str) -> bool:
    """SaaS, on premises and their like."""
    return kinds.fold(text.replace("-", "").replace("_", "")) in _HOSTING


def is_label(text: str) -> bool:
    """An identifier rather than a name: one word that holds a digit or a mark, or a number."""
    return len(text) <= 64 and " " not in text and any(one.isdigit() for one in text)


def is_prose(text: str) -> bool:
    """Several words."""
    return text.count(" ") >= 2 and len(text) > 14


def is_structure(text: str) -> bool:
    """JSON or the like inside a cell."""
    return text[:1] in "{[" and text[-1:] in "}]"


def reads_as(field: Field) -> Callable[[str], bool]:
    """Whether a field takes the value as it stands."""
    read = kinds.reader(kinds.Rule(field))
    return lambda text: _reads(read, text)


def _reads(read: kinds.Reader, text: str) -> bool:
    try:
        read(text)
    except kinds.Unreadable:
        return False
    return True


_EMAIL = kinds.reader(kinds.Rule(Field("", "", "email", max_length=254)))
_COUNTRY = country_reader(kinds.Rule(Field("", "", "country")))
