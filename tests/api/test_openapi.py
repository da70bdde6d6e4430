from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.fixtures.sites import Site
from vendorproof.api import app
from vendorproof.core.errors import InvalidRequest, Problem, public_errors

DOCUMENT: dict[str, Any] = app.routes().openapi()


def _operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in DOCUMENT["paths"].items():
        for method, operation in item.items():
            yield f"{method} {path}", operation


def _resolved(entry: dict[str, Any]) -> dict[str, Any]:
    name = str(entry.get("$ref", "")).rpartition("/")[2]
    found: dict[str, Any] = DOCUMENT["components"]["responses"][name] if name else entry
    return found


def test_it_is_3_1_and_open_to_everybody(site: Site) -> None:
    answer = site.door.request("GET", "/openapi.json")
    assert answer.status_code == 200
    assert answer.json()["openapi"].startswith("3.1")
    assert answer.json()["paths"] == DOCUMENT["paths"]


def test_it_speaks_of_v1_alone() -> None:
    assert [path for path in DOCUMENT["paths"] if not path.startswith("/v1/")] == []


@pytest.mark.parametrize("name", [name for name, _ in _operations()])
def test_every_operation_is_told_whole(name: str) -> None:
    """A summary, the credential, an example of the body and of every answer, the refusals that any call may meet."""
    operation = dict(_operations())[name]
    assert operation["summary"], name
    assert operation["security"] == [{"key": []}]
    answers = {status: _resolved(entry) for status, entry in operation["responses"].items()}
    assert {"401", "403", "422", "429", "500", "503"} <= set(answers)
    assert any(status.startswith("2") for status in answers)
    for status, entry in answers.items():
        assert entry["description"], status
        for media in entry["content"].values():
            assert "example" in media or media.get("examples"), status
            assert media["schema"], status
    for media in operation.get("requestBody", {}).get("content", {}).values():
        assert media["example"]
        assert media["schema"]
    if "requestBody" in operation:
        assert {"413", "415"} <= set(answers)


def test_every_reference_leads_somewhere() -> None:
    def references(node: object) -> Iterator[str]:
        if isinstance(node, dict):
            if isinstance(node.get("$ref"), str):
                yield node["$ref"]
            for one in node.values():
                yield from references(one)
        elif isinstance(node, list):
            for one in node:
                yield from references(one)

    for reference in set(references(DOCUMENT)):
        node: Any = DOCUMENT
        for part in reference.removeprefix("#/").split("/"):
            node = node[part]


def test_every_public_error_is_an_answer_of_some_operation() -> None:
    told = {
        code
        for _, operation in _operations()
        for entry in operation["responses"].values()
        for media in _resolved(entry)["content"].values()
        for code in media.get("examples", {})
    }
    beside_a_summary = {"all_records_failed", "atomic_batch_refused"}
    by_a_link = {"invalid_download_link"}  # download links are no operations: nobody makes one up
    plain = {one.code for one in public_errors() if one not in (Problem, InvalidRequest)}
    assert plain - told == beside_a_summary | by_a_link


def test_an_operation_that_keeps_answers_says_so() -> None:
    taking = {
        name
        for name, operation in _operations()
        if any(one["name"] == "Idempotency-Key" for one in operation.get("parameters", ()))
    }
    assert taking == {"post /v1/users", "post /v1/vendors", "post /v1/assessments", "post /v1/documents"}


def test_operation_ids_are_unique() -> None:
    names = [operation["operationId"] for _, operation in _operations()]
    assert len(names) == len(set(names))


def test_the_examples_of_refusals_are_what_is_answered(site: Site) -> None:
    refused: httpx.Response = site.get("/v1/users/nobody")
    entry = DOCUMENT["paths"]["/v1/users/{user_id}"]["get"]["responses"]["404"]
    assert refused.json() == entry["content"]["application/json"]["examples"]["user_not_found"]["value"]
