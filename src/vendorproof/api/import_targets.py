"""What an import can be mapped to, over HTTP: the target fields, a report's batch as JSON Schema, a suggested mapping."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import BaseModel
from pydantic import Field as Described

from vendorproof.api import spec
from vendorproof.api.deps import Reading, Rt
from vendorproof.api.envelope import encode
from vendorproof.api.routing import make_router
from vendorproof.api.vocabulary import BaseObjectName
from vendorproof.core.errors import ImportReportNotFound
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.imports import reports, schema
from vendorproof.imports.suggest import Suggested, suggest
from vendorproof.objects import BASE_OBJECTS, Field, kinds

router = make_router("Import reports")

MOST_COLUMNS = 1000
MOST_SAMPLES = 1000
LONGEST_HEADER = 500

_FIELD = {
    "base_object": "vendor",
    "name": "tier",
    "label": "Tier",
    "kind": "choice",
    "required": False,
    "allowed_values": ["tier_1", "tier_2", "tier_3", "tier_4"],
    "accepted": kinds.describe(BASE_OBJECTS["vendor"].by_name["tier"]),
    "example": "tier_1",
    "note": "",
}
_SUGGESTED = {
    "base_object": "vendor",
    "base_object_confidence": 0.93,
    "data": [
        {
            "header": "Lieferantennummer",
            "target": "external_id",
            "confidence": 0.97,
            "why": "the name says so, its values look so",
        },
        {"header": "Firmenname", "target": "name", "confidence": 0.95, "why": "the name says so, its values look so"},
        {"header": "Telefon", "target": None, "confidence": 0.0, "why": "no target is meant clearly enough"},
    ],
    "mapping": {"external_id": "Lieferantennummer", "name": "Firmenname"},
    "unmapped_required": [],
}


class TargetField(BaseModel):
    """A target; `allowed_values` null: not a choice; `accepted` says it in a sentence."""

    base_object: str
    name: str
    label: str
    kind: str
    required: bool
    allowed_values: list[str] | None
    accepted: str
    example: Any
    note: str


class TargetFields(BaseModel):
    """Every target, in the order of the reference; the organisation's custom fields last."""

    data: list[TargetField]


class Sheet(BaseModel):
    """A file's column names and some of its rows: each an array in the order of `headers`, or an object by header."""

    base_object: BaseObjectName | None = None
    headers: Annotated[
        list[Annotated[str, Described(max_length=LONGEST_HEADER)]], Described(min_length=1, max_length=MOST_COLUMNS)
    ]
    samples: Annotated[list[list[Any] | dict[str, Any]], Described(max_length=MOST_SAMPLES)] | None = None

    model_config = {
        "json_schema_extra": {
            "examples": [
                {
                    "headers": ["Lieferantennummer", "Firmenname", "Telefon"],
                    "samples": [["70012", "Müller Druck GmbH", "+49 89 1"]],
                }
            ]
        }
    }


class SuggestedColumn(BaseModel):
    """What a column most probably is; `target` null where that is not clear enough."""

    header: str
    target: str | None
    confidence: float
    why: str


class SuggestedMapping(BaseModel):
    """`mapping` is ready for a report, once nothing is left in `unmapped_required`."""

    base_object: str | None
    base_object_confidence: float
    data: list[SuggestedColumn]
    mapping: dict[str, str]
    unmapped_required: list[str]


@router.get(
    "/v1/import-reports/fields",
    operation_id="import_reports.fields",
    summary="List the target fields",
    responses=spec.answer("Every target of one base object, or of all.", TargetFields, {"data": [_FIELD]}),
)
def list_fields(
    rt: Rt,
    scope: Reading,
    base_object: Annotated[BaseObjectName | None, Query(description="Only the targets of this base object.")] = None,
) -> Response:
    """The base object's own fields, then the organisation's custom fields."""
    with rt.db.read() as tx:
        found = [
            row
            for name in ([base_object] if base_object else BASE_OBJECTS)
            for row in _rows(name, *_targets(tx, scope, name))
        ]
    return Response(encode({"data": found}), media_type="application/json")


@router.post(
    "/v1/import-reports/suggest",
    operation_id="import_reports.suggest",
    summary="Suggest a mapping",
    responses=spec.answer("One entry per header, in their order.", SuggestedMapping, _SUGGESTED),
)
def suggest_mapping(rt: Rt, scope: Reading, sheet: Sheet) -> Response:
    """Judged by the names of the columns and what their values look like; where that leaves a doubt, no target is named.

    Nothing is stored. Without `base_object` the most probable one is told, or null where several fit.
    """
    with rt.db.read() as tx:
        fields = {name: _targets(tx, scope, name)[0] for name in BASE_OBJECTS}
    rows = [
        one if isinstance(one, list) else [one.get(header) for header in sheet.headers] for one in sheet.samples or ()
    ]
    found = suggest(sheet.headers, rows, base_object=sheet.base_object, fields=fields)
    return Response(encode(_suggested(found)), media_type="application/json")


@router.get(
    "/v1/import-reports/{report_id}/schema",
    operation_id="import_reports.schema",
    summary="The JSON Schema of a report's batch",
    responses=spec.answer(
        "JSON Schema 2020-12 of the body of POST /v1/import/{slug}, by incoming names.",
        {"type": "object"},
        {"$schema": schema.DIALECT, "title": "ERP vendors", "type": "object", "required": ["data"]},
        media_type="application/schema+json",
    )
    | spec.errors(ImportReportNotFound),
)
def batch_schema(rt: Rt, scope: Reading, report_id: str) -> Response:
    """Refuses nothing that the import takes; what no schema can say stands in the descriptions."""
    with rt.db.read() as tx:
        report = reports.get(tx, scope, report_id)
        compiled = reports.compiled(tx, scope, report)
    found = schema.batch(compiled.entries, report.report_name, rt.settings.import_max_records)
    return Response(encode(found), media_type="application/schema+json")


def _targets(tx: Tx, scope: Scope, base_object: str) -> tuple[tuple[Field, ...], dict[str, tuple[str, ...]]]:
    """The targets of a base object, and the words that the organisation decides."""
    fields = reports.all_fields(tx, scope, base_object)
    return fields, reports.words_for(tx, scope, fields, base_object)


def _rows(base_object: str, fields: Sequence[Field], words: dict[str, tuple[str, ...]]) -> list[dict[str, Any]]:
    return [
        {
            "base_object": base_object,
            "name": one.name,
            "label": one.label,
            "kind": one.kind,
            "required": one.required,
            "allowed_values": words.get(one.name, one.words) or None,
            "accepted": kinds.describe(one),
            "example": one.example if one.example != "" else None,
            "note": one.note,
        }
        for one in fields
    ]


def _suggested(found: Suggested) -> dict[str, Any]:
    mapping = {one.target: one.header for one in found.columns if one.target is not None}
    needed = BASE_OBJECTS[found.base_object].required if found.base_object else ()
    return {
        "base_object": found.base_object,
        "base_object_confidence": found.base_object_confidence,
        "data": found.columns,
        "mapping": mapping,
        "unmapped_required": [one for one in needed if one not in mapping],
    }
