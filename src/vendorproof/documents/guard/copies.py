"""Whether the same file, or nearly the same text, is held already, under whichever vendor."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Select, and_, delete, func, insert, or_, select

from vendorproof.core.scope import Scope
from vendorproof.db.document_tables import document, document_band
from vendorproof.db.engine import Tx
from vendorproof.db.tables import vendor
from vendorproof.documents.guard.flag import Flag
from vendorproof.documents.likeness import NEAR

MOST_NAMED = 10


def keep(tx: Tx, scope: Scope, document_id: str, signature: Sequence[str]) -> None:
    """Put a text's signature in the place of the one before."""
    mine = (document_band.c.organisation_id == scope.organisation_id, document_band.c.document_id == document_id)
    tx.connection.execute(delete(document_band).where(*mine))
    row = {"organisation_id": scope.organisation_id, "document_id": document_id}
    if signature:
        rows = [{**row, "band": at, "value": value} for at, value in enumerate(signature)]
        tx.connection.execute(insert(document_band), rows)


def seen(
    tx: Tx, scope: Scope, document_id: str, vendor_id: str, sha256: str, signature: Sequence[str]
) -> Iterator[Flag]:
    """Exact copies first; a near copy is not told where there is an exact one. Only documents uploaded before count."""
    same = _held(tx, scope, document_id, sha256)
    if same:
        yield _flag("exact_copy", "The same file is held already", same, vendor_id)
    elif near := _near(tx, scope, document_id, signature):
        yield _flag("near_copy", "Nearly the same text is held already", near, vendor_id)


Held = tuple[str, str, str, str]  # document id, its name, vendor id, the vendor's name


def _flag(code: str, said: str, held: Sequence[Held], vendor_id: str) -> Flag:
    elsewhere = next((one for one in held if one[2] != vendor_id), None)
    _id, name, _vendor, _vendor_name = held[0]
    under = f", also under another vendor: “{elsewhere[1]}” of {elsewhere[3]}" if elsewhere else ""
    return Flag(code, f"{said}: “{name}”{under}.", (), [one[0] for one in held])


def _held(tx: Tx, scope: Scope, document_id: str, sha256: str) -> list[Held]:
    rows = tx.connection.execute(
        _named(scope).where(document.c.sha256 == sha256, document.c.id < document_id).limit(MOST_NAMED)
    )
    return [(one.id, one.name, one.vendor_id, one.vendor_name) for one in rows]


def _near(tx: Tx, scope: Scope, document_id: str, signature: Sequence[str]) -> list[Held]:
    if not signature:
        return []
    bands = [and_(document_band.c.band == at, document_band.c.value == value) for at, value in enumerate(signature)]
    alike = (
        select(document_band.c.document_id)
        .where(document_band.c.organisation_id == scope.organisation_id, or_(*bands))
        .where(document_band.c.document_id < document_id)
        .group_by(document_band.c.document_id)
        .having(func.count() >= NEAR * len(signature))
    )
    rows = tx.connection.execute(_named(scope).where(document.c.id.in_(alike)).limit(MOST_NAMED))
    return [(one.id, one.name, one.vendor_id, one.vendor_name) for one in rows]


def _named(scope: Scope) -> Select[tuple[str, str, str, str]]:
    return (
        select(document.c.id, document.c.name, document.c.vendor_id, vendor.c.name.label("vendor_name"))
        .join(vendor, and_(vendor.c.organisation_id == document.c.organisation_id, vendor.c.id == document.c.vendor_id))
        .where(document.c.organisation_id == scope.organisation_id, document.c.archived_at.is_(None))
        .order_by(document.c.id)
    )
