"""From records read to rows to store: one record per external id, names resolved to ids, columns laid out."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec import UNSET

from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.imports.decode import Compiled
from vendorproof.imports.incoming import Incoming, RecordFault
from vendorproof.imports.mapping import Entry
from vendorproof.records import resolve
from vendorproof.records.resolve import Match
from vendorproof.records.upsert import Batch, Candidate

WARNINGS_KEPT = 100

Note = tuple[str, str, str, str]  # code, target, value, sentence


@dataclass(slots=True)
class Prepared:
    """What can be compared and stored; records with faults are left out and carry them.

    `notes` are (record's place, warning): told of those records only that are taken in the end.
    """

    batch: Batch
    notes: Sequence[tuple[int, Note]] = ()

    def warnings(self, records: Sequence[Incoming]) -> list[dict[str, Any]]:
        """The commonest, each with the number of records that it is about."""
        counts = Counter(note for place, note in self.notes if not records[place].faults)
        return [
            {"error_code": code, "field": target, "value": value, "count": count, "message": sentence}
            for (code, target, value, sentence), count in counts.most_common(WARNINGS_KEPT)
        ]


@dataclass(slots=True)
class _Work:
    tx: Tx
    scope: Scope
    compiled: Compiled
    records: Sequence[Incoming]
    notes: list[tuple[int, Note]] = field(default_factory=list)
    matched_vendors: list[str | None] = field(default_factory=list)


Column = tuple[str, list[Any]]


def prepare(tx: Tx, scope: Scope, compiled: Compiled, records: Sequence[Incoming]) -> Prepared:
    """Resolve and lay out a batch; adds the faults it finds to the records themselves."""
    refuse_repeated(compiled, records)
    work = _Work(tx, scope, compiled, records)
    special = [place for place, one in enumerate(compiled.entries) if one.target.kind in _LAYOUTS]
    if not special and compiled.base.name != "assessment":
        candidates = [Candidate(one.index, one.external_id or "", one.values) for one in records if not one.faults]
        names = tuple(_column_name(one) for one in compiled.entries)
        return Prepared(Batch(compiled.base.name, names, candidates, compiled.clear))
    columns = [column for place in range(len(compiled.entries)) for column in _lay_out(work, place)]
    columns += _score_percent(work)
    columns += _filled_when_new(work, {name for name, _ in columns})
    rows = zip(*(values for _, values in columns), strict=True)
    candidates = [
        Candidate(one.index, one.external_id or "", row)
        for one, row in zip(records, rows, strict=True)
        if not one.faults
    ]
    batch = Batch(compiled.base.name, tuple(name for name, _ in columns), candidates, compiled.clear)
    return Prepared(batch, work.notes)


def refuse_repeated(compiled: Compiled, records: Sequence[Incoming]) -> None:
    """Add a fault to each record whose external id an earlier one of the batch has."""
    first: dict[str, int] = {}
    entry = compiled.entries[compiled.key_place]
    for one in records:
        if one.external_id is None:
            continue
        index = first.setdefault(one.external_id, one.index)
        if index != one.index:
            sentence = f"external_id was already sent in record {index} of this batch; only that one counts"
            repeated = RecordFault(
                "duplicate_external_id", sentence, entry.target.name, entry.source_name, one.external_id
            )
            one.faults = (*one.faults, repeated)


def _column_name(entry: Entry) -> str:
    return entry.target.column


def _lay_out(work: _Work, place: int) -> list[Column]:
    entry = work.compiled.entries[place]
    values = [one.values[place] for one in work.records]
    layout = _LAYOUTS.get(entry.target.kind)
    if layout is None or entry.target.name.startswith("custom."):
        return [(_column_name(entry), values)]
    return layout(work, entry, values)


def _present(value: Any) -> bool:  # noqa: ANN401 - a value of any kind
    return value is not None and value is not UNSET and value != ""


def _person(work: _Work, entry: Entry, values: list[Any]) -> list[Column]:
    people = resolve.People(work.tx, work.scope)
    known: dict[str, Match] = {}
    links: list[Any] = []
    for place, name in enumerate(values):
        if not _present(name):
            links.append([] if work.compiled.clear and name is None else UNSET if name is UNSET else None)
            continue
        match = known.get(name) or known.setdefault(name, people.find(name))
        links.append([match.record_id] if match.record_id else [])
        if match.record_id is None:
            note = ("person_not_linked", entry.target.name, name, f"{match.reason}; kept as named, not linked")
            work.notes.append((place, note))
    return [(entry.target.name, values), (entry.target.links, links)]


def _reference(work: _Work, entry: Entry, values: list[Any]) -> list[Column]:
    by_name = work.compiled.options.vendor_by_name
    named = {value for value in values if _present(value)}
    matches = resolve.records(work.tx, work.scope, entry.target.refers_to or "", named, by_name=by_name)
    ids: list[Any] = []
    for record, value in zip(work.records, values, strict=True):
        match = matches.get(value) if _present(value) else None
        if match is not None and match.record_id is None:
            _fault(record, entry, match.reason, value)
        ids.append(match.record_id if match else None)
    work.matched_vendors = ids
    return [(entry.target.column, ids)]


def _references(work: _Work, entry: Entry, values: list[Any]) -> list[Column]:
    named = {name for names in values if _present(names) for name in names}
    by_name = entry.target.refers_to == "vendor" or work.compiled.options.vendor_by_name
    matches = resolve.records(work.tx, work.scope, entry.target.refers_to or "", named, by_name=by_name)
    if not entry.target.links:
        return [
            (
                entry.target.name,
                [_dependencies(work, place, entry, names, matches) for place, names in enumerate(values)],
            )
        ]
    vendors = work.matched_vendors or [None] * len(values)
    ids = [
        _ids_of_vendor(record, entry, names, matches, vendor_id)
        for record, names, vendor_id in zip(work.records, values, vendors, strict=True)
    ]
    return [(entry.target.links, ids)]


def _dependencies(
    work: _Work,
    place: int,
    entry: Entry,
    names: Any,  # noqa: ANN401 - a list of names or a blank
    matches: Mapping[str, Match],
) -> Any:  # noqa: ANN401 - a list of dependencies or the blank
    if not _present(names):
        return names
    for name in names:
        if matches[name].record_id is None:
            note = ("vendor_not_linked", entry.target.name, name, f"{matches[name].reason}; kept as named, not linked")
            work.notes.append((place, note))
    return [{"name": name, "vendor_id": matches[name].record_id} for name in names]


def _ids_of_vendor(
    record: Incoming,
    entry: Entry,
    names: Any,  # noqa: ANN401 - a list of names or a blank
    matches: Mapping[str, Match],
    vendor_id: str | None,
) -> Any:  # noqa: ANN401 - a list of ids or the blank
    if not _present(names):
        return names
    for name in names:
        match = matches[name]
        if match.record_id is None:
            _fault(record, entry, match.reason, name)
        elif vendor_id is not None and match.vendor_id != vendor_id:
            _fault(record, entry, f'the service "{name}" belongs to another vendor', name)
    return [matches[name].record_id for name in names]


def _score_percent(work: _Work) -> list[Column]:
    place = next((at for at, one in enumerate(work.compiled.entries) if one.target.name == "score"), None)
    if work.compiled.base.name != "assessment" or place is None:
        return []
    scale, entry = work.compiled.options.score_scale, work.compiled.entries[place]
    percents: list[Any] = []
    for record in work.records:
        score = record.values[place]
        if not isinstance(score, int | float):
            percents.append(score)
            continue
        if not 0 <= score <= scale:
            sentence = f"score {score:g} is outside 0 to {scale:g}, the report's score_scale"
            _fault(record, entry, sentence, score)
        percents.append(score / scale)
    return [("score_percent", percents)]


def _filled_when_new(work: _Work, mapped: set[str]) -> list[Column]:
    """Columns that a new record gets though the mapping has none for them (see `run`)."""
    if work.compiled.base.name != "assessment":
        return []
    absent = UNSET if work.compiled.clear else None
    return [(name, [absent] * len(work.records)) for name in ("name", "status") if name not in mapped]


def _fault(record: Incoming, entry: Entry, sentence: str, value: object) -> None:
    fault = RecordFault("invalid_field_value", sentence, entry.target.name, entry.source_name, value)
    record.faults = (*record.faults, fault)


_LAYOUTS: Mapping[str, Callable[[_Work, Entry, list[Any]], list[Column]]] = {
    "person": _person,
    "reference": _reference,
    "references": _references,
}
