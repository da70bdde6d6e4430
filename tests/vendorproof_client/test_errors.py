"""Each published shape of an error becomes the right class with a sentence for its reader."""

import pytest

from vendorproof_client import (
    ApiError,
    AuthenticationError,
    Conflict,
    InvalidRequest,
    NotFound,
    PermissionDenied,
    RateLimited,
    ServerError,
)
from vendorproof_client.errors import from_answer


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (302, InvalidRequest), (400, InvalidRequest), (401, AuthenticationError), (403, PermissionDenied), (404, NotFound),
        (409, Conflict), (413, InvalidRequest), (422, InvalidRequest), (429, RateLimited), (500, ServerError),
        (503, ServerError),
    ],
)  # fmt: skip
def test_the_status_gives_the_class(status: int, expected: type[ApiError]) -> None:
    assert type(from_answer(status, None, {})) is expected


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        ({"detail": "Unauthorized role."}, None, "Unauthorized role."),
        ({"detail": {"code": "slug_taken", "message": "Taken."}}, "slug_taken", "Taken."),
        ({"detail": {"error": "No such vendor."}}, None, "No such vendor."),
        ({"detail": [{"loc": ["body", "data", 3], "msg": "not an object", "type": "x"}, {"loc": ["body"], "msg": "no"}]}, None, "data.3: not an object; no"),
        ({"detail": ["odd"]}, None, "odd"),
        ("<html>Bad gateway</html>", None, "The server answered 400 without saying why."),
        (None, None, "The server answered 400 without saying why."),
        ({"detail": {}}, None, "The server answered 400 without saying why."),
    ],
)  # fmt: skip
def test_every_shape_of_detail_is_read(body: object, code: str | None, message: str) -> None:
    error = from_answer(400, body, {})
    assert (error.code, error.message, error.body) == (code, message, body)


def test_the_request_id_is_printed_first() -> None:
    error = from_answer(404, {"detail": {"code": "vendor_not_found", "message": "No."}}, {"x-request-id": "req_7"})
    assert str(error) == "Request req_7: 404 vendor_not_found: No."
    assert error.request_id == "req_7"
