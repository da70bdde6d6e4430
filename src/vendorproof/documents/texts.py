"""The text of documents: kept by the units that are cited, in many short transactions, and handed out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from sqlalchemy import ColumnElement, Row, and_, delete, func, insert, or_, select, update

from vendorproof.core.errors import DocumentNotFound
from vendorproof.core.paging import Page, PageRequest
from vendorproof.core.scope import Scope
from vendorproof.db.document_tables import document, document_text, document_unit
from vendorproof.db.engine import Tx
from vendorproof.db.words import Piece
from vendorproof.documents.extract.units import Extraction, Unit
from vendorproof.documents.library import ENDED
from vendorproof.documents.search.words import words
from vendorproof.records.columns import storable
from vendorproof.runtime import Runtime

BATCH_UNITS = 1000
BATCH_CHARACTERS = 400_000
"""Of one transaction: on SQLite it holds the only writer, for less than a tenth of a second."""

SWEPT_TOGETHER = 100


@dataclass(frozen=True, slots=True)
class Kept:
    """The text of a round as one try has written it."""

    document_id: str
    round: int
    key: int
    attempt: int


@dataclass(frozen=True, slots=True)
class Text:
    """A page of a document's text; `about` as `about()` made it, None before the document was read."""

    units: Page[Unit]
    about: Mapping[str, Any] | None


def about(extraction: Extraction) -> dict[str, Any]:
    """What `document.text_about` holds."""
    return {
        "kind": extraction.kind,
        "count": extraction.count,
        "notes": list(extraction.notes),
        "ocr": extraction.ocr,
        "complete": extraction.complete,
    }


def keep(rt: Runtime, scope: Scope, document_id: str, round_number: int, extraction: Extraction) -> Kept | None:
    """Write and index the units of a round, anew if an earlier try has written any; nothing shows them before the round is
    settled, which must ask `is_last`.

    None if the round is over, or another try has begun meanwhile: then that one goes on, not this.
    """
    kept = _begin(rt, scope, document_id, round_number)
    if kept is None or _empty(rt, scope, kept) is None:
        return None
    for batch in _batches(extraction.units):
        pieces = [Piece(one.number, " ".join(words(one.text))) for one in batch]
        with rt.db.write() as tx:
            if not is_last(tx, scope, kept):
                return None
            _insert(tx, scope, kept, batch)
            tx.dialect.words.add(tx.connection, scope.organisation_id, kept.key, pieces)
    return kept


def is_last(tx: Tx, scope: Scope, kept: Kept) -> bool:
    """Whether no other try has begun since; none can till this transaction ends."""
    held = select(document_text.c.attempt).where(
        document_text.c.organisation_id == scope.organisation_id, document_text.c.key == kept.key
    )
    return tx.connection.execute(held.with_for_update()).scalar() == kept.attempt


def page(tx: Tx, scope: Scope, document_id: str, request: PageRequest) -> Text:
    """The units in the order of the document; the number of the last one on a page is the cursor. DocumentNotFound."""
    held = _document(tx, scope, document_id)
    if held.text_round is None:
        return Text(Page([], 0, request), None)
    unit = document_unit
    theirs = _units(scope, document_id, held.text_round)
    total = tx.connection.execute(select(func.count()).select_from(unit).where(*theirs)).scalar_one()
    query = select(unit.c.number, unit.c.label, unit.c.member, unit.c.text).where(*theirs).order_by(unit.c.number)
    if request.cursor is None:
        query = query.offset(request.offset)
    else:
        last = int(request.cursor) if request.cursor.isascii() and request.cursor.isdigit() else _BEHIND_ALL
        query = query.where(unit.c.number > min(last, _BEHIND_ALL))
    rows = tx.connection.execute(query.limit(request.limit + 1)).all()
    shown = [Unit(row.number, row.label, row.text, row.member) for row in rows[: request.limit]]
    following = str(shown[-1].number) if len(rows) > request.limit else None
    return Text(Page(shown, total, request, following), held.text_about)


_BEHIND_ALL = 2**31 - 1


def forget_other_rounds(rt: Runtime, scope: Scope, document_id: str) -> int:
    """Delete what earlier rounds and those that ended without a text have left; returns how many units went."""
    theirs = (document.c.organisation_id == scope.organisation_id, document.c.id == document_id)
    with rt.db.read() as tx:
        rows = tx.connection.execute(
            select(document_text.c.round, document_text.c.key).select_from(_TEXTS).where(*theirs, _OUTDATED)
        ).all()
    return sum(_forget(rt, scope, Kept(document_id, row.round, row.key, attempt=0)) for row in rows)


def sweep(rt: Runtime) -> int:
    """The same for the documents of all organisations."""
    forgotten, last = 0, 0
    while True:
        query = (
            select(document_text.c.organisation_id, document_text.c.document_id, document_text.c.key)
            .select_from(_TEXTS)
            .where(_OUTDATED, document_text.c.key > last)
            .order_by(document_text.c.key)
            .limit(SWEPT_TOGETHER)
        )
        with rt.db.read() as tx:
            rows = tx.connection.execute(query).all()
        if not rows:
            return forgotten
        for row in rows:
            forgotten += forget_other_rounds(rt, Scope(row.organisation_id), row.document_id)
        last = rows[-1].key


