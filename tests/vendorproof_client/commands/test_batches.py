"""Batches: within both limits, in order, whole."""

from hypothesis import given
from hypothesis import strategies as st

from vendorproof_client.commands.batches import Limits, cut
from vendorproof_client.files import Row


def rows(sizes: list[int]) -> list[Row]:
    """A row per size; size 0 is a row with a fault of its own."""
    return [Row(number, {"a": "x" * size}, () if size else ("faulty",)) for number, size in enumerate(sizes, start=2)]


@given(
    sizes=st.lists(st.integers(0, 120), max_size=30),
    records=st.integers(1, 5),
    size=st.integers(20, 200),
    skip=st.integers(0, 31),
)
def test_every_row_is_in_one_batch_and_every_batch_within_its_limits(
    sizes: list[int], records: int, size: int, skip: int
) -> None:
    source = rows(sizes)
    batches = list(cut(iter(source), Limits(records, size), skip=skip))
    found = [
        row
        for batch in batches
        for row in sorted([*batch.sent, *(one for one, _ in batch.refused)], key=lambda row: row.number)
    ]
    assert found == source[skip:]
    for batch in batches:
        assert 0 < len(batch.sent) + len(batch.refused) <= records
        assert sum(map(len, batch.encoded)) + max(0, len(batch.encoded) - 1) <= size
        assert (
            batch.last
            == found.index(max([*batch.sent, *(row for row, _ in batch.refused)], key=lambda row: row.number))
            + 1
            + skip
        )
    if batches:
        assert batches[-1].last == len(source)


def test_a_record_larger_than_a_batch_is_refused_with_its_size() -> None:
    (batch,) = cut(iter(rows([100, 5])), Limits(10, 50))
    assert [row.number for row in batch.sent] == [3]
    assert batch.refused[0][1] == "The record alone has 108 bytes; a batch takes 50."


def test_what_json_cannot_carry_is_refused() -> None:
    (batch,) = cut(iter([Row(1, {"a": "\ud800"}), Row(2, {"a": float("nan")})]), Limits())
    assert [row.number for row, _ in batch.refused] == [1, 2]
    assert batch.sent == []


def test_halves_are_the_whole() -> None:
    (batch,) = cut(iter(rows([1, 2, 3, 4, 5])), Limits())
    first, second = batch.halves()
    assert first.sent + second.sent == batch.sent
    assert first.encoded + second.encoded == batch.encoded
