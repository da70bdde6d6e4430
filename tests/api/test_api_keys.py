from dataclasses import replace
from typing import Any

import pytest

from tests.fixtures.sites import NEW_YEAR_2026, Site
from vendorproof.access.keys import Powers


def _create(site: Site, **body: Any) -> dict[str, Any]:
    answer = site.post("/v1/api-keys", json={"name": "ERP", **body})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def _listed(site: Site, key_id: str) -> dict[str, Any]:
    return next(one for one in site.get("/v1/api-keys").json()["data"] if one["id"] == key_id)


def test_a_new_key_shows_its_secret_once(site: Site) -> None:
    """201 `{id, name, secret, created_at, scopes}`; the secret (`ak_live_…`) is shown once, only its hash is kept."""
    made = _create(site)
    assert made["id"].startswith("cbkey_")
    assert made["secret"].startswith("ak_live_")
    assert (made["name"], made["created_at"], made["scopes"]) == ("ERP", NEW_YEAR_2026, [])
    assert site.get("/v1/users", secret=made["secret"]).status_code == 200
    assert made["secret"] not in site.get("/v1/api-keys").text


def test_the_list_has_every_key_newest_first(site: Site) -> None:
    """`{data: [{id, name, created_at, last_used_at, revoked, expired, scopes, …}]}`."""
    old = _create(site)
    site.clock.at += 10
    new = _create(site, scopes=["audit:read"], read_only=True, seconds_until_expiration=60)
    site.clock.at += 60
    site.post(f"/v1/api-keys/{old['id']}/revoke")
    answer = site.get("/v1/api-keys")
    assert list(answer.json()) == ["data"]
    assert answer.json()["data"][0]["id"] == new["id"]
    listed = _listed(site, new["id"])
    assert listed == {
        "id": new["id"],
        "name": "ERP",
        "created_at": NEW_YEAR_2026 + 10,
        "last_used_at": None,
        "revoked": False,
        "expired": True,
        "scopes": ["audit:read"],
        "expires_at": NEW_YEAR_2026 + 70,
        "revoked_at": None,
        "read_only": True,
        "import_reports": None,
        "hint": new["secret"][-4:],
    }
    assert (_listed(site, old["id"])["revoked"], _listed(site, old["id"])["expired"]) == (True, False)


def test_when_a_key_was_last_used(site: Site) -> None:
    made = _create(site)
    site.clock.at += 5
    site.get("/v1/users", secret=made["secret"])
    site.audited()  # by then the call is on record
    assert _listed(site, made["id"])["last_used_at"] == NEW_YEAR_2026 + 5


@pytest.mark.parametrize("name", ["", "   ", "\t\n"])
def test_a_blank_name(site: Site, name: str) -> None:
    """`name` blank → 400 `invalid_name`."""
    answer = site.post("/v1/api-keys", json={"name": name})
    assert (answer.status_code, answer.json()["detail"]["code"]) == (400, "invalid_name")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": None},
        {"name": "x" * 201},
        {"name": "x", "scopes": ["root"]},
        {"name": "x", "scopes": "keys:manage"},
        {"name": "x", "seconds_until_expiration": 0},
        {"name": "x", "seconds_until_expiration": 10**15},
        {"name": "x", "seconds_until_expiration": "soon"},
        {"name": "x", "import_reports": ["no-such-report"]},
    ],
)
def test_a_body_of_the_wrong_shape(site: Site, body: dict[str, Any]) -> None:
    answer = site.post("/v1/api-keys", json=body)
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][0] == "body"


def test_a_key_expires(site: Site) -> None:
    """`seconds_until_expiration`."""
    made = _create(site, seconds_until_expiration=60)
    assert site.get("/v1/users", secret=made["secret"]).status_code == 200
    site.clock.at += 60
    assert site.get("/v1/users", secret=made["secret"]).status_code == 401


def test_rotating_and_revoking(site: Site) -> None:
    """Rotate: new secret, same scopes, old one dead at once; revoke is repeatable."""
    made = _create(site, scopes=["keys:manage"])
    rotated = site.post(f"/v1/api-keys/{made['id']}/rotate").json()
    assert (rotated["id"], rotated["scopes"], rotated["created_at"]) == (made["id"], ["keys:manage"], NEW_YEAR_2026)
    assert site.get("/v1/api-keys", secret=made["secret"]).status_code == 401
    assert site.get("/v1/api-keys", secret=rotated["secret"]).status_code == 200
    first, again = (site.post(f"/v1/api-keys/{made['id']}/revoke") for _ in range(2))
    assert (first.status_code, first.json()["revoked"], again.content) == (200, True, first.content)
    assert site.get("/v1/api-keys", secret=rotated["secret"]).status_code == 401
    dead = site.post(f"/v1/api-keys/{made['id']}/rotate")
    assert (dead.status_code, dead.json()["detail"]["code"]) == (409, "api_key_inactive")


def test_a_key_may_revoke_itself(site: Site) -> None:
    made = _create(site, scopes=["keys:manage"])
    assert site.post(f"/v1/api-keys/{made['id']}/revoke", secret=made["secret"]).status_code == 200
    assert site.get("/v1/api-keys", secret=made["secret"]).status_code == 401


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/api-keys"),
        ("POST", "/v1/api-keys"),
        ("POST", "/v1/api-keys/cbkey_1/rotate"),
        ("POST", "/v1/api-keys/cbkey_1/revoke"),
    ],
)
def test_keys_are_managed_under_their_scope_only(site: Site, method: str, path: str) -> None:
    """`keys:manage` → API keys. 403 `insufficient_scope` (key lacks a scope)."""
    answer = site.call(method, path, json={"name": "x"}, secret=site.key(Powers(grants=("audit:read",))))
    assert (answer.status_code, answer.json()["detail"]["code"]) == (403, "insufficient_scope")


