from typing import Any

import pytest

from tests.fixtures.sites import Site
from vendorproof.api import app
from vendorproof.api.route_table import RouteTable
from vendorproof.api.routing import JsonRoute

DEEP = b'{"email":' * 3000 + b"1" + b"}" * 3000


@pytest.mark.parametrize(
    ("body", "message"),
    [
        pytest.param(b'{"email":\n  "a@example.com",}', "line 2, column", id="trailing-comma"),
        pytest.param(b'{"email": "a@example.com"', "line 1, column 26", id="cut-off"),
        pytest.param(b"\n\n  x", "line 3, column 3", id="no-json-at-all"),
        pytest.param(b'{"email": "\xff"}', "not valid UTF-8 at line 1, column 12", id="broken-utf8"),
        pytest.param(b'{"a": "x",\n "b": NaN}', "line 2, column 7", id="nan"),
        pytest.param(b'["NaN", -Infinity]', "line 1, column 9", id="infinity"),
        pytest.param(b'{"email": 1e400}', "1e400 is out of range", id="huge-real"),
        pytest.param(b'{"email": 1000000000000000000000000000000}', "out of range", id="ten-to-the-thirtieth"),
        pytest.param(b'{"email": ' + b"9" * 5000 + b"}", "out of range", id="five-thousand-digits"),
        pytest.param(b'{"email": "a\\u0000b@example.com"}', "U+0000", id="nul"),
        pytest.param(b'{"na\\u0000me": 1}', "U+0000", id="nul-in-a-name"),
        pytest.param(b'{"email": "\\ud800"}', "lone surrogate", id="lone-surrogate"),
        pytest.param(b'{"\\udfff": 1}', "lone surrogate", id="lone-surrogate-in-a-name"),
        pytest.param(b"[" * 65 + b"]" * 65, "more than 64 levels", id="sixty-five-deep"),
        pytest.param(DEEP, "more than 64 levels", id="three-thousand-deep"),
        pytest.param(b"[" * 200_000, "more than 64 levels", id="two-hundred-thousand-deep"),
        pytest.param(b'{"email": "a\nb"}', "line 1, column 13", id="control-character"),
    ],
)
def test_a_body_that_cannot_be_kept_is_refused_saying_where(site: Site, body: bytes, message: str) -> None:
    """Schema failures: 422 `{"detail": [{"loc": [...], "msg": "...", "type": "..."}]}`."""
    answer = site.post("/v1/users", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    (fault, *_) = answer.json()["detail"]
    assert set(fault) == {"loc", "msg", "type"}
    assert fault["loc"][0] == "body"
    assert message in fault["msg"]


@pytest.mark.parametrize(
    "body",
    [b"[]", b"null", b'"text"', b"1", b"{}", b"", b'{"email": null}', b'{"email": 7}', b'{"email": ["a@b.example"]}'],
)
def test_a_body_of_the_wrong_shape(site: Site, body: bytes) -> None:
    answer = site.post("/v1/users", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][0] == "body"


def test_a_fault_does_not_repeat_the_input(site: Site) -> None:
    answer = site.post("/v1/users", json={"email": {"secret": "do-not-log-me"}})
    assert answer.status_code == 422
    assert "do-not-log-me" not in answer.text


@pytest.mark.parametrize(
    "kind", [None, "application/json", "application/json; charset=utf-8", "application/merge-patch+json"]
)
def test_json_under_any_of_its_names(site: Site, kind: str | None) -> None:
    headers = {} if kind is None else {"Content-Type": kind}
    assert site.post("/v1/users", content=b'{"email": "a@example.com"}', headers=headers).status_code == 201


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"])
def test_what_is_not_declared_as_json_is_not_guessed_at(site: Site, kind: str) -> None:
    answer = site.post("/v1/users", content=b'{"email": "a@example.com"}', headers={"Content-Type": kind})
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["header", "Content-Type"]
    assert kind.partition(";")[0] in answer.json()["detail"][0]["msg"]


def test_a_byte_order_mark_is_passed_over(site: Site) -> None:
    assert site.post("/v1/users", content=b'\xef\xbb\xbf{"email": "a@example.com"}').status_code == 201


def test_unknown_keys_are_passed_over(site: Site) -> None:
    """A client written for the published API must work unchanged."""
    body = {"email": "a@example.com", "first_name": "Ada", "role": "org:member"}
    assert site.post("/v1/users", json=body).status_code == 201


@pytest.mark.parametrize(
    "user_id", ["nobody", "%00", "a%00b", "%ff", "%F0%9F%92%A9", "..", "cbuser_1", "x" * 5000, "%27%20OR%201=1--"]
)
def test_an_id_of_any_form_is_simply_unknown(site: Site, user_id: str) -> None:
    """Input ids are never validated by form: an unknown id is 404/400, not 422."""
    answer = site.get(f"/v1/users/{user_id}")
    assert (answer.status_code, answer.json()) == (
        404,
        {"detail": {"code": "user_not_found", "message": "User not found."}}
        if user_id != ".."
        else {"detail": "Not Found"},
    )


@pytest.mark.parametrize("query", ["email=%00", "a%00b=1", "limit=%00"])
def test_a_query_value_that_cannot_be_stored(site: Site, query: str) -> None:
    answer = site.get(f"/v1/users?{query}")
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][0] == "query"


@pytest.mark.parametrize("query", ["email=%ff%fe", "email=%ED%A0%80", "email=" + "x" * 300, "%F0%9F=1", "=", "&&&"])
def test_an_odd_query_is_no_fault_of_ours(site: Site, query: str) -> None:
    assert site.get(f"/v1/users?{query}").status_code == 200


def test_every_operation_under_v1_is_strict_and_has_a_name_of_its_own() -> None:
    routes: list[Any] = [
        one for router in app.ROUTERS for one in router.routes if getattr(one, "path", "").startswith("/v1/")
    ]
    assert routes
    assert [one.path for one in routes if not isinstance(one, JsonRoute)] == []
    names = [one.operation_id for one in routes]
    assert [one.path for one in routes if not one.operation_id or one.operation_id.count(".") != 1] == []
    assert len(names) == len(set(names))


def test_the_route_table_knows_what_will_answer() -> None:
    table = RouteTable(app.routes().routes)
    assert table.find("GET", "/v1/users/x").template == "/v1/users/{user_id}"
    assert table.find("POST", "/v1/users").name == "users.create"
    assert table.find("DELETE", "/v1/users").name == "users.method_not_allowed"
    assert table.find("GET", "/v1/users/x/y").name == "unmatched.request"
