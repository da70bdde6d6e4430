import os
from dataclasses import replace
from typing import Any

import pytest

from tests.fixtures.inventories import Door
from tests.fixtures.shelves import Shelf
from vendorproof.documents.fetch import fetched
from vendorproof.runtime import Runtime
from vendorproof.storage import BlobMissing


class Far:
    """A store whose files are not on this disk."""

    def __init__(self, rt: Runtime) -> None:
        self.read = rt.blobs.read


@pytest.fixture(params=["here", "far"])
def rt(shelf: Shelf, request: pytest.FixtureRequest) -> Runtime:
    if request.param == "here":
        return shelf.rt
    far: Any = Far(shelf.rt)
    return replace(shelf.rt, blobs=far)


def test_the_bytes_can_be_sought_in_and_nothing_stays(rt: Runtime, shelf: Shelf) -> None:
    data = os.urandom(3_000_000)
    key = shelf.store(data)
    before = sorted(rt.settings.data_dir.iterdir())
    with fetched(rt, shelf.scope, key) as file:
        file.seek(-5, os.SEEK_END)
        assert file.read() == data[-5:]
        file.seek(0)
        assert file.read() == data
        assert sorted(rt.settings.data_dir.iterdir()) == before


def test_bytes_that_are_gone(rt: Runtime, shelf: Shelf) -> None:
    key = shelf.store(b"x")
    shelf.rt.blobs.delete(key)
    with pytest.raises(BlobMissing), fetched(rt, shelf.scope, key):
        pass


def test_a_key_of_others_is_a_mistake_of_ours(rt: Runtime, shelf: Shelf, theirs: Door) -> None:
    key = shelf.store(b"x")
    with pytest.raises(ValueError, match="not of this organisation"), fetched(rt, theirs.scope, key):
        pass
