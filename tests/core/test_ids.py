"""Ids: their form and their order, also where the counter's lower part runs over."""

import re
import time

import pytest

from vendorproof.core import ids

UUID7 = re.compile(r"x_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}")


@pytest.mark.parametrize("count", [0, 1, 2, 300])
@pytest.mark.parametrize("left", [3, 1 << 29])
def test_ids_are_distinct_time_ordered_and_of_the_form_of_uuid_7(
    monkeypatch: pytest.MonkeyPatch, count: int, left: int
) -> None:
    ahead = (time.time_ns() // 1_000_000 + 60_000) << 42
    monkeypatch.setattr(ids, "_last", max(ahead, ids._last) + (1 << 30) - left)
    made = [*ids.new_ids("x_", count), ids.new_id("x_"), *ids.new_ids("x_", count)]
    assert all(UUID7.fullmatch(one) for one in made)
    assert made == sorted(set(made))
    assert len(made) == 2 * count + 1


def test_ids_do_not_follow_from_each_other() -> None:
    assert len({one[-8:] for one in ids.new_ids("x_", 100)}) > 90
