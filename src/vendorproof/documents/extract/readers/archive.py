"""ZIP archives: a list of what is in them, then every file of a kind that is read, each by its own reader."""

from collections.abc import Iterator
from io import SEEK_END, BytesIO
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from vendorproof.documents.extract import read as reading
from vendorproof.documents.extract.checks import archive
from vendorproof.documents.extract.findings import Locked, Stopped, Unsafe, shown
from vendorproof.documents.extract.units import Account, Unit

MOST_MEMBERS = 2000  # that are read
MOST_MEMBER_BYTES = 128 << 20
MOST_LISTED = 2000
CLUTTER = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")


def read(file: BinaryIO, account: Account) -> Iterator[Unit]:
    """Damaged, Locked, Unsafe."""
    account.kind = "member"
    budget = archive.Budget(file.seek(0, SEEK_END))
    opened = archive.opened(file, budget)
    infos = [one for one in opened.infolist() if not one.is_dir() and not _is_clutter(one.filename)]
    account.count = len(infos)
    if infos and all(archive.is_encrypted(one) for one in infos):
        raise Locked("All files in the archive are protected by a password: ask the vendor for an open copy.")
    yield Unit(1, "list of files", "\n".join(shown(one.filename, 400) for one in infos[:MOST_LISTED]))
    number = 1
    for info in infos[:MOST_MEMBERS]:
        for unit in _member(opened, info, budget, account):
            number += 1
            yield Unit(number, unit.label, unit.text, unit.member)
    if len(infos) > MOST_MEMBERS:
        account.leave_out(f"Only the first {MOST_MEMBERS:,} of {len(infos):,} files in the archive were read.")


def _member(opened: ZipFile, info: ZipInfo, budget: archive.Budget, account: Account) -> Iterator[Unit]:
    name = shown(info.filename, 200)
    inner = Account(depth=account.depth + 1, allowance=account.allowance)
    try:
        data = _unpacked(opened, info, budget)
        extension = info.filename.rpartition(".")[2].lower()
        if extension == "zip" and inner.depth >= archive.MOST_DEPTH:
            raise Unsafe(f"archives more than {archive.MOST_DEPTH} levels deep are not read.")
        for unit in reading.pieces(BytesIO(data), extension, inner):
            member = f"{name} > {unit.member}" if unit.member else name
            yield Unit(unit.number, f"{name} > {unit.label}", unit.text, member)
    except Stopped as stopped:
        if budget.bytes > budget.most:
            raise
        account.leave_out(f"“{name}” in the archive was not read: {stopped}")
    except NotImplementedError:
        account.leave_out(f"“{name}” in the archive was not read: it is packed in an unusual way.")
    account.ocr = account.ocr or inner.ocr
    account.complete = account.complete and inner.complete
    for sentence in inner.notes:
        account.note(f"“{name}”: {sentence}")


def _unpacked(opened: ZipFile, info: ZipInfo, budget: archive.Budget) -> bytes:
    extension = info.filename.rpartition(".")[2].lower() if "." in info.filename else ""
    if extension not in reading.EXTENSIONS:
        raise Stopped("files of this kind are not read.")
    if archive.is_encrypted(info):
        raise Locked("it is protected by a password.")
    data = bytearray()
    for part in archive.unpacked(opened, info, budget):
        data += part
        if len(data) > MOST_MEMBER_BYTES:
            raise Stopped(f"unpacked it is larger than {MOST_MEMBER_BYTES >> 20} MiB.")
    return bytes(data)


def _is_clutter(name: str) -> bool:
    path = name.lower()
    return path.startswith(CLUTTER) or path.rpartition("/")[2] in CLUTTER
