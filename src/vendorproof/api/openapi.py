"""The OpenAPI document: FastAPI's, with what it cannot know: our errors, the credential, the shared headers."""

import copy
import json
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from starlette.responses import Response

from vendorproof.api import spec
from vendorproof.core import errors

router = APIRouter(include_in_schema=False)

Schemas = Mapping[str, Mapping[str, Any]]

_DESCRIPTION = """\
Vendors, services and assessments in, one answer for every record out.

Every call under `/v1` carries `Authorization: Bearer ak_…`. Every answer carries `X-Request-Id`. Instants are epoch
seconds, dates are `YYYY-MM-DD`, ids are opaque. Lists take `limit` and `offset`; for deep reads follow `Link`.
"""

_ANYWHERE = spec.errors(
    errors.Unauthorized,
    errors.InvalidKey,
    errors.InsufficientScope,
    errors.IpNotAllowed,
    errors.InvalidRequest,
    errors.MalformedRequest,
    errors.RequestHeadTooLarge,
    errors.RateLimited,
    errors.InternalError,
    errors.Busy,
    errors.DatabaseUnavailable,
)
_WITH_BODY = spec.errors(errors.PayloadTooLarge, errors.UnsupportedContentEncoding, errors.RequestTimeout)

_REQUEST_ID = {"$ref": "#/components/headers/X-Request-Id"}
_TEXT = {"type": "string"}
_SCHEMAS: dict[str, Any] = {
    "Problem": {
        "type": "object",
        "description": "A refusal; `code` is stable, `message` is for people.",
        "properties": {
            "detail": {
                "type": "object",
                "properties": {"code": _TEXT, "message": _TEXT},
                "required": ["code", "message"],
            }
        },
        "required": ["detail"],
    },
    "PlainProblem": {"type": "object", "properties": {"detail": _TEXT}, "required": ["detail"]},
    "BadReference": {
        "type": "object",
        "properties": {"detail": {"type": "object", "properties": {"error": _TEXT}, "required": ["error"]}},
        "required": ["detail"],
    },
    "InvalidRequest": {
        "type": "object",
        "description": "The request has the wrong shape: one entry per fault.",
        "properties": {
            "detail": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "loc": {"type": "array", "items": {"type": ["string", "integer"]}},
                        "msg": _TEXT,
                        "type": _TEXT,
                    },
                    "required": ["loc", "msg", "type"],
                },
            }
        },
        "required": ["detail"],
    },
}


def install(app: FastAPI) -> None:
    """Make the document the application's own."""
    document: dict[str, Any] = {}

    def openapi() -> dict[str, Any]:
        if not document:
            document.update(describe(app))
        return document

    app.openapi = openapi  # type: ignore[method-assign]


def describe(app: FastAPI) -> dict[str, Any]:
    """The document as it is served and kept in docs/reference."""
    found = get_openapi(
        title=app.title,
        version=app.version,
        openapi_version="3.1.0",
        summary="The data plane of a self-hosted third-party risk hub.",
        description=_DESCRIPTION,
        routes=app.routes,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    components = found["components"]
    schemas = {name: one for name, one in components["schemas"].items() if "ValidationError" not in name}
    for item in found["paths"].values():
        for operation in item.values():
            _complete(operation, schemas)
    components["schemas"] = dict(sorted((schemas | _SCHEMAS).items()))
    components["responses"] = _shared_responses()
    components["securitySchemes"] = {
        "key": {"type": "http", "scheme": "bearer", "description": "An API key, `ak_live_…`."}
    }
    components["headers"] = {
        "X-Request-Id": {"description": "Names this call in logs and in the audit log.", "schema": _TEXT}
    }
    return found


def render(document: dict[str, Any]) -> bytes:
    """The same bytes for the same document."""
    return json.dumps(document, indent=2, ensure_ascii=False).encode() + b"\n"


@router.get("/openapi.json")
def openapi_json(request: Request) -> Response:
    """Open: it says nothing that the source does not."""
    return Response(render(request.app.openapi()), media_type="application/json")


def _complete(operation: dict[str, Any], schemas: Schemas) -> None:
    """Add to an operation under `/v1` what all of them have in common."""
    operation["security"] = [{"key": []}]
    responses: dict[str, Any] = operation["responses"]
    if "HTTPValidationError" in json.dumps(responses.get("422", {})):
        del responses["422"]
    shared = _ANYWHERE | (_WITH_BODY if "requestBody" in operation else {})
    for status in map(str, shared):
        if status in responses:
            spec.merge(responses, status, copy.deepcopy(shared[int(status)]))
        else:
            responses[status] = {"$ref": f"#/components/responses/{_component(status)}"}
    for entry in responses.values():
        if "$ref" in entry:
            continue
        entry.setdefault("headers", {})["X-Request-Id"] = _REQUEST_ID
        if len(entry.get("content", {})) > 1:  # FastAPI presumes JSON beside what a route declares itself
            entry["content"] = {kind: one for kind, one in entry["content"].items() if one != {"schema": {}}}
    operation["responses"] = dict(sorted(responses.items()))
    for media in operation.get("requestBody", {}).get("content", {}).values():
        if "example" not in media:
            media["example"] = _example(media["schema"], schemas)


def _example(schema: Mapping[str, Any], schemas: Schemas) -> object:
    """The model's own example, else one put together from those of its fields."""
    found = {**schemas.get(str(schema.get("$ref")).rpartition("/")[2], {}), **schema}
    if "examples" in found:
        return found["examples"][0]
    return {name: one["examples"][0] for name, one in found.get("properties", {}).items() if "examples" in one}


def _shared_responses() -> dict[str, Any]:
    return {
        _component(status): {**copy.deepcopy(entry), "headers": {"X-Request-Id": _REQUEST_ID}}
        for status, entry in (_ANYWHERE | _WITH_BODY).items()
    }


def _component(status: int | str) -> str:
    return f"Refused{status}"
