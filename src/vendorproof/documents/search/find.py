"""Finding words in the text of an organisation's documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, BigInteger, ColumnElement, Row, Select, and_, cast, func, select

from vendorproof.core.errors import DocumentNotFound
from vendorproof.core.paging import Page, PageRequest
from vendorproof.core.scope import Scope
from vendorproof.db.document_tables import document, document_text, document_unit
from vendorproof.db.engine import Tx
from vendorproof.documents import types
from vendorproof.documents.search.query import parse
from vendorproof.documents.search.snippet import Snippet, snippet
from vendorproof.objects import VENDOR
from vendorproof.records import store
from vendorproof.records.columns import storable


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where to look, if not in everything."""

    vendor_id: str | None = None
    document_id: str | None = None
    document_type: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit of a document that has all that was sought; `page` is its number."""

    document_id: str
    document_name: str
    vendor_id: str
    document_type: str | None
    page: int
    label: str
    member: str
    snippet: Snippet


def page(tx: Tx, scope: Scope, request: PageRequest, typed: str, wanted: Wanted) -> Page[Hit]:
    """Newest document first, in each by place; archived ones left out. Pages go by offset.

    InvalidSearch; a vendor, document or document type that is asked for must exist.
    """
    sought = parse(typed)
    held = _held(tx, scope, wanted)
    words = tx.dialect.words
    words.prepare(tx.connection)
    matches = words.matches(scope.organisation_id, sought, _text_key(tx, scope, wanted)).cte("match")
    documents = _documents(matches, held)
    rows = tx.connection.execute(_page(scope, matches, documents, request)).all()
    if rows or not request.offset:
        total = rows[0].total if rows else 0
    else:  # behind the last page there is no row to say it
        total = tx.connection.execute(select(func.coalesce(func.max(documents.c.total), 0))).scalar_one()
    return Page([_hit(row, snippet(row.text, sought.wanted)) for row in rows], total, request)


def _held(tx: Tx, scope: Scope, wanted: Wanted) -> Sequence[ColumnElement[bool]]:
    """What a document must be for its text to count."""
    conditions = [document.c.organisation_id == scope.organisation_id, document.c.archived_at.is_(None)]
    if wanted.vendor_id is not None:
        store.get(tx, scope, VENDOR, wanted.vendor_id)
        conditions.append(document.c.vendor_id == wanted.vendor_id)
    if wanted.document_type is not None:
        types.require(wanted.document_type)
        conditions.append(document.c.document_type == wanted.document_type)
    return conditions


def _text_key(tx: Tx, scope: Scope, wanted: Wanted) -> int | None:
    """The text to look in, if it is one; a document that was not read has none, which no text's key says."""
    if wanted.document_id is None:
        return None
    if not storable(wanted.document_id):
        raise DocumentNotFound
    asked = (document.c.organisation_id == scope.organisation_id, document.c.id == wanted.document_id)
    row = tx.connection.execute(select(document_text.c.key).select_from(_TEXT_OF).where(*asked)).first()
    if row is None:
        raise DocumentNotFound
    return row.key or 0


_THEIR_TEXT = and_(
    document_text.c.organisation_id == document.c.organisation_id,
    document_text.c.document_id == document.c.id,
    document_text.c.round == document.c.text_round,
)
_TEXT_OF = document.outerjoin(document_text, _THEIR_TEXT)


_SHOWN = (document.c.id, document.c.name, document.c.vendor_id, document.c.document_type, document.c.text_round)


def _documents(matches: CTE, held: Sequence[ColumnElement[bool]]) -> CTE:
    """The documents that have hits, each with how many of its own there are, how many before it and how many in all."""
    counted = select(matches.c.text_key, func.count().label("hits")).group_by(matches.c.text_key).cte("counted")
    found = (
        select(counted.c.text_key, counted.c.hits, *_SHOWN)
        .select_from(counted.join(document_text, document_text.c.key == counted.c.text_key).join(document, _THEIR_TEXT))
        .where(*held)
        .cte("found")
    )
    up_to = func.sum(found.c.hits).over(order_by=found.c.id.desc())
    return select(
        found,
        cast(up_to - found.c.hits, BigInteger).label("before"),
        cast(func.sum(found.c.hits).over(), BigInteger).label("total"),
    ).cte("placed")


def _page(scope: Scope, matches: CTE, documents: CTE, request: PageRequest) -> Select[Any]:
    end = request.offset + request.limit
    within = func.row_number().over(partition_by=matches.c.text_key, order_by=matches.c.number)
    hits = (
        select(documents, matches.c.number, (documents.c.before + within - 1).label("place"))
        .select_from(documents.join(matches, matches.c.text_key == documents.c.text_key))
        .where(documents.c.before < end, documents.c.before + documents.c.hits > request.offset)
        .cte("hit")
    )
    unit = document_unit
    theirs = and_(
        unit.c.organisation_id == scope.organisation_id,
        unit.c.document_id == hits.c.id,
        unit.c.round == hits.c.text_round,
        unit.c.number == hits.c.number,
    )
    # Every hit has its unit; an inner join would let SQLite read all units of the organisation and see which are hits.
    shown = hits.outerjoin(unit, theirs)
    return (
        select(hits.c.id, hits.c.name, hits.c.vendor_id, hits.c.document_type, hits.c.total)
        .add_columns(unit.c.number, unit.c.label, unit.c.member, unit.c.text)
        .select_from(shown)
        .where(hits.c.place >= request.offset, hits.c.place < end)
        .order_by(hits.c.place)
    )


def _hit(row: Row[Any], shown: Snippet) -> Hit:
    return Hit(row.id, row.name, row.vendor_id, row.document_type, row.number, row.label, row.member, shown)
