from collections.abc import Iterator
from ipaddress import ip_network

import pytest

from vendorproof.access import addresses, organisations
from vendorproof.core.errors import IpNotAllowed
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Database

PROXIES = (ip_network("10.0.0.0/8"), ip_network("2001:db8:1::/48"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        pytest.param("203.0.113.9", [], "203.0.113.9", id="straight"),
        pytest.param("203.0.113.9", ["198.51.100.7"], "203.0.113.9", id="nobody-trusts-this-peer"),
        pytest.param("10.0.0.1", ["198.51.100.7"], "198.51.100.7", id="behind-a-proxy"),
        pytest.param("10.0.0.1", ["198.51.100.7, 10.9.9.9"], "198.51.100.7", id="behind-two"),
        pytest.param(
            "10.0.0.1", ["192.0.2.66, 198.51.100.7"], "198.51.100.7", id="what-the-caller-invents-is-left-of-it"
        ),
        pytest.param("10.0.0.1", ["192.0.2.66", "198.51.100.7"], "198.51.100.7", id="two-headers-in-order"),
        pytest.param("10.0.0.1", [], "10.0.0.1", id="the-proxy-itself"),
        pytest.param("10.0.0.1", ["10.2.2.2, 10.3.3.3"], "10.2.2.2", id="all-trusted"),
        pytest.param("10.0.0.1", ["198.51.100.7, unknown"], None, id="garbage-where-it-counts"),
        pytest.param("10.0.0.1", ["rubbish, 198.51.100.7"], "198.51.100.7", id="garbage-further-left"),
        pytest.param("10.0.0.1", ["198.51.100.7, "], "198.51.100.7", id="empty-part"),
        pytest.param("10.0.0.1", ["198.51.100.7:4711"], "198.51.100.7", id="with-port"),
        pytest.param("10.0.0.1", ["[2001:db8::7]:4711"], "2001:db8::7", id="six-with-port"),
        pytest.param("::ffff:10.0.0.1", ["::ffff:198.51.100.7"], "198.51.100.7", id="mapped"),
        pytest.param("2001:db8:1::5", ["2001:db8::7"], "2001:db8::7", id="six"),
        pytest.param("fe80::1%eth0", [], "fe80::1", id="zone"),
        pytest.param(None, ["198.51.100.7"], None, id="no-peer"),
        pytest.param("testclient", [], None, id="peer-is-no-address"),
    ],
)
def test_the_caller_is_the_first_hop_from_the_right_that_nobody_trusts(
    peer: str | None, forwarded: list[str], expected: str | None
) -> None:
    assert addresses.client_address(peer, forwarded, PROXIES) == expected


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    opened = Database.connect(migrated_url)
    yield opened
    opened.dispose()


@pytest.mark.parametrize(
    ("allowlist", "address", "admitted"),
    [
        pytest.param([], "198.51.100.7", True, id="empty-is-open"),
        pytest.param([], None, True, id="empty-is-open-to-the-unknown"),
        pytest.param(["198.51.100.0/24"], "198.51.100.7", True, id="inside"),
        pytest.param(["198.51.100.0/24"], "198.51.101.7", False, id="outside"),
        pytest.param(["198.51.100.7"], "198.51.100.7", True, id="single"),
        pytest.param(["198.51.100.7"], "::ffff:198.51.100.7", True, id="mapped"),
        pytest.param(["2001:db8::/32", "198.51.100.7"], "2001:db8::7", True, id="six"),
        pytest.param(["2001:db8::/32"], "198.51.100.7", False, id="other-family"),
        pytest.param(["0.0.0.0/0"], None, False, id="unknown-is-refused"),
    ],
)
def test_the_allowlist(database: Database, allowlist: list[str], address: str | None, *, admitted: bool) -> None:
    """`ip_not_allowed`: organisation's CIDR allowlist `api_ip_allowlist`; empty = open; unknown address = refused."""
    with database.write() as tx:
        organisation_id = organisations.create(tx, "Acme")
        organisations.allow_addresses(tx, organisation_id, allowlist)
    with database.read() as tx:
        scope = Scope(organisation_id, address=address)
        if admitted:
            addresses.admit(tx, scope)
        else:
            with pytest.raises(IpNotAllowed):
                addresses.admit(tx, scope)


def test_an_organisation_without_an_allowlist_is_open(database: Database) -> None:
    with database.write() as tx:
        organisation_id = organisations.create(tx, "Acme")
    with database.read() as tx:
        addresses.admit(tx, Scope(organisation_id, address="198.51.100.7"))
