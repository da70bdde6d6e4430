import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from vendorproof.db.engine import Database
from vendorproof.db.tables import organisation


def test_an_error_shows_none_of_the_values(migrated_url: str) -> None:
    """It goes to the log, and its values are people's data."""
    database = Database.connect(migrated_url)
    row = {"id": "cborg_1", "name": "Confidential Ltd", "created_at": 1}
    with pytest.raises(IntegrityError) as refused, database.write() as tx:
        tx.connection.execute(insert(organisation), [row, row])
    database.dispose()
    assert "Confidential" not in str(refused.value)
