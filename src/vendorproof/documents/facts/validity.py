"""How long evidence is good, and from which of its facts that follows. Where two facts contradict each other it does not."""

import calendar
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from vendorproof.documents import types
from vendorproof.documents.facts.fact import Fact

FIXED_TERMS = ("hitrust_certification", "cyber_essentials_certificate")
"""Certificates whose scheme says how long they are good, also where they do not."""


@dataclass(frozen=True, slots=True)
class Validity:
    """Days as `YYYY-MM-DD`; `derived_from` are the keys of the facts; `sentence` says the rule to an analyst."""

    valid_from: str | None
    valid_until: str | None
    period_start: str | None
    period_end: str | None
    derived_from: Sequence[str]
    sentence: str

    def told(self) -> dict[str, Any]:
        """As on the wire."""
        return {**asdict(self), "derived_from": list(self.derived_from)}


@dataclass(frozen=True, slots=True)
class _Dated:
    """A day of a fact, with how people call it."""

    key: str
    called: str
    day: date
    place: str

    @property
    def shown(self) -> str:
        return f"{self.called} ({self.day.isoformat()}, {self.place})"


def validity(document_type: str | None, facts: Sequence[Fact]) -> Validity | None:
    """None where the facts do not say, or the type has no term."""
    kind = types.BY_SLUG.get(document_type or "")
    if kind is None or kind.family not in _RULES:
        return None
    found = _RULES[kind.family](kind, _Facts(facts))
    if found is None or (found.valid_from and found.valid_until and found.valid_until < found.valid_from):
        return None
    return found


