"""ZIP: counted while it is unpacked into nothing, because what an archive says of its sizes may be a lie."""

import stat
import struct
import zlib
from collections.abc import Iterator
from copy import copy
from io import SEEK_END, BytesIO
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from vendorproof.documents.extract.findings import Damaged, Findings, Locked, Unsafe, shown

MOST_BYTES = 1 << 30
MOST_TIMES = 100  # unpacked to packed
HARMLESS_BYTES = 10 << 20  # no ratio is dangerous below it: a sheet of one repeated value packs very well
MOST_MEMBERS = 10_000
MOST_DEPTH = 2
MOST_DIRECTORY_BYTES = 16 << 20
MOST_NESTED_BYTES = 256 << 20
NAME_CHARACTERS = 400
PART = 1 << 18
PROGRAMS = frozenset(
    [
        "app",
        "apk",
        "bat",
        "cmd",
        "com",
        "cpl",
        "dll",
        "exe",
        "hta",
        "jar",
        "js",
        "jse",
        "lnk",
        "msi",
        "msp",
        "pif",
        "ps1",
        "psm1",
        "reg",
        "scr",
        "sh",
        "sys",
        "vb",
        "vbe",
        "vbs",
        "wsf",
        "wsh",
    ]
)
PROGRAM_HEADS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")
UNREADABLE = (BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, OverflowError, struct.error)
"""What `zipfile` raises over an archive that is broken."""


class Budget:
    """What all levels of one archive may come to."""

    def __init__(self, packed: int) -> None:
        self.most = min(MOST_BYTES, max(MOST_TIMES * packed, HARMLESS_BYTES))
        self.bytes = 0
        self.members = 0

    def take(self, count: int) -> None:
        """Count unpacked bytes; Unsafe."""
        self.bytes += count
        if self.bytes > self.most:
            raise Unsafe(
                f"Unpacked, the file takes more than {self.most >> 20} MiB, the most that is unpacked for one of its size: "
                "archives like this are made to exhaust whoever opens them."
            )

    def add_members(self, count: int) -> None:
        """Count members; Unsafe."""
        self.members += count
        if self.members > MOST_MEMBERS:
            raise Unsafe(f"The archive holds more than {MOST_MEMBERS:,} files.")


def check(file: BinaryIO, findings: Findings, _extension: str) -> None:
    """List what is in the archive, two levels deep, and unpack everything once to see that it is whole."""
    size = file.seek(0, SEEK_END)
    findings.members = []
    _level(file, findings, Budget(size), inside=None)
    files = findings.members
    if files and all(one["encrypted"] for one in files):
        raise Locked("All files in the archive are protected by a password: ask the vendor for an open copy.")
    if any(one["encrypted"] for one in files):
        count = sum(bool(one["encrypted"]) for one in files)
        findings.risk("encrypted", f"{count} of {len(files)} files in the archive are protected by a password.")


def opened(file: BinaryIO, budget: Budget) -> ZipFile:
    """The archive with its list of members counted; Damaged, Unsafe."""
    size = file.seek(0, SEEK_END)
    _check_directory(file, size)
    try:
        archive = ZipFile(file)
    except UNREADABLE as error:
        raise Damaged("The ZIP archive is damaged: its list of files cannot be read.") from error
    infos = archive.infolist()
    budget.add_members(len(infos))
    if sum(one.compress_size for one in infos) > size:
        raise Unsafe("The files in the archive overlap; archives like this are made to exhaust whoever opens them.")
    return archive


def unpacked(archive: ZipFile, info: ZipInfo, budget: Budget) -> Iterator[bytes]:
    """The bytes of a member in parts, counted; Damaged when it is broken, NotImplementedError for an unknown method."""
    whole = copy(info)
    whole.file_size = 1 << 62  # else no more would be unpacked than the archive says there is
    try:
        with archive.open(whole) as member:
            while part := member.read(PART):
                budget.take(len(part))
                yield part
    except NotImplementedError:
        raise
    except (*UNREADABLE, zlib.error) as error:
        raise Damaged(f"The file is damaged: “{shown(info.filename)}” in it cannot be unpacked.") from error


def escapes(name: str) -> bool:
    """Whether unpacking it could write outside the folder it is unpacked in."""
    path = name.replace("\\", "/")
    return path.startswith("/") or path[1:2] == ":" or ".." in path.split("/")


