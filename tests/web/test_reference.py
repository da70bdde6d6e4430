from vendorproof.web import reference

DOCUMENT = {
    "paths": {
        "/v1/things": {
            "post": {
                "tags": ["Things"],
                "operationId": "things.create",
                "summary": "Create a thing",
                "parameters": [{"name": "q", "in": "query", "required": True, "schema": {"type": "integer"}}],
                "requestBody": {
                    "content": {
                        "application/json": {
                            "schema": {"$ref": "#/components/schemas/NewThing"},
                            "example": {"name": "x"},
                        }
                    }
                },
                "responses": {
                    "201": {"description": "Made.", "content": {"application/json": {"example": {"id": 1}}}},
                    "204": {"description": "Nothing to say."},
                    "401": {"$ref": "#/components/responses/Refused401"},
                },
            }
        }
    },
    "components": {
        "schemas": {
            "NewThing": {
                "required": ["name"],
                "properties": {
                    "name": {"type": "string", "description": "Its name."},
                    "tags": {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "null"}]},
                    "parent": {"$ref": "#/components/schemas/NewThing"},
                    "kind": {"enum": ["a", "b"]},
                },
            }
        },
        "responses": {
            "Refused401": {
                "description": "No.",
                "content": {"application/json": {"examples": {"unauthorized": {"value": {"detail": "No."}}}}},
            }
        },
    },
}


def test_an_operation_is_taken_apart() -> None:
    (operation,) = reference.sections(DOCUMENT)["Things"]
    assert (operation.method, operation.path, operation.anchor) == ("POST", "/v1/things", "things.create")
    assert [(one.name, one.kind, one.required) for one in operation.parameters] == [("q (query)", "integer", True)]
    assert [(one.name, one.kind, one.required) for one in operation.body] == [
        ("name", "string", True),
        ("tags", "array of string or null", False),
        ("parent", "NewThing", False),
        ("kind", "a | b", False),
    ]
    assert operation.body_example == '{\n  "name": "x"\n}'
    assert [one.status for one in operation.answers] == ["201", "204"]


def test_what_any_call_may_answer_is_told_once() -> None:
    (shared,) = reference.shared_answers(DOCUMENT)
    assert (shared.status, list(shared.examples)) == ("401", ["unauthorized"])
