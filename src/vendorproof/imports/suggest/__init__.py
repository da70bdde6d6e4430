"""Suggest a mapping: from the names of a file's columns and a few of its rows to targets. Abstains rather than guesses.

Names say what a column may be (`words`, `targets`), its values confirm or veto that (`values`), and where several
columns want one target the better evidence gets it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from vendorproof.imports.suggest import targets, values, words
from vendorproof.imports.suggest.values import Profile
from vendorproof.objects import BASE_OBJECTS, Field

ENOUGH: Final = 0.5
"""The confidence from which a target is named."""

_UNKNOWN_WORD = 0.5
_CUSTOM_NAME = 0.9
_BY_VALUES = 0.55
_APART = 0.02
_MOST = 0.99
_WORTH_CONFIRMING = 0.4
_LEAST_LEAD = 0.25
_LEAST_WEIGHT = 1.55
_LACKING = 0.5
_FIRST_COLUMN = 1.0
_NAMELESS = re.compile(
    r"#?\s*\d*|(?:column|col|field|unnamed|spalte|feld|colonne|columna|campo)[\W_]*\d*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What one column most probably is; `target` None: nothing fits well enough, and `why` says what is missing."""

    header: str
    target: str | None
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Suggested:
    """The whole file. `base_object` None: it could be several, and no column is mapped."""

    base_object: str | None
    base_object_confidence: float
    columns: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    place: int
    target: Field
    confidence: float
    why: str
    quality: float = 0.0


@dataclass(frozen=True, slots=True)
class _Column:
    header: str
    meanings: tuple[words.Ideas, ...]
    unknown: int
    seen: Profile
    repeated: bool = field(default=False)


Fields = Mapping[str, Sequence[Field]]


def suggest(
    headers: Sequence[str],
    samples: Sequence[Sequence[Any]],
    *,
    base_object: str | None = None,
    fields: Fields | None = None,
) -> Suggested:
    """Target by column. `samples` are rows in the order of `headers`; `fields` by base object where an organisation has its own."""
    known = fields or {name: base.fields for name, base in BASE_OBJECTS.items()}
    columns = [
        _column(header, [row[place] for row in samples if place < len(row)], repeated=headers.count(header) > 1)
        for place, header in enumerate(headers)
    ]
    wanted = [base_object] if base_object is not None else list(known)
    found = {name: _assigned(name, known[name], columns) for name in wanted}
    if base_object is not None:
        return Suggested(base_object, 1.0, _told(base_object, columns, found[base_object]))
    return _of_best(columns, found, known)


def _of_best(columns: Sequence[_Column], found: Mapping[str, "_Assigned"], known: Fields) -> Suggested:
    weights = sorted(((_weight(name, known[name], one, columns), name) for name, one in found.items()), reverse=True)
    (best, name), (second, other) = weights[0], weights[1]
    lead = (best - max(second, 0)) / best if best > 0 else 0.0
    if lead < _LEAST_LEAD or best < _LEAST_WEIGHT:
        why = (
            f"{name} and {other} fit alike: name the base object"
            if best >= _LEAST_WEIGHT
            else "no column is recognised"
        )
        return Suggested(None, 0.0, tuple(Suggestion(one.header, None, 0.0, why) for one in columns))
    return Suggested(name, round(min(_MOST, 0.5 + lead / 2), 2), _told(name, columns, found[name]))


def _weight(base_object: str, fields: Sequence[Field], found: "_Assigned", columns: Sequence[_Column]) -> float:
    """How much speaks for a base object; what it requires and the file lacks speaks against."""
    weight = 0.0
    signs = targets.SIGNS[base_object]
    for place, claim in found.taken.items():
        sign = signs.get(claim.target.name, targets.OTHER_SIGN)
        if claim.target.name in ("external_id", "name"):
            own = any(targets.SUBJECTS[base_object] & meaning for meaning in columns[place].meanings)
            sign = targets.SUBJECT_SIGN if own else 2 * targets.OTHER_SIGN
        weight += sign * claim.confidence
    if columns and any(targets.SUBJECTS[base_object] & meaning for meaning in columns[0].meanings):
        weight += _FIRST_COLUMN
    names = {claim.target.name for claim in found.taken.values()}
    return weight - sum(_LACKING for one in fields if one.required and one.name not in names)


def _column(header: str, cells: Sequence[object], *, repeated: bool) -> _Column:
    meanings, unknown = words.ideas(header)
    return _Column(header, meanings, unknown, values.profile(cells), repeated)


@dataclass(frozen=True, slots=True)
class _Assigned:
    taken: Mapping[int, _Claim]
    lost: Mapping[int, str]


