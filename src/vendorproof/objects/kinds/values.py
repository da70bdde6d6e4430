"""What every kind shares: the rule a value is read under, the two outcomes beside a value, and how values are shown."""

import dataclasses
import difflib
import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Final

from vendorproof.objects.spec import Field

BLANKS: Final = (
    " \t\n\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f"
    "\u205f\u3000\u180e\u200b\u200e\u200f\u2060\u2800\u3164\ufeff"
)
"""What is trimmed from both ends: Unicode white space, and characters that show nothing (zero width space, byte order
mark, direction marks, blank Braille and Hangul). Other control characters are no blanks: they are refused."""

SHOWN_CHARACTERS = 60
_SHOWN_WORDS = 20
_FEW_WORDS = 40
_EXACT_INTEGER_BITS = 1024
"""Longer integers are never turned into text: Python refuses above 4300 digits, and no field takes them."""

_BLANK_RUN: Final = re.compile(f"[{BLANKS}]+")


class Blank(Enum):
    """Its only member says that there is no value: null, "", only blanks, or one of the report's `null_words`."""

    BLANK = "blank"


BLANK: Final = Blank.BLANK


class Digits(str):
    """A JSON number as its literal digits (`1.0`, `1e3`, twenty digits), for targets that keep them."""

    __slots__ = ()


class Unreadable(ValueError):
    """A value that is refused. `reason` is a sentence for the person who runs the source system."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """How one target is read in one report.

    `words`: the allowed words of a choice, status, select or multiselect as they are stored, else the field's own.
    `value_map`: the source's words to ours, a JSON null meaning blank. `x_or_blank`: a flag column of crosses, where
    `x` is true and blank is false.
    """

    field: Field
    words: tuple[str, ...] = ()
    value_map: Mapping[str, object] = dataclasses.field(default_factory=dict)
    date_format: str | None = None
    number_format: str | None = None
    separator: str | None = None
    null_words: frozenset[str] = frozenset()
    x_or_blank: bool = False

    @property
    def allowed(self) -> tuple[str, ...]:
        """The words that may be stored."""
        return self.words or self.field.words


Reader = Callable[[object], object]
"""Takes any decoded value but null, text already trimmed and not blank; raises Unreadable."""


def literal(value: object) -> str | None:
    """The text a scalar stands for when it is compared with words (`true`, `1`, `2.5`), None for anything else.

    A float without a fraction counts as its integer, because spreadsheets know no integers.
    """
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if value.bit_length() <= _EXACT_INTEGER_BITS else None
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    return None


def fold(text: str) -> str:
    """The form in which the keys of a `value_map` and `null_words` are compared: without case and blanks."""
    if text.isascii():
        return "".join(text.split()).casefold()
    return _BLANK_RUN.sub("", unicodedata.normalize("NFC", text)).casefold()


def visible(text: str) -> str:
    """The text with everything that cannot be seen written as an escape."""
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in text)


_NAMES: Final[Mapping[type, str]] = {
    type(None): "null",
    dict: "an object",
    list: "a list",
    int: "a number of several hundred digits",
}


def shown(value: object) -> str:
    """A value as a message quotes it: short, and safe to print."""
    if isinstance(value, str):
        return _cut(value) if isinstance(value, Digits) else f'"{_cut(value)}"'
    text = repr(value) if isinstance(value, float) else literal(value)
    return _cut(text) if text is not None else _NAMES.get(type(value), type(value).__name__)


def _cut(text: str) -> str:
    safe = visible(text[: SHOWN_CHARACTERS + 1])
    return safe if len(safe) <= SHOWN_CHARACTERS else safe[: SHOWN_CHARACTERS - 1] + "…"


def listed(words: Iterable[str], conjunction: str = "or") -> str:
    """`a, b or c`; long lists end in a count."""
    every = list(words)
    if len(every) > _SHOWN_WORDS:
        return ", ".join(every[:_SHOWN_WORDS]) + f" and {len(every) - _SHOWN_WORDS} more"
    if len(every) <= 1:
        return "".join(every)
    return ", ".join(every[:-1]) + f" {conjunction} {every[-1]}"


@functools.lru_cache(maxsize=2048)
def nearest(text: str, words: tuple[str, ...]) -> str | None:
    """The word that `text` was probably meant to be; kept, because a refused word comes back in every record.

    Among many words only those with the same first letter are looked at: each comparison costs ten microseconds.
    """
    wanted = fold(text[:SHOWN_CHARACTERS])
    by_fold = {fold(one): one for one in words}
    if len(by_fold) > _FEW_WORDS:
        near = [one for one in by_fold if one[:1] == wanted[:1]][:_FEW_WORDS]
        by_fold = {one: by_fold[one] for one in near}
    found = difflib.get_close_matches(wanted, by_fold, n=1)
    return by_fold[found[0]] if found else None
