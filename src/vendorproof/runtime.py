"""Composition root: settings become handles. Handles only, never behaviour."""

from dataclasses import dataclass

from vendorproof.config import Settings
from vendorproof.core.clock import Clock, SystemClock
from vendorproof.db.engine import Database


@dataclass(frozen=True, slots=True)
class Runtime:
    """What a running process holds."""

    settings: Settings
    db: Database
    clock: Clock


def build(settings: Settings, *, clock: Clock | None = None) -> Runtime:
    """Open what the settings name; nothing is migrated and no connection is made yet."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    chosen = clock or SystemClock()
    database = Database.connect(
        settings.effective_database_url, clock=chosen, wait_seconds=settings.import_wait_seconds
    )
    return Runtime(settings=settings, db=database, clock=chosen)
