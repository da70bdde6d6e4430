"""The wire objects of the inventories: their keys in the published order, as rows become them and as OpenAPI says them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BaseModel, WithJsonSchema, create_model

from vendorproof.api.bodies import CONTACT
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.objects import ASSESSMENT, SERVICE, VENDOR, BaseObject, Field
from vendorproof.objects.kinds import Rule, json_schema
from vendorproof.objects.kinds.answers import PARTS
from vendorproof.records import custom, vocabulary
from vendorproof.records.columns import FIXED, PEOPLE, REQUIRED, readable
from vendorproof.records.given import Record

Schema = Mapping[str, Any]

_PUBLISHED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "vendor": (
            *("id", "name", "external_id", "website", "description", "hq_location", "engagement_type", "use_case"),
            *("status", "status_id", "tags", "risk_analyst_ids", "relationship_owner_ids", "watcher_ids"),
            *("inherent_risk_level_id", "residual_risk_level_id", "tier", "primary_contact", "services"),
            *("custom_fields", "created_at", "updated_at"),
        ),
        "service": (
            *("id", "vendor_id", "name", "description", "external_id", "tags", "relationship_owner_ids"),
            *("watcher_ids", "primary_contact", "created_at"),
        ),
        "assessment": (
            *("id", "vendor_id", "name", "status", "control_set_ids", "service_ids", "assignee_id", "score_percent"),
            *("findings_count", "initiated_at", "created_at", "updated_at"),
        ),
    }
)
_AFTER: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "vendor": ("archived_at",),
        "service": ("status_id", "custom_fields", "updated_at", "archived_at"),
        "assessment": ("origin", "custom_fields", "archived_at"),
    }
)
"""Ours, behind the imported fields."""

_TYPES: Mapping[str, Schema] = MappingProxyType(
    {
        "number": {"type": ["number", "null"]},
        "integer": {"type": ["integer", "null"]},
        "duration": {"type": ["integer", "null"]},
        "flag": {"type": ["boolean", "null"]},
        "date": {"type": ["string", "null"], "format": "date"},
        "list": {"type": "array", "items": {"type": "string"}},
        "references": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"name": {"type": "string"}, "vendor_id": {"type": ["string", "null"]}},
                "required": ["name", "vendor_id"],
            },
        },
        "answers": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {key: {"type": ["string", "null"]} for key in PARTS},
            },
        },
    }
)
_HEX = "0190b2c4d5e67f8a9b0c1d2e3f405162"
_EXAMPLES: Mapping[str, Any] = MappingProxyType(
    {
        "vendor_id": f"cbvndr_{_HEX}",
        "status_id": f"cbst_{_HEX}",
        "service_ids": [f"cbsvc_{_HEX}"],
        "assignee_id": f"cbuser_{_HEX}",
        "score_percent": 0.87,
        "origin": "performed",
        **{one: [f"cbuser_{_HEX}"] for each in PEOPLE.values() for one in each},
        "downstream_vendors": [{"name": "V-002001", "vendor_id": f"cbvndr_{_HEX}"}],
        **dict.fromkeys(("created_at", "updated_at", "initiated_at"), 1_767_225_600),
        "archived_at": None,
        "primary_contact": {
            "email": "risk@acme.example",
            "name": "Ada Byron",
            "title": "Head of Risk",
            "phone_number": "+353 1 555 0100",
        },
        "custom_fields": [
            {"id": f"cbcfc_{_HEX}", "name": "region", "label": "Region", "type": "string", "value": "EMEA"}
        ],
    }
)
_SENT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "vendor": ("name", "external_id", "website", "status", "tier", "tags", "next_assessment_date"),
        "service": ("name", "external_id", "description", "hosting_model", "criticality_tier"),
        "assessment": ("type", "period_start", "period_end", "score"),
    }
)
_TEXT: Schema = {"type": ["string", "null"]}
_INSTANT: Schema = {"type": ["integer", "null"], "description": "Epoch seconds."}
_IDS: Schema = {"type": "array", "items": {"type": "string"}}
_SPECIAL: Mapping[str, Schema] = MappingProxyType(
    {
        "id": {"type": "string"},
        "vendor_id": {"type": "string"},
        "status_id": {"type": ["string", "null"], "description": "The id of the status."},
        "service_ids": _IDS,
        "assignee_id": {"type": ["string", "null"], "description": "The user who is in charge."},
        "score_percent": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
        "origin": {
            "type": "string",
            "enum": ["imported", "performed"],
            "description": "imported: a prior analysis brought in; performed: made here.",
        },
        "created_at": {"type": "integer", "description": "Epoch seconds."},
        "updated_at": {"type": "integer", "description": "Epoch seconds."},
        "initiated_at": {"type": "integer", "description": "Epoch seconds."},
        "archived_at": {**_INSTANT, "description": "Epoch seconds; null while the record stands in the lists."},
        **{one: _IDS for each in PEOPLE.values() for one in each},
    }
)


class CustomValue(BaseModel):
    """A custom field of the organisation with this record's value, null when it has none."""

    id: str
    name: str
    label: str
    type: str
    value: Any


