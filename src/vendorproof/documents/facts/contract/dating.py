"""From which day a contract holds."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from vendorproof.documents.facts import dates
from vendorproof.documents.facts.contract.parties import Preamble
from vendorproof.documents.facts.contract.wording import Contract, pattern
from vendorproof.documents.facts.fact import Fact

OPENING = 25_000
COVER = 4_000
_EFFECTIVE = r"(?:effective|commencement|agreement effective|contract effective)"
_DEFINED_AFTER = pattern(
    r",? ?\(?(?:\((?:the|this|hereinafter|herein|hereafter)?[^()]{0,60}|, (?:the|which (?:is|shall be) the) )['\"](?:[A-Z][\w-]{0,30} ){0,3}(?:effective|commencement) date[.,]?['\"]"
)
_DEFINED_BEFORE = pattern(
    rf"['\"]?(?:[A-Z][\w-]{{0,30}} ){{0,2}}{_EFFECTIVE} date['\"]?\)?,? ?(?:(?:of|for) (?:this|the) (?:[\w-]+ ){{1,4}}?)?(?:means|shall mean|is|shall be|will be|refers to)(?: the date of)?:?,? $"
)
_LINE = pattern(
    rf"(?:^|[\n\u2029\t])(?:\d{{1,2}}\.? )?(?:[A-Z][\w-]{{0,30}} ){{0,2}}(?:{_EFFECTIVE}(?: date)?|date of (?:this )?agreement|effective (?:as of|from))(?: of (?:this )?(?:[\w-]+ ){{0,3}}agreement)?(?: ?\([^()]{{0,40}}\))? ?[:\t\n\u2029-]? ?(?:as of )?$"
)
_OPENING_WORDS = pattern(
    r"(?:\b(?:made|entered|entered into|executed|signed|concluded|dated|effective|agreed)(?: and (?:entered(?: into)?|executed|effective|made(?: effective)?|is effective))?(?: into)?,? (?:effective )?(?:(?:with effect )?(?:as of|as at|on|from|this|of)(?: and as of)? ?)?"
    r"|\bas of |\beffective(?: as of| on| from)? |\bdated(?: as of| this| the)? |\bon this |\bon )(?:the |this )?(?:date of )?$"
)
_OTHER_PAPER = pattern(
    r"\b(?:that certain|a certain|the|pursuant to|under|to the|of the|their|prior|original|existing)\b[^.;\"]{0,120}\b(?:agreement|contract|MSA|lease|plan|letter|act|law|code|regulation|directive)\b[^.;]{0,60}$"
)
_OTHERS_OWN = pattern(
    r"\b(?:the|that certain|a certain|its|their|our) (?:[\w&-]+ ){0,6}(?:agreement|contract|MSA|terms|lease|addendum)(?: ?\([^()]{1,60}\))?,? ?$"
)
_LAST_SIGNS = pattern(
    r"\b(?:last|later|latter|final) (?:of the (?:parties|signatures|two|dates)|signature|signing|date of signature|party (?:to sign|signs))\b"
)
_EDITION = pattern(
    r"\b(?:version|revision|updated?|revised|modified|printed|amended|reviewed|draft|signed|delivered|received)\b[^.;]{0,30}$"
)
_HOLDS = pattern(
    r"\b(?:this|these|the present|the agreement)\b[^.;]{0,120}?\b(?:(?:is|are|shall be|will be|shall become|become|becomes|will become|made|be|been) effective|shall take effect|takes? effect|comes? into (?:force|effect)|shall commence|commences?|shall enter into force|(?:is|shall be|are) valid|enters? into force)(?: and binding)?(?: as)?(?: of| on| from| between| upon| beginning| starting)?(?: the)? $"
)
_TERM_BEGINS = pattern(
    r"\bterm\b[^.;]{0,80}?\b(?:shall |will )?(?:commences?|begins?|starts?)(?: on| as of| from)?(?: the)? $"
)
_DATED = pattern(r"(?:^|[\n\u2029])(?:made |executed )?(?:dated|date)(?: as of| this| the)?:? ?(?:the )?$")


@dataclass(frozen=True, slots=True)
class _Spot:
    """A date, with the words around it."""

    date: dates.Found
    before: str
    after: str
    preamble: bool


_TESTS: Sequence[tuple[float, int | None, Callable[[_Spot], object]]] = (
    (0.97, OPENING, lambda spot: _DEFINED_AFTER.match(spot.after) and not _OTHER_PAPER.search(spot.before[-120:])),
    (0.96, OPENING, lambda spot: _DEFINED_BEFORE.search(spot.before[-100:])),
    (0.94, None, lambda spot: _LINE.search(spot.before[-90:])),
    (0.93, OPENING, lambda spot: spot.preamble and _made(spot.before)),
    (0.92, OPENING, lambda spot: _HOLDS.search(spot.before[-200:])),
    (0.88, COVER, lambda spot: _DATED.search(spot.before[-40:]) and not _EDITION.search(spot.before[-60:])),
    (0.85, OPENING, lambda spot: _TERM_BEGINS.search(spot.before[-140:])),
)
"""How sure each is, how far into the text it holds, and what it asks of a date; the first that finds one decides."""


def read(contract: Contract, opening: Preamble | None) -> Iterator[Fact]:
    """What the contract calls its effective date, else the day it says it is made."""
    spots = list(_spots(contract, opening))
    signed = {spot.date.value for spot in spots if _DATED.search(spot.before[-40:])}
    unsure = len(signed) > 1 or _LAST_SIGNS.search(contract.text[: contract.annexes])
    found = (
        (spot, confidence)
        for confidence, reach, test in _TESTS
        for spot in spots
        if (reach is None or spot.date.start < reach) and test(spot) and not (unsure and reach == COVER)
    )
    for spot, confidence in found:
        text, one = contract.text, spot.date
        defined = _DEFINED_AFTER.match(spot.after)
        whole = contract.flow.cite(_quoted_from(text, one.start), one.end + (len(defined[0]) if defined else 0))
        quotes = whole if len(whole) == 1 else contract.flow.cite(one.start, one.end)
        yield Fact("effective_date", one.value, text[one.start : one.end], confidence, quotes)
        return


def _spots(contract: Contract, opening: Preamble | None) -> Iterator[_Spot]:
    text = contract.text
    low, high = (opening.start, opening.end) if opening else (0, COVER)
    for one in dates.dates(text[: contract.annexes]):
        before, after = text[max(0, one.start - 260) : one.start], text[one.end : one.end + 120]
        yield _Spot(one, before, after, low <= one.start <= high)


def _made(before: str) -> bool:
    words = _OPENING_WORDS.search(before[-90:])
    if words is None or _EDITION.search(before[-60:]):
        return False
    ahead = before[: len(before) - (min(len(before), 90) - words.start())]
    if _OTHERS_OWN.search(ahead[-140:]) and words[0].casefold().startswith(("dated", "made", "entered", "executed")):
        return False
    return not _OTHER_PAPER.search(ahead[-140:]) or bool(re.search(r"\bthis\b[^.;]{0,100}$", ahead, re.IGNORECASE))


def _quoted_from(text: str, at: int) -> int:
    """Where the words before a date begin that say what it is."""
    low = max(0, at - 60)
    breaks = [match.end() for match in re.finditer(r"[\n\u2029,;()]|\.\s", text[low:at])]
    return (
        low + breaks[-1] if breaks and at - low - breaks[-1] > 4 else low + (text[low:at].find(" ") + 1 if low else 0)
    )
