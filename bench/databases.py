"""Databases to measure on: as durable as a person's own, unlike those of the tests."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench import records
from tests.fixtures import postgres
from vendorproof import runtime
from vendorproof.access import organisations
from vendorproof.config import Settings
from vendorproof.core.scope import Scope
from vendorproof.db.migrate import migrate
from vendorproof.imports import reports
from vendorproof.runtime import Runtime

SLUG = "bench"
SERVER_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_wal_size": "4GB",
    "shared_buffers": "256MB",
}
"""PostgreSQL's own defaults otherwise: fsync, full_page_writes and synchronous_commit are on."""


@dataclass(frozen=True)
class Bed:
    """A migrated database of one kind."""

    name: str
    url: str
    folder: Path

    @cached_property
    def rt(self) -> Runtime:
        """This process's way into it."""
        rt = runtime.build(Settings(data_dir=self.folder, database_url=self.url))
        migrate(rt.db)
        return rt

    def close(self) -> None:
        """Close this process's connections."""
        self.rt.db.dispose()

    def organisation(self) -> Scope:
        """A new organisation with the sample's import report."""
        with self.rt.db.write() as tx:
            scope = Scope(organisations.create(tx, "Bench"))
            draft = reports.Draft("Bench", "vendor", dict(records.MAPPING), slug=SLUG)
            reports.create(tx, scope, draft)
        return scope


@contextmanager
def beds() -> Iterator[list[Bed]]:
    """An empty database of each kind, removed at the end."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="vpb-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o711)
        server_url = stack.enter_context(_server(folder))
        made = [
            Bed("SQLite", f"sqlite:///{folder / 'bench.db'}", folder),
            Bed("PostgreSQL", stack.enter_context(postgres.new_database(server_url, "bench")), folder),
        ]
        for bed in made:
            stack.callback(bed.close)
        yield made


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    run_dir, data_dir = folder / "run", folder / "pg"
    run_dir.mkdir()
    data_dir.mkdir(mode=0o700)
    with (
        (folder / "postgres.log").open("wb") as log,
        postgres.server(postgres.Account(run_dir, data_dir, log), SERVER_SETTINGS) as url,
    ):
        yield url
