"""The two calls an integration starts with: does my key work, and who does the server think I am."""

from fastapi import Response

from vendorproof.api import spec
from vendorproof.api.deps import Reading
from vendorproof.api.envelope import encode
from vendorproof.api.routing import make_router

router = make_router("Conventions")

_TEXT = {"type": "string"}


@router.get(
    "/v1/utils/authtest",
    operation_id="utils.authtest",
    summary="Test a key",
    responses=spec.answer(
        "The key works.",
        {"type": "object", "properties": {"msg": _TEXT}, "required": ["msg"]},
        {"msg": "Auth successful"},
    ),
)
def authtest(_scope: Reading) -> Response:
    """Answers 200 to every key that is known, alive and allowed from this address."""
    return Response(encode({"msg": "Auth successful"}), media_type="application/json")


@router.get(
    "/v1/whoami/ip",
    operation_id="whoami.ip",
    summary="See your address",
    responses=spec.answer(
        "The address the server sees.",
        {"type": "object", "properties": {"client_ip": {"type": ["string", "null"]}}, "required": ["client_ip"]},
        {"client_ip": "203.0.113.9"},
    ),
)
def whoami_ip(scope: Reading) -> Response:
    """The address that the allowlist and the audit log go by; null if the server cannot know it."""
    return Response(encode({"client_ip": scope.address}), media_type="application/json")
