"""Kept runs: what each import did, the records it refused, and what it changed."""

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

import msgspec
from sqlalchemy import Row, RowMapping, func, insert, select

from vendorproof.core.errors import ImportRunNotFound
from vendorproof.core.paging import Page, PageRequest
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.db.tables import import_run, refused_record
from vendorproof.imports import results
from vendorproof.imports.envelope import LONGEST_INTEGER
from vendorproof.imports.incoming import Incoming
from vendorproof.imports.reports import Report
from vendorproof.imports.results import Summary
from vendorproof.records.upsert import Outcome

_encode = msgspec.json.Encoder(enc_hook=str).encode


@dataclass(frozen=True, slots=True)
class Kept:
    """What a run leaves behind."""

    run_id: str
    report: Report
    atomic: bool
    replay_of: str | None
    summary: Summary
    outcomes: Sequence[Outcome]


@dataclass(frozen=True, slots=True)
class Refused:
    """A record as it came, as JSON text, with its errors."""

    position: int
    external_id: str | None
    record: str
    errors: list[dict[str, Any]]
    replayed_by: str | None


class Changes(msgspec.Struct):
    """What a run changed: ids it made, ids it revived, and id → column → [old, new].

    `former`: by id, the run that had written the record last; left out where that was a person.
    """

    created: list[str] = []
    revived: list[str] = []
    updated: dict[str, dict[str, tuple[Any, Any]]] = {}
    former: dict[str, str] = {}


def keep(tx: Tx, scope: Scope, kept: Kept, refused: Sequence[Incoming], raw: Callable[[], Sequence[bytes]]) -> None:
    """Write the run, its changes and its refused records."""
    summary, report = kept.summary, kept.report
    tx.connection.execute(
        insert(import_run).values(
            organisation_id=scope.organisation_id,
            id=kept.run_id,
            report_id=report.report_id,
            report_version=report.version,
            slug=report.slug,
            base_object=report.base_object,
            status="complete" if kept.outcomes or not summary.received_count else "refused",
            atomic=kept.atomic,
            received_count=summary.received_count,
            created_count=summary.created_count,
            updated_count=summary.updated_count,
            unchanged_count=summary.unchanged_count,
            failed_count=summary.failed_count,
            warnings=list(summary.warnings),
            changes=_packed(kept.outcomes),
            replay_of=kept.replay_of,
            key_id=scope.key_id,
            key_name=scope.key_name,
            request_id=scope.request_id,
            received_at=summary.received_at,
            finished_at=tx.now,
        )
    )
    if refused:
        _keep_refused(tx, scope, kept.run_id, refused, raw())


def _keep_refused(tx: Tx, scope: Scope, run_id: str, refused: Sequence[Incoming], raws: Sequence[bytes]) -> None:
    fixed = {"organisation_id": scope.organisation_id, "run_id": run_id}
    columns: dict[str, list[Any]] = {
        "position": [one.index for one in refused],
        "external_id": [one.external_id for one in refused],
        "record": [raws[one.index].decode() for one in refused],
        "errors": [_encode(results.errors_of([one])).decode() for one in refused],
    }
    tx.dialect.insert(tx.connection, refused_record, fixed, [columns])


def _packed(outcomes: Sequence[Outcome]) -> bytes | None:
    changes = Changes(
        created=[one.record_id or "" for one in outcomes if one.action == "created"],
        revived=[one.record_id or "" for one in outcomes if one.revived],
        updated={one.record_id or "": dict(one.changes) for one in outcomes if one.action == "updated" and one.changes},
        former={one.record_id or "": run_id for one in outcomes if (run_id := one.row.get("source_run_id"))},
    )
    if not (changes.created or changes.revived or changes.updated):
        return None
    return zlib.compress(_encode(changes), 1)


def changes(row: RowMapping) -> Changes:
    """What a run changed."""
    packed = row["changes"]
    return msgspec.json.decode(zlib.decompress(packed), type=Changes) if packed else Changes()


def get(tx: Tx, scope: Scope, run_id: str) -> RowMapping:
    """One run; ImportRunNotFound."""
    row = tx.connection.execute(
        select(import_run).where(import_run.c.organisation_id == scope.organisation_id, import_run.c.id == run_id)
    ).mappings()
    found = row.first()
    if found is None:
        raise ImportRunNotFound
    return found


def listing(tx: Tx, scope: Scope, request: PageRequest, slug: str | None = None) -> Page[RowMapping]:
    """Newest first; of one report's slug, if given."""
    where = [import_run.c.organisation_id == scope.organisation_id]
    if slug is not None:
        where.append(import_run.c.slug == slug)
    total = tx.connection.execute(select(func.count()).select_from(import_run).where(*where)).scalar_one()
    if request.cursor is not None:
        where.append(import_run.c.id < request.cursor)
    rows = list(
        tx.connection.execute(
            select(import_run)
            .where(*where)
            .order_by(import_run.c.id.desc())
            .limit(request.limit + 1)
            .offset(request.offset)
        ).mappings()
    )
    more = rows[request.limit - 1]["id"] if len(rows) > request.limit else None
    return Page(rows[: request.limit], total, request, more)


def refused(tx: Tx, scope: Scope, run_id: str, *, open_only: bool = False) -> Iterator[Refused]:
    """The refused records of a run in their order; `open_only` leaves out those a replay has stored since."""
    get(tx, scope, run_id)
    where = _refused_of(scope, run_id)
    if open_only:
        where.append(refused_record.c.replayed_by.is_(None))
    for row in tx.connection.execute(select(refused_record).where(*where).order_by(refused_record.c.position)):
        yield _refused(row)


def refused_page(tx: Tx, scope: Scope, run_id: str, request: PageRequest) -> Page[Refused]:
    """The refused records in the order of the batch; the cursor is the position of the last one."""
    get(tx, scope, run_id)
    where = _refused_of(scope, run_id)
    total = tx.connection.execute(select(func.count()).select_from(refused_record).where(*where)).scalar_one()
    if request.cursor is not None:
        after = int(request.cursor) if request.cursor.isascii() and request.cursor.isdigit() else -1
        where.append(refused_record.c.position > min(after, 2**31 - 1))
    rows = tx.connection.execute(
        select(refused_record)
        .where(*where)
        .order_by(refused_record.c.position)
        .limit(request.limit + 1)
        .offset(request.offset)
    )
    found = [_refused(row) for row in rows]
    more = str(found[request.limit - 1].position) if len(found) > request.limit else None
    return Page(found[: request.limit], total, request, more)


def printable(record: str) -> bytes:
    """A kept record as JSON that any client can read.

    What is no character (half a surrogate pair) is escaped text, and a number longer or larger than clients take is text.
    """
    return _strings_and_numbers.sub(_readable, record).encode()


_strings_and_numbers = re.compile(r'"(?:[^"\\]|\\.)*"|-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?')
_escapes = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)"
)


def _readable(token: re.Match[str]) -> str:
    text = token[0]
    if text.startswith('"'):
        return _escapes.sub(lambda one: rf"\\{one[1]}" if one[1] else one[0], text) if "\\u" in text else text
    return text if len(text) < LONGEST_INTEGER and isfinite(float(text)) else f'"{text}"'


def _refused_of(scope: Scope, run_id: str) -> list[Any]:
    return [refused_record.c.organisation_id == scope.organisation_id, refused_record.c.run_id == run_id]


def _refused(row: Row[Any]) -> Refused:
    return Refused(row.position, row.external_id, row.record, msgspec.json.decode(row.errors), row.replayed_by)
