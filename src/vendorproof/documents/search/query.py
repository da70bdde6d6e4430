"""What people type into the search box: `word`, `begin*`, `"words side by side"`, `-unwanted`; all of it must hold."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from vendorproof.core.errors import InvalidSearch
from vendorproof.db.words import Phrase, Sought
from vendorproof.documents.search.words import words

LONGEST = 1000
MOST_WORDS = 64
SHORTEST_BEGINNING = 2

_QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02", '"'))
_PART = re.compile(r'(?P<minus>-?)(?:"(?P<quoted>[^"]*)(?P<closing>"\*?|$)|(?P<bare>[^\s"]+))')


class _Part(NamedTuple):
    text: str
    at: int
    is_unwanted: bool


def parse(typed: str) -> Sought:
    """InvalidSearch, with a sentence, for what cannot be meant."""
    if len(typed) > LONGEST:
        raise InvalidSearch(fault=f"A search has at most {LONGEST:,} characters; this one has {len(typed):,}.")
    wanted: list[Phrase] = []
    unwanted: list[Phrase] = []
    for part in _parts(typed.translate(_QUOTES)):
        phrase = _phrase(part)
        if phrase is not None:
            (unwanted if part.is_unwanted else wanted).append(phrase)
    if not wanted:
        fault = (
            "Say what to look for, not only what to leave out." if unwanted else "There is no word to look for in it."
        )
        raise InvalidSearch(fault=fault)
    if sum(len(one.words) for one in [*wanted, *unwanted]) > MOST_WORDS:
        raise InvalidSearch(fault=f"A search has at most {MOST_WORDS} words.")
    return Sought(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)))


def _parts(typed: str) -> Iterator[_Part]:
    for found in _PART.finditer(typed):
        quoted, at = found["quoted"], found.start() + 1
        if quoted is not None and not found["closing"]:
            raise InvalidSearch(fault=f"The quotation mark at character {at + len(found['minus'])} is never closed.")
        content = found["bare"] if quoted is None else quoted + found["closing"][1:]
        yield _Part(content, at, bool(found["minus"]))


def _phrase(part: _Part) -> Phrase | None:
    """None for punctuation alone, such as the `&` in `terms & conditions`."""
    body = part.text.rstrip()
    is_open = body.endswith("*")
    if "*" in body[:-1]:
        raise InvalidSearch(fault=f"A * may stand only at the end of a word; see {_shown(part)}.")
    run = tuple(words(body))
    if not is_open:
        return Phrase(run) if run else None
    if not run or len(run[-1]) < SHORTEST_BEGINNING or not body[-2].isalnum():
        raise InvalidSearch(fault=f"Before a * at least {SHORTEST_BEGINNING} letters are needed; see {_shown(part)}.")
    return Phrase(run, is_open=True)


def _shown(part: _Part) -> str:
    text = part.text if len(part.text) <= 40 else f"{part.text[:40]}…"
    return f"{text} at character {part.at}"
