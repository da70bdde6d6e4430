"""All that differs between SQLite and PostgreSQL below the statements SQLAlchemy writes for both."""

import hashlib
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, cast, func, literal, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from vendorproof.db.words import PostgresWords, SqliteWords, WordIndex

Rows = Sequence[Sequence[Any]]
Columns = Mapping[str, Sequence[Any]]
"""Values by column, each as long as the others: what a driver or COPY takes is made faster from columns than from rows."""

Fixed = Mapping[str, Any]
"""Columns in which all rows have the same value."""

_NOTHING: Fixed = MappingProxyType({})

TEXT_COLLATION = "vp_text"  # on PostgreSQL; the first migration makes it from what the server has
ROWS_TOGETHER = 64  # rows of one INSERT on SQLite; more gain nothing
COPY_FROM = 250  # below this many changed rows, one statement a row costs less than a staging table


class DatabaseDialect(ABC):
    """What the hot path and the filters need from one kind of database."""

    name: str
    words: WordIndex

    @abstractmethod
    def lock_inventory(self, connection: Connection, organisation_id: str, base_object: str, *, alone: bool) -> None:
        """Hold the inventory till the transaction ends: `alone` for an import, shared for a single record."""

    @abstractmethod
    def find(
        self,
        connection: Connection,
        table: Table,
        by: str,
        organisation_id: str,
        keys: Sequence[str],
        columns: Sequence[str],
    ) -> Rows:
        """The rows whose `by` is among `keys`, as tuples of `columns`; any number of keys, any table size."""

    @abstractmethod
    def insert(self, connection: Connection, table: Table, fixed: Fixed, parts: Iterable[Columns]) -> None:
        """Add rows, part by part, each part with the same columns; Documents come as JSON text, dates as ISO text."""

    @abstractmethod
    def update(self, connection: Connection, table: Table, columns: Sequence[str], rows: Rows) -> None:
        """Overwrite `columns` of existing rows; each row is (organisation_id, id, *values of columns)."""

    @abstractmethod
    def contains(self, column: ColumnElement[Any], part: str) -> ColumnElement[bool]:
        """Case-insensitive substring, any script."""

    @abstractmethod
    def has_element(self, column: ColumnElement[Any], element: str) -> ColumnElement[bool]:
        """Whether a Document column holding an array of strings has `element`."""

    @abstractmethod
    def insert_unless_present(self, connection: Connection, table: Table, values: dict[str, Any]) -> bool:
        """Add one row unless its key exists; waits for a transaction that is adding the same key. True if added."""

    @abstractmethod
    def is_busy(self, error: BaseException) -> bool:
        """Whether a driver's error means that the wait for a lock ran out."""

    @abstractmethod
    def is_unreachable(self, error: BaseException) -> bool:
        """Whether a driver's error means that the database cannot be used now, through no fault of the statement."""


def _escaped(part: str) -> str:
    bare = part.replace("\\", "\\\\")
    return "%" + bare.replace("%", "\\%").replace("_", "\\_") + "%"


