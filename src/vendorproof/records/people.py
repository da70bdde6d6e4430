"""Users as records point at them by id."""

from collections.abc import Iterable

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
