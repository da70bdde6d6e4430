"""«`GET /v1/document-types` lists slug, label, group, the facts that are extracted, and how long such evidence stays good»."""

from typing import Any

from tests.fixtures.desks import Desk
from vendorproof.documents.types import TYPES


def walked(desk: Desk, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while path:
        answer = desk.site.get(path)
        assert answer.json()["total"] == len(TYPES)
        found += answer.json()["data"]
        path = answer.headers.get("link", "").partition(">")[0].lstrip("<")
    return found


def test_the_whole_catalogue_is_walked_in_its_order(desk: Desk) -> None:
    every = walked(desk, "/v1/document-types?limit=30")
    assert [one["slug"] for one in every] == [one.slug for one in TYPES]
    assert desk.site.get("/v1/document-types?limit=200").json()["data"] == every
    assert desk.site.get("/v1/document-types?offset=60").json()["data"] == every[60:]
    assert every[3] == {
        "slug": "soc2_type2_auditor_report",
        "label": "SOC 2 Type II report",
        "group": "Audit reports",
        "facts": list(TYPES[3].facts),
        "good_for_days": 365,
    }


def test_a_page_behind_the_last_is_empty(desk: Desk) -> None:
    for query in ("offset=65", "cursor=other", "cursor=nonsense"):
        answer = desk.site.get(f"/v1/document-types?{query}")
        assert (answer.status_code, answer.json()["data"]) == (200, [])
        assert "link" not in answer.headers
