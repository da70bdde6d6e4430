"""When a fact that was found is the one that a careful reader found."""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from vendorproof.documents.facts import amounts
from vendorproof.documents.facts.folding import folded

ALIKE = 0.8
"""How alike titles of findings are, letter by letter."""
NAMES = frozenset(
    {"parties", "target", "tester", "owner", "scanner", "tool", "subject", "hosts", "method", "governing_law"}
)
"""Keys whose values may be written longer or shorter: one name holds the other."""
PHRASES = frozenset({"liability_cap", "breach_notice_period"})
"""Keys whose values may be whole sentences that hold the words that matter."""
_PLACE = frozenset({"the", "state", "province", "of", "law", "laws"})
_GRADES = {"moderate": "medium", "info": "informational", "information": "informational"}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7}
_INITIALS = re.compile(r"(?<=\b[a-z])\.(?=[a-z]\b)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Truth:
    """A fact of a document as its readers found it. `alternatives` are as right as `value`. An `optional` one is right if it is found, and
    not missed if it is not. `not_in_text` is what only the picture of the page shows: all of it, or a finding's severity.
    """

    key: str
    value: Any
    alternatives: Sequence[Any] = ()
    optional: bool = False
    not_in_text: Literal["title", "severity"] | bool = False

    @property
    def demanded(self) -> bool:
        """Whether it counts as missed when it is not found."""
        return not self.optional and self.not_in_text in (False, "severity")

    def agrees(self, found: object) -> bool:
        """Whether `found`, a value as the product gives it, is this."""
        value = _READINGS.get(self.key, _as_it_is)(found)
        return any(self._is(form, value) for form in self._forms())

    def _forms(self) -> Iterator[Any]:
        yield self.value
        for one in self.alternatives:
            yield {**self.value, "title": one} if self.key == "findings" and isinstance(one, str) else one

    def _is(self, wanted: object, found: object) -> bool:
        if self.key == "findings":
            return _same_finding(wanted, found, blind=self.not_in_text == "severity")
        if self.key == "findings_by_severity":
            return _same_tally(wanted, found, partly=bool(self.not_in_text))
        if isinstance(wanted, str) and isinstance(found, str):
            return _same_words(self.key, wanted, found)
        if self.key == "liability_cap" and isinstance(found, str):
            return any(same(wanted, one.value) for one in amounts.money(found))
        return same(wanted, found)


def same(wanted: object, found: object) -> bool:
    """Words without regard to case and punctuation; of objects what is wanted of them; of lists whatever their order."""
    if isinstance(wanted, bool) or isinstance(found, bool) or wanted is None:
        return wanted is found
    if isinstance(wanted, str):
        return isinstance(found, str) and words(wanted) == words(found)
    if isinstance(wanted, Mapping):
        return isinstance(found, Mapping) and _same_object(wanted, found)
    if isinstance(wanted, Sequence):
        return isinstance(found, Sequence) and not isinstance(found, str) and _same_list(wanted, found)
    return wanted == found


def words(text: str) -> list[str]:
    """Letters and digits, as they are compared: `L.L.C.` is `LLC`."""
    return re.findall(r"[^\W_]+", _INITIALS.sub("", folded(text)))


def _same_words(key: str, wanted: str, found: str) -> bool:
    if _DAY.fullmatch(wanted):
        return found[:10] == wanted
    mine, theirs = words(wanted), words(found)
    if key == "governing_law":
        mine, theirs = ([one for one in both if one not in _PLACE] for both in (mine, theirs))
    if key in PHRASES:
        return _within(mine, theirs)
    if key in NAMES:
        short, long = sorted((mine, theirs), key=len)
        return len(long) <= 2 * len(short) + 1 and _within(short, long)
    return mine == theirs


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    return bool(short) and any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def _same_finding(wanted: object, found: object, *, blind: bool) -> bool:
    if not isinstance(wanted, Mapping) or not isinstance(found, Mapping) or not isinstance(found.get("title"), str):
        return False
    severity = found.get("severity")
    if severity != wanted["severity"] and not (blind and severity is None):
        return False
    mine, theirs = (" ".join(words(one)) for one in (wanted["title"], found["title"]))
    return difflib.SequenceMatcher(None, mine, theirs, autojunk=False).ratio() >= ALIKE


def _same_tally(wanted: object, found: object, *, partly: bool) -> bool:
    if not isinstance(wanted, Mapping) or not isinstance(found, Mapping):
        return False
    told = {_GRADES.get(name, name): count for name, count in found.items() if count}
    return bool(told) and (told.items() <= wanted.items() if partly else told == wanted)


def _same_object(wanted: Mapping[str, object], found: Mapping[str, object]) -> bool:
    if set(wanted) == {"count", "unit"}:
        return _span(wanted) == _span(found)
    return all(same(one, found.get(name)) for name, one in wanted.items())


def _span(value: Mapping[str, Any]) -> tuple[str, int] | None:
    count, unit = value.get("count"), value.get("unit")
    if not isinstance(count, int) or not isinstance(unit, str):
        return None
    if unit in _MONTHS:
        return "month", count * _MONTHS[unit]
    return ("day", count * _DAYS[unit]) if unit in _DAYS else (unit, count)


def _same_list(wanted: Sequence[Any], found: Sequence[Any]) -> bool:
    left = list(found)
    for one in wanted:
        at = next((at for at, other in enumerate(left) if same(one, other)), None)
        if at is None:
            return False
        del left[at]
    return not left


def _as_it_is(value: object) -> object:
    return value


def _field(name: str, meaning: Mapping[str, str] | None = None) -> Callable[[object], object]:
    def read(value: object) -> object:
        held = value.get(name) if isinstance(value, Mapping) else value
        return (meaning or {}).get(held, held) if isinstance(held, str) else held

    return read


_READINGS: Mapping[str, Callable[[object], object]] = {
    "parties": _field("name"),
    "renewal": _field("type"),
    "subprocessor_clause": _field("authorisation", {"general": "general_authorisation", "specific": "prior_consent"}),
    "retest": lambda value: (
        {"performed": True, "not_performed": False}.get(value, value) if isinstance(value, str) else value
    ),
}
"""What of a value the readers noted: whether an agreement renews itself, not also with what notice that is stopped."""


@dataclass(slots=True)
class Score:
    """Of one key: how many facts there are to find and how many of them were; how many were told and how many of those are right."""

    demanded: int = 0
    met: int = 0
    told: int = 0
    right: int = 0
    unseen: int = 0

    def add(self, other: "Score") -> None:
        """Together with another."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


def score(
    truths: Sequence[Truth], absent: Sequence[str], found: Sequence[tuple[str, Any]]
) -> tuple[dict[str, Score], list[tuple[str, Any]]]:
    """The scores of a document's keys, and what was told wrong. Keys of which the readers said nothing are not scored."""
    known = {one.key for one in truths} | set(absent)
    scores = {key: Score() for key in sorted(known)}
    wrong = []
    for key, value in found:
        if key not in known:
            continue
        scores[key].told += 1
        if any(one.key == key and one.agrees(value) for one in truths):
            scores[key].right += 1
        else:
            wrong.append((key, value))
    for one in truths:
        scores[one.key].demanded += one.demanded
        scores[one.key].unseen += one.not_in_text in ("title", True)
    _count_met(truths, found, scores)
    return scores, wrong


def _count_met(truths: Sequence[Truth], found: Sequence[tuple[str, Any]], scores: Mapping[str, Score]) -> None:
    """A fact that was told meets one of them."""
    left = list(found)
    for one in truths:
        if not one.demanded:
            continue
        at = next((at for at, (key, value) in enumerate(left) if key == one.key and one.agrees(value)), None)
        if at is not None:
            scores[one.key].met += 1
            del left[at]
