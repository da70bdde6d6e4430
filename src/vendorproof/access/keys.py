"""API keys: made once, kept as a hash, turned into a Scope on every call."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, insert, or_, select, update

from vendorproof.access.permissions import GRANTS
from vendorproof.core.errors import (
    ApiKeyInactive,
    ApiKeyNotFound,
    Fault,
    InvalidKey,
    InvalidName,
    InvalidRequest,
    ScopeGrantForbidden,
)
from vendorproof.core.ids import new_id
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.db.tables import api_key, import_report

SECRET_PREFIX = "ak_live_"  # noqa: S105 - the public part of every key
LOOKUP_LENGTH = 16
_SECRET = re.compile(SECRET_PREFIX + r"[0-9a-f]{16}[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Key:
    """A key without its secret; `hint` is the secret's last four characters, for people."""

    key_id: str
    name: str
    hint: str
    grants: tuple[str, ...]
    read_only: bool
    import_reports: tuple[str, ...] | None
    created_at: int
    expires_at: int | None
    revoked_at: int | None
    last_used_at: int | None


@dataclass(frozen=True, slots=True)
class NewKey(Key):
    """A key just made or rotated; `secret` exists nowhere else."""

    secret: str


@dataclass(frozen=True, slots=True)
class Powers:
    """What a key may do and for how long: `import_reports` None means any report, `lifetime` None for ever (seconds)."""

    grants: Sequence[str] = ()
    read_only: bool = False
    import_reports: Sequence[str] | None = None
    lifetime: int | None = None


def create(tx: Tx, organisation_id: str, name: str, powers: Powers = Powers()) -> NewKey:
    """Make a key; the caller shows `secret` once and forgets it. InvalidName for a blank name."""
    if not name.strip():
        raise InvalidName
    secret = _new_secret()
    values: dict[str, Any] = {
        "id": new_id("cbkey_"),
        "name": name.strip(),
        "hint": secret[-4:],
        "scopes": list(powers.grants),
        "read_only": powers.read_only,
        "import_reports": None if powers.import_reports is None else list(powers.import_reports),
        "created_at": tx.now,
        "expires_at": None if powers.lifetime is None else tx.now + powers.lifetime,
    }
    tx.connection.execute(
        insert(api_key).values(
            organisation_id=organisation_id, lookup=_lookup(secret), secret_hash=_hash(secret), **values
        )
    )
    return NewKey(
        key_id=values["id"],
        name=values["name"],
        hint=values["hint"],
        grants=tuple(powers.grants),
        read_only=powers.read_only,
        import_reports=None if powers.import_reports is None else tuple(powers.import_reports),
        created_at=tx.now,
        expires_at=values["expires_at"],
        revoked_at=None,
        last_used_at=None,
        secret=secret,
    )


def issue(tx: Tx, scope: Scope, name: str, powers: Powers) -> NewKey:
    """`create` on behalf of a key: it gives away only what it holds. `import_reports` may be ids or slugs."""
    unknown = [
        Fault(("body", "scopes", place), f"Unknown scope; the scopes are {', '.join(GRANTS)}.", "unknown_scope")
        for place, one in enumerate(powers.grants)
        if one not in GRANTS
    ]
    if unknown:
        raise InvalidRequest(unknown)
    _require_held(scope, powers.grants)
    reports = None if powers.import_reports is None else _report_ids(tx, scope, powers.import_reports)
    narrowed = replace(powers, grants=sorted(set(powers.grants)), import_reports=reports)
    return create(tx, scope.organisation_id, name, narrowed)


def authenticate(tx: Tx, secret: str, request_id: str, address: str | None) -> Scope:
    """The scope a secret opens; InvalidKey alike for unknown, expired and revoked."""
    row = None
    if _SECRET.fullmatch(secret):
        row = tx.connection.execute(select(api_key).where(api_key.c.lookup == _lookup(secret))).first()
    known = row.secret_hash if row else bytes(32)
    if not hmac.compare_digest(known, _hash(secret)) or row is None:
        raise InvalidKey
    if _state(row, tx.now) != "active":
        raise InvalidKey
    return Scope(
        organisation_id=row.organisation_id,
        request_id=request_id,
        key_id=row.id,
        key_name=row.name,
        grants=frozenset(row.scopes),
        read_only=row.read_only,
        import_reports=None if row.import_reports is None else frozenset(row.import_reports),
        address=address,
    )


