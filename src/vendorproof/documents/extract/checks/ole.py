"""Office files of the old kind (doc, xls, ppt), and the container in which newer ones are encrypted."""

import struct
from collections.abc import Iterator, Mapping
from typing import BinaryIO

import olefile  # type: ignore[import-untyped]

from vendorproof.documents.extract.findings import Damaged, Findings, Locked, shown

LOCKED = "The document is protected by a password: ask the vendor for an open copy."
MAIN_STREAMS: Mapping[str, tuple[str, str]] = {  # lower case: extension, its name
    "worddocument": ("doc", "a Word document"),
    "workbook": ("xls", "an Excel workbook"),
    "book": ("xls", "an Excel workbook"),
    "powerpoint document": ("ppt", "a PowerPoint presentation"),
}
MOST_STREAMS = 20_000
MOST_STREAM_BYTES = 256 << 20
MOST_RECORDS = 2_000_000

_FILEPASS, _BOUNDSHEET = 0x2F, 0x85
_PPT_MACROS, _PPT_OBJECT, _PPT_ENCRYPTION = 0x0400, 0x1011, 0x2F14
_PPT_LOCKED = 0xF3D1C4DF


def check(file: BinaryIO, findings: Findings, extension: str) -> None:
    """Read the container's list, then the header of what it holds; Locked, Damaged."""
    try:
        with olefile.OleFileIO(file) as container:
            _look(container, findings, extension)
    except (OSError, ValueError, IndexError, struct.error, RecursionError, OverflowError) as error:
        raise Damaged("The Office document is damaged: its container cannot be read.") from error


def _look(container: "olefile.OleFileIO", findings: Findings, extension: str) -> None:
    paths = ["/".join(one).lower() for one in container.listdir(streams=True, storages=True)][:MOST_STREAMS]
    if "encryptedpackage" in paths:
        raise Locked(LOCKED)
    main = next((one for one in MAIN_STREAMS if one in paths), None)
    if main is None:
        raise Damaged("The file is a container as old Office documents have, but holds no document.")
    if MAIN_STREAMS[main][0] != extension:
        findings.risk("content_differs", f"The name ends in .{extension}, but the content is {MAIN_STREAMS[main][1]}.")
    for path in paths:
        _path(path, findings)
    data = _read(container, main)
    if main == "worddocument":
        _word(data)
    elif main == "powerpoint document":
        _powerpoint(data, _read(container, "current user") if "current user" in paths else b"", findings)
    else:
        _excel(data, findings)


def _path(path: str, findings: Findings) -> None:
    parts = path.split("/")
    if "vba" in parts or parts[0] in ("macros", "_vba_project_cur"):
        findings.risk("macros", "The document holds macros.")
    if parts[-1] in ("\x01ole10native", "package") or parts[-1].startswith("mbd") or "objectpool" in parts[:-1]:
        findings.risk("embedded_files", f"A file or object is embedded: “{shown(path)}”.")


def _read(container: "olefile.OleFileIO", name: str) -> bytes:
    if container.get_size(name) > MOST_STREAM_BYTES:
        raise MemoryError
    with container.openstream(name) as stream:
        data: bytes = stream.read()
    return data


def _word(data: bytes) -> None:
    if len(data) < 32:
        raise Damaged("The Word document is damaged: its beginning is incomplete.")
    (flags,) = struct.unpack_from("<H", data, 10)
    if flags & 0x0100:
        raise Locked(LOCKED)


def _excel(data: bytes, findings: Findings) -> None:
    for kind, start, length in _excel_records(data):
        if kind == _FILEPASS:
            raise Locked(LOCKED)
        if kind == _BOUNDSHEET and length > 5 and data[start + 5] == 1:
            findings.risk("macros", "The workbook holds macros of the old kind (Excel 4.0).")


def _excel_records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Type, start and length of each record of the workbook's own part, which lists the sheets."""
    at = 0
    if len(data) < 4 or data[1:2] not in (b"\x08", b"\x00", b"\x02", b"\x04") or data[0] != 9:
        raise Damaged("The Excel workbook is damaged: its beginning is not that of a workbook.")
    for _ in range(MOST_RECORDS):
        if at + 4 > len(data):
            return
        kind, length = struct.unpack_from("<HH", data, at)
        yield kind, at + 4, length if at + 4 + length <= len(data) else 0
        if kind == 0x0A:
            return
        at += 4 + length


def _powerpoint(data: bytes, user: bytes, findings: Findings) -> None:
    if len(user) >= 16 and struct.unpack_from("<I", user, 12) == (_PPT_LOCKED,):
        raise Locked(LOCKED)
    for kind, start, length in _powerpoint_records(data):
        if kind == _PPT_ENCRYPTION:
            raise Locked(LOCKED)
        if kind == _PPT_MACROS and length >= 8 and struct.unpack_from("<I", data, start + 4) != (0,):
            findings.risk("macros", "The presentation holds macros.")
        if kind == _PPT_OBJECT:
            findings.risk("embedded_files", "A file or object is embedded in the presentation.")


def _powerpoint_records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Type, start and length of each record; a container's records follow its header, so the walk goes into it."""
    at = 0
    for _ in range(MOST_RECORDS):
        if at + 8 > len(data):
            return
        version, kind, length = struct.unpack_from("<HHI", data, at)
        yield kind, at + 8, length if at + 8 + length <= len(data) else 0
        at += 8 if version & 0xF == 0xF else 8 + length
