"""Values somebody gives for one record, read as an import reads them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vendorproof.core.errors import (
    BadReference,
    CustomFieldNotFound,
    Fault,
    InvalidRequest,
    Problem,
    ServiceNotFound,
    StatusNotFound,
    UserNotFound,
    VendorNotFound,
)
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.objects import BaseObject, Field
from vendorproof.objects.kinds import BLANK, Rule, Unreadable, read
from vendorproof.objects.kinds.values import shown
from vendorproof.records import coherence, custom, people, resolve, vocabulary
from vendorproof.records.columns import FIXED, PEOPLE, REQUIRED, readable, storable

Record = Mapping[str, Any]
MOST_IDS = 1000
DEFAULT_SCALE = 100.0
_SCALE = Field("score_scale", "Score scale", "number", minimum=0.001, maximum=1_000_000_000, example=100)


@dataclass(frozen=True, slots=True)
class Given:
    """One value as it was sent. `name`: a field, `custom.<name or id>`, a column of ids, or `status_id`.

    `path` is where it stood in the body; the same field may be given at several places, as long as they agree.
    """

    name: str
    value: object
    path: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a given value says: one column, and others that follow from it unless they are given themselves."""

    column: str
    value: object
    path: tuple[str | int, ...]
    follows: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Case:
    tx: Tx
    scope: Scope
    base: BaseObject
    held: Record | None
    rules: Mapping[str, Rule]
    problems: list[Problem]


def read_all(
    tx: Tx, scope: Scope, base: BaseObject, given: Iterable[Given], held: Record | None = None
) -> dict[str, Any]:
    """The columns to write: all that are given for a new record, only those that change when one is `held`.

    Null is nothing given; a blank clears what is held. First every fault of form (InvalidRequest), then what does not
    exist (404, or 400 for an assessment). Names nobody knows are passed over: a client may know more than we do.
    """
    case = _Case(tx, scope, base, held, _rules(tx, scope, base), [])
    faults: list[Fault] = []
    readings: list[_Reading] = []
    for one in given:
        try:
            found = None if one.value is None else _reading(case, one)
        except Unreadable as refused:
            faults.append(Fault(("body", *one.path), refused.reason))
        else:
            readings += [] if found is None else [found]
    columns = _merged(case, readings, faults)
    if base.name == "assessment":
        faults += _together(case, columns)
    faults += _missing(case, columns, {one.loc for one in faults})
    if faults:
        raise InvalidRequest(faults)
    if case.problems:
        raise case.problems[0]
    if held is not None:
        columns = {name: value for name, value in columns.items() if not same(value, _held(held, name))}
    return _packed(columns, held)


def same(one: object, other: object) -> bool:
    """Whether two values of a column mean the same: no list is an empty list."""
    return (one or None) == (other or None) if isinstance(one, list) or isinstance(other, list) else one == other


def _rules(tx: Tx, scope: Scope, base: BaseObject) -> dict[str, Rule]:
    words = vocabulary.statuses(tx, scope, base.name)
    rules = {one.name: Rule(one, words=words if one.kind == "status" else ()) for one in readable(base)}
    for each in custom.definitions(tx, scope, base.name):
        rules[each.field.name] = rules[custom.PREFIX + each.field_id] = Rule(each.field)
    return rules


def _reading(case: _Case, one: Given) -> _Reading | None:
    rule = case.rules.get(one.name)
    if rule is not None:
        return _field(case, one, rule)
    if one.name.startswith(custom.PREFIX):
        case.problems.append(CustomFieldNotFound())
        return None
    if one.name in PEOPLE[case.base.name]:
        return _people(case, one)
    special = _SPECIAL.get((case.base.name, one.name)) or _SPECIAL.get(("", one.name))
    return special(case, one) if special else None


def _field(case: _Case, one: Given, rule: Rule) -> _Reading:
    name, kind = rule.field.name, rule.field.kind
    found = read(rule, _named(one.value) if kind == "references" else one.value)
    value = None if found is BLANK else found
    if value is not None and kind == "references":
        return _Reading(name, _dependencies(case, _texts(value)), one.path)
    if kind == "person" and rule.field.links:
        match = None if value is None else resolve.People(case.tx, case.scope).find(str(value))
        linked = [match.record_id] if match and match.record_id else []
        return _Reading(name, value, one.path, {rule.field.links: linked})
    return _Reading(name, value, one.path)


