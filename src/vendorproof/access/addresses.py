"""Where a call comes from, and whether its organisation lets that address in."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from sqlalchemy import select

from vendorproof.core.errors import IpNotAllowed
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.db.tables import organisation

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


def client_address(peer: str | None, forwarded_for: Sequence[str], trusted: Sequence[Network]) -> str | None:
    """The caller's address; None when it cannot be known.

    `forwarded_for` are the X-Forwarded-For headers as they came. Only a trusted peer's are believed: from the right,
    each trusted hop is passed over and the first other one is the caller. What a caller puts further left is never
    reached. An entry that is no address makes the caller unknown, since nobody vouches for what stands behind it.
    """
    caller = parse(peer)
    hops = [part for header in forwarded_for for part in header.split(",") if part.strip()]
    while caller is not None and hops and _within(caller, trusted):
        caller = parse(hops.pop())
    return None if caller is None else str(caller)


def parse(text: str | None) -> Address | None:
    """`192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]:4711`; an IPv4-mapped one as IPv4."""
    bare = (text or "").strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    return found.ipv4_mapped or found if isinstance(found, IPv6Address) else found


def admit(tx: Tx, scope: Scope) -> None:
    """Hold the call against its organisation's allowlist; an empty one lets everybody in, an unknown address nobody."""
    allowlist = tx.connection.execute(
        select(organisation.c.api_ip_allowlist).where(organisation.c.id == scope.organisation_id)
    ).scalar()
    if not allowlist:
        return
    caller = parse(scope.address)
    if caller is None or not _within(caller, read_networks(allowlist)):
        raise IpNotAllowed(address=scope.address or "an unknown address")


def read_networks(texts: Sequence[str]) -> list[Network]:
    """CIDR ranges and single addresses; ValueError names the one that is neither."""
    return [ip_network(one.strip(), strict=False) for one in texts]


def _within(address: Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)
