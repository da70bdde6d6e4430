import pytest
from sqlalchemy import select

from vendorproof.access import organisations
from vendorproof.db.engine import Database
from vendorproof.db.tables import organisation


def test_a_bad_range_changes_nothing(migrated_url: str) -> None:
    database = Database.connect(migrated_url)
    with database.write() as tx:
        organisation_id = organisations.create(tx, "Acme")
        organisations.allow_addresses(tx, organisation_id, ["192.0.2.1", "198.51.100.9/24"])
    with pytest.raises(ValueError, match=r"300\.1\.1\.1"), database.write() as tx:
        organisations.allow_addresses(tx, organisation_id, ["192.0.2.9", "300.1.1.1"])
    with database.read() as tx:
        kept = tx.connection.execute(select(organisation.c.api_ip_allowlist)).scalar()
        assert organisations.first(tx) == organisation_id
    database.dispose()
    assert kept == ["192.0.2.1/32", "198.51.100.0/24"]
