"""API keys on the wire."""

from typing import Annotated

from fastapi import Response
from pydantic import BaseModel, Field

from vendorproof.access import keys
from vendorproof.access.keys import Key, NewKey, Powers
from vendorproof.api import spec
from vendorproof.api.deps import Managing, Rt
from vendorproof.api.envelope import encode
from vendorproof.api.routing import make_router
from vendorproof.core.errors import ApiKeyInactive, ApiKeyNotFound, InvalidName, ScopeGrantForbidden

router = make_router("API keys")

TEN_YEARS = 10 * 366 * 86_400


class NewApiKey(BaseModel):
    """A key to be made."""

    name: Annotated[str, Field(max_length=200, examples=["ERP nightly sync"])]
    scopes: Annotated[
        list[str], Field(max_length=20, description="keys:manage, audit:read; only such as the calling key holds.")
    ] = []
    seconds_until_expiration: Annotated[
        int | None, Field(ge=1, le=TEN_YEARS, description="Absent or null: it does not expire.", examples=[7_776_000])
    ] = None
    read_only: Annotated[bool, Field(description="Refused for every change.")] = False
    import_reports: Annotated[
        list[str] | None,
        Field(max_length=500, description="Ids or slugs: the key may post to these reports and change nothing else."),
    ] = None


class ApiKeyObject(BaseModel):
    """A key without its secret."""

    id: str
    name: str
    created_at: int
    last_used_at: int | None
    revoked: bool
    expired: bool
    scopes: list[str]
    expires_at: int | None
    revoked_at: int | None
    read_only: bool
    import_reports: list[str] | None
    hint: Annotated[str, Field(description="The last four characters of the secret.")]


class ApiKeyList(BaseModel):
    """All keys."""

    data: list[ApiKeyObject]


class ApiKeySecret(BaseModel):
    """A key with its secret, which is shown this once."""

    id: str
    name: str
    secret: str
    created_at: int
    scopes: list[str]
    expires_at: int | None
    read_only: bool
    import_reports: list[str] | None


_ID = "cbkey_0190b2c4d5e67f8a9b0c1d2e3f405162"
_EXAMPLE = {
    "id": _ID,
    "name": "ERP nightly sync",
    "created_at": 1767225600,
    "last_used_at": 1767229200,
    "revoked": False,
    "expired": False,
    "scopes": [],
    "expires_at": None,
    "revoked_at": None,
    "read_only": False,
    "import_reports": None,
    "hint": "x7Qa",
}
_SECRET_EXAMPLE = {
    "id": _ID,
    "name": "ERP nightly sync",
    "secret": "ak_live_…",
    "created_at": 1767225600,
    "scopes": [],
    "expires_at": None,
    "read_only": False,
    "import_reports": None,
}


@router.get(
    "/v1/api-keys",
    operation_id="api_keys.list",
    summary="List API keys",
    responses=spec.answer("Every key, revoked and expired ones too.", ApiKeyList, {"data": [_EXAMPLE]}),
)
def list_api_keys(rt: Rt, scope: Managing) -> Response:
    """Newest first. Needs the scope `keys:manage`, like every call here."""
    with rt.db.read() as tx:
        found = [render(one, tx.now) for one in keys.list_keys(tx, scope)]
    return Response(encode({"data": found}), media_type="application/json")


@router.post(
    "/v1/api-keys",
    operation_id="api_keys.create",
    summary="Create an API key",
    status_code=201,
    responses=spec.answer("The key; its secret is never shown again.", ApiKeySecret, _SECRET_EXAMPLE, status=201)
    | spec.errors(InvalidName, ScopeGrantForbidden),
)
def create_api_key(rt: Rt, scope: Managing, body: NewApiKey) -> Response:
    """A key gives away only scopes that it holds itself."""
    powers = Powers(body.scopes, body.read_only, body.import_reports, body.seconds_until_expiration)
    with rt.db.write() as tx:
        made = keys.issue(tx, scope, body.name, powers)
    return _with_secret(made, 201)


@router.post(
    "/v1/api-keys/{api_key_id}/rotate",
    operation_id="api_keys.rotate",
    summary="Replace a key's secret",
    responses=spec.answer("The key with its new secret; the old one is dead.", ApiKeySecret, _SECRET_EXAMPLE)
    | spec.errors(ApiKeyNotFound, ApiKeyInactive, ScopeGrantForbidden),
)
def rotate_api_key(rt: Rt, scope: Managing, api_key_id: str) -> Response:
    """Name, scopes and expiry stay."""
    with rt.db.write() as tx:
        rotated = keys.rotate(tx, scope, api_key_id)
    return _with_secret(rotated, 200)


@router.post(
    "/v1/api-keys/{api_key_id}/revoke",
    operation_id="api_keys.revoke",
    summary="Revoke a key",
    responses=spec.answer("The key, dead from now on.", ApiKeyObject, _EXAMPLE | {"revoked": True})
    | spec.errors(ApiKeyNotFound),
)
def revoke_api_key(rt: Rt, scope: Managing, api_key_id: str) -> Response:
    """Repeatable: the first time stands."""
    with rt.db.write() as tx:
        revoked = render(keys.revoke(tx, scope, api_key_id), tx.now)
    return Response(encode(revoked), media_type="application/json")


def render(key: Key, now: int) -> dict[str, object]:
    """The wire object."""
    return {
        "id": key.key_id,
        "name": key.name,
        "created_at": key.created_at,
        "last_used_at": key.last_used_at,
        "revoked": key.revoked_at is not None,
        "expired": key.expires_at is not None and key.expires_at <= now,
        "scopes": key.grants,
        "expires_at": key.expires_at,
        "revoked_at": key.revoked_at,
        "read_only": key.read_only,
        "import_reports": key.import_reports,
        "hint": key.hint,
    }


def _with_secret(key: NewKey, status: int) -> Response:
    shown = {
        "id": key.key_id,
        "name": key.name,
        "secret": key.secret,
        "created_at": key.created_at,
        "scopes": key.grants,
        "expires_at": key.expires_at,
        "read_only": key.read_only,
        "import_reports": key.import_reports,
    }
    return Response(encode(shown), status, media_type="application/json")
