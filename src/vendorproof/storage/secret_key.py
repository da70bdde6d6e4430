"""The key that all others are made from: the one configured, else one made once in the data folder."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

FILE = "secret_key"
MIN_CHARACTERS = 16


class WeakSecretKey(ValueError):
    """A configured key that could be guessed from one signature."""


def require_strong(configured: str) -> None:
    """WeakSecretKey for one that is set but too short."""
    if configured and len(configured) < MIN_CHARACTERS:
        raise WeakSecretKey(
            f"VENDORPROOF_SECRET_KEY has {len(configured)} characters; it must have at least {MIN_CHARACTERS}, at random"
            " (`openssl rand -hex 32` makes one), or be empty: then one is made in the data folder."
        )


def secret_key(configured: str, data_dir: Path) -> bytes:
    """The key's bytes; OSError when it has to be made and cannot."""
    if configured:
        return configured.encode("utf-8", "surrogateescape")
    path = data_dir / FILE
    if not path.exists():
        _make(path)
    return path.read_bytes().strip()


def derive(secret: bytes, purpose: str) -> bytes:
    """A key for one purpose alone (HKDF-Expand, RFC 5869, one block): what it gives away does not lead back."""
    return hmac.digest(secret, purpose.encode() + b"\x01", hashlib.sha256)


def _make(path: Path) -> None:
    """Whole or not at all, and by whoever comes first: others find that one."""
    temporary = path.with_name(f".{FILE}.{secrets.token_hex(8)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32) + "\n")
            file.flush()
            os.fsync(descriptor)
        try:
            os.link(temporary, path)
        except FileExistsError:
            return
    finally:
        temporary.unlink(missing_ok=True)
