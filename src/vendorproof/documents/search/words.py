"""What a word is, for every language and both databases: letters and digits, without case, accents or ligatures.

`ISO/IEC 27001:2022` is four words and `résumé` is `resume`. Writing that sets no blanks between words (Chinese, Japanese, Thai …)
is taken sign by sign, so that a search for several of them is one for the signs side by side.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from sys import intern
from typing import NamedTuple

LONGEST = 64
"""Characters of a word; what goes on longer, such as a key in hex, is several words."""

_LONGEST_FOLDED = 128
_WITHOUT_BLANKS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_SCRIPTS_BEYOND = "\U00010000-\U0001bfff\U0001d400-\U0001d7ff\U0001e000-\U0001efff"
"""Whole blocks, because the engine asks one by one for what lies beyond the first 65,536; `fold` drops what is no letter."""

_OTHER_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
"""Letters that Unicode does not take apart, but people who lack them on the keyboard do."""

_ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1-\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
"""Marks that are left out where people write in a hurry; the vowel signs of Indian scripts are not among them."""


class Word(NamedTuple):
    """A word and where it stands in the text as it was written."""

    word: str
    start: int
    end: int


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    return [folded for found in _pattern().findall(text) if (folded := fold(found))]


def placed(text: str, start: int = 0) -> Iterator[Word]:
    """The same with their places, from `start` on."""
    for found in _pattern().finditer(text, start):
        folded = fold(found.group())
        if folded:
            yield Word(folded, found.start(), found.end())


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """A word as it is compared; empty if nothing remains of it."""
    if word.isascii() and word.isalnum():
        return intern(word.lower())
    apart = unicodedata.normalize("NFKD", word).casefold()
    bare = unicodedata.normalize("NFKC", _ACCENTS.sub("", apart).translate(_OTHER_LETTERS))
    return "".join(one for one in bare if _belongs(one))[:_LONGEST_FOLDED]


def _belongs(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """A sign, or a run of letters, digits and marks; across a line's end if it was divided there with a hyphen."""
    sign = re.compile(f"[{_WITHOUT_BLANKS}]")
    codes = [code for code in range(0x1_0000) if _belongs(chr(code)) and not sign.match(chr(code))]
    letter = f"[{_ranges(codes)}\u00ad\u200b-\u200d{_SCRIPTS_BEYOND}]"
    divided = f"(?:[\u2010-]|(?<=\u00ad))[ \t]*\n[ \t]*(?=[a-z]){letter}{{1,{LONGEST}}}"
    return re.compile(f"{letter}{{1,{LONGEST}}}(?:{divided})?|{sign.pattern}")


def _ranges(codes: list[int]) -> str:
    """Ascending code points, none of which means anything there, as the inside of a character class."""
    pieces: list[list[int]] = []
    for code in codes:
        if pieces and pieces[-1][1] == code - 1:
            pieces[-1][1] = code
        else:
            pieces.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in pieces)
