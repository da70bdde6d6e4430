"""Compare and write a prepared batch, against the limit: pre-serialised rows, one upsert of all, no outcome.

The limit reads nothing, hashes nothing and cannot say what it did. PostgreSQL: COPY into a temporary table and INSERT …
ON CONFLICT. SQLite: executemany of ON CONFLICT. Both in one transaction on the same server with the same settings.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from bench import records
from bench.databases import Bed, beds
from bench.decoding import compile_mapping
from bench.measure import Lines, Pairs, Target, at_least, clocked, speed_line
from bench.sizes import Sizes
from vendorproof.core.ids import new_id, new_ids
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.db.types import encode_document
from vendorproof.imports.decode import decode
from vendorproof.imports.prepare import prepare
from vendorproof.records import upsert
from vendorproof.records.upsert import Batch

TARGETS = {
    "PostgreSQL": {"first load": 0.70, "unchanged": 1.8, "10 % changed": 1.2},
    "SQLite": {"first load": 0.90, "unchanged": 2.2, "10 % changed": 1.4},
}
_FIXED = ("organisation_id", "id")
_LAST = ("source_hash", "created_at", "updated_at", "source_run_id")


def lines(sizes: Sizes) -> Lines:
    """Each pair begins with two new organisations: loaded, sent again, sent again with every tenth record changed."""
    sent = records.clean(sizes.batch)
    with beds() as found:
        for bed in found:
            taken: dict[str, tuple[list[float], list[float]]] = {step: ([], []) for step in TARGETS[bed.name]}
            for number in range(sizes.pairs + 1):
                pair = _pair(bed, sent, number)
                for step, seconds in pair.items() if number else ():  # the first warms up
                    taken[step][0].append(seconds[0])
                    taken[step][1].append(seconds[1])
            for step, (ours, theirs) in taken.items():
                target: Target = at_least(TARGETS[bed.name][step])
                yield speed_line(f"upsert, {bed.name}, {step}", sizes.batch, Pairs(ours, theirs), target)


def _pair(bed: Bed, sent: Sequence[records.Record], number: int) -> dict[str, tuple[float, float]]:
    scope, other = bed.organisation(), bed.organisation()
    changed = records.touched(sent, 10, f"v{number}")
    steps = {"first load": sent, "unchanged": sent, "10 % changed": changed}
    ids = new_ids("cbvndr_", len(sent))
    done = {}
    for step, wanted in steps.items():
        batch = _batch(bed, scope, wanted)
        limit = _limit(bed, other, batch, ids)
        both = (partial(_ours, bed, scope, batch), partial(limit.run, bed))
        first = number % 2
        seconds = {side: clocked(both[side]) for side in (first, 1 - first)}
        done[step] = (seconds[0], seconds[1])
    return done


def _batch(bed: Bed, scope: Scope, sent: Sequence[records.Record]) -> Batch:
    compiled = compile_mapping()
    read = decode(compiled, records.body(sent), len(sent))
    with bed.rt.db.read() as tx:
        return prepare(tx, scope, compiled, read.records).batch


def _ours(bed: Bed, scope: Scope, batch: Batch) -> None:
    with bed.rt.db.write() as tx:
        tx.dialect.lock_inventory(tx.connection, scope.organisation_id, "vendor", alone=True)
        outcomes = upsert.compare(tx, scope, batch)
        upsert.write(tx, scope, batch, outcomes, new_id("cbimprn_"), {})


@dataclass(frozen=True, slots=True)
class _Limit:
    """What is left of an upsert when nothing is asked of it."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    text: bytes

    def run(self, bed: Bed) -> None:
        with bed.rt.db.write() as tx:
            run = self._on_sqlite if bed.name == "SQLite" else self._on_postgresql
            run(tx)

    def _conflict(self) -> str:
        taken = ", ".join(f"{name} = excluded.{name}" for name in self.columns if name not in ("id", "created_at"))
        return f"ON CONFLICT (organisation_id, external_id) DO UPDATE SET {taken}"

    def _on_sqlite(self, tx: Tx) -> None:
        marks = ", ".join("?" * len(self.columns))
        statement = f"INSERT INTO vendor ({', '.join(self.columns)}) VALUES ({marks}) {self._conflict()}"  # noqa: S608 - our names
        _driver(tx).executemany(statement, self.rows)

    def _on_postgresql(self, tx: Tx) -> None:
        names = ", ".join(self.columns)
        with _driver(tx).cursor() as cursor:
            cursor.execute(f"CREATE TEMP TABLE limit_stage ON COMMIT DROP AS SELECT {names} FROM vendor LIMIT 0")  # noqa: S608 - our names
            with cursor.copy(f"COPY limit_stage ({names}) FROM STDIN") as copy:
                copy.write(self.text)
            cursor.execute(f"INSERT INTO vendor ({names}) SELECT {names} FROM limit_stage {self._conflict()}")  # noqa: S608 - our names


def _limit(bed: Bed, scope: Scope, batch: Batch, ids: Sequence[str]) -> _Limit:
    columns = (*_FIXED, *batch.columns, *_LAST)
    rows = [
        (scope.organisation_id, record_id, *map(_stored, one.values), bytes(16), 1, 1, "cbimprn_x")
        for record_id, one in zip(ids, batch.candidates, strict=True)
    ]
    text = "".join("\t".join(map(_copied, row)) + "\n" for row in rows).encode() if bed.name != "SQLite" else b""
    return _Limit(columns, rows, text)


def _stored(value: Any) -> Any:  # noqa: ANN401 - a value of any kind
    return (
        encode_document(value)
        if isinstance(value, list)
        else value
        if isinstance(value, str | int | float)
        else str(value)
    )


def _copied(value: object) -> str:
    if isinstance(value, bytes):
        return f"\\\\x{value.hex()}"
    return str(value).replace("\\", "\\\\")


def _driver(tx: Tx) -> Any:  # noqa: ANN401 - sqlite3.Connection or psycopg.Connection
    return tx.connection.connection.driver_connection
