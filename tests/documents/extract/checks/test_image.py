import struct
import zlib

import pytest

from tests.fixtures import pdfs, zips
from tests.fixtures.inspecting import Look
from vendorproof.documents.extract.inspection import Inspection


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 10, height: int = 10) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(310))) + chunk(b"IEND", b"")


def jpeg(width: int = 10, height: int = 10) -> bytes:
    start = b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + bytes(9)
    return start + b"\xff\xff\xc0" + struct.pack(">HBHHB", 8, 8, height, width, 0) + b"\xff\xda\0\2pixels\xff\xd9"


def gif(width: int = 10, height: int = 10) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + bytes(3) + b"\x3b"


def webp(kind: bytes, body: bytes) -> bytes:
    inner = b"WEBP" + kind + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(inner)) + inner


LOSSY = webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 10, 10))
LOSSLESS = webp(b"VP8L", b"\x2f" + struct.pack("<I", 9 | 9 << 14) + bytes(8))
EXTENDED = webp(b"VP8X", bytes(4) + b"\x09\0\0\x09\0\0")


@pytest.mark.parametrize(
    ("extension", "data"),
    [
        ("png", png()),
        ("jpg", jpeg()),
        ("jpeg", jpeg()),
        ("gif", gif()),
        ("webp", LOSSY),
        ("webp", LOSSLESS),
        ("webp", EXTENDED),
    ],
)
def test_a_sound_image(extension: str, data: bytes, look: Look) -> None:
    assert look(extension, data) == Inspection("ok")


@pytest.mark.parametrize(
    ("extension", "data"),
    [
        ("png", png(30_000, 30_000)),
        ("jpg", jpeg(60_000, 60_000)),
        ("gif", gif(65_535, 65_535)),
        ("webp", webp(b"VP8X", bytes(4) + b"\xff" * 6)),
    ],
)
def test_measures_that_no_memory_holds_are_unsafe(extension: str, data: bytes, look: Look) -> None:
    found = look(extension, data)
    assert found.outcome == "unsafe"
    assert found.reason is not None
    assert "pixels" in found.reason


@pytest.mark.parametrize(
    ("extension", "data"),
    [
        pytest.param("png", png()[:20], id="png head"),
        pytest.param("png", png()[:-12], id="png without end"),
        pytest.param("png", png(0, 0), id="png of nothing"),
        pytest.param("png", png().replace(b"IHDR", b"IDAT"), id="png without header"),
        pytest.param("png", b"\x89PNG\r\n\x1a\n" + b"\xff" * 99, id="png nonsense"),
        pytest.param("jpg", jpeg()[:20], id="jpeg head"),
        pytest.param("jpg", b"\xff\xd8\xff" + bytes(99), id="jpeg nonsense"),
        pytest.param("jpg", b"\xff\xd8" + b"\xff\xe0\0\0" * 99, id="jpeg segments of no length"),
        pytest.param("gif", gif()[:-1], id="gif without end"),
        pytest.param("webp", LOSSY[:-4], id="webp without end"),
        pytest.param("webp", webp(b"XXXX", bytes(20)), id="webp of no kind"),
    ],
)
def test_a_damaged_image_says_so(extension: str, data: bytes, look: Look) -> None:
    found = look(extension, data)
    assert found.outcome == "damaged"
    assert found.reason is not None


@pytest.mark.parametrize(
    ("extension", "data"),
    [
        pytest.param("jpg", png(), id="png named jpg"),
        pytest.param("png", png() + zips.zipped({"a": b"x"}), id="archive behind the image"),
        pytest.param("webp", LOSSY + b"MZ" + bytes(64), id="program behind the image"),
        pytest.param("png", pdfs.pdf(), id="pdf named png"),
    ],
)
def test_other_content_is_told(extension: str, data: bytes, look: Look) -> None:
    found = look(extension, data)
    assert found.outcome == "ok"
    assert [one.code for one in found.risks] == ["content_differs"]
