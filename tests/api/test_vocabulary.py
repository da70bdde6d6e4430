"""Statuses and tags at the HTTP door."""

from typing import Any

from tests.fixtures.inventories import Door, House

SEEDED = ["intake", "onboarding", "active", "suspended", "offboarding", "offboarded"]


def _labels(door: Door, path: str, **params: Any) -> list[str]:
    return [one["label"] for one in door.get(path, **params).json()["items"]]


def _code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["detail"]["code"]


def _status(door: Door, label: str, base_object: str = "vendor") -> str:
    items = door.get("/v1/statuses", base_object=base_object).json()["items"]
    found: str = next(one["id"] for one in items if one["label"] == label)
    return found


def test_statuses_are_listed_in_their_order_page_by_page(ours: Door) -> None:
    page = ours.get("/v1/statuses", base_object="vendor").json()
    assert list(page) == ["items", "total", "limit", "offset"]
    assert [one["label"] for one in page["items"]] == SEEDED
    assert [one["position"] for one in page["items"]] == list(range(len(SEEDED)))
    assert list(page["items"][0]) == ["id", "base_object", "label", "position", "created_at"]
    assert _labels(ours, "/v1/statuses", base_object="vendor", limit=2, offset=1) == SEEDED[1:3]
    assert ours.get("/v1/statuses").json()["total"] == len(SEEDED) + 4
    assert _labels(ours, "/v1/statuses", base_object="assessment") == []
    assert ours.get("/v1/statuses", base_object="planet").status_code == 422


def test_a_new_status_can_be_used_at_once(ours: Door) -> None:
    made = ours.made("/v1/statuses", {"base_object": "vendor", "label": " on  hold "})
    assert (made["label"], made["position"]) == ("on  hold", len(SEEDED))
    vendor = ours.vendor(status="On-Hold")
    assert (vendor["status"], vendor["status_id"]) == ("on  hold", made["id"])


def test_two_statuses_that_a_reader_could_not_tell_apart_are_refused(ours: Door) -> None:
    ours.made("/v1/statuses", {"base_object": "vendor", "label": "on hold"})
    for label in ("ON-HOLD", "onhold", "on_hold", "Active"):
        answer = ours.post("/v1/statuses", {"base_object": "vendor", "label": label})
        assert _code(answer) == (409, "name_taken")
    assert ours.post("/v1/statuses", {"base_object": "service", "label": "on hold"}).status_code == 201


def test_labels_nobody_can_read_are_refused(ours: Door) -> None:
    for label in ("", " ", "-", "x" * 101, "a\u0000b", "a\nb", None, 5, ["x"]):
        for path, body in (("/v1/statuses", {"base_object": "vendor"}), ("/v1/tags", {})):
            assert ours.post(path, {**body, "label": label}).status_code == 422, label
    assert ours.post("/v1/statuses", {"base_object": "assessment", "label": "x"}).status_code == 422
    assert ours.post("/v1/statuses", {"base_object": "planet", "label": "x"}).status_code == 422
    assert _labels(ours, "/v1/statuses", base_object="vendor") == SEEDED


def test_a_new_label_is_on_every_record_at_once(house: House) -> None:
    ours = house.ours
    held = [ours.vendor(status="active"), ours.vendor(status="active"), ours.vendor(status="intake")]
    house.theirs.vendor(status="active")
    ours.delete(f"/v1/vendors/{held[1]['id']}")
    house.clock.at += 5
    active = _status(ours, "active")
    assert ours.patch(f"/v1/statuses/{active}", {"label": "Live"}).json()["label"] == "Live"
    after = [ours.get(f"/v1/vendors/{one['id']}").json() for one in held]
    assert [one["status"] for one in after] == ["Live", "Live", "intake"]
    assert [one["status_id"] for one in after[:2]] == [active] * 2
    assert after[0]["updated_at"] == house.clock.at
    assert after[2]["updated_at"] == house.clock.at - 5
    assert house.theirs.get("/v1/vendors").json()["items"][0]["status"] == "active"
    assert ours.post("/v1/vendors", {"name": "x", "status": "active"}).status_code == 422


def test_a_label_may_change_its_case_but_not_become_anothers(ours: Door) -> None:
    active = _status(ours, "active")
    assert ours.patch(f"/v1/statuses/{active}", {"label": "ACTIVE"}).json()["label"] == "ACTIVE"
    assert _code(ours.patch(f"/v1/statuses/{active}", {"label": "Intake"})) == (409, "name_taken")
    assert ours.patch(f"/v1/statuses/{active}", {"label": None}).json()["label"] == "ACTIVE"


