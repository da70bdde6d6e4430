import struct

import pytest

from tests.fixtures import containers
from tests.fixtures.inspecting import Look
from vendorproof.documents.extract.inspection import Inspection

MACRO_SHEET = bytes(4) + b"\0\1" + b"\x05\0Macro"
SHEET = bytes(4) + b"\0\0" + b"\x06\0Sheet1"


@pytest.mark.parametrize(
    ("extension", "data"),
    [("doc", containers.word()), ("xls", containers.excel((0x85, SHEET))), ("ppt", containers.powerpoint())],
)
def test_a_sound_document(extension: str, data: bytes, look: Look) -> None:
    assert look(extension, data) == Inspection("ok")


@pytest.mark.parametrize(
    ("extension", "data", "code"),
    [
        pytest.param("doc", containers.word(more={"Macros/VBA/dir": b"x"}), "macros", id="word macros"),
        pytest.param("xls", containers.excel(more={"_VBA_PROJECT_CUR/VBA/dir": b"x"}), "macros", id="excel macros"),
        pytest.param("xls", containers.excel((0x85, MACRO_SHEET)), "macros", id="excel 4 macros"),
        pytest.param("ppt", containers.powerpoint((0x0400, struct.pack("<III", 1, 1, 2))), "macros", id="ppt macros"),
        pytest.param("ppt", containers.powerpoint((0x0400, struct.pack("<III", 1, 0, 2))), None, id="ppt without"),
        pytest.param("ppt", containers.powerpoint((0x1011, b"x")), "embedded_files", id="ppt object"),
        pytest.param("doc", containers.word(more={"ObjectPool/_1/a": b"x"}), "embedded_files", id="word object"),
        pytest.param(
            "xls", containers.excel(more={"MBD0001/\x01Ole10Native": b"x"}), "embedded_files", id="excel object"
        ),
        pytest.param("xls", containers.word(), "content_differs", id="word named xls"),
        pytest.param("docx", containers.word(), "content_differs", id="doc named docx"),
    ],
)
def test_what_a_document_carries_is_a_risk(extension: str, data: bytes, code: str | None, look: Look) -> None:
    found = look(extension, data)
    assert (found.outcome, found.reason) == ("ok", None)
    assert {one.code for one in found.risks} == ({code} if code else set())


@pytest.mark.parametrize(
    ("extension", "data"),
    [
        pytest.param("doc", containers.word(flags=0x0100), id="word"),
        pytest.param("xls", containers.excel((0x2F, bytes(6))), id="excel"),
        pytest.param("ppt", containers.powerpoint(token=0xF3D1C4DF), id="powerpoint"),
        pytest.param("doc", containers.container({"EncryptedPackage": b"x"}), id="new document named doc"),
    ],
)
def test_a_document_with_a_password_is_locked(extension: str, data: bytes, look: Look) -> None:
    found = look(extension, data)
    assert found.outcome == "locked"
    assert found.reason is not None
    assert "ask the vendor for an open copy" in found.reason


WORD = containers.word()
CIRCLE = bytearray(WORD)
(DIRECTORY,) = struct.unpack_from("<I", WORD, 48)
struct.pack_into("<I", CIRCLE, 512 + 4 * DIRECTORY, DIRECTORY)  # its first sector is followed by itself


@pytest.mark.parametrize(
    ("extension", "data"),
    [
        pytest.param("doc", WORD[:8], id="mark only"),
        pytest.param("doc", WORD[:600], id="truncated"),
        pytest.param("doc", WORD[:8] + b"\xff" * 4096, id="nonsense"),
        pytest.param("doc", containers.container({"Something": b"x"}), id="no document in it"),
        pytest.param("xls", containers.container({"Workbook": b"x"}), id="no workbook in it"),
    ],
)
def test_a_damaged_document_says_so(extension: str, data: bytes, look: Look) -> None:
    found = look(extension, data)
    assert found.outcome == "damaged"
    assert found.reason is not None


def test_sectors_in_a_circle_come_to_an_end(look: Look) -> None:
    assert look("doc", bytes(CIRCLE)).outcome in ("ok", "damaged")
