"""From names to ids: which vendor, service or person a value means. Never a guess: several matches are a refusal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.db.tables import INVENTORIES, app_user
from vendorproof.objects import BASE_OBJECTS

MATCHES_TOLD = 3


@dataclass(frozen=True, slots=True)
class Match:
    """What one name stands for: `record_id`, and its vendor for a service; or `reason` why it stands for nothing."""

    record_id: str | None
    vendor_id: str | None = None
    reason: str = ""


def records(
    tx: Tx, scope: Scope, base_object: str, names: Iterable[str], *, by_name: bool = False
) -> Mapping[str, Match]:
    """Each of `names` as an id, an external id or (if `by_name`) an exact name of a record that is not archived."""
    wanted = sorted(set(names))
    found: dict[str, list[tuple[str, str | None, bool]]] = {name: [] for name in wanted}
    columns = ("id", "external_id") if not by_name else ("id", "external_id", "name")
    prefix = BASE_OBJECTS[base_object].prefix
    vendor_column = "vendor_id" if base_object != "vendor" else "id"
    for column in columns:
        keys = [name for name in wanted if column != "id" or name.startswith(prefix)]
        if not keys:
            continue
        rows = tx.dialect.find(
            tx.connection, INVENTORIES[base_object], column, scope.organisation_id, keys,
            (column, "id", vendor_column, "archived_at"),
        )  # fmt: skip
        for name, record_id, vendor_id, archived_at in rows:
            found[name].append((record_id, vendor_id, archived_at is not None))
    return {name: _match(base_object, name, matches, by_name=by_name) for name, matches in found.items()}


def _match(base_object: str, name: str, matches: list[tuple[str, str | None, bool]], *, by_name: bool) -> Match:
    alive = {record_id: vendor_id for record_id, vendor_id, archived in matches if not archived}
    if len(alive) == 1:
        record_id, vendor_id = next(iter(alive.items()))
        return Match(record_id, vendor_id)
    if alive:
        told = ", ".join(sorted(alive)[:MATCHES_TOLD])
        return Match(None, reason=f'"{name}" is several {base_object}s ({told}): send the id of the one that is meant')
    if matches:
        return Match(None, reason=f'the {base_object} "{name}" is archived')
    ways = "id, external_id or exact name" if by_name else "id or external_id"
    return Match(None, reason=f'no {base_object} has the {ways} "{name}"')


class People:
    """The users of an organisation by e-mail and by full name."""

    def __init__(self, tx: Tx, scope: Scope) -> None:
        rows = tx.connection.execute(
            select(app_user.c.id, app_user.c.email_folded, func.coalesce(app_user.c.name, "")).where(
                app_user.c.organisation_id == scope.organisation_id
            )
        )
        self._by_name: dict[str, set[str]] = {}
        for user_id, email, name in rows:
            self._by_name.setdefault(email, set()).add(user_id)
            if name.strip():
                self._by_name.setdefault(" ".join(name.casefold().split()), set()).add(user_id)

    def find(self, name: str) -> Match:
        """The user with this e-mail or full name, when exactly one has it."""
        users = self._by_name.get(" ".join(name.casefold().split()), set())
        if len(users) == 1:
            return Match(next(iter(users)))
        if users:
            return Match(None, reason=f'several users are named "{name}"')
        return Match(None, reason=f'no user has the e-mail or name "{name}"')