def test_a_status_moves_in_the_order(ours: Door) -> None:
    offboarded = _status(ours, "offboarded")
    assert ours.patch(f"/v1/statuses/{offboarded}", {"position": 0}).json()["position"] == 0
    assert _labels(ours, "/v1/statuses", base_object="vendor") == ["offboarded", *SEEDED[:-1]]
    ours.patch(f"/v1/statuses/{offboarded}", {"position": 99})
    assert _labels(ours, "/v1/statuses", base_object="vendor") == SEEDED
    for bad in (-1, "x", 2**70):
        assert ours.patch(f"/v1/statuses/{offboarded}", {"position": bad}).status_code == 422


def test_a_status_in_use_cannot_be_deleted(ours: Door) -> None:
    active = _status(ours, "active")
    vendor = ours.vendor(status="active")
    path = f"/v1/statuses/{active}"
    refused = ours.delete(path)
    assert _code(refused) == (409, "in_use")
    assert "1" in refused.json()["detail"]["message"]
    ours.delete(f"/v1/vendors/{vendor['id']}")
    assert _code(ours.delete(path)) == (409, "in_use")
    ours.patch(f"/v1/vendors/{vendor['id']}", {"status": ""})
    assert ours.delete(path).json() == {"id": active, "deleted": True}
    assert _code(ours.delete(path)) == (404, "status_not_found")
    assert "active" not in _labels(ours, "/v1/statuses", base_object="vendor")


def test_another_organisations_words_answer_as_ones_that_do_not_exist(ours: Door, theirs: Door) -> None:
    status, tag = _status(theirs, "active"), theirs.made("/v1/tags", {"label": "secret"})["id"]
    for method, options, path, theirs_id in (
        ("PATCH", {"json": {"label": "x"}}, "/v1/statuses/", status),
        ("DELETE", {}, "/v1/statuses/", status),
        ("DELETE", {}, "/v1/tags/", tag),
    ):
        foreign = ours.call(method, path + theirs_id, **options)
        unknown = ours.call(method, path + "nope", **options)
        assert (foreign.status_code, foreign.content) == (404, unknown.content)
    assert _labels(ours, "/v1/tags") == []
    assert _labels(theirs, "/v1/tags") == ["secret"]


def test_tags_are_listed_added_and_deleted(ours: Door) -> None:
    made = ours.made("/v1/tags", {"label": "Payroll"})
    assert list(made) == ["id", "label", "created_at"]
    assert _code(ours.post("/v1/tags", {"label": "PAYROLL"})) == (409, "name_taken")
    assert _labels(ours, "/v1/tags") == ["Payroll"]
    assert ours.delete(f"/v1/tags/{made['id']}").json() == {"id": made["id"], "deleted": True}
    assert _code(ours.delete(f"/v1/tags/{made['id']}")) == (404, "tag_not_found")
    assert _labels(ours, "/v1/tags") == []


def test_a_tag_in_use_cannot_be_deleted(ours: Door) -> None:
    vendor = ours.vendor(tags=["PayRoll", "eu"])
    ours.service(vendor["id"], tags=["payroll", "core"])
    tags = {one["label"]: one["id"] for one in ours.get("/v1/tags").json()["items"]}
    assert sorted(tags) == ["PayRoll", "core", "eu"]
    refused = ours.delete(f"/v1/tags/{tags['PayRoll']}")
    assert _code(refused) == (409, "in_use")
    assert "2" in refused.json()["detail"]["message"]
    ours.patch(f"/v1/vendors/{vendor['id']}", {"tags": []})
    assert ours.delete(f"/v1/tags/{tags['eu']}").status_code == 200
    assert _code(ours.delete(f"/v1/tags/{tags['PayRoll']}")) == (409, "in_use")


def test_a_read_only_key_changes_no_words(house: House) -> None:
    reader, status = house.read_only(), _status(house.ours, "active")
    for answer in (
        reader.post("/v1/statuses", {"base_object": "vendor", "label": "x"}),
        reader.patch(f"/v1/statuses/{status}", {"label": "x"}),
        reader.delete(f"/v1/statuses/{status}"),
        reader.post("/v1/tags", {"label": "x"}),
        reader.delete("/v1/tags/x"),
    ):
        assert _code(answer) == (403, "insufficient_scope")
