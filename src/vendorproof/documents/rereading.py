"""The job that follows a change of a document's type: its text is read again for what such documents state.

An analyst who says what a document is also teaches: if that was not what was found, its words are kept as a label, and count
from the organisation's next document on.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from vendorproof.core.scope import Scope
from vendorproof.db.document_tables import document, document_band, document_label, document_unit
from vendorproof.db.engine import Tx
from vendorproof.documents import analysis, fact_library, reading
from vendorproof.documents.classify.labels import Words
from vendorproof.documents.classify.verdict import Verdict
from vendorproof.documents.extract.units import Extraction, Unit
from vendorproof.documents.guard import copies, lapse
from vendorproof.runtime import Runtime


def reread(rt: Runtime, scope: Scope, payload: Mapping[str, Any]) -> None:
    """Of a document that is not complete there is nothing to read: its processing will see the new type."""
    document_id = str(payload["document_id"])
    with rt.db.read() as tx:
        held = _held(tx, scope, document_id)
        if held is None:
            return
        units = _text(tx, scope, held)
    verdict = _verdict(held)
    is_lesson = held.is_type_declared and held.document_type != verdict.document_type
    words = analysis.words(units) if is_lesson else {}
    found = reading.judged(rt, scope, held, units, verdict, held.document_type)
    with rt.db.write() as tx:
        now = _held(tx, scope, document_id, for_update=True)
        if now is None or (now.document_type, now.text_round) != (held.document_type, held.text_round):
            return  # another change has its own job
        fact_library.replace_found(tx, scope, document_id, found.facts)
        facts = fact_library.counting(tx, scope, document_id)
        good = fact_library.keep_validity(tx, scope, document_id, held.document_type, facts)
        told = [
            *found.flags,
            *(lapse.seen(good, held.created_at) if good else ()),
            *copies.seen(tx, scope, document_id, held.vendor_id, held.sha256, _signature(tx, scope, document_id)),
        ]
        group = reading.group(held.document_type, verdict)
        theirs = (document.c.organisation_id == scope.organisation_id, document.c.id == document_id)
        values = {
            "flags": [one.told() for one in told],
            "document_family": group,
            "text_about": {**now.text_about, "fact_notes": list(found.notes)},
        }
        tx.connection.execute(update(document).where(*theirs).values(**values))
        _learn(tx, scope, held, words)


def give_up(rt: Runtime, scope: Scope, payload: Mapping[str, Any], reason: str) -> None:
    """The facts stay as they were; the engine has logged why."""


def _held(tx: Tx, scope: Scope, document_id: str, *, for_update: bool = False) -> Row[Any] | None:
    query = select(document).where(
        document.c.organisation_id == scope.organisation_id,
        document.c.id == document_id,
        document.c.status == "complete",
        document.c.text_round.is_not(None),
    )
    return tx.connection.execute(query.with_for_update() if for_update else query).first()


def _text(tx: Tx, scope: Scope, held: Row[Any]) -> Extraction:
    rows = tx.connection.execute(
        select(document_unit.c.number, document_unit.c.label, document_unit.c.text, document_unit.c.member)
        .where(
            document_unit.c.organisation_id == scope.organisation_id,
            document_unit.c.document_id == held.id,
            document_unit.c.round == held.text_round,
        )
        .order_by(document_unit.c.number)
    )
    told = held.text_about
    units = tuple(Unit(one.number, one.label, one.text, one.member) for one in rows)
    return Extraction(units, told["kind"], told["count"], told["notes"], told["ocr"], told["complete"])


def _verdict(held: Row[Any]) -> Verdict:
    said = held.classification or {}
    return Verdict(
        said.get("document_type"),
        held.document_family if said.get("document_type") is None and not held.is_type_declared else None,
        said.get("confidence"),
        (),
        tuple(said.get("reasons", ())),
        said.get("method", "none"),
    )


def _signature(tx: Tx, scope: Scope, document_id: str) -> list[str]:
    rows = tx.connection.execute(
        select(document_band.c.value)
        .where(document_band.c.organisation_id == scope.organisation_id, document_band.c.document_id == document_id)
        .order_by(document_band.c.band)
    )
    return list(rows.scalars())


def _learn(tx: Tx, scope: Scope, held: Row[Any], words: Words) -> None:
    theirs = (
        document_label.c.organisation_id == scope.organisation_id,
        document_label.c.document_id == held.id,
    )
    tx.connection.execute(delete(document_label).where(*theirs))
    if not words:
        return
    row = {
        "organisation_id": scope.organisation_id,
        "document_id": held.id,
        "document_type": held.document_type,
        "words": dict(words),
        "labelled_by": scope.key_id,
        "labelled_at": tx.now,
    }
    tx.connection.execute(insert(document_label), row)
