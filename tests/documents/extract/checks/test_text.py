import pytest

from tests.fixtures.inspecting import Look
from vendorproof.documents.extract.inspection import Inspection

TEXT = "Größe: 10 µm – 安全\r\n\tdone\f"


@pytest.mark.parametrize("extension", ["txt", "md", "csv"])
@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        "\ufeff".encode("utf-16-be") + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        "Größe".encode("latin-1"),
        TEXT.encode("gb18030"),
        b"=cmd|' /C calc'!A0,2\n",
        b"\n",
    ],
)
def test_text_of_any_encoding(extension: str, data: bytes, look: Look) -> None:
    assert look(extension, data) == Inspection("ok")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        b"text\0" * 1000,
        b"\xef\xbb\xbfno \xff\xfe utf-8",
        b"\xff\xfe" + b"odd",
        b"\xff\xfe\0\0" + b"\xff" * 8,
    ],
)
def test_what_is_no_text_is_damaged(data: bytes, look: Look) -> None:
    found = look("txt", data)
    assert found.outcome == "damaged"
    assert found.reason is not None


def test_a_stray_control_character_is_told(look: Look) -> None:
    found = look("txt", b"a line of a log\n" * 500 + b"\x07")
    assert found.outcome == "ok"
    assert [one.code for one in found.risks] == ["content_differs"]
