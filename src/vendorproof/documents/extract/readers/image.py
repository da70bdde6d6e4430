"""Pictures: the text in them, where text recognition is installed."""

from collections.abc import Iterator
from typing import BinaryIO

from vendorproof.documents.extract.checks import image
from vendorproof.documents.extract.findings import Findings
from vendorproof.documents.extract.readers import ocr
from vendorproof.documents.extract.units import Account, Unit

MOVING = (b"NETSCAPE2.0", b"ANIM", b"acTL")  # in a GIF, a WebP, a PNG


def read(file: BinaryIO, account: Account) -> Iterator[Unit]:
    """One unit, empty if nothing can be read. Damaged, Unsafe."""
    account.kind, account.count = "frame", 1
    image.check(file, Findings(), "")
    file.seek(0)
    data = file.read()
    scans = ocr.Scans(account)
    text = scans.read(1, lambda: data)
    scans.tell_of_picture()
    if any(one in data[:4096] for one in MOVING):
        account.leave_out("The picture moves; only its first frame was looked at.")
    yield Unit(1, "picture", text or "")
