"""Composition root: settings become handles. Handles only, never behaviour."""

from dataclasses import dataclass

from vendorproof.config import Settings
from vendorproof.core.clock import Clock, SystemClock
from vendorproof.db.engine import Database
from vendorproof.storage import BlobStore
from vendorproof.storage.backends import open_store
from vendorproof.storage.keyring import Keyring
from vendorproof.storage.links import SignedLinks
from vendorproof.storage.secret_key import require_strong


@dataclass(frozen=True, slots=True)
class Runtime:
    """What a running process holds."""

    settings: Settings
    db: Database
    clock: Clock
    blobs: BlobStore


def build(settings: Settings, *, clock: Clock | None = None) -> Runtime:
    """Open what the settings name; nothing is migrated and no connection is made yet. BadStorageUrl, WeakSecretKey."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    chosen = clock or SystemClock()
    database = Database.connect(
        settings.effective_database_url, clock=chosen, wait_seconds=settings.import_wait_seconds
    )
    return Runtime(settings=settings, db=database, clock=chosen, blobs=store(settings))


def store(settings: Settings) -> BlobStore:
    """The storage alone; its links begin with the settings' public URL."""
    require_strong(settings.secret_key)
    links = SignedLinks(settings.effective_public_url, Keyring(settings.data_dir, settings.secret_key))
    return open_store(
        settings.storage_url,
        default_folder=settings.data_dir / "files",
        links=links,
        s3_access_key_id=settings.s3_access_key_id,
        s3_secret_access_key=settings.s3_secret_access_key,
    )
