"""Custom fields at the HTTP door."""

from typing import Any

from tests.fixtures.inventories import Door, House


def _define(door: Door, name: str, kind: str, base_object: str = "vendor", **more: Any) -> dict[str, Any]:
    return door.made("/v1/custom-fields", {"base_object": base_object, "name": name, "type": kind, **more})


def _code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["detail"]["code"]


def _values(record: dict[str, Any]) -> dict[str, Any]:
    return {one["name"]: one["value"] for one in record["custom_fields"]}


def test_every_type_is_read_by_its_kind_and_shown(ours: Door) -> None:
    """«custom_fields[]» of the wire contract, §4; the types are those of fields.md."""
    ours.user("ada@example.com")
    for name, kind, more in (
        ("region", "string", {"label": "Region"}),
        ("spend", "number", {}),
        ("critical", "boolean", {}),
        ("renewal", "date", {}),
        ("buyer", "user", {}),
        ("tone", "select", {"options": ["Red", "Amber"]}),
        ("sites", "multiselect", {"options": ["Dublin", "Cork"]}),
    ):
        _define(ours, name, kind, **more)
    sent = {
        "region": " EMEA ",
        "spend": "12.5",
        "critical": "yes",
        "renewal": "2027-01-31",
        "buyer": "ada@example.com",
        "tone": "red",
        "sites": "cork; dublin",
    }
    read = {
        **sent, "region": "EMEA", "spend": 12.5, "critical": True, "tone": "Red", "sites": ["Cork", "Dublin"]
    }  # fmt: skip
    made = ours.vendor(custom_fields=sent)
    assert _values(made) == read
    assert list(made["custom_fields"][0]) == ["id", "name", "label", "type", "value"]
    assert (made["custom_fields"][0]["label"], made["custom_fields"][1]["label"]) == ("Region", "spend")
    path = f"/v1/vendors/{made['id']}"
    assert ours.patch(path, made).json() == made
    assert _values(ours.get("/v1/vendors").json()["items"][0]) == read


def test_values_are_given_by_name_by_id_or_as_targets_are_named(ours: Door) -> None:
    one, two = _define(ours, "one", "string"), _define(ours, "two", "number")
    made = ours.vendor(custom_fields=[{"name": "one", "value": "a"}, {"id": two["id"], "value": 2}])
    assert _values(made) == {"one": "a", "two": 2}
    path = f"/v1/vendors/{made['id']}"
    assert _values(ours.patch(path, {"custom_fields": {"one": None, "two": ""}}).json()) == {"one": "a", "two": None}
    assert _values(ours.patch(path, {"custom.two": 5}).json()) == {"one": "a", "two": 5}
    clash = [{"id": one["id"], "value": "x"}, {"name": "one", "value": "y"}]
    answer = ours.patch(path, {"custom_fields": clash})
    assert answer.json()["detail"][0]["loc"] == ["body", "custom_fields", 1, "value"]


def test_a_value_of_another_kind_is_refused_where_it_stands(ours: Door) -> None:
    _define(ours, "spend", "number")
    _define(ours, "tone", "select", options=["Red"])
    answer = ours.post("/v1/vendors", {"name": "x", "custom_fields": {"spend": "lots", "tone": "Blue"}})
    assert [one["loc"] for one in answer.json()["detail"]] == [
        ["body", "custom_fields", "spend"],
        ["body", "custom_fields", "tone"],
    ]


def test_a_field_belongs_to_one_base_object(ours: Door) -> None:
    _define(ours, "region", "string", "service")
    _define(ours, "wave", "string", "assessment")
    vendor = ours.vendor()
    assert vendor["custom_fields"] == []
    assert _values(ours.service(vendor["id"], custom_fields={"region": "EMEA"})) == {"region": "EMEA"}
    assert _values(ours.assessment(vendor["id"], custom_fields={"wave": "2"})) == {"wave": "2"}
    answer = ours.post("/v1/vendors", {"name": "x", "custom_fields": {"region": "EMEA"}})
    assert _code(answer) == (404, "custom_field_not_found")


def test_definitions_are_listed_newest_first(ours: Door) -> None:
    first, second = _define(ours, "one", "string"), _define(ours, "two", "date", "service")
    page = ours.get("/v1/custom-fields").json()
    assert page == {"items": [second, first], "total": 2, "limit": 50, "offset": 0}
    assert ours.get("/v1/custom-fields", base_object="vendor").json()["items"] == [first]
    assert ours.get("/v1/custom-fields", base_object="planet").status_code == 422