class PrimaryContact(BaseModel):
    """Who answers at the vendor."""

    email: str | None
    name: str | None
    title: str | None
    phone_number: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """What rows are shown with: the organisation's statuses and custom fields of one base object."""

    status_ids: Mapping[str, str]
    definitions: Sequence[custom.CustomField]


def words(tx: Tx, scope: Scope, base: BaseObject) -> Words:
    """Read once for a whole page."""
    known = vocabulary.status_list(tx, scope, base.name)
    return Words({one.label: one.status_id for one in known}, custom.definitions(tx, scope, base.name))


def keys(base: BaseObject) -> tuple[str, ...]:
    """The keys of the wire object in their order: as published, the imported fields, ours."""
    first, last = _PUBLISHED[base.name], _AFTER[base.name]
    imported = (one.column for one in base.fields)
    return (*first, *(one for one in imported if one not in first), *last)


def rendered(base: BaseObject, record: Record, said: Words, **computed: object) -> dict[str, Any]:
    """A record's wire object; a key without a value here or in the record (a list row's `services`) is left out."""
    values: dict[str, Any] = {
        **record,
        "status_id": said.status_ids.get(record["status"]),
        "primary_contact": contact(record),
        "custom_fields": _custom_values(record, said),
        **computed,
    }
    lists = _lists(base)
    return {key: values[key] or [] if key in lists else values[key] for key in keys(base) if key in values}


def contact(record: Record) -> dict[str, Any] | None:
    """The four columns as one object, null when nothing is known."""
    found = {key: record.get(column) for key, column in CONTACT.items()}
    return found if any(one is not None for one in found.values()) else None


def row(base: BaseObject, record: Record, said: Words) -> dict[str, Any]:
    """The wire object in a list: without the arrays of people."""
    return {key: one for key, one in rendered(base, record, said).items() if key not in PEOPLE[base.name]}


def _custom_values(record: Record, said: Words) -> list[dict[str, Any]]:
    held = record["custom"] or {}
    return [
        {"id": one.field_id, "name": one.name, "label": one.label, "type": one.type, "value": held.get(one.name)}
        for one in said.definitions
    ]


def _lists(base: BaseObject) -> frozenset[str]:
    return frozenset(key for key in keys(base) if _schema(base, key).get("type") == "array")


def _fields(base: BaseObject) -> dict[str, Field]:
    return {one.name: one for one in readable(base)}


def _schema(base: BaseObject, key: str) -> Schema:
    if key in _SPECIAL:
        return _SPECIAL[key]
    one = _fields(base).get(key)
    if one is None:
        return {}
    schema = {**_TYPES.get(one.kind, _TEXT), "title": one.label}
    if one.words and one.kind == "choice":
        schema["enum"] = [*one.words, None]
    if one.note:
        schema["description"] = one.note
    if key in _EXAMPLES or one.example != "":
        schema["examples"] = [_EXAMPLES.get(key, one.example)]
    return schema


def _property(base: BaseObject, key: str) -> Any:  # noqa: ANN401 - a type, or one annotated
    if key == "primary_contact":
        return PrimaryContact | None
    if key == "custom_fields":
        return list[CustomValue]
    if key == "services":
        return list[Service]  # type: ignore[valid-type]
    return Annotated[Any, WithJsonSchema(dict(_schema(base, key)))]


def _model(name: str, base: BaseObject, doc: str, *, without: Sequence[str] = ()) -> type[BaseModel]:
    shown: dict[str, Any] = {key: (_property(base, key), ...) for key in keys(base) if key not in without}
    return create_model(name, __doc__=doc, **shown)


