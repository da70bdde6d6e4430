"""API keys: made once, kept as a hash, turned into a Scope on every call."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from sqlalchemy import insert, select

from vendorproof.core.errors import InvalidKey
from vendorproof.core.ids import new_id
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.db.tables import api_key

SECRET_PREFIX = "ak_live_"  # noqa: S105 - the public part of every key
LOOKUP_LENGTH = 16


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key just made; `secret` exists nowhere else."""

    key_id: str
    name: str
    secret: str
    created_at: int


def create(tx: Tx, organisation_id: str, name: str, *, grants: tuple[str, ...] = ()) -> NewKey:
    """Make a key; the caller shows `secret` once and forgets it."""
    secret = f"{SECRET_PREFIX}{secrets.token_hex(LOOKUP_LENGTH // 2)}{secrets.token_urlsafe(32)}"
    key_id = new_id("cbkey_")
    tx.connection.execute(
        insert(api_key).values(
            organisation_id=organisation_id,
            id=key_id,
            name=name,
            lookup=_lookup(secret),
            secret_hash=_hash(secret),
            hint=secret[-4:],
            scopes=list(grants),
            read_only=False,
            created_at=tx.now,
        )
    )
    return NewKey(key_id, name, secret, tx.now)


def authenticate(tx: Tx, secret: str, request_id: str, address: str | None) -> Scope:
    """The scope a secret opens; InvalidKey alike for unknown, expired and revoked."""
    row = tx.connection.execute(select(api_key).where(api_key.c.lookup == _lookup(secret))).first()
    known = row.secret_hash if row else bytes(32)
    if not hmac.compare_digest(known, _hash(secret)) or row is None:
        raise InvalidKey
    if row.revoked_at is not None or (row.expires_at is not None and row.expires_at <= tx.now):
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


def _lookup(secret: str) -> str:
    return secret[len(SECRET_PREFIX) : len(SECRET_PREFIX) + LOOKUP_LENGTH]


def _hash(secret: str) -> bytes:
    # 256 random bits need no slow hash: there is nothing to guess.
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
