"""Organisations: made with the statuses every inventory starts from."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select, update

from vendorproof.access.addresses import read_networks
from vendorproof.core.ids import new_id
from vendorproof.db.engine import Tx
from vendorproof.db.tables import organisation, record_status
from vendorproof.objects import BASE_OBJECTS


def create(tx: Tx, name: str) -> str:
    """Add an organisation and its seeded statuses; returns its id."""
    organisation_id = new_id("cborg_")
    tx.connection.execute(insert(organisation).values(id=organisation_id, name=name, created_at=tx.now))
    seeds = [
        {
            "organisation_id": organisation_id,
            "id": new_id("cbst_"),
            "base_object": base.name,
            "label": label,
            "label_folded": label.casefold(),
            "position": position,
            "created_at": tx.now,
        }
        for base in BASE_OBJECTS.values()
        for one in base.fields
        if one.kind == "status"
        for position, label in enumerate(one.words)
    ]
    tx.connection.execute(insert(record_status), seeds)
    return organisation_id


def allow_addresses(tx: Tx, organisation_id: str, networks: Sequence[str]) -> None:
    """Let the API be called from these CIDR ranges only; none given lets everybody in. ValueError for a bad range."""
    ranges = [str(one) for one in read_networks(networks)]
    tx.connection.execute(
        update(organisation).where(organisation.c.id == organisation_id).values(api_ip_allowlist=ranges)
    )


def first(tx: Tx) -> str | None:
    """The id of the oldest organisation, None on an empty database."""
    return tx.connection.execute(select(organisation.c.id).order_by(organisation.c.id).limit(1)).scalar()


@dataclass(frozen=True, slots=True)
class Organisation:
    """A tenant; `allowlist` holds CIDR ranges, none meaning that every address may call."""

    organisation_id: str
    name: str
    allowlist: tuple[str, ...]
    created_at: int


def listing(tx: Tx) -> list[Organisation]:
    """Every organisation, the oldest first: for whoever runs the server."""
    rows = tx.connection.execute(select(organisation).order_by(organisation.c.id))
    return [Organisation(one.id, one.name, tuple(one.api_ip_allowlist or ()), one.created_at) for one in rows]
