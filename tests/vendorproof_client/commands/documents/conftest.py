"""A server with vendors and documents, on a real socket."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from tests.vendorproof_client.evidence import Evidence
from tests.vendorproof_client.wire import serving

Run = Callable[..., Result]


@pytest.fixture
def wire() -> Iterator[Evidence]:
    with serving(Evidence()) as server:
        yield server


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which commands run, with three files, one of them in a folder."""
    (tmp_path / "more").mkdir()
    (tmp_path / "a.pdf").write_bytes(b"%PDF a")
    (tmp_path / "b.pdf").write_bytes(b"%PDF b, longer")
    (tmp_path / "more" / "c.txt").write_bytes(b"c")
    monkeypatch.chdir(tmp_path)
    return tmp_path