def test_no_key_gives_away_what_it_lacks(site: Site) -> None:
    """403 `scope_grant_forbidden`."""
    manager = site.key(Powers(grants=("keys:manage",)))
    granted = site.post("/v1/api-keys", json={"name": "x", "scopes": ["audit:read"]}, secret=manager)
    mighty = _create(site, scopes=["audit:read"])
    taken = site.post(f"/v1/api-keys/{mighty['id']}/rotate", secret=manager)
    for answer in (granted, taken):
        assert (answer.status_code, answer.json()["detail"]["code"]) == (403, "scope_grant_forbidden")


@pytest.mark.parametrize("powers", [{"read_only": True}, {"import_reports": ()}])
def test_a_narrowed_key_makes_no_other(site: Site, powers: dict[str, Any]) -> None:
    narrow = site.key(Powers(grants=("keys:manage",), **powers))
    assert site.get("/v1/api-keys", secret=narrow).status_code == 200
    answer = site.post("/v1/api-keys", json={"name": "x"}, secret=narrow)
    assert (answer.status_code, answer.json()["detail"]["code"]) == (403, "insufficient_scope")


def test_another_organisations_key_does_not_exist(site: Site) -> None:
    """An id of another organisation answers exactly as an id that does not exist: 404 with the same body."""
    mine = _create(site)
    stranger = site.key(Powers(grants=("keys:manage",)), site.organisation())
    for action in ("rotate", "revoke"):
        foreign = site.post(f"/v1/api-keys/{mine['id']}/{action}", secret=stranger)
        unknown = site.post(f"/v1/api-keys/cbkey_0/{action}", secret=stranger)
        assert (foreign.status_code, foreign.content) == (404, unknown.content)
        assert foreign.json()["detail"]["code"] == "api_key_not_found"
    assert site.get("/v1/users", secret=mine["secret"]).status_code == 200


def test_a_key_bound_to_reports_posts_to_them_and_changes_nothing_else(site: Site) -> None:
    """Narrowing a key: `read_only: true`, and `import_reports: [...]` (may post to these reports only)."""
    mapping = {"external_id": "No", "name": "Name"}
    reports = [
        site.post("/v1/import-reports", json={"report_name": name, "base_object": "vendor", "mapping": mapping}).json()
        for name in ("ERP", "Other")
    ]
    made = _create(site, import_reports=["erp"])
    assert made["import_reports"] == [reports[0]["id"]]
    batch = {"data": [{"No": "1", "Name": "Acme"}]}
    posted = {
        path: site.post(path, json=batch, secret=made["secret"]).status_code
        for path in ("/v1/import/erp", "/v1/import/other", "/v1/import/other?mode=plan", "/v1/import/none")
    }
    assert list(posted.values()) == [200, 403, 403, 404]
    refused = site.post("/v1/users", json={"email": "a@example.com"}, secret=made["secret"])
    assert (refused.status_code, refused.json()["detail"]["code"]) == (403, "insufficient_scope")
    assert site.get("/v1/users", secret=made["secret"]).status_code == 200


def test_a_read_only_key_plans_and_does_not_import(site: Site) -> None:
    """Narrowing a key: `read_only: true`."""
    mapping = {"external_id": "No", "name": "Name"}
    site.post("/v1/import-reports", json={"report_name": "ERP", "base_object": "vendor", "mapping": mapping})
    reader = site.key(Powers(read_only=True))
    batch = {"data": [{"No": "1", "Name": "Acme"}]}
    planned = site.post("/v1/import/erp?mode=plan", json=batch, secret=reader)
    written = site.post("/v1/import/erp", json=batch, secret=reader)
    assert (planned.status_code, written.status_code) == (200, 403)
    assert site.get("/v1/vendors").json()["total"] == 0


READS_BY_POST = {"/v1/import/{slug}": "?mode=plan", "/v1/import-reports/suggest": ""}


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("powers", [Powers(read_only=True), Powers(import_reports=())], ids=["read-only", "bound"])
def test_a_narrowed_key_is_refused_every_change(site: Site, powers: Powers) -> None:
    """Walks every operation there is: whatever is not a GET is refused, whatever its body."""
    secret = site.key(replace(powers, grants=("keys:manage",)))
    document = site.get("/openapi.json").json()
    changes = [
        (method.upper(), path)
        for path, item in document["paths"].items()
        for method in item
        if method != "get" and path not in READS_BY_POST
    ]
    assert len(changes) > 20
    for method, path in changes:
        media: dict[str, Any] = document["paths"][path][method.lower()].get("requestBody", {}).get("content", {})
        first: dict[str, Any] = next(iter(media.values()), {})
        answer = site.call(method, path.replace("{", "x").replace("}", ""), json=first.get("example"), secret=secret)
        allowed = {404} if "/import-runs/" in path and powers.import_reports is not None else set()
        assert answer.status_code in {403} | allowed, (method, path, answer.text)
