"""Connections and transactions: `read()` for a snapshot, `write()` for the only commit there is."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from vendorproof.core.clock import Clock, SystemClock
from vendorproof.core.errors import Busy, DatabaseUnavailable
from vendorproof.db.dialect import DatabaseDialect, dialect_for

POOL_SIZE = 20
_OF_THE_CONNECTION = (
    *(sqlite3.OperationalError, sqlite3.InterfaceError),
    *(psycopg.OperationalError, psycopg.InterfaceError),
)


@dataclass(frozen=True, slots=True)
class Tx:
    """An open transaction. `now` is its time in epoch seconds: everything written in it carries the same."""

    connection: Connection
    dialect: DatabaseDialect
    now: int


@dataclass(frozen=True, slots=True)
class Database:
    """One database; `reader` and `writer` are the same engine on PostgreSQL."""

    reader: Engine
    writer: Engine
    dialect: DatabaseDialect
    clock: Clock

    @classmethod
    def connect(cls, url: str, *, clock: Clock | None = None, wait_seconds: int = 60) -> "Database":
        """Open `postgresql://…` or `sqlite:///…`; `wait_seconds` bounds the wait for another writer."""
        parsed = make_url(url)
        if parsed.get_backend_name() == "postgresql":
            engine = _postgres_engine(url, wait_seconds)
            return cls(engine, engine, dialect_for("postgresql"), clock or SystemClock())
        Path(parsed.database or "").parent.mkdir(parents=True, exist_ok=True)
        writer = _sqlite_engine(url, wait_seconds, writes=True)
        reader = _sqlite_engine(url, wait_seconds, writes=False)
        return cls(reader, writer, dialect_for("sqlite"), clock or SystemClock())

    @contextmanager
    def read(self) -> Iterator[Tx]:
        """A read-only snapshot: what several statements see belongs together, and no writer is waited for."""
        with self._told(), self.reader.connect() as connection:
            snapshot = connection
            if self.dialect.name == "postgresql":
                snapshot = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield Tx(snapshot, self.dialect, self.clock.now())

    @contextmanager
    def write(self) -> Iterator[Tx]:
        """Everything or nothing: committed when the block ends, rolled back when it raises."""
        with self._told(), self.writer.begin() as connection:
            yield Tx(connection, self.dialect, self.clock.now())

    def dispose(self) -> None:
        """Close every pooled connection."""
        self.reader.dispose()
        self.writer.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except PoolTimeout as error:
            raise Busy from error
        except DBAPIError as error:
            self._raise_told(error.orig or error, error)
        except (sqlite3.Error, psycopg.Error) as error:
            self._raise_told(error, error)

    def _raise_told(self, cause: BaseException, error: Exception) -> None:
        if self.dialect.is_busy(cause):
            raise Busy from error
        if isinstance(cause, _OF_THE_CONNECTION) and self.dialect.is_unreachable(cause):
            raise DatabaseUnavailable from error
        raise error


def _postgres_engine(url: str, wait_seconds: int) -> Engine:
    # Plans cached while a table was small made later batches sixty times slower; a setting of the session, not a SET,
    # because a rollback would take a SET back.
    options = f"-c plan_cache_mode=force_custom_plan -c lock_timeout={wait_seconds * 1000} -c timezone=UTC"
    return create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        poolclass=QueuePool,
        pool_size=POOL_SIZE,
        max_overflow=POOL_SIZE,
        pool_timeout=wait_seconds,
        pool_pre_ping=True,
        hide_parameters=True,  # an error goes to the log, and its values are people's data
        connect_args={"options": options, "application_name": "vendorproof", "connect_timeout": 10},
    )


def _sqlite_engine(url: str, wait_seconds: int, *, writes: bool) -> Engine:
    engine = create_engine(
        make_url(url).set(drivername="sqlite+pysqlite"),
        poolclass=QueuePool,
        pool_size=1 if writes else POOL_SIZE,
        max_overflow=0 if writes else POOL_SIZE,
        pool_timeout=wait_seconds,
        hide_parameters=True,  # as above
        connect_args={"timeout": wait_seconds, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves: the driver's own opens too late and never IMMEDIATE
        connection.create_function("vp_fold", 1, _fold, deterministic=True)
        for pragma in _pragmas(writes=writes):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _pragmas(*, writes: bool) -> tuple[str, ...]:
    shared = ("foreign_keys = ON", "cache_size = -32000", "mmap_size = 0", "temp_store = MEMORY")
    return ("journal_mode = WAL", "synchronous = FULL", *shared) if writes else ("query_only = ON", *shared)


def _fold(value: Any) -> str | None:  # noqa: ANN401 - whatever SQLite holds
    return None if value is None else str(value).casefold()
