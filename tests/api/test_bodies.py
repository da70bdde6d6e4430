"""Bodies nobody should send: refused with every fault in its place, nothing half-written."""

from httpx import Response

from tests.fixtures.inventories import Door


def _locs(answer: Response) -> list[list[str | int]]:
    assert answer.status_code == 422, answer.text
    return [one["loc"] for one in answer.json()["detail"]]


def _names(door: Door, **params: object) -> list[str]:
    return [one["name"] for one in door.get("/v1/vendors", **params).json()["items"]]


def test_every_fault_is_told_at_once_with_its_place(ours: Door) -> None:
    answer = ours.post(
        "/v1/vendors",
        {
            "name": "x" * 501,
            "status": "actve",
            "tier": 9,
            "raw_irq_score": 101,
            "next_assessment_date": "03/04/2026",
            "tags": {"a": 1},
            "watcher_ids": "me",
            "primary_contact": {"email": "nobody"},
            "lei": "5493001KJTIIGC8Y1R13",
        },
    )
    assert _locs(answer) == [
        ["body", "name"],
        ["body", "status"],
        ["body", "tier"],
        ["body", "raw_irq_score"],
        ["body", "next_assessment_date"],
        ["body", "tags"],
        ["body", "watcher_ids"],
        ["body", "primary_contact", "email"],
        ["body", "lei"],
    ]
    assert "active" in answer.json()["detail"][1]["msg"]
    assert _names(ours) == []


HOSTILE = (
    b'{"name": "a\\u0000b"}',
    b'{"name": "a\\ud800b"}',
    b'{"name": "a\\u0007b"}',
    b'{"name": "' + b"x" * 5000 + b'"}',
    b'{"name": "ok", "tags": ["a\\u0000"]}',
    b'{"name": "ok", "external_id": "\\ud800"}',
    b'{"name": "ok", "raw_irq_score": NaN}',
    b'{"name": "ok", "raw_irq_score": 1e400}',
    b'{"name": "ok", "raw_irq_score": 1000000000000000000000000000000}',
    b'{"name": "ok", "contract_length_months": -1}',
    b'{"name": ["ok"]}',
    b'{"name": {"a": 1}}',
    b'{"name": true}',
    b'{"name": "ok", "primary_contact": "me"}',
    b'{"name": "ok", "custom_fields": "x"}',
    b'{"name": "ok", "custom_fields": [1]}',
    b'{"name": "ok", "custom_fields": [{"value": 1}]}',
    b'{"name": "ok", "watcher_ids": [1]}',
    b'{"name": "ok", "status_id": 5}',
    b'{"name": "ok"',
    b"\xff\xfe",
    b"",
    b"null",
    b"[" * 100_000,
)


def test_hostile_values_are_refused_and_nothing_is_written(ours: Door) -> None:
    for raw in HOSTILE:
        answer = ours.call("POST", "/v1/vendors", content=raw, headers={"Content-Type": "application/json"})
        assert answer.status_code == 422, (raw[:60], answer.text)
        assert all(one["loc"] and one["msg"] and one["type"] for one in answer.json()["detail"]), raw[:60]
    assert _names(ours) == []


def test_real_and_strange_names_are_kept(ours: Door) -> None:
    strange = ("شركة النور للتقنية", "\u202eevil\u202c Ltd", "𝔘𝔫𝔦 👩‍👩‍👧", "a" * 500, "Robert'); DROP TABLE vendor;--")
    for name in strange:
        assert ours.vendor(name=name)["name"] == name
        assert _names(ours, name=name) == [name]


def test_text_is_stored_composed(ours: Door) -> None:
    assert ours.vendor(name="Mu\u0308ller")["name"] == "Müller"
