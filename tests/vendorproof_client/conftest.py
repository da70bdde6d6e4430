"""A server on a real socket, and a client of it."""

from collections.abc import Iterator

import pytest

from tests.vendorproof_client.wire import KEY, Wire, serving
from vendorproof_client import Client, RetryPolicy

AT_ONCE = RetryPolicy(attempts=4, first=0.001)


@pytest.fixture
def wire() -> Iterator[Wire]:
    with serving(Wire()) as server:
        yield server


@pytest.fixture
def client(wire: Wire) -> Iterator[Client]:
    with Client(wire.url, KEY, retries=AT_ONCE) as made:
        yield made