def _named(value: object) -> object:
    """Dependencies as they are answered, as the names they were given by."""
    if not isinstance(value, list):
        return value
    return [one["name"] if isinstance(one, dict) and "name" in one else one for one in value]


def _dependencies(case: _Case, names: Sequence[str]) -> list[dict[str, str | None]]:
    """Linked where exactly one vendor is meant; kept as named otherwise, as an import keeps them."""
    matches = resolve.records(case.tx, case.scope, "vendor", names, by_name=True)
    return [{"name": name, "vendor_id": matches[name].record_id} for name in names]


def _people(case: _Case, one: Given) -> _Reading:
    user_ids = _ids(one.value)
    known = people.emails(case.tx, case.scope, user_ids)
    if len(known) < len(user_ids):
        case.problems.append(UserNotFound())
    person = next((other for other in case.base.fields if other.links == one.name and other.kind == "person"), None)
    if person is None:
        return _Reading(one.name, user_ids, one.path)
    # Several people have no one name; the ids say who they are.
    named = known.get(user_ids[0]) if len(user_ids) == 1 else None
    return _Reading(one.name, user_ids, one.path, {person.name: named})


def _status_id(case: _Case, one: Given) -> _Reading | None:
    known = {each.status_id: each.label for each in vocabulary.status_list(case.tx, case.scope, case.base.name)}
    label = known.get(_id(one.value))
    if label is None:
        case.problems.append(StatusNotFound())
        return None
    return _Reading("status", label, one.path)


def _vendor_id(case: _Case, one: Given) -> _Reading:
    vendor_id = _id(one.value)
    reason = _absence(case, "vendor", vendor_id)
    if case.held is None and reason:
        case.problems.append(_absent(case, VendorNotFound(), f"vendor_id: {reason}."))
    return _Reading("vendor_id", vendor_id, one.path)


def _service_ids(_case: _Case, one: Given) -> _Reading:
    """Whose they are is looked up once all is read (`_check_services`)."""
    return _Reading("service_ids", _ids(one.value), one.path)


def _assignee_id(case: _Case, one: Given) -> _Reading:
    user_id = _id(one.value)
    if not user_id:
        return _Reading("assignee_id", None, one.path)
    if not people.emails(case.tx, case.scope, [user_id]):
        case.problems.append(_absent(case, UserNotFound(), f"assignee_id: {shown(user_id)} does not name a user."))
    return _Reading("assignee_id", user_id, one.path)


def _documents(case: _Case, one: Given) -> None:
    """Only their form is looked at here: documents stand above the inventories, and link themselves."""
    if case.held is not None and _ids(one.value):
        raise Unreadable("It is read when an assessment is made; link a document by PATCH /v1/documents/{id}.")
    _ids(one.value)


def _score_scale(_case: _Case, one: Given) -> _Reading:
    return _Reading(_SCALE.name, read(Rule(_SCALE), one.value), one.path)


_SPECIAL: Mapping[tuple[str, str], Callable[[_Case, Given], _Reading | None]] = {
    ("vendor", "status_id"): _status_id,
    ("service", "status_id"): _status_id,
    ("", "vendor_id"): _vendor_id,
    ("assessment", "service_ids"): _service_ids,
    ("assessment", "assignee_id"): _assignee_id,
    ("assessment", "supporting_document_ids"): _documents,
    ("assessment", "score_scale"): _score_scale,
}


def _merged(case: _Case, readings: Sequence[_Reading], faults: list[Fault]) -> dict[str, object]:
    chosen: dict[str, _Reading] = {}
    for one in readings:
        if case.held is not None and same(one.value, _held(case.held, one.column)):
            continue
        first = chosen.setdefault(one.column, one)
        if not same(first.value, one.value):
            said = f"This contradicts {'.'.join(map(str, first.path))}: give one of them, or the same value in both."
            faults.append(Fault(("body", *one.path), said))
        elif case.held is not None and one.column in FIXED:
            said = f"{one.column} cannot be changed; it is {_held(case.held, one.column) or 'not set'}."
            faults.append(Fault(("body", *one.path), said, "frozen_field"))
    columns = {column: value for one in chosen.values() for column, value in one.follows.items()}
    return columns | {column: one.value for column, one in chosen.items()}


