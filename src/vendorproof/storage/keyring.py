"""The keys that download links are signed with, and those that were and may still verify.

`link_keys.json` in the data folder maps each derived key to the last second it may verify, or to null while it is in
use. Nothing leads from it back to the secret key, so an operator rotates by changing the variable and nothing else.
"""

import fcntl
import json
import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

from vendorproof.core.errors import StorageUnavailable
from vendorproof.storage import LINK_SECONDS
from vendorproof.storage.secret_key import derive, secret_key

FILE = "link_keys.json"
PURPOSE = "vendorproof download links 1"
# A process that still signs with a key another one has retired writes this much ahead: seldom, not for every link.
AHEAD_SECONDS = 600

log = structlog.get_logger("vendorproof.storage")

Ring = dict[str, int | None]


class Keyring:
    """The keys of one data folder, shared by the processes on it; any thread may ask."""

    def __init__(self, data_dir: Path, configured: str) -> None:
        self._path = data_dir / FILE
        self._configured = configured
        self._lock = threading.Lock()
        self._own: bytes | None = None
        self._ring: Ring = {}
        self._seen: tuple[int, int, int] | None = None

    def signing(self, now: int, until: int) -> bytes:
        """The key to sign with; whoever rotates it will let it verify to `until` at least."""
        with self._lock:
            own = self._ready(now)
            held = self._ring.get(own.hex())
            if own.hex() not in self._ring or (held is not None and held < until):
                self._change({own.hex(): until + AHEAD_SECONDS} if held is not None else {own.hex(): None})
            return own

    def verifying(self, now: int) -> list[bytes]:
        """Every key that a link may be signed with, ours first."""
        with self._lock:
            own = self._ready(now)
            others = (key for key, until in self._ring.items() if until is None or until >= now)
            return [own, *(bytes.fromhex(key) for key in others if key != own.hex())]

    def _ready(self, now: int) -> bytes:
        if self._own is None:
            try:
                own = derive(secret_key(self._configured, self._path.parent), PURPOSE)
            except OSError as error:
                log.error("secret_key_unavailable", reason=str(error))  # noqa: TRY400 - the reason is enough
                raise StorageUnavailable from error
            self._take_over(own, now)
            self._own = own
        else:
            self._look()
        return self._own

    def _take_over(self, own: bytes, now: int) -> None:
        """Ours is in use from now on; the others are retired, and what has lapsed is forgotten."""
        self._look()
        held = self._ring
        retired: Ring = {key: now + LINK_SECONDS for key, until in held.items() if until is None}
        if held.get(own.hex(), 0) is None and len(retired) == 1:
            return
        self._change({**retired, own.hex(): None}, lapsed_before=now)

    def _look(self) -> None:
        """Read the file again if another process has written it."""
        try:
            found = self._path.stat()
            seen = (found.st_ino, found.st_mtime_ns, found.st_size)
            if seen != self._seen:
                self._ring, self._seen = _read(self._path), seen
        except FileNotFoundError:
            self._ring, self._seen = {}, None
        except OSError as error:
            log.error("link_keys_unreadable", reason=str(error))  # noqa: TRY400 - as above

    def _change(self, entries: Ring, lapsed_before: int = 0) -> None:
        """Write entries beside those that others wrote meanwhile. Without it downloads go on; a rotation would not."""
        try:
            with _alone(self._path):
                self._look()
                kept = {key: until for key, until in self._ring.items() if until is None or until >= lapsed_before}
                self._ring = {**kept, **entries}
                _write(self._path, self._ring)
        except OSError as error:
            self._ring = {**self._ring, **entries}
            log.error("link_keys_unwritable", reason=str(error))  # noqa: TRY400 - as above


def _read(path: Path) -> Ring:
    try:
        found = json.loads(path.read_bytes())
        return {bytes.fromhex(key).hex(): until if until is None else int(until) for key, until in found.items()}
    except (ValueError, TypeError, AttributeError) as error:
        log.error("link_keys_unreadable", reason=str(error))  # noqa: TRY400 - as above
        return {}


def _write(path: Path, ring: Ring) -> None:
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            json.dump(ring, file, indent=1)
            file.flush()
            os.fsync(descriptor)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Other processes that want to write wait here."""
    descriptor = os.open(path.with_name(f".{path.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
