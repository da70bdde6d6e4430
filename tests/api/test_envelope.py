from typing import Any

import pytest
from fastapi import FastAPI
from structlog.testing import capture_logs

from tests.fixtures.sites import Site
from vendorproof.api.deps import Reading


@pytest.fixture
def broken(site: Site) -> Site:
    """A site with a route that fails."""
    application = site.edge.app
    assert isinstance(application, FastAPI)

    def crash(_scope: Reading) -> None:
        secret = "pass" + "word-7"
        raise RuntimeError(f"the vault opens with {secret}"[:30])

    application.add_api_route("/v1/crash", crash, methods=["GET"])
    return site


def test_a_fault_of_ours_names_the_request_and_shows_nothing(broken: Site) -> None:
    """A 500 is `{"detail": {"code": "internal_error", ...}}` and says the request id, never a trace."""
    with capture_logs() as lines:
        answer = broken.get("/v1/crash", headers={"X-Request-Id": "look-me-up"})
    assert answer.status_code == 500
    assert answer.json()["detail"]["code"] == "internal_error"
    assert "look-me-up" in answer.json()["detail"]["message"]
    assert answer.headers["x-request-id"] == "look-me-up"
    assert "vault" not in answer.text
    assert "Traceback" not in answer.text
    (crash,) = [one for one in lines if one["event"] == "crash"]
    assert crash["exc_info"]


def test_a_fault_of_ours_is_on_record(broken: Site) -> None:
    broken.get("/v1/crash")
    assert [one["status"] for one in broken.audited()] == [500]


def test_every_refusal_has_one_of_the_published_shapes(site: Site) -> None:
    """Errors: `{"detail": {"code": "document_not_found", "message": "Document not found."}}`."""
    body: dict[str, Any] = site.get("/v1/users/nobody").json()
    assert body == {"detail": {"code": "user_not_found", "message": "User not found."}}