def is_encrypted(info: ZipInfo) -> bool:
    """By the member's own flags."""
    return bool(info.flag_bits & 1)


def _check_directory(file: BinaryIO, size: int) -> None:
    """Refuse an archive whose list alone would take long to read, by what its end says of it."""
    file.seek(max(0, size - 65_557))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise Damaged("The ZIP archive is damaged or incomplete: its end is missing.")
    count, length = struct.unpack_from("<HI", tail, at + 10)
    if count == 0xFFFF or length == 0xFFFFFFFF:
        wide = tail.rfind(b"PK\x06\x06", 0, at)
        if wide >= 0 and len(tail) >= wide + 48:
            count, length = struct.unpack_from("<QQ", tail, wide + 32)
    if length > MOST_DIRECTORY_BYTES or (count > MOST_MEMBERS and count != 0xFFFF):
        raise Unsafe(f"The archive holds more than {MOST_MEMBERS:,} files.")


def _level(file: BinaryIO, findings: Findings, budget: Budget, inside: str | None) -> None:
    archive = opened(file, budget)
    seen: set[str] = set()
    for info in archive.infolist():
        _check_name(info, findings, seen)
        if not info.is_dir():
            _member(archive, info, findings, budget, inside)
    if inside is None and archive.infolist() and min(one.header_offset for one in archive.infolist()) > 0:
        findings.risk("content_differs", "Something else stands in front of the archive.")


def _check_name(info: ZipInfo, findings: Findings, seen: set[str]) -> None:
    name = shown(info.filename)
    if escapes(info.filename):
        findings.risk("unsafe_archive", f"Unpacking “{name}” would write outside the folder it is unpacked in.")
    if stat.S_ISLNK(info.external_attr >> 16):
        findings.risk("unsafe_archive", f"“{name}” is a link to another place, not a file.")
    if info.filename in seen:
        findings.risk("unsafe_archive", f"“{name}” is in the archive more than once.")
    seen.add(info.filename)


def _member(archive: ZipFile, info: ZipInfo, findings: Findings, budget: Budget, inside: str | None) -> None:
    name = shown(info.filename, NAME_CHARACTERS)
    extension = shown(info.filename.rpartition(".")[2].lower() if "." in info.filename else "", 20)
    encrypted = is_encrypted(info)
    size, nested = info.file_size, None
    if not encrypted:
        size, nested = _read(archive, info, findings, budget, name)
    listed = {"name": name, "size": size, "extension": extension, "encrypted": encrypted, "inside": inside}
    assert findings.members is not None  # noqa: S101 - check() began the list
    findings.members.append(listed)
    if extension in PROGRAMS:
        findings.risk("unsafe_archive", f"The archive holds a program: “{shown(name)}”.")
    if nested is not None:
        if inside is not None:
            raise Unsafe(f"The archive holds archives more than {MOST_DEPTH} levels deep.")
        _nested(nested, findings, budget, name)


def _read(archive: ZipFile, info: ZipInfo, findings: Findings, budget: Budget, name: str) -> tuple[int, BytesIO | None]:
    """Size after unpacking, and the bytes when they are an archive themselves."""
    size = 0
    kept: BytesIO | None = BytesIO()
    try:
        for number, part in enumerate(unpacked(archive, info, budget)):
            if number == 0 and part.startswith(PROGRAM_HEADS):
                findings.risk("unsafe_archive", f"The archive holds a program: “{shown(name)}”.")
            if number == 0 and not _is_archive(part, info.filename):
                kept = None
            size += len(part)
            if kept is not None:
                kept.write(part)
                if size > MOST_NESTED_BYTES:
                    raise Unsafe(f"“{shown(name)}” in the archive is itself an archive too large to look into.")
    except NotImplementedError:
        findings.risk("unsafe_archive", f"“{shown(name)}” is packed in a way that cannot be checked.")
        return info.file_size, None
    return size, kept if size else None


def _is_archive(head: bytes, name: str) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and name.lower().endswith(".zip")


def _nested(file: BytesIO, findings: Findings, budget: Budget, name: str) -> None:
    try:
        _level(file, findings, budget, inside=name)
    except Damaged:
        findings.risk("unsafe_archive", f"“{shown(name)}” in the archive is damaged and was not looked into.")
