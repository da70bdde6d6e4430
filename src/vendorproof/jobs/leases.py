"""Whose worker is dead: every worker holds a numbered slot as long as it lives, and its jobs are marked with it.

The database server or the kernel lets go of a slot when its worker's connection or process ends, however it ends. So a
slot that somebody else can take has no worker, and what is marked with it can be taken over.
"""

import fcntl
import os
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import psycopg

from vendorproof.db.engine import Database

MOST_WORKERS = 256
PREFIX = "slot-"
LOCK_CLASS = 0x76706A62  # "vpjb": the first half of our advisory locks' keys; the other half is the slot's number

# A machine that vanished says no goodbye: after this many seconds of silence the server, and we, count it as gone.
_KEEPALIVES: Mapping[str, Any] = {
    "keepalives_idle": 3,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "tcp_user_timeout": 6000,  # milliseconds
}
_SERVER_KEEPALIVES = "-c tcp_keepalives_idle=3 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=4"


class NoSlot(RuntimeError):
    """All slots are taken."""


class Slots(ABC):
    """The slots of one database. Not for several threads at a time."""

    @abstractmethod
    def take(self, number: int) -> bool:
        """Take a slot if it is free."""

    @abstractmethod
    def is_held(self, number: int) -> bool:
        """Whether the slot that was taken is still ours; a worker that lost it has to stop."""

    @abstractmethod
    def leave(self, number: int) -> None:
        """Let somebody else have it."""

    @abstractmethod
    def close(self) -> None:
        """Leave all of them."""

    def take_first(self) -> int:
        """Take the first free slot; NoSlot if there is none."""
        for number in range(MOST_WORKERS):
            if self.take(number):
                return number
        raise NoSlot(f"{MOST_WORKERS} workers are at work on this database already.")

    @contextmanager
    def borrowed(self, number: int) -> Iterator[bool]:
        """Hold a slot for a moment, if it is free: while it is ours nobody can become its worker."""
        taken = self.take(number)
        try:
            yield taken
        finally:
            if taken:
                self.leave(number)


class PostgresSlots(Slots):
    """Session advisory locks on a connection of their own: not through a pool that shares connections by transaction."""

    def __init__(self, url: str) -> None:
        self._connection: psycopg.Connection[Any] = psycopg.connect(
            url,
            autocommit=True,
            connect_timeout=10,
            application_name="vendorproof-worker",
            options=_SERVER_KEEPALIVES,
            **_KEEPALIVES,
        )

    def take(self, number: int) -> bool:
        """pg_try_advisory_lock."""
        return self._says("SELECT pg_try_advisory_lock(%s, %s)", LOCK_CLASS, number)

    def is_held(self, number: int) -> bool:
        """Asks the server: a pool in between may have put us on another session."""
        try:
            return self._says(
                "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
                " AND classid = %s AND objid = %s AND granted)",
                LOCK_CLASS,
                number,
            )
        except psycopg.Error:
            return False

    def leave(self, number: int) -> None:
        """pg_advisory_unlock."""
        self._says("SELECT pg_advisory_unlock(%s, %s)", LOCK_CLASS, number)

    def close(self) -> None:
        """Ends the session, and with it the locks."""
        self._connection.close()

    def _says(self, statement: str, *values: int) -> bool:
        row = self._connection.execute(statement, values).fetchone()
        return bool(row and row[0])


class FileSlots(Slots):
    """flock on files beside the SQLite database."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._files: dict[int, IO[bytes]] = {}

    def take(self, number: int) -> bool:
        """Without waiting."""
        file = self._path(number).open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._files[number] = file
        return True

    def is_held(self, number: int) -> bool:
        """Not if the file was removed: another process would lock a new one of its name."""
        with suppress(FileNotFoundError):
            return os.path.samestat(self._path(number).stat(), os.fstat(self._files[number].fileno()))
        return False

    def leave(self, number: int) -> None:
        """The file stays: removing it would let two processes lock two files of one name."""
        self._files.pop(number).close()

    def close(self) -> None:
        """Closing a file lets go of its lock."""
        for number in [*self._files]:
            self.leave(number)

    def _path(self, number: int) -> Path:
        return self._database.with_name(f"{self._database.name}-worker-{number}")


def slots(database: Database) -> Slots:
    """The slots of this database; psycopg.Error or OSError if they cannot be reached."""
    url = database.writer.url
    if database.dialect.name == "postgresql":
        return PostgresSlots(url.set(drivername="postgresql").render_as_string(hide_password=False))
    return FileSlots(Path(url.database or ""))


def name_of(number: int) -> str:
    """How a slot is written into the rows of its jobs."""
    return f"{PREFIX}{number}"


def number_of(name: str | None) -> int | None:
    """The slot of a name; None for a name that is no slot's."""
    digits = (name or "").removeprefix(PREFIX)
    return int(digits) if digits.isdecimal() and name == name_of(int(digits)) else None