def test_faults_of_a_definition_are_told(ours: Door) -> None:
    good = {"base_object": "vendor", "name": "region", "type": "string"}
    for more, field in (
        ({"name": "Region"}, "name"),
        ({"name": "1st"}, "name"),
        ({"name": "a" * 64}, "name"),
        ({"name": "a.b"}, "name"),
        ({"name": "a\u0000"}, "name"),
        ({"name": ""}, "name"),
        ({"label": " "}, "label"),
        ({"label": "x" * 101}, "label"),
        ({"type": "money"}, "type"),
        ({"type": None}, "type"),
        ({"type": "select"}, "options"),
        ({"type": "select", "options": []}, "options"),
        ({"type": "select", "options": ["a", "A"]}, "options"),
        ({"type": "select", "options": [""]}, "options"),
        ({"type": "select", "options": [f"o{n}" for n in range(501)]}, "options"),
        ({"options": ["a"]}, "options"),
        ({"base_object": "planet"}, "base_object"),
    ):
        answer = ours.post("/v1/custom-fields", {**good, **more})
        assert answer.status_code == 422, more
        assert answer.json()["detail"][0]["loc"][:2] == ["body", field], more
    assert ours.get("/v1/custom-fields").json()["total"] == 0


def test_a_name_is_taken_once(ours: Door, theirs: Door) -> None:
    _define(ours, "region", "string")
    body = {"base_object": "vendor", "name": "region", "type": "string"}
    assert _code(ours.post("/v1/custom-fields", body)) == (409, "name_taken")
    assert _define(ours, "region", "string", "service")["name"] == "region"
    assert _define(theirs, "region", "string")["name"] == "region"


def test_label_and_options_change_and_an_option_in_use_stays(house: House) -> None:
    ours = house.ours
    one = _define(ours, "tone", "select", options=["Red", "Amber"])
    many = _define(ours, "sites", "multiselect", options=["Dublin", "Cork"])
    path = f"/v1/custom-fields/{one['id']}"
    house.clock.at += 5
    changed = ours.patch(path, {"label": "Tone", "options": ["Red", "Amber", "Green"]}).json()
    assert changed == {
        **one, "label": "Tone", "options": ["Red", "Amber", "Green"], "updated_at": house.clock.at
    }  # fmt: skip
    vendor = ours.vendor(custom_fields={"tone": "Green", "sites": ["Cork"]})
    for field, options in ((one, ["Red"]), (many, ["Dublin"])):
        refused = ours.patch(f"/v1/custom-fields/{field['id']}", {"options": options})
        assert _code(refused) == (409, "in_use")
    assert ours.patch(path, {"options": ["Green"]}).json()["options"] == ["Green"]
    ours.patch(f"/v1/vendors/{vendor['id']}", {"custom_fields": {"sites": []}})
    assert ours.patch(f"/v1/custom-fields/{many['id']}", {"options": ["Dublin"]}).json()["options"] == ["Dublin"]
    assert ours.patch(path, {"options": []}).status_code == 422
    assert ours.patch(path, {}).json()["options"] == ["Green"]


def test_an_archived_field_is_gone_until_its_name_is_used_again(house: House) -> None:
    ours = house.ours
    field = _define(ours, "region", "string")
    vendor = ours.vendor(custom_fields={"region": "EMEA"})
    path = f"/v1/custom-fields/{field['id']}"
    first = ours.delete(path).json()
    house.clock.at += 5
    assert ours.delete(path).json() == first
    assert first == {"id": field["id"], "is_archived": True, "archived_at": house.clock.at - 5}
    assert ours.get(f"/v1/vendors/{vendor['id']}").json()["custom_fields"] == []
    assert ours.get("/v1/custom-fields").json()["total"] == 0
    other = {"base_object": "vendor", "name": "region", "type": "number"}
    assert _code(ours.post("/v1/custom-fields", other)) == (409, "name_taken")
    again = _define(ours, "region", "string", label="Region again")
    assert (again["id"], again["archived_at"], again["label"]) == (field["id"], None, "Region again")
    assert _values(ours.get(f"/v1/vendors/{vendor['id']}").json()) == {"region": "EMEA"}


def test_another_organisations_field_answers_as_one_that_does_not_exist(ours: Door, theirs: Door) -> None:
    field = _define(theirs, "region", "string")
    for method, options in (("PATCH", {"json": {"label": "x"}}), ("DELETE", {})):
        foreign = ours.call(method, f"/v1/custom-fields/{field['id']}", **options)
        unknown = ours.call(method, "/v1/custom-fields/nope", **options)
        assert (foreign.status_code, foreign.content) == (404, unknown.content)
    answer = ours.post("/v1/vendors", {"name": "x", "custom_fields": [{"id": field["id"], "value": "y"}]})
    assert _code(answer) == (404, "custom_field_not_found")
    assert theirs.get("/v1/custom-fields").json()["items"] == [field]