class _Facts:
    """Of a document, asked by key."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = facts

    def all(self, key: str) -> Sequence[Fact]:
        return [fact for fact in self._facts if fact.key == key]

    def one(self, key: str) -> Fact | None:
        """None where there are several that differ."""
        found = self.all(key)
        return found[0] if found and all(fact.value == found[0].value for fact in found) else None

    def day(self, key: str, called: str, field: str | None = None) -> _Dated | None:
        """Of a fact that is a day, or has one as a field."""
        fact = self.one(key)
        if fact is None:
            return None
        value = fact.value.get(field) if field and isinstance(fact.value, dict) else fact.value
        return _dated(fact, called, value)


def _dated(fact: Fact, called: str, value: object) -> _Dated | None:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return _Dated(fact.key, called, day, fact.citations[0].label if fact.citations else "corrected") if day else None


def _text(dated: _Dated | None) -> str | None:
    return dated.day.isoformat() if dated else None


def _stated(until: _Dated, start: _Dated | None) -> Validity:
    """The last day is written in the document."""
    used = [until.key] + ([start.key] if start and start.key != until.key else [])
    sentence = f"Good until {until.day.isoformat()}: {until.called} on {until.place}."
    return Validity(_text(start), until.day.isoformat(), None, None, used, sentence)


def _counted(days: int, since: _Dated, start: _Dated | None = None, *, period: bool = False) -> Validity | None:
    """So many days after a day of the document. `period`: it is the end of one that may begin with `start`."""
    try:
        until = since.day + timedelta(days=days)
    except OverflowError:
        return None
    if start is not None and start.day > since.day:
        return None
    used = [since.key] + ([start.key] if start and start.key != since.key else [])
    sentence = f"Good until {until.isoformat()}: {days} days after {since.shown}."
    return Validity(
        valid_from=since.day.isoformat(),
        valid_until=until.isoformat(),
        period_start=_text(start) if period else None,
        period_end=since.day.isoformat() if period else None,
        derived_from=used,
        sentence=sentence,
    )


def _certificate(kind: types.DocumentType, facts: _Facts) -> Validity | None:
    issued = facts.day("issue_date", "the day of issue")
    if until := facts.day("expiry_date", "expiry date"):
        return _stated(until, issued)
    if issued and kind.slug in FIXED_TERMS and kind.good_for_days and not facts.all("expiry_date"):
        return _counted(kind.good_for_days, issued)
    return None


def _examination(kind: types.DocumentType, facts: _Facts) -> Validity | None:
    """Of a period, or as of a day: a report that says both of itself says neither."""
    end = facts.day("period_end", "the end of the period")
    as_of = facts.day("as_of_date", "the day it speaks of")
    if kind.good_for_days is None or (end and as_of) or not (end or as_of):
        return None
    if end:
        return _counted(kind.good_for_days, end, facts.day("period_start", "the start of the period"), period=True)
    return _counted(kind.good_for_days, as_of) if as_of else None


def _penetration_test(kind: types.DocumentType, facts: _Facts) -> Validity | None:
    end = facts.day("test_end", "the last day of testing")
    start = facts.day("test_start", "the first day of testing")
    return _counted(kind.good_for_days, end, start, period=True) if end and kind.good_for_days else None


def _of_a_day(kind: types.DocumentType, facts: _Facts) -> Validity | None:
    day = facts.day("date", "its date")
    return _counted(kind.good_for_days, day) if day and kind.good_for_days else None


def _policy(kind: types.DocumentType, facts: _Facts) -> Validity | None:
    """Until its next review; else so long after its last review or the day it took effect, whichever is later."""
    effective = facts.day("effective_date", "the day it took effect")
    reviewed = facts.day("last_reviewed", "its last review")
    latest = max((day for day in (effective, reviewed) if day), key=lambda one: one.day, default=None)
    if until := facts.day("next_review", "next review"):
        return _stated(until, effective or reviewed)
    if facts.all("next_review") or latest is None or not kind.good_for_days:
        return None
    return _counted(kind.good_for_days, latest)


def _insurance(_kind: types.DocumentType, facts: _Facts) -> Validity | None:
    """As long as all its policies hold: until the first of them ends. A policy whose end is not known leaves it open."""
    policies = facts.all("policies")
    told: list[tuple[_Dated, _Dated | None]] = []
    for fact in policies:
        value = fact.value if isinstance(fact.value, dict) else {}
        number = value.get("number")
        until = _dated(fact, f"earliest expiry of its policies ({number})", value.get("expiry"))
        if until is None:
            return None
        told.append((until, _dated(fact, "the first day", value.get("effective"))))
    if not told:
        return None
    first = min((until for until, _ in told), key=lambda one: one.day)
    starts = [start for _, start in told]
    latest = max((start for start in starts if start), key=lambda one: one.day, default=None)
    return _stated(first, latest if all(starts) and latest and latest.day <= first.day else None)


def _contract(_kind: types.DocumentType, facts: _Facts) -> Validity | None:
    """Until the end it states; else its term after the effective date, unless it may renew itself."""
    start = facts.day("effective_date", "the effective date")
    renewal = facts.one("renewal")
    if renewal is None and facts.all("renewal"):
        return None
    if renewal is not None and isinstance(renewal.value, dict) and renewal.value.get("type") == "automatic":
        return _renewed(start) if start else None
    if until := facts.day("term", "the end of its term"):
        return _stated(until, start)
    term = facts.one("term")
    return _fixed(start, term) if start and term else None


def _renewed(start: _Dated) -> Validity:
    sentence = f"In force from {start.shown}; it renews itself, so no last day follows."
    return Validity(start.day.isoformat(), None, None, None, [start.key, "renewal"], sentence)


def _fixed(start: _Dated, term: Fact) -> Validity | None:
    value = term.value if isinstance(term.value, dict) else {}
    count, unit = value.get("count"), value.get("unit")
    until = _later(start.day, count, unit)
    if until is None:
        return None
    sentence = f"Good until {until.isoformat()}: {count} {unit}{'' if count == 1 else 's'} after {start.shown}."
    return Validity(start.day.isoformat(), until.isoformat(), None, None, [start.key, "term"], sentence)


MONTHS = {"month": 1, "year": 12}
DAYS = {"day": 1, "week": 7}
LONGEST = 1_200
"""Months; a term beyond is none that anybody meant."""


def _later(day: date, count: object, unit: object) -> date | None:
    """Some months end sooner: a month after 31 January is the last of February."""
    if isinstance(count, bool) or not isinstance(count, int) or not 0 < count <= LONGEST or not isinstance(unit, str):
        return None
    if unit in DAYS:
        return day + timedelta(days=count * DAYS[unit])
    months = count * MONTHS.get(unit, 0)
    if not 0 < months <= LONGEST:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _financial(kind: types.DocumentType, facts: _Facts) -> Validity | None:
    end = facts.day("period", "the end of the period", "end")
    start = facts.day("period", "the start of the period", "start")
    return _counted(kind.good_for_days, end, start, period=True) if end and kind.good_for_days else None


_RULES: Mapping[str, Callable[[types.DocumentType, _Facts], Validity | None]] = {
    "soc": _examination,
    "bridge_letter": _examination,
    "certificate": _certificate,
    "pci": _of_a_day,
    "penetration_test": _penetration_test,
    "vulnerability_scan": _of_a_day,
    "questionnaire": _of_a_day,
    "policy": _policy,
    "contract": _contract,
    "insurance": _insurance,
    "financial": _financial,
}
