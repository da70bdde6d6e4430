from typing import Any

import pytest

from tests.fixtures.sites import NEW_YEAR_2026, Site
from vendorproof.access.keys import Powers


def test_create_or_get_by_email(site: Site) -> None:
    """Create-or-get by email: 201 new, 200 existing."""
    made = site.post("/v1/users", json={"email": "Ada@example.com", "name": " Ada Byron "})
    assert made.status_code == 201
    assert made.json()["id"].startswith("cbuser_")
    assert {name: value for name, value in made.json().items() if name != "id"} == {
        "email": "Ada@example.com",
        "name": "Ada Byron",
        "created_at": NEW_YEAR_2026,
        "updated_at": NEW_YEAR_2026,
    }
    again = site.post("/v1/users", json={"email": "ADA@EXAMPLE.COM", "name": "Not her"})
    assert (again.status_code, again.json()) == (200, made.json())


def test_the_list_is_a_page_of_items(site: Site) -> None:
    """Vendors, users: `{items,total,limit,offset}`. `total` counts the whole filtered set. Newest first."""
    made = []
    for number in range(3):
        site.clock.at += 1
        made.append(site.post("/v1/users", json={"email": f"u{number}@example.com"}).json())
    page = site.get("/v1/users?limit=2").json()
    assert page == {"items": [made[2], made[1]], "total": 3, "limit": 2, "offset": 0}
    assert site.get("/v1/users?limit=2&offset=2").json() == {"items": [made[0]], "total": 3, "limit": 2, "offset": 2}
    assert site.get("/v1/users").json()["limit"] == 50
    assert site.get("/v1/users?email=U1@example.com").json()["items"] == [made[1]]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("limit=1", 200),
        ("limit=200", 200),
        ("limit=0", 422),
        ("limit=201", 422),
        ("offset=0", 200),
        ("offset=1000000", 200),
        ("offset=-1", 422),
        ("limit=ten", 422),
        ("offset=1.5", 422),
        ("cursor=cbuser_0", 422),
    ],
)
def test_the_limits_of_a_page(site: Site, query: str, status: int) -> None:
    """`limit` 1–200 (default 50), `offset` ≥ 0; outside → 422."""
    answer = site.get(f"/v1/users?{query}")
    assert answer.status_code == status
    if status == 422:
        assert answer.json()["detail"][0]["loc"] == ["query", query.partition("=")[0]]


def test_the_link_header_leads_through_everything(site: Site) -> None:
    """A `Link: <…>; rel="next"` header and a keyset cursor (`cursor=`) for deep reads, beside offset."""
    for number in range(5):
        site.post("/v1/users", json={"email": f"u{number}@example.com"})
    seen: list[str] = []
    path = "/v1/users?limit=2"
    while path:
        answer = site.get(path)
        seen += [one["email"] for one in answer.json()["items"]]
        if len(seen) == 2:
            site.post("/v1/users", json={"email": "late@example.com"})  # shifts an offset, not a cursor
        path = answer.links.get("next", {}).get("url", "")
    assert seen == [f"u{number}@example.com" for number in (4, 3, 2, 1, 0)]


def test_one_user(site: Site) -> None:
    made = site.post("/v1/users", json={"email": "ada@example.com"}).json()
    assert site.get(f"/v1/users/{made['id']}").json() == made
    missing = site.get("/v1/users/cbuser_short")
    assert (missing.status_code, missing.json()) == (
        404,
        {"detail": {"code": "user_not_found", "message": "User not found."}},
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"name": "Ada King"}, {"name": "Ada King"}),
        ({"email": "ada@king.example"}, {"email": "ada@king.example"}),
        ({"name": None, "email": None}, {}),
        ({}, {}),
        ({"name": ""}, {"name": ""}),
    ],
)
def test_a_change(site: Site, body: dict[str, Any], expected: dict[str, Any]) -> None:
    """PATCH: null = omitted."""
    made = site.post("/v1/users", json={"email": "ada@example.com", "name": "Ada"}).json()
    site.clock.at += 9
    changed = site.patch(f"/v1/users/{made['id']}", json=body)
    moved = {"updated_at": made["updated_at"] + 9} if expected else {}
    assert (changed.status_code, changed.json()) == (200, made | expected | moved)


def test_a_change_that_cannot_be(site: Site) -> None:
    made = site.post("/v1/users", json={"email": "ada@example.com"}).json()
    site.post("/v1/users", json={"email": "grace@example.com"})
    taken = site.patch(f"/v1/users/{made['id']}", json={"email": "GRACE@example.com"})
    assert (taken.status_code, taken.json()["detail"]["code"]) == (409, "email_taken")
    assert site.patch(f"/v1/users/{made['id']}", json={"email": "nonsense"}).status_code == 422
    assert site.patch("/v1/users/cbuser_0", json={"name": "x"}).status_code == 404


@pytest.mark.parametrize("email", ["", "ada", "ada@", "a b@example.com", "x" * 400 + "@example.com"])
def test_an_address_that_is_none(site: Site, email: str) -> None:
    answer = site.post("/v1/users", json={"email": email})
    assert (answer.status_code, answer.json()["detail"][0]["loc"]) == (422, ["body", "email"])


def test_a_strangers_user_answers_as_one_that_does_not_exist(site: Site) -> None:
    """An id of another organisation answers exactly as an id that does not exist: 404 with the same body."""
    mine = site.post("/v1/users", json={"email": "ada@example.com"}).json()
    stranger = site.key(Powers(), site.organisation())
    for method, body in (("GET", None), ("PATCH", {"name": "Mine now"})):
        foreign = site.call(method, f"/v1/users/{mine['id']}", json=body, secret=stranger)
        unknown = site.call(method, "/v1/users/cbuser_0", json=body, secret=stranger)
        assert (foreign.status_code, foreign.content) == (404, unknown.content)
    assert site.get(f"/v1/users/{mine['id']}").json() == mine
