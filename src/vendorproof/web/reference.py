"""The OpenAPI document as something a template can walk through."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter or a property."""

    name: str
    kind: str
    required: bool
    note: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One status with its example bodies by title."""

    status: str
    description: str
    examples: dict[str, str]


@dataclass(frozen=True, slots=True)
class Operation:
    """One call."""

    anchor: str
    method: str
    path: str
    summary: str
    description: str
    parameters: list[Row]
    body: list[Row]
    body_example: str
    answers: list[Answer]


def sections(document: Document) -> dict[str, list[Operation]]:
    """The operations under their tags, in the document's order."""
    found: dict[str, list[Operation]] = {}
    for path, item in document["paths"].items():
        for method, one in item.items():
            found.setdefault(one.get("tags", ["Other"])[0], []).append(_operation(document, method.upper(), path, one))
    return found


def shared_answers(document: Document) -> list[Answer]:
    """The refusals any call may meet."""
    return [
        _answer(name.removeprefix("Refused"), entry)
        for name, entry in sorted(document["components"]["responses"].items())
    ]


def _operation(document: Document, method: str, path: str, one: Mapping[str, Any]) -> Operation:
    content = one.get("requestBody", {}).get("content", {})
    media: Mapping[str, Any] = next(iter(content.values()), {})
    schema = _resolve(document, media.get("schema", {}))
    return Operation(
        anchor=one["operationId"],
        method=method,
        path=path,
        summary=one.get("summary", ""),
        description=one.get("description", ""),
        parameters=[_parameter(entry) for entry in one.get("parameters", ())],
        body=list(_properties(schema)),
        body_example=_pretty(media.get("example")),
        answers=[_answer(status, entry) for status, entry in one["responses"].items() if "$ref" not in entry],
    )


def _parameter(entry: Mapping[str, Any]) -> Row:
    schema = entry.get("schema", {})
    name = f"{entry['name']} ({entry['in']})"
    return Row(
        name, _kind(schema), bool(entry.get("required")), entry.get("description") or schema.get("description", "")
    )


def _properties(schema: Mapping[str, Any]) -> Iterator[Row]:
    for name, one in schema.get("properties", {}).items():
        yield Row(name, _kind(one), name in schema.get("required", ()), one.get("description", ""))


def _kind(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(_kind(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    kind = schema.get("type", "any")
    words = " or ".join(kind) if isinstance(kind, list) else str(kind)
    return f"{words} of {_kind(schema['items'])}" if words == "array" and "items" in schema else words


def _answer(status: str, entry: Mapping[str, Any]) -> Answer:
    examples: dict[str, str] = {}
    for media in entry.get("content", {}).values():
        if "example" in media:
            examples["Example"] = _pretty(media["example"])
        for name, one in media.get("examples", {}).items():
            examples[name] = _pretty(one["value"])
    return Answer(status, entry.get("description", ""), examples)


def _resolve(document: Document, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in schema:
        schema = document["components"]["schemas"][str(schema["$ref"]).rpartition("/")[2]]
    return schema


def _pretty(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, indent=2, ensure_ascii=False)
