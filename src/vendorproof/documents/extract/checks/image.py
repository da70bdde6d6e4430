"""Pictures: the header and the measures; nothing is decoded."""

import struct
from collections.abc import Callable
from io import SEEK_END
from typing import BinaryIO

from vendorproof.documents.extract.findings import Damaged, Findings, Unsafe

MOST_PIXELS = 250_000_000  # a gigabyte in memory once decoded
FAMILIES = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "webp": "webp"}
SIZED = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # JPEG segments that say the measures
BARE = frozenset((0x01, *range(0xD0, 0xD8)))  # JPEG markers without a length
MOST_SEGMENTS = 10_000

Reader = Callable[[BinaryIO, bytes, int, Findings], tuple[int, int]]
"""Width and height, from the file, its first bytes and its size."""


def check(file: BinaryIO, findings: Findings, extension: str) -> None:
    """Damaged without measures or, where the format tells, without an end; Unsafe when decoding would take too much."""
    size = file.seek(0, SEEK_END)
    file.seek(0)
    head = file.read(32)
    family, read = _family(head)
    if extension in FAMILIES and FAMILIES[extension] != family:
        findings.risk("content_differs", f"The name ends in .{extension}, but the content is a {family.upper()} image.")
    try:
        width, height = read(file, head, size, findings)
    except struct.error as error:
        raise Damaged("The image is incomplete.") from error
    if width <= 0 or height <= 0:
        raise Damaged("The image is damaged: it measures nothing.")
    if width * height > MOST_PIXELS:
        raise Unsafe(
            f"The image measures {width:,} × {height:,} pixels; at most {MOST_PIXELS // 10**6} million are read."
        )


def _family(head: bytes) -> tuple[str, Reader]:
    if head.startswith(b"\x89PNG"):
        return "png", _png
    if head.startswith(b"GIF8"):
        return "gif", _gif
    return ("webp", _webp) if head.startswith(b"RIFF") else ("jpeg", _jpeg)


def _png(file: BinaryIO, head: bytes, size: int, findings: Findings) -> tuple[int, int]:
    if head[12:16] != b"IHDR":
        raise Damaged("The PNG image is damaged: its header is missing.")
    width, height = struct.unpack_from(">II", head, 16)
    at = 8
    while True:
        file.seek(at)
        length, kind = struct.unpack(">I4s", file.read(8))
        at += 12 + length
        if at > size:
            raise Damaged("The PNG image is incomplete.")
        if kind == b"IEND":
            _check_rest(size - at, findings)
            return width, height


def _gif(file: BinaryIO, head: bytes, size: int, _findings: Findings) -> tuple[int, int]:
    file.seek(max(0, size - 64))
    if b"\x3b" not in file.read():
        raise Damaged("The GIF image is incomplete.")
    width, height = struct.unpack_from("<HH", head, 6)
    return width, height


def _webp(_file: BinaryIO, head: bytes, size: int, findings: Findings) -> tuple[int, int]:
    (length,) = struct.unpack_from("<I", head, 4)
    if length + 8 > size:
        raise Damaged("The WebP image is incomplete.")
    _check_rest(size - length - 8, findings)
    kind = head[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", head, 26)
        return width & 0x3FFF, height & 0x3FFF
    raise Damaged("The WebP image is damaged: it begins with nothing we know.")


def _jpeg(file: BinaryIO, _head: bytes, _size: int, _findings: Findings) -> tuple[int, int]:
    at = 2
    for _ in range(MOST_SEGMENTS):
        file.seek(at)
        start, marker = struct.unpack(">BB", file.read(2))
        if start != 0xFF:
            break
        if marker == 0xFF:
            at += 1
            continue
        if marker in BARE:
            at += 2
            continue
        (length,) = struct.unpack(">H", file.read(2))
        if marker in SIZED:
            _depth, height, width = struct.unpack(">BHH", file.read(5))
            return width, height
        if marker == 0xDA or length < 2:
            break
        at += 2 + length
    raise Damaged("The JPEG image is damaged: its measures are missing.")


def _check_rest(count: int, findings: Findings) -> None:
    if count > 16:
        findings.risk("content_differs", f"Something else follows the image: {count:,} bytes.")
