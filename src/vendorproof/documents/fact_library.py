"""The facts of documents, and what analysts said of them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, delete, func, insert, select, update

from vendorproof.core.errors import DocumentArchived, FactNotFound, InvalidFactValue
from vendorproof.core.ids import new_ids
from vendorproof.core.paging import Page, PageRequest
from vendorproof.core.scope import Scope
from vendorproof.db.document_tables import document, document_fact
from vendorproof.db.engine import Tx
from vendorproof.documents import corrections, library
from vendorproof.documents.facts.agree import Told
from vendorproof.documents.facts.fact import Citation, Fact
from vendorproof.documents.facts.validity import Validity, validity
from vendorproof.events.catalogue import DocumentFactReviewed
from vendorproof.events.publish import publish
from vendorproof.records.columns import storable

Record = Mapping[str, Any]
Verdict = Literal["confirmed", "corrected", "rejected", "unreviewed"]

SETTLED = ("confirmed", "corrected")


@dataclass(frozen=True, slots=True)
class Review:
    """What an analyst says of a fact; `value` is what is right instead, for `corrected` alone."""

    verdict: Verdict
    value: Any = None
    note: str | None = None


def replace_found(tx: Tx, scope: Scope, document_id: str, told: Sequence[Told]) -> list[Fact]:
    """Put what was found now in the place of what was found before. What an analyst reviewed stays as it is: it is not found a
    second time, and what contradicts it is to be reviewed. Returns the facts that count.
    """
    mine = _of(scope, document_id)
    tx.connection.execute(delete(document_fact).where(*mine, document_fact.c.review == "unreviewed"))
    reviewed = [_record(row) for row in tx.connection.execute(select(document_fact).where(*mine))]
    known = {(one["key"], repr(one["value"])) for one in reviewed}
    settled = {one["key"] for one in reviewed if one["review"] in SETTLED}
    fresh = [one for one in told if (one.fact.key, repr(one.fact.value)) not in known]
    start = 1 + max((one["position"] for one in reviewed), default=0)
    rows = [
        _row(
            tx,
            scope,
            document_id,
            fact_id,
            start + at,
            replace(one, needs_review=one.needs_review or one.fact.key in settled),
        )
        for at, (one, fact_id) in enumerate(zip(fresh, new_ids("cbfact_", len(fresh)), strict=True))
    ]
    if rows:
        tx.connection.execute(insert(document_fact), rows)
    return [_effective(one) for one in reviewed if one["review"] != "rejected"] + [one.fact for one in fresh]


def page(tx: Tx, scope: Scope, document_id: str, request: PageRequest, key: str | None = None) -> Page[Record]:
    """In the order they were found, rejected ones too; DocumentNotFound."""
    library.get(tx, scope, document_id)
    conditions: list[ColumnElement[bool]] = [*_of(scope, document_id)]
    if key is not None:
        if not storable(key):
            return Page([], 0, request)
        conditions.append(document_fact.c.key == key)
    total = tx.connection.execute(select(func.count()).select_from(document_fact).where(*conditions)).scalar_one()
    rows = tx.connection.execute(
        select(document_fact)
        .where(*conditions)
        .order_by(document_fact.c.position, document_fact.c.id)
        .limit(request.limit)
        .offset(request.offset)
    )
    return Page([_record(one) for one in rows], total, request)


def notes(tx: Tx, scope: Scope, document_id: str) -> list[str]:
    """Sentences on what was not looked for when it was read; none before it was."""
    about = library.get(tx, scope, document_id)["text_about"] or {}
    return list(about.get("fact_notes", ()))


def review(tx: Tx, scope: Scope, document_id: str, fact_id: str, said: Review) -> Record:
    """Keep what an analyst says, with who and when; the document's validity follows. `unreviewed` takes it back."""
    held = library.get(tx, scope, document_id)
    if held["archived_at"] is not None:
        raise DocumentArchived
    fact = _fact(tx, scope, document_id, fact_id)
    if said.note is not None and not storable(said.note):
        raise InvalidFactValue(reason="The note has a character that no text has.")
    if said.verdict == "corrected":
        corrections.require_like(fact["value"], said.value)
    is_open = said.verdict == "unreviewed"
    values = {
        "review": said.verdict,
        "corrected_value": said.value if said.verdict == "corrected" else None,
        "review_note": None if is_open else said.note,
        "reviewed_by": None if is_open else scope.key_id,
        "reviewed_at": None if is_open else tx.now,
    }
    tx.connection.execute(
        update(document_fact).where(*_of(scope, document_id), document_fact.c.id == fact_id).values(**values)
    )
    keep_validity(tx, scope, document_id, held["document_type"], counting(tx, scope, document_id))
    publish(tx, scope, DocumentFactReviewed(document_id, held["vendor_id"], fact_id, fact["key"], said.verdict))
    return _fact(tx, scope, document_id, fact_id)


def counting(tx: Tx, scope: Scope, document_id: str) -> list[Fact]:
    """The facts as they count: corrected ones with the right value, rejected ones not at all."""
    rows = tx.connection.execute(
        select(document_fact)
        .where(*_of(scope, document_id), document_fact.c.review != "rejected")
        .order_by(document_fact.c.position, document_fact.c.id)
    )
    return [_effective(_record(one)) for one in rows]


def keep_validity(
    tx: Tx, scope: Scope, document_id: str, document_type: str | None, facts: Sequence[Fact]
) -> Validity | None:
    """How long the evidence is good follows from its facts."""
    found = validity(document_type, facts)
    tx.connection.execute(
        update(document)
        .where(document.c.organisation_id == scope.organisation_id, document.c.id == document_id)
        .values(
            validity=None if found is None else found.told(),
            valid_until=None if found is None else found.valid_until,
            updated_at=tx.now,
        )
    )
    return found


def _of(scope: Scope, document_id: str) -> tuple[ColumnElement[bool], ...]:
    return (
        document_fact.c.organisation_id == scope.organisation_id,
        document_fact.c.document_id == document_id,
    )


def _fact(tx: Tx, scope: Scope, document_id: str, fact_id: str) -> Record:
    if not storable(fact_id):
        raise FactNotFound
    query = select(document_fact).where(*_of(scope, document_id), document_fact.c.id == fact_id).with_for_update()
    row = tx.connection.execute(query).first()
    if row is None:
        raise FactNotFound
    return _record(row)


def _record(row: Row[Any]) -> Record:
    return dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name for a row as a mapping


def _effective(held: Record) -> Fact:
    value = held["corrected_value"] if held["review"] == "corrected" else held["value"]
    citations = tuple(Citation(**one) for one in held["citations"])
    return Fact(held["key"], value, held["raw"], held["confidence"], citations, held["source"])


def _row(tx: Tx, scope: Scope, document_id: str, fact_id: str, position: int, told: Told) -> dict[str, Any]:
    fact = told.fact
    citations = [asdict(one) for one in fact.citations]
    return {
        "organisation_id": scope.organisation_id,
        "document_id": document_id,
        "id": fact_id,
        "position": position,
        "key": fact.key,
        "value": fact.value,
        "raw": fact.raw,
        "confidence": fact.confidence,
        "source": fact.source,
        "citations": citations,
        "model": told.model,
        "needs_review": told.needs_review,
        "review": "unreviewed",
        "created_at": tx.now,
    }
