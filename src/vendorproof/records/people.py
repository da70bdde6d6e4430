"""Users as records point at them: by id, by e-mail address, by full name."""

from collections.abc import Iterable

from sqlalchemy import select

from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.db.tables import app_user
from vendorproof.records.columns import storable


def emails(tx: Tx, scope: Scope, user_ids: Iterable[str]) -> dict[str, str]:
    """The e-mail address of each id that is a user of the organisation; other ids are left out."""
    wanted = sorted({one for one in user_ids if storable(one)})
    if not wanted:
        return {}
    rows = tx.dialect.find(tx.connection, app_user, "id", scope.organisation_id, wanted, ["id", "email"])
    return {row[0]: row[1] for row in rows}


def match(tx: Tx, scope: Scope, named: str) -> str | None:
    """The one user whom an id, an e-mail address or else a full name means; None when it is nobody or several."""
    users = tx.connection.execute(
        select(app_user.c.id, app_user.c.email_folded, app_user.c.name).where(
            app_user.c.organisation_id == scope.organisation_id
        )
    ).all()
    folded = named.casefold()
    by_address = [one.id for one in users if named == one.id or folded == one.email_folded]
    found = by_address or [one.id for one in users if one.name is not None and one.name.casefold() == folded]
    return found[0] if len(found) == 1 else None