def _check_services(case: _Case, columns: Mapping[str, object]) -> None:
    """A service that the record has already may have been archived since."""
    held = (case.held or {}).get("service_ids") or []
    vendor_id = case.held["vendor_id"] if case.held else columns.get("vendor_id")
    new = [one for one in _texts(columns.get("service_ids")) if one not in held]
    matches = _matches(case, "service", new)
    for service_id in new:
        match = matches.get(service_id)
        if match is None or match.record_id is None or match.vendor_id != vendor_id:
            said = f"service_ids: {shown(service_id)} does not name a service of this vendor."
            case.problems.append(_absent(case, ServiceNotFound(), said))


def _together(case: _Case, columns: dict[str, object]) -> list[Fault]:
    """What the fields of an assessment say only together; sets what follows from them."""
    _check_services(case, columns)
    scale = columns.pop(_SCALE.name, None)
    now: dict[str, Any] = {**(case.held or {}), **columns}
    faults = [
        Fault(("body", name), f"{said[0].upper()}{said[1:]}.") for name, said in coherence.faults(case.base.name, now)
    ]
    score = now.get("score")
    if "score" in columns or scale is not None:
        used = float(scale) if isinstance(scale, int | float) else _held_scale(case.held)
        if score is not None and not 0 <= score <= used:
            faults.append(Fault(("body", "score"), f"The score {score:.15g} lies outside 0 to {used:.15g}."))
        columns["score_percent"] = None if score is None else score / used
    if case.held is None and columns.get("name") is None:
        columns["name"] = coherence.assessment_name(now)
    return faults


def _held_scale(held: Record | None) -> float:
    """The scale on which the held score was given: only their quotient is kept."""
    if held is None or not held["score"] or not held["score_percent"]:
        return DEFAULT_SCALE
    return float(f"{held['score'] / held['score_percent']:.9g}")


def _missing(case: _Case, columns: Mapping[str, object], told: set[tuple[str | int, ...]]) -> list[Fault]:
    """Required values that nobody gave, or that somebody wants to clear; not those that a fault is told of already."""
    empty = [one for one in REQUIRED[case.base.name] if columns.get(one) is None and ("body", one) not in told]
    if case.held is None:
        return [Fault(("body", one), "Field required", "missing") for one in empty]
    return [Fault(("body", one), f"{one} cannot be cleared.") for one in empty if one in columns]


def _packed(columns: Mapping[str, object], held: Record | None) -> dict[str, Any]:
    """Custom values go into their one column, together with those that stay."""
    found = {name: value for name, value in columns.items() if not name.startswith(custom.PREFIX)}
    given = {name.removeprefix(custom.PREFIX): columns[name] for name in columns if name.startswith(custom.PREFIX)}
    if given:
        kept = {**((held or {}).get("custom") or {}), **given}
        found["custom"] = {name: value for name, value in kept.items() if value is not None} or None
    return found


def _held(held: Record, column: str) -> object:
    if column.startswith(custom.PREFIX):
        return (held["custom"] or {}).get(column.removeprefix(custom.PREFIX))
    return held.get(column)


def _matches(case: _Case, base_object: str, record_ids: Sequence[str]) -> Mapping[str, resolve.Match]:
    """What each id stands for; an external id is no id."""
    wanted = [one for one in record_ids if storable(one)]
    found = resolve.records(case.tx, case.scope, base_object, wanted)
    return {name: match for name, match in found.items() if match.record_id in (None, name)}


def _absence(case: _Case, base_object: str, record_id: str) -> str:
    """Why an id names nothing that can be pointed at, empty when it does."""
    match = _matches(case, base_object, [record_id]).get(record_id)
    return f"no {base_object} has the id {shown(record_id)}" if match is None else match.reason


def _absent(case: _Case, plain: Problem, sentence: str) -> Problem:
    return BadReference(sentence=sentence) if case.base.name == "assessment" else plain


def _id(value: object) -> str:
    if not isinstance(value, str):
        raise Unreadable("An id as text is needed.")
    return value.strip()


def _ids(value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Unreadable("An array of ids as texts is needed.")
    if len(value) > MOST_IDS:
        raise Unreadable(f"The array has {len(value)} ids; at most {MOST_IDS} are accepted.")
    return list(dict.fromkeys(value))


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
