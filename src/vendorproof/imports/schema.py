"""One batch of a report as JSON Schema 2020-12, by incoming names: what a sender can check before it sends. Pure.

It refuses nothing that the import takes. What the import refuses it refuses only where a schema can say so: types,
bounds, required names; the sentences in `description` say the rest.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from vendorproof.imports.mapping import Entry, simple, steps
from vendorproof.objects import kinds

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NOT_BLANK = "[^" + "".join(f"\\u{ord(one):04x}" for one in kinds.BLANKS) + "]"


def batch(entries: Sequence[Entry], title: str, max_records: int) -> Schema:
    """The body of POST /v1/import/{slug} under a mapping."""
    records = {"type": "array", "maxItems": max_records, "items": _record(entries)}
    return {
        "$schema": DIALECT,
        "title": title,
        "type": "object",
        "required": ["data"],
        "properties": {"data": records},
    }


def _record(entries: Sequence[Entry]) -> Schema:
    fed: dict[str, list[Schema]] = defaultdict(list)
    conditions: list[Schema] = []
    required: list[str] = []
    for entry in entries:
        needed = _each_needed(entry)
        for source in entry.sources:
            value = _value(entry, needed=needed)
            fed[source].append(value)
            path = () if simple(source) else steps(source)
            if path:
                conditions.append(_unless_named(source, path, value, needed=needed))
            elif needed:
                required.append(source)
        if entry.target.required and entry.default is None and not needed and all(map(simple, entry.sources)):
            conditions.append({"anyOf": [{"required": [source]} for source in entry.sources]})
    properties = {source: one[0] if len(one) == 1 else _all_of(one) for source, one in fed.items()}
    found: Schema = {"type": "object", "properties": properties, "additionalProperties": True}
    if required:
        found["required"] = list(dict.fromkeys(required))
    return found | ({"allOf": conditions} if conditions else {})


def _each_needed(entry: Entry) -> bool:
    """Whether no source of the target may be absent: half a composite key is no key, half a name is a name."""
    needed = entry.target.required and entry.default is None
    return needed and (len(entry.sources) == 1 or entry.target.kind == "key")


def _value(entry: Entry, *, needed: bool) -> Schema:
    if len(entry.sources) > 1:
        return _part(entry, needed=needed)
    schema: Schema = {**kinds.json_schema(entry.rule)}
    # Blanks at the ends do not count there, nor does the way an accent is encoded; a schema counts both.
    schema.pop("maxLength", None)
    schema["description"] = f"{schema['description']} Imported as {entry.target.name}."
    if entry.default is not None:
        schema["default"] = entry.default
    if needed:
        schema["type"] = [one for one in schema["type"] if one != "null"]
        schema["pattern"] = _NOT_BLANK
    return schema


def _part(entry: Entry, *, needed: bool) -> Schema:
    """One of several values that are joined to one text."""
    others = " and ".join(entry.sources)
    schema: Schema = {
        "title": entry.target.label,
        "description": f"Imported as {entry.target.name}, joined from {others}.",
    }
    if needed:
        schema |= {"not": {"type": "null"}, "pattern": _NOT_BLANK}
    return schema


def _all_of(schemas: Sequence[Schema]) -> Schema:
    """One incoming name that feeds several targets."""
    described = " ".join(one["description"] for one in schemas)
    return {"title": schemas[0]["title"], "description": described, "allOf": list(schemas)}


def _unless_named(source: str, path: tuple[str | int, ...], value: Schema, *, needed: bool) -> Schema:
    """The value at a path, which is looked for only in a record without a field of that very name."""
    return {"if": {"required": [source]}, "else": _nested(path, value, needed=needed)}


def _nested(path: tuple[str | int, ...], value: Schema, *, needed: bool) -> Schema:
    if not path:
        return value
    step, inner = path[0], _nested(path[1:], value, needed=needed)
    if isinstance(step, int):
        found: Schema = {"prefixItems": [*[True] * step, inner]}
        return found | ({"type": "array", "minItems": step + 1} if needed else {})
    found = {"properties": {step: inner}}
    return found | ({"type": "object", "required": [step]} if needed else {})
