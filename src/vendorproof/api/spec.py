"""What an operation declares about itself for the OpenAPI document: examples, raw bodies, errors."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from vendorproof.core.errors import InvalidRequest, Problem

Schema = Mapping[str, Any] | type[BaseModel]
Responses = dict[int | str, dict[str, Any]]

_EXAMPLE_FIELDS = {
    "slug": "erp-vendors",
    "what": "Tag",
    "name": "payroll",
    "count": 3,
    "base_object": "vendor",
    "external_id": "V-001007",
    "reason": "it is read-only",
    "run_id": "cbimprn_0190b2c4d5e67f8a9b0c1d2e3f405162",
    "limit": "10,000 records",
    "encoding": "gzip",
    "seconds": 12,
    "scopes": "audit:read",
    "address": "203.0.113.9",
    "refused": 2,
    "sentence": "vendor_id does not name a vendor.",
}


def answer(
    description: str,
    schema: Schema,
    example: object,
    *,
    status: int = 200,
    media_type: str = "application/json",
    headers: Mapping[str, str] | None = None,
) -> Responses:
    """One successful answer; join several with `|`. `headers` are names with a sentence each."""
    content: dict[str, Any] = {"example": example}
    found: dict[str, Any] = {"description": description, "content": {media_type: content}}
    if isinstance(schema, type):
        found["model"] = schema
    else:
        content["schema"] = dict(schema)
    if headers:
        found["headers"] = {
            name: {"description": sentence, "schema": {"type": "string"}} for name, sentence in headers.items()
        }
    return {status: found}


def errors(*problems: type[Problem]) -> Responses:
    """The refusals of this operation beyond those every operation shares (401, 403, 422, 429, 500, 503)."""
    found: Responses = {}
    for problem in problems:
        entry = found.setdefault(problem.status, {"description": "", "content": {"application/json": {"examples": {}}}})
        sentence = (problem.__doc__ or "").strip().splitlines()[0]
        entry["description"] = " ".join([*entry["description"].split(" · "), f"`{problem.code}`: {sentence}"]).strip()
        entry["content"]["application/json"]["examples"][problem.code] = {
            "summary": sentence,
            "value": {"detail": example_detail(problem)},
        }
        entry["content"]["application/json"]["schema"] = {"$ref": "#/components/schemas/Error"}
    return found


def body(schema: Mapping[str, Any], example: object, *, media_type: str = "application/json") -> dict[str, Any]:
    """`openapi_extra` of a route that reads its body as raw bytes."""
    return {"requestBody": {"required": True, "content": {media_type: {"schema": dict(schema), "example": example}}}}


def example_detail(problem: type[Problem]) -> object:
    """What stands under `detail` when this problem is answered."""
    return InvalidRequest([]).detail if problem is InvalidRequest else problem(**_EXAMPLE_FIELDS).detail