def _assigned(base_object: str, fields: Sequence[Field], columns: Sequence[_Column]) -> _Assigned:
    """The strongest claim first; a claim that another column equals is nobody's unless the target is required."""
    claims = [
        claim
        for place, one in enumerate(columns)
        if not one.repeated
        for claim in _claims(base_object, fields, one, place)
    ]
    claims.sort(key=lambda one: (-one.confidence, -one.quality, one.place))
    taken: dict[int, _Claim] = {}
    lost: dict[int, str] = {}
    given: dict[str, _Claim] = {}
    for claim in claims:
        name = claim.target.name
        if claim.place in taken:
            continue
        if name in given:
            lost.setdefault(claim.place, f"{columns[given[name].place].header} fits {name} better")
            continue
        rivals = [one for one in claims if one.target.name == name and one.place not in taken and one is not claim]
        equal = [one for one in rivals if claim.confidence - one.confidence < _APART and one.quality == claim.quality]
        if equal and not claim.target.required:
            for one in (claim, *equal):
                others = " and ".join(columns[two.place].header for two in (claim, *equal) if two is not one)
                lost.setdefault(one.place, f"fits {name} no better than {others}")
            continue
        given[name] = taken[claim.place] = claim
    if not given.get("name") and all(_NAMELESS.fullmatch(one.header) for one in columns):
        taken.update(_first_name(fields, columns, taken))
    return _Assigned(taken, {place: why for place, why in lost.items() if place not in taken})


def _first_name(fields: Sequence[Field], columns: Sequence[_Column], taken: Mapping[int, _Claim]) -> dict[int, _Claim]:
    """In a table without header the first column that holds names and nothing else is the name."""
    target = next(one for one in fields if one.name == "name")
    for place, column in enumerate(columns):
        if place not in taken and column.seen.count and _verdict(target, column.seen) == targets.CONFIRMED:
            return {
                place: _Claim(place, target, _BY_VALUES, "the table has no header; this is the first column of names")
            }
    return {}


def _claims(base_object: str, fields: Sequence[Field], column: _Column, place: int) -> list[_Claim]:
    found = []
    for one in fields:
        strength, why = _strength(base_object, one, column)
        if strength <= 0:
            continue
        confidence, seen = _weighed(one, strength, column)
        if confidence >= ENOUGH:
            found.append(_Claim(place, one, confidence, f"{why}{seen}", column.seen.filled))
    return found or _by_values(base_object, fields, column, place)


def _strength(base_object: str, target: Field, column: _Column) -> tuple[float, str]:
    if target.name.startswith("custom."):
        same = words.plain(column.header) in (words.plain(target.name[7:]), words.plain(target.label))
        return (_CUSTOM_NAME, "named like the custom field") if same else (0.0, "")
    patterns = targets.PATTERNS[base_object].get(target.name, ())
    best = 0.0
    for meaning in column.meanings:
        for needed, strength in patterns:
            if needed <= meaning:
                weakened = strength
                for idea in meaning - needed:
                    weakened *= targets.beside(base_object, target.name, idea)
                best = max(best, weakened)
    return best * _UNKNOWN_WORD**column.unknown, "the name says so"


def _weighed(target: Field, strength: float, column: _Column) -> tuple[float, str]:
    if not column.seen.count:
        return min(strength, _MOST), "" if not column.seen.rows else "; its values are blank"
    verdict = _verdict(target, column.seen)
    if verdict == targets.IMPOSSIBLE:
        return 0.0, ""
    if verdict == targets.CONFIRMED and strength >= _WORTH_CONFIRMING:
        return min(_MOST, 1 - (1 - strength) / 2), ", its values look so"
    return (strength * 0.7, ", though some values do not fit") if verdict < 0 else (strength, "")


def _verdict(target: Field, seen: Profile) -> float:
    if target.kind in targets.FORMED:
        return targets.CONFIRMED if seen.share(values.reads_as(target)) > 0.8 else targets.IMPOSSIBLE
    if target.name.startswith("custom.") and target.kind == "text":
        return targets.NEUTRAL
    check = targets.check_of(target.name, target.kind)
    return targets.NEUTRAL if check is None else check(seen)


def _by_values(base_object: str, fields: Sequence[Field], column: _Column, place: int) -> list[_Claim]:
    """A name that says nothing (`#2`, `Column B`, another language): only values that cannot be anything else speak."""
    if base_object != "vendor" or any(column.meanings) or column.seen.count < 2:
        return []
    by_name = {one.name: one for one in fields}
    for looks, name in ((values.is_email, "primary_contact_email"), (values.is_url, "website")):
        if name in by_name and column.seen.share(looks) >= 0.7:
            return [_Claim(place, by_name[name], _BY_VALUES, "the name says nothing, but its values are of this kind")]
    return []


def _told(base_object: str, columns: Sequence[_Column], found: _Assigned) -> tuple[Suggestion, ...]:
    told = []
    for place, column in enumerate(columns):
        claim = found.taken.get(place)
        if claim is not None:
            told.append(Suggestion(column.header, claim.target.name, round(claim.confidence, 2), claim.why))
        else:
            why = (
                "two columns have this name" if column.repeated else found.lost.get(place) or _hint(base_object, column)
            )
            told.append(Suggestion(column.header, None, 0.0, why))
    return tuple(told)


def _hint(base_object: str, column: _Column) -> str:
    for needed, sentence in targets.HINTS.get(base_object, ()):
        if any(needed <= meaning for meaning in column.meanings):
            return sentence
    return "no target is meant clearly enough"
