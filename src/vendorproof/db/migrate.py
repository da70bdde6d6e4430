"""Bring a database to this version's schema, once, whoever starts first; refuse one that is newer than the code."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from vendorproof.db.engine import Database

LOCK_KEY = 0x76656E646F7270  # "vendorp": one migration at a time on a PostgreSQL server


class SchemaTooNew(RuntimeError):
    """The database was migrated by a newer release; this one must not touch it."""


def migrate(database: Database) -> str:
    """Migrate under a lock and return the revision reached; SchemaTooNew leaves everything as it was."""
    with database.write() as tx:
        if tx.dialect.name == "postgresql":
            tx.connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK_KEY})
        config = _config(tx.connection)
        script = ScriptDirectory.from_config(config)
        _refuse_newer(tx.connection, script)
        command.upgrade(config, "head")
        return script.get_current_head() or ""


def pending(database: Database) -> bool:
    """Whether the schema is behind this version's."""
    with database.read() as tx:
        current = MigrationContext.configure(tx.connection).get_current_revision()
        return current != ScriptDirectory.from_config(_config(tx.connection)).get_current_head()


def _refuse_newer(connection: Connection, script: ScriptDirectory) -> None:
    current = MigrationContext.configure(connection).get_current_revision()
    known = {one.revision for one in script.walk_revisions()}
    if current is not None and current not in known:
        message = (
            f"The database is at schema revision {current}, which this version of Vendorproof does not know: it was"
            " migrated by a newer release. Start that release, or restore a backup made before the upgrade."
        )
        raise SchemaTooNew(message)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config