class SqliteDialect(DatabaseDialect):
    """SQLite: one writer, so an inventory is always held alone."""

    name = "sqlite"
    words = SqliteWords()

    def lock_inventory(self, connection: Connection, organisation_id: str, base_object: str, *, alone: bool) -> None:
        """BEGIN IMMEDIATE already holds everything."""

    def find(
        self,
        connection: Connection,
        table: Table,
        by: str,
        organisation_id: str,
        keys: Sequence[str],
        columns: Sequence[str],
    ) -> Rows:
        """Join with json_each: one statement whatever the number of keys."""
        wanted = ", ".join(f"t.{name}" for name in columns)
        statement = (
            f"SELECT {wanted} FROM json_each(?) AS k CROSS JOIN {table.name} AS t"  # noqa: S608 - names from our tables
            f" ON t.organisation_id = ? AND t.{by} = k.value"
        )
        cursor = _driver(connection).execute(statement, (_json_array(keys), organisation_id))
        found: Rows = cursor.fetchall()
        return found

    def insert(self, connection: Connection, table: Table, fixed: Fixed, parts: Iterable[Columns]) -> None:
        """Statements of several rows each: a sixth of the time of one row each, and fixed values are passed once."""
        driver, lead = _driver(connection), tuple(fixed.values())
        most = driver.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER) - len(lead)
        for columns in parts:
            marks = ", ".join([*(f"?{place}" for place in range(1, len(lead) + 1)), *["?"] * len(columns)])
            rows = [*zip(*columns.values(), strict=True)]
            many = max(1, min(ROWS_TOGETHER, most // len(columns)))
            whole = len(rows) - len(rows) % many
            statement = _insert_into(table, (*fixed, *columns), marks, rows=many)
            for at in range(0, whole, many):
                driver.execute(statement, (*lead, *chain.from_iterable(rows[at : at + many])))
            statement = _insert_into(table, (*fixed, *columns), marks)
            driver.executemany(statement, [lead + row for row in rows[whole:]])

    def update(self, connection: Connection, table: Table, columns: Sequence[str], rows: Rows) -> None:
        """One prepared statement, all rows."""
        assigned = ", ".join(f"{name} = ?{place}" for place, name in enumerate(columns, start=3))
        statement = f"UPDATE {table.name} SET {assigned} WHERE organisation_id = ?1 AND id = ?2"  # noqa: S608 - names from our tables
        _driver(connection).executemany(statement, rows)

    def contains(self, column: ColumnElement[Any], part: str) -> ColumnElement[bool]:
        """LIKE over our own case folding, registered on every connection (SQLite's own knows ASCII only)."""
        return func.vp_fold(column).like(literal(_escaped(part.casefold())), escape="\\")

    def has_element(self, column: ColumnElement[Any], element: str) -> ColumnElement[bool]:
        """EXISTS over json_each."""
        each = func.json_each(column).table_valued("value", name="element")
        return select(literal(1)).select_from(each).where(each.c.value == element).exists()

    def insert_unless_present(self, connection: Connection, table: Table, values: dict[str, Any]) -> bool:
        """ON CONFLICT DO NOTHING."""
        statement = sqlite_insert(table).values(values).on_conflict_do_nothing()
        return connection.execute(statement.returning(*table.primary_key)).first() is not None

    def is_busy(self, error: BaseException) -> bool:
        """SQLITE_BUSY and SQLITE_LOCKED."""
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in (5, 6)

    def is_unreachable(self, error: BaseException) -> bool:
        """SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_READONLY."""
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in (8, 10, 13, 14)


class PostgresDialect(DatabaseDialect):
    """PostgreSQL through psycopg: COPY for many rows, advisory locks for order."""

    name = "postgresql"
    words = PostgresWords()

    def lock_inventory(self, connection: Connection, organisation_id: str, base_object: str, *, alone: bool) -> None:
        """A transaction-level advisory lock on (organisation, base object)."""
        digest = hashlib.blake2b(f"{organisation_id}/{base_object}".encode(), digest_size=8).digest()
        kind = "" if alone else "_shared"
        connection.execute(
            text(f"SELECT pg_advisory_xact_lock{kind}(:key)"), {"key": int.from_bytes(digest, "big", signed=True)}
        )

    def find(
        self,
        connection: Connection,
        table: Table,
        by: str,
        organisation_id: str,
        keys: Sequence[str],
        columns: Sequence[str],
    ) -> Rows:
        """Join with unnest: `= ANY` would keep a plan made for a small table and crawl on a large one."""
        wanted = ", ".join(f"t.{name}" for name in columns)
        statement = (
            f"SELECT {wanted} FROM unnest(%s::text[]) AS k(value) JOIN {table.name} AS t"  # noqa: S608 - names from our tables
            f" ON t.organisation_id = %s AND t.{by} = k.value"
        )
        with _driver(connection).cursor() as cursor:
            found: Rows = cursor.execute(statement, (_array(keys), organisation_id)).fetchall()
        return found

    def insert(self, connection: Connection, table: Table, fixed: Fixed, parts: Iterable[Columns]) -> None:
        """Few rows: a pipelined statement each. Many: COPY straight into the table, one part while the next is made.

        The caller holds the inventory, so no conflict can arise.
        """
        coming = iter(parts)
        first = next(coming)
        names = (*fixed, *first)
        if len(next(iter(first.values()))) >= COPY_FROM:
            _copy(connection, f"COPY {table.name} ({', '.join(names)}) FROM STDIN", chain([first], coming), fixed)
            return
        statement = _insert_into(table, names, ", ".join(["%s"] * len(names)))
        lead = tuple(fixed.values())
        with _driver(connection).cursor() as cursor:
            for columns in chain([first], coming):
                cursor.executemany(statement, [lead + row for row in zip(*columns.values(), strict=True)])

    def update(self, connection: Connection, table: Table, columns: Sequence[str], rows: Rows) -> None:
        """Few rows: a pipelined statement each. Many: COPY into a staging table and one UPDATE."""
        with _driver(connection).cursor() as cursor:
            if len(rows) < COPY_FROM:
                assigned = ", ".join(f"{name} = %s" for name in columns)
                statement = f"UPDATE {table.name} SET {assigned} WHERE organisation_id = %s AND id = %s"  # noqa: S608 - names from our tables
                cursor.executemany(statement, [(*row[2:], row[0], row[1]) for row in rows])
                return
            stage = f"stage_{table.name}"
            # Made from a query it has the columns and nothing else: what is not updated is null there.
            cursor.execute(
                f"CREATE TEMP TABLE IF NOT EXISTS {stage} ON COMMIT DELETE ROWS"  # noqa: S608 - names from our tables
                f" AS SELECT * FROM {table.name} WITH NO DATA"
            )
        self._stage_and_update(connection, table, stage, columns, rows)

    def _stage_and_update(
        self, connection: Connection, table: Table, stage: str, columns: Sequence[str], rows: Rows
    ) -> None:
        statement = f"COPY {stage} (organisation_id, id, {', '.join(columns)}) FROM STDIN"
        names = ("organisation_id", "id", *columns)
        _copy(
            connection,
            statement,
            (_by_column(names, rows[start : start + COPY_FROM]) for start in range(0, len(rows), COPY_FROM)),
        )
        assigned = ", ".join(f"{name} = s.{name}" for name in columns)
        with _driver(connection).cursor() as cursor:
            cursor.execute(
                f"UPDATE {table.name} AS t SET {assigned} FROM {stage} AS s"  # noqa: S608 - names from our tables
                " WHERE t.organisation_id = s.organisation_id AND t.id = s.id"
            )
            cursor.execute(f"TRUNCATE {stage}")

    def contains(self, column: ColumnElement[Any], part: str) -> ColumnElement[bool]:
        """LIKE over lower case in a collation of our own, so that it does not depend on how the cluster was made."""
        return func.lower(column.collate(TEXT_COLLATION)).like(literal(_escaped(part.lower())), escape="\\")

    def has_element(self, column: ColumnElement[Any], element: str) -> ColumnElement[bool]:
        """JSONB containment."""
        return cast(column, JSONB).contains([element])

    def insert_unless_present(self, connection: Connection, table: Table, values: dict[str, Any]) -> bool:
        """ON CONFLICT DO NOTHING."""
        statement = postgres_insert(table).values(values).on_conflict_do_nothing()
        return connection.execute(statement.returning(*table.primary_key)).first() is not None

    def is_busy(self, error: BaseException) -> bool:
        """lock_not_available, deadlock_detected, query_canceled by lock_timeout."""
        return getattr(error, "sqlstate", None) in ("55P03", "40P01")

    def is_unreachable(self, error: BaseException) -> bool:
        """Connection exceptions (08), shut-down (57P), resources (53); no state at all: never connected."""
        state = getattr(error, "sqlstate", None)
        return state is None or state[:2] in ("08", "53") or state[:3] == "57P"


def _driver(connection: Connection) -> Any:  # noqa: ANN401 - sqlite3.Connection or psycopg.Connection
    return connection.connection.driver_connection


def _json_array(keys: Sequence[str]) -> str:
    return msgspec.json.encode(keys).decode()


def _array(keys: Sequence[str]) -> str | list[str]:
    """A text[] as PostgreSQL writes it: as JSON does, but for brackets and escapes. The driver's way costs twenty times more."""
    written = _json_array(keys)
    return list(keys) if "\\" in written else f"{{{written[1:-1]}}}"


def _insert_into(table: Table, names: Iterable[str], marks: str, *, rows: int = 1) -> str:
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES {', '.join([f'({marks})'] * rows)}"  # noqa: S608 - names from our tables


def _by_column(names: Sequence[str], rows: Rows) -> Columns:
    return dict(zip(names, zip(*rows, strict=True), strict=True))


def _copy(connection: Connection, statement: str, parts: Iterable[Columns], fixed: Fixed = _NOTHING) -> None:
    """The server takes one part in while the next is made; the fixed columns stand first."""
    lead = "".join(f"{text}\t" for value in fixed.values() for text in _copy_texts([value]))
    with _driver(connection).cursor() as cursor, cursor.copy(statement) as copy:
        for columns in parts:
            lines = map("\t".join, zip(*map(_copy_texts, columns.values()), strict=True))
            copy.write(lead + f"\n{lead}".join(lines) + "\n")


# COPY's text format: https://www.postgresql.org/docs/current/sql-copy.html
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_WRITE: dict[type, Callable[[Any], str]] = {
    str: lambda one: one.translate(_ESCAPES),
    type(None): lambda _: "\\N",
    bool: lambda one: "t" if one else "f",
    bytes: lambda one: "\\\\x" + one.hex(),
    int: repr,
    float: repr,
}


def _copy_texts(values: Sequence[Any]) -> Sequence[str]:
    """A column in COPY's text format; looked at as a whole, because most need nothing escaped."""
    types = {*map(type, values)}
    if types == {str}:
        joined = "".join(values)
        if not any(one in joined for one in "\\\t\n\r"):
            return values
    if len(types) == 1:
        return [*map(_WRITE[types.pop()], values)]
    return [_WRITE[type(one)](one) for one in values]


def dialect_for(name: str) -> DatabaseDialect:
    """The dialect of a SQLAlchemy dialect name."""
    return PostgresDialect() if name == "postgresql" else SqliteDialect()
