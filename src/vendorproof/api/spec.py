"""What an operation declares about itself for the OpenAPI document: examples, raw bodies, errors."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, create_model

from vendorproof.core.errors import Fault, FileTooLarge, InvalidRequest, PayloadTooLarge, Problem, RequestHeadTooLarge

Responses = dict[int | str, dict[str, Any]]  # by status, as FastAPI's `responses=` takes them

NEXT_PAGE = {"Link": 'The next page, as `<…>; rel="next"`; absent on the last one.'}

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
    "email": "ada@example.com",
    "state": "revoked",
    "filename": '"Acme SOC 2.pdf"',
    "document_type": '"soc2_type_2"',
    "nearest": " Did you mean soc2_type2_auditor_report?",
    "fault": "The quotation mark at character 8 is never closed.",
    "status": "analyzing",
    "signature": "Eicar-Signature",
    "request_id": "7f3a9c0e5b1d4c2f8a6e0d9b7c5a3f10",
}
_BYTES = {FileTooLarge: 104_857_600, PayloadTooLarge: 1_048_576, RequestHeadTooLarge: 65_536}
_EXAMPLE_FAULT = Fault(("query", "limit"), "Input should be less than or equal to 200", "less_than_equal")


def answer(
    description: str,
    schema: object,
    example: object,
    *,
    status: int = 200,
    media_type: str = "application/json",
    headers: Mapping[str, str] | None = None,
) -> Responses:
    """One successful answer; join several with `|`.

    `schema` is JSON Schema or a type; `headers` are names with a sentence each.
    """
    content: dict[str, Any] = {"example": example}
    found: dict[str, Any] = {"description": description, "content": {media_type: content}}
    if isinstance(schema, Mapping):
        content["schema"] = dict(schema)
    else:
        found["model"] = schema
    if headers:
        found["headers"] = {
            name: {"description": sentence, "schema": {"type": "string"}} for name, sentence in headers.items()
        }
    return {status: found}


def or_text(found: Responses, media_type: str, example: str, *, status: int = 200) -> Responses:
    """The same answer, also as a text of another media type."""
    content = {**found[status].get("content", {}), media_type: {"schema": {"type": "string"}, "example": example}}
    return {**found, status: {**found[status], "content": content}}


def page_of(model: type[BaseModel], key: Literal["data", "items"]) -> type[BaseModel]:
    """The model of a page of `model`."""
    name = f"{model.__name__.removesuffix('Object')}Page"
    fields: dict[str, Any] = {key: (list[model], ...), "total": (int, ...), "limit": (int, ...), "offset": (int, ...)}  # type: ignore[valid-type]
    return create_model(name, **fields)


def list_of(model: type[BaseModel]) -> object:
    """The type of a bare array of `model`."""
    return list[model]  # type: ignore[valid-type]


def body(schema: Mapping[str, Any], example: object, *, media_type: str = "application/json") -> dict[str, Any]:
    """`openapi_extra` of a route that reads its body as raw bytes."""
    return {"requestBody": {"required": True, "content": {media_type: {"schema": dict(schema), "example": example}}}}


def errors(*problems: type[Problem]) -> Responses:
    """The refusals of this operation, beyond those that every operation has (see `openapi`)."""
    found: Responses = {}
    for problem in problems:
        sentence = (problem.__doc__ or "").strip().splitlines()[0]
        merge(
            found,
            problem.status,
            {
                "description": f"`{problem.code}`: {sentence}",
                "content": {
                    "application/json": {
                        "schema": {"$ref": f"#/components/schemas/{_shape(problem)}"},
                        "examples": {problem.code: {"summary": sentence, "value": {"detail": example_detail(problem)}}},
                    }
                },
            },
        )
    return found


def merge(into: dict[Any, dict[str, Any]], status: int | str, entry: Mapping[str, Any]) -> None:
    """Add one more thing that a status can mean: descriptions and examples side by side, schemas as alternatives."""
    there = into.get(status)
    if there is None:
        into[status] = dict(entry)
        return
    there["description"] = "\n\n".join(dict.fromkeys([there["description"], entry["description"]]))
    ours, theirs = there["content"]["application/json"], entry["content"]["application/json"]
    ours.setdefault("examples", {}).update(theirs.get("examples", {}))
    schemas = [*ours["schema"].get("anyOf", [ours["schema"]])]
    schemas += [one for one in theirs["schema"].get("anyOf", [theirs["schema"]]) if one not in schemas]
    ours["schema"] = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def example_detail(problem: type[Problem]) -> object:
    """What stands under `detail` when this problem is answered."""
    if problem is InvalidRequest:
        return InvalidRequest([_EXAMPLE_FAULT]).detail
    fields: dict[str, Any] = {**_EXAMPLE_FIELDS}
    if problem in _BYTES:
        fields["limit"] = _BYTES[problem]
    return problem(**fields).detail


def _shape(problem: type[Problem]) -> str:
    detail = example_detail(problem)
    if isinstance(detail, str):
        return "PlainProblem"
    if isinstance(detail, list):
        return "InvalidRequest"
    return "Problem" if isinstance(detail, dict) and "code" in detail else "BadReference"
