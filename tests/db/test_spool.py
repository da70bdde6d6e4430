import sqlite3
from pathlib import Path

import pytest

from vendorproof.db.spool import Spool


def test_rows_come_back_in_the_order_of_their_ids_also_after_reopening(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool")
    spool.add([("b", "2"), ("a", "1")])
    spool.add([("c", "3")])
    spool.close()
    again = Spool(tmp_path / "spool")
    assert again.oldest(2) == [("a", "1"), ("b", "2")]
    again.remove(["a", "c", "never there"])
    assert (again.oldest(10), len(again)) == ([("b", "2")], 1)
    again.close()


def test_a_group_is_added_whole_or_not_at_all(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool")
    with pytest.raises(sqlite3.IntegrityError):
        spool.add([("a", "1"), ("a", "2")])
    assert len(spool) == 0
    spool.add([("a", "1")])
    assert len(spool) == 1
    spool.close()
