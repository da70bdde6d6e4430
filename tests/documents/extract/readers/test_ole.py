import io

import pytest

from tests.fixtures import containers
from vendorproof.documents.extract.findings import Damaged, Locked
from vendorproof.documents.extract.readers import ole
from vendorproof.documents.extract.units import TooLarge


def test_streams_are_found_whatever_their_case() -> None:
    with ole.opened(io.BytesIO(containers.container({"Data/One": b"x" * 5000}))) as container:
        assert "data/one" in container
        assert container.stream("DATA/ONE") == b"x" * 5000
        with pytest.raises(Damaged, match="Two"):
            container.stream("Two")


def test_what_goes_wrong_over_the_files_offsets_is_damage() -> None:
    with pytest.raises(Damaged), ole.opened(io.BytesIO(containers.word())):
        raise IndexError
    with pytest.raises(Damaged), ole.opened(io.BytesIO(b"no container")):
        pass
    with pytest.raises(Locked), ole.opened(io.BytesIO(containers.container({"EncryptedPackage": b"x"}))):
        pass


def test_a_stream_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ole, "MOST_STREAM_BYTES", 100)
    with ole.opened(io.BytesIO(containers.word())) as container, pytest.raises(TooLarge):
        container.stream("WordDocument")