_TEXTS = document_text.join(
    document,
    and_(document.c.organisation_id == document_text.c.organisation_id, document.c.id == document_text.c.document_id),
)
_OUTDATED: ColumnElement[bool] = and_(
    or_(document.c.text_round.is_(None), document.c.text_round != document_text.c.round),
    or_(document.c.processing_round != document_text.c.round, document.c.status.in_(ENDED)),
)
"""A text that is not the document's and will not become it."""


def _begin(rt: Runtime, scope: Scope, document_id: str, round_number: int) -> Kept | None:
    """Whoever writes this round's text from now on is the only one."""
    theirs = (document.c.organisation_id == scope.organisation_id, document.c.id == document_id)
    going = (document.c.processing_round == round_number, document.c.status.not_in(ENDED))
    text = document_text
    ours = (text.c.organisation_id == scope.organisation_id, text.c.document_id == document_id)
    with rt.db.write() as tx:
        if tx.connection.execute(select(document.c.id).where(*theirs, *going).with_for_update()).first() is None:
            return None
        again = update(text).where(*ours, text.c.round == round_number).values(attempt=text.c.attempt + 1)
        row = tx.connection.execute(again.returning(text.c.key, text.c.attempt)).first()
        if row is None:
            first = {"organisation_id": scope.organisation_id, "document_id": document_id, "round": round_number}
            made = insert(text).values(**first, attempt=1).returning(text.c.key, text.c.attempt)
            row = tx.connection.execute(made).one()
    return Kept(document_id, round_number, row.key, row.attempt)


def _empty(rt: Runtime, scope: Scope, kept: Kept) -> int | None:
    """Delete the units and their words; how many, or None if another try has begun meanwhile."""
    unit, removed = document_unit, 0
    theirs = _units(scope, kept.document_id, kept.round)
    query = select(unit.c.number, unit.c.text).where(*theirs).order_by(unit.c.number).limit(BATCH_UNITS)
    while True:
        with rt.db.read() as tx:
            rows = tx.connection.execute(query).all()
        if not rows:
            return removed
        for batch in _batches(rows):
            pieces = [Piece(one.number, " ".join(words(one.text))) for one in batch]
            with rt.db.write() as tx:
                if not is_last(tx, scope, kept):
                    return None
                tx.dialect.words.remove(tx.connection, scope.organisation_id, kept.key, pieces)
                tx.connection.execute(delete(unit).where(*theirs, unit.c.number <= batch[-1].number))
            removed += len(batch)


def _insert(tx: Tx, scope: Scope, kept: Kept, batch: Sequence[Unit]) -> None:
    fixed = {"organisation_id": scope.organisation_id, "document_id": kept.document_id, "round": kept.round}
    columns = {name: [getattr(one, name) for one in batch] for name in ("number", "label", "member", "text")}
    tx.dialect.insert(tx.connection, document_unit, fixed, [columns])


class _Written(Protocol):
    @property
    def text(self) -> str: ...


One = TypeVar("One", bound=_Written)


def _batches(units: Iterable[One]) -> Iterator[list[One]]:
    batch: list[One] = []
    characters = 0
    for one in units:
        batch.append(one)
        characters += len(one.text)
        if len(batch) >= BATCH_UNITS or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _units(scope: Scope, document_id: str, round_number: int) -> Sequence[ColumnElement[bool]]:
    unit = document_unit
    return (
        unit.c.organisation_id == scope.organisation_id,
        unit.c.document_id == document_id,
        unit.c.round == round_number,
    )


def _document(tx: Tx, scope: Scope, document_id: str) -> Row[Any, Any]:
    if not storable(document_id):
        raise DocumentNotFound
    theirs = (document.c.organisation_id == scope.organisation_id, document.c.id == document_id)
    row = tx.connection.execute(select(document.c.text_round, document.c.text_about).where(*theirs)).first()
    if row is None:
        raise DocumentNotFound
    return row


def _forget(rt: Runtime, scope: Scope, kept: Kept) -> int:
    """Delete a text; a try that still writes it ends with its next batch."""
    text = document_text
    ours = (text.c.organisation_id == scope.organisation_id, text.c.key == kept.key)
    with rt.db.write() as tx:
        fence = update(text).where(*ours).values(attempt=text.c.attempt + 1).returning(text.c.attempt)
        attempt = tx.connection.execute(fence).scalar()
    if attempt is None:
        return 0
    last = Kept(kept.document_id, kept.round, kept.key, attempt)
    removed = _empty(rt, scope, last)
    with rt.db.write() as tx:
        if removed is not None and is_last(tx, scope, last):
            tx.connection.execute(delete(text).where(*ours))
    return 0 if removed is None else removed