def page_model(name: str, item: type[BaseModel]) -> type[BaseModel]:
    """`{items, total, limit, offset}` of one kind of object."""
    counted: dict[str, Any] = dict.fromkeys(("total", "limit", "offset"), (int, ...))
    return create_model(name, items=(list[item], ...), **counted)  # type: ignore[valid-type]


def body_schema(base: BaseObject, *, new: bool) -> dict[str, Any]:
    """What POST (`new`) or PATCH takes; other keys are passed over."""
    shown = {one.name: _accepted(one) for one in readable(base) if new or one.name not in FIXED}
    shown |= {key: {**_IDS, "type": ["array", "null"]} for key in PEOPLE[base.name]}
    shown |= _beside(base, new=new)
    required = [one for one in REQUIRED[base.name] if one in shown] if new else []
    return {"type": "object", "properties": shown, **({"required": required} if required else {})}


def example(base: BaseObject, *, without: Sequence[str] = ()) -> dict[str, Any]:
    """A wire object made of the fields' own examples."""
    shown = {key: _EXAMPLES.get(key, next(iter(_schema(base, key).get("examples", ())), None)) for key in keys(base)}
    shown |= {"id": f"{base.prefix}{_HEX}"}
    shown |= {"services": [example(SERVICE)]} if base is VENDOR else {}
    return {key: one for key, one in shown.items() if key not in without}


def body_example(base: BaseObject) -> dict[str, Any]:
    """What a client may well send for a new record."""
    shown = {one.name: one.example for one in readable(base) if one.example != "" and one.name in _SENT[base.name]}
    if base is ASSESSMENT:
        return {"vendor_id": _EXAMPLES["vendor_id"], "control_set_ids": [], **shown}
    return shown | {"primary_contact": _EXAMPLES["primary_contact"]}


def _accepted(one: Field) -> Schema:
    """As an import takes it, less what only a report can set."""
    schema = {**json_schema(Rule(one))}
    del schema["description"]
    return {**schema, **({"description": one.note} if one.note else {})}


def _beside(base: BaseObject, *, new: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"custom_fields": _CUSTOM}
    if base is ASSESSMENT:
        found |= {"vendor_id": _SPECIAL["vendor_id"]} if new else {}
        found |= {key: {"type": ["array", "null"], "items": {"type": "string"}} for key in ("service_ids",)}
        found |= {"assignee_id": _SPECIAL["assignee_id"], "score_scale": _SCALE}
        found |= {"supporting_document_ids": {**_IDS, "type": ["array", "null"]}} if new else {}
    else:
        found |= {"status_id": {"type": ["string", "null"], "description": "Instead of status."}}
        found |= {"primary_contact": _CONTACT}
    return found


_SCALE: Schema = {
    "type": ["number", "null"],
    "exclusiveMinimum": 0,
    "description": "What score is out of; 100 unless said.",
}
_CUSTOM: Schema = {
    "description": "Values by name, or the array as it is answered.",
    "anyOf": [{"type": "object"}, {"type": "array", "items": {"type": "object"}}, {"type": "null"}],
}
_CONTACT: Schema = {
    "type": ["object", "null"],
    "description": "Stands for the four fields primary_contact_*.",
    "properties": dict.fromkeys(CONTACT, _TEXT),
}

Service = _model("Service", SERVICE, "One thing a vendor provides to the organisation.")
Vendor = _model("Vendor", VENDOR, "A company the organisation buys from.")
VendorRow = _model(
    "VendorRow",
    VENDOR,
    "A vendor in a list: without its services and people.",
    without=("services", *PEOPLE["vendor"]),
)
Assessment = _model("Assessment", ASSESSMENT, "One review of a vendor.")
VendorPage = page_model("VendorPage", VendorRow)
ServicePage = page_model("ServicePage", Service)
AssessmentPage = page_model("AssessmentPage", Assessment)


class Archived(BaseModel):
    """What is answered when a record was archived, the first time and every time after."""

    id: str
    is_archived: bool
    archived_at: int


ARCHIVED_EXAMPLE = {"id": f"cbvndr_{_HEX}", "is_archived": True, "archived_at": 1_767_225_600}


def archived(record: Record) -> dict[str, Any]:
    """The answer to DELETE."""
    return {"id": record["id"], "is_archived": True, "archived_at": record["archived_at"]}


def page_example(base: BaseObject) -> dict[str, Any]:
    """One object on a page."""
    without = ("services", *PEOPLE[base.name]) if base is VENDOR else ()
    return {"items": [example(base, without=without)], "total": 1, "limit": 50, "offset": 0}