def list_keys(tx: Tx, scope: Scope) -> list[Key]:
    """Every key of the organisation, dead ones too; newest first."""
    rows = tx.connection.execute(
        select(api_key)
        .where(api_key.c.organisation_id == scope.organisation_id)
        .order_by(api_key.c.created_at.desc(), api_key.c.id.desc())
    )
    return [_key(row) for row in rows]


def rotate(tx: Tx, scope: Scope, key_id: str) -> NewKey:
    """Give a key a new secret; the old one is dead once this commits."""
    row = _find(tx, scope, key_id)
    _require_held(scope, row.scopes)
    state = _state(row, tx.now)
    if state != "active":
        raise ApiKeyInactive(state=state)
    secret = _new_secret()
    changed = {"lookup": _lookup(secret), "secret_hash": _hash(secret), "hint": secret[-4:]}
    tx.connection.execute(update(api_key).where(*_is(scope, key_id)).values(changed))
    return NewKey(**{**_fields(row), "hint": changed["hint"]}, secret=secret)


def revoke(tx: Tx, scope: Scope, key_id: str) -> Key:
    """End a key for good; of a key already revoked the first time stands."""
    row = _find(tx, scope, key_id)
    if row.revoked_at is not None:
        return _key(row)
    tx.connection.execute(update(api_key).where(*_is(scope, key_id)).values(revoked_at=tx.now))
    return Key(**{**_fields(row), "revoked_at": tx.now})


def _require_held(scope: Scope, grants: Sequence[str]) -> None:
    missing = sorted(set(grants) - scope.grants)
    if missing:
        raise ScopeGrantForbidden(scopes=", ".join(missing))


def _report_ids(tx: Tx, scope: Scope, reports: Sequence[str]) -> list[str]:
    rows = tx.connection.execute(
        select(import_report.c.id, import_report.c.slug).where(
            import_report.c.organisation_id == scope.organisation_id,
            import_report.c.archived_at.is_(None),
            or_(import_report.c.id.in_(reports), import_report.c.slug.in_(reports)),
        )
    ).all()
    known = {row.slug: row.id for row in rows} | {row.id: row.id for row in rows}
    faults = [
        Fault(("body", "import_reports", place), "Import report not found.", "import_report_not_found")
        for place, one in enumerate(reports)
        if one not in known
    ]
    if faults:
        raise InvalidRequest(faults)
    return sorted({known[one] for one in reports})


def _find(tx: Tx, scope: Scope, key_id: str) -> Row[Any]:
    row = tx.connection.execute(select(api_key).where(*_is(scope, key_id)).with_for_update()).first()
    if row is None:
        raise ApiKeyNotFound
    return row


def _is(scope: Scope, key_id: str) -> tuple[Any, Any]:
    return api_key.c.organisation_id == scope.organisation_id, api_key.c.id == key_id


def _state(row: Row[Any], now: int) -> str:
    if row.revoked_at is not None:
        return "revoked"
    return "expired" if row.expires_at is not None and row.expires_at <= now else "active"


def _fields(row: Row[Any]) -> dict[str, Any]:
    return {
        "key_id": row.id,
        "name": row.name,
        "hint": row.hint,
        "grants": tuple(row.scopes),
        "read_only": row.read_only,
        "import_reports": None if row.import_reports is None else tuple(row.import_reports),
        "created_at": row.created_at,
        "expires_at": row.expires_at,
        "revoked_at": row.revoked_at,
        "last_used_at": row.last_used_at,
    }


def _key(row: Row[Any]) -> Key:
    return Key(**_fields(row))


def _new_secret() -> str:
    return f"{SECRET_PREFIX}{secrets.token_hex(LOOKUP_LENGTH // 2)}{secrets.token_urlsafe(32)}"


def _lookup(secret: str) -> str:
    return secret[len(SECRET_PREFIX) : len(SECRET_PREFIX) + LOOKUP_LENGTH]


def _hash(secret: str) -> bytes:
    # 256 random bits need no slow hash: there is nothing to guess.
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
