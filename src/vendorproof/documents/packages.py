"""What the two containers of Office files hold, as far as their first and last bytes tell."""

import struct
from collections.abc import Iterator
from uuid import UUID

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

_FOLDERS = {"word/": "word", "xl/": "excel", "ppt/": "powerpoint"}
_INSTALLERS = {UUID("000c1084-0000-0000-c000-000000000046"), UUID("000c1086-0000-0000-c000-000000000046")}
_MESSAGE = UUID("00020d0b-0000-0000-c000-000000000046")
# Offsets and lengths as in PKWARE's APPNOTE 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end).
_LOCAL = struct.Struct("<4s2xH10xL4xHH")
_CENTRAL = struct.Struct("<4s24xHHH12x")
_END = struct.Struct("<4s8xL4xH")
_SIZE_FOLLOWS = 0x08


def ole_kind(head: bytes) -> str:
    """`ole`, unless the root entry's class says that it is an installer or a message (MS-CFB 2.2, 2.6)."""
    if len(head) < 80:
        return "ole"
    (shift,) = struct.unpack_from("<H", head, 30)
    (sector,) = struct.unpack_from("<L", head, 48)
    if shift not in (9, 12):
        return "ole"
    at = (sector + 1 << shift) + 80
    root = head[at : at + 16]
    found = UUID(bytes_le=root) if len(root) == 16 else None
    if found in _INSTALLERS:
        return "a Windows installer"
    return "an Outlook message" if found == _MESSAGE else "ole"


def zip_kind(head: bytes, tail: bytes) -> str:
    """`word`, `excel` or `powerpoint` by the folders inside, else `zip`."""
    names = [name.decode("latin-1").lower().replace("\\", "/").lstrip("/") for name in _names(head, tail)]
    kinds = {kind for folder, kind in _FOLDERS.items() if any(name.startswith(folder) for name in names)}
    return kinds.pop() if len(kinds) == 1 else "zip"


def _names(head: bytes, tail: bytes) -> Iterator[bytes]:
    """Members the ends tell of: the first few, and those at the end of the directory; never what lies in a member."""
    yield from _first_members(head)
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or end + _END.size > len(tail):
        return
    _, size, _ = _END.unpack_from(tail, end)
    start = end - size if size <= end else tail.find(b"PK\x01\x02")
    while 0 <= start <= len(tail) - _CENTRAL.size:
        signature, name, extra, comment = _CENTRAL.unpack_from(tail, start)
        if signature != b"PK\x01\x02":
            return
        yield tail[start + 46 : start + 46 + name]
        start += 46 + name + extra + comment


def _first_members(head: bytes) -> Iterator[bytes]:
    start = 0
    while start <= len(head) - _LOCAL.size:
        signature, flags, size, name, extra = _LOCAL.unpack_from(head, start)
        if signature != b"PK\x03\x04":
            return
        yield head[start + 30 : start + 30 + name]
        if flags & _SIZE_FOLLOWS and not size:
            return
        start += 30 + name + extra + size
