"""The file of refused records: complete, re-readable, there only when needed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from vendorproof_client.files import Row, open_table, refused_path, write_refused


def test_it_stands_beside_the_input() -> None:
    assert refused_path(Path("in/vendors.2026.xlsx")) == Path("in/vendors.2026.refused.csv")


def test_original_columns_are_followed_by_the_reason_and_the_place(tmp_path: Path) -> None:
    target = tmp_path / "a.refused.csv"
    rows = [
        (Row(3, {"ID": "007", "Größe": 'a "b"\nc'}), "ID: unknown; Größe: too long"),
        (Row(9, {"ID": 12, "tags": ["x"]}, (), ("left", "over")), "surplus"),
    ]
    assert write_refused(target, ["ID", "Größe"], "line", rows) == 2
    table = open_table(target, header_row=1)
    assert table.headers == ["ID", "Größe", "error", "line"]
    first, second = table.records()
    assert first.record == {
        "ID": "007",
        "Größe": 'a "b"\nc',
        "error": "ID: unknown; Größe: too long",
        "line": "3",
    }
    assert list(second.record.values()) == ["12", "", "surplus", "9"]
    assert second.surplus == ('tags: ["x"]', "left", "over")


def test_a_refused_file_refused_again_keeps_its_columns(tmp_path: Path) -> None:
    target = tmp_path / "a.refused.csv"
    write_refused(target, ["ID", "error", "line"], "line", [(Row(2, {"ID": "1", "error": "old", "line": "7"}), "new")])
    assert [row.record for row in open_table(target, header_row=1).records()] == [
        {"ID": "1", "error": "new", "line": "2"}
    ]


def test_columns_of_the_source_keep_their_names(tmp_path: Path) -> None:
    target = tmp_path / "a.refused.csv"
    write_refused(target, ["error", "ID"], "row", [(Row(2, {"error": "mine", "ID": "1"}), "why")])
    (row,) = open_table(target, header_row=1).records()
    assert row.record == {"error": "mine", "ID": "1", "vendorproof_error": "why", "row": "2"}


def test_nothing_refused_leaves_no_file(tmp_path: Path) -> None:
    target = tmp_path / "a.refused.csv"
    target.write_text("of an earlier run")
    assert write_refused(target, ["ID"], "line", []) == 0
    assert list(tmp_path.iterdir()) == []


def test_a_failure_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.refused.csv"
    target.write_text("old")

    def failing() -> Iterator[tuple[Row, str]]:
        yield Row(2, {"ID": "1"}), "why"
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_refused(target, ["ID"], "line", failing())
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]
