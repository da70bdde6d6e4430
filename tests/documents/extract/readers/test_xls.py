import pytest

from tests.fixtures import containers
from tests.fixtures.extracting import here
from tests.fixtures.papers import xls
from vendorproof.documents.extract.findings import Damaged, Locked
from vendorproof.documents.extract.readers import xls as reader


def test_a_row_is_a_unit_with_its_place() -> None:
    found = here(
        "xls", xls(("Security", [[], ["Encrypted?", "", "Yes"], [], [1, 2.5]]), ("Lists", [["x"]]), hidden=["Lists"])
    )
    assert [(one.number, one.label, one.text) for one in found.units] == [
        (1, "Security row 2", "Encrypted?\t\tYes"),
        (2, "Security row 4", "1\t2.5"),
        (3, "Lists row 1", "x"),
    ]
    assert found.notes == ("Hidden sheets, which were read like the others: “Lists”.",)
    assert (found.kind, found.count, found.complete) == ("row", 3, True)


def test_columns_stay_in_place_when_the_first_is_empty() -> None:
    assert [one.text for one in here("xls", xls(("S", [["", "", "c"]]))).units] == ["\t\tc"]


def test_more_rows_than_are_read_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_ROWS", 2)
    found = here("xls", xls(("S", [["a"], ["b"], ["c"]])))
    assert [one.text for one in found.units] == ["a", "b"]
    assert found.notes == ("Only 2 rows were read: nothing from S row 3 on.",)


def test_a_locked_or_damaged_workbook_is_refused() -> None:
    with pytest.raises(Locked):
        here("xls", containers.excel((0x2F, bytes(6))))
    with pytest.raises(Damaged):
        here("xls", containers.container({"Workbook": b"nothing"}))
