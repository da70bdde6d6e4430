"""The sandbox's task that reads a whole file. Runs in the child; `extraction` is how the parent asks for it.

A line that says what kind of units follow, and again when that changes; a line per unit; a line that says how it ended.
"""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from vendorproof.documents.extract.findings import Stopped
from vendorproof.documents.extract.read import pieces
from vendorproof.documents.extract.readers import ocr
from vendorproof.documents.extract.units import MOST_PICTURES, Account, Allowance

# The child imports this before it is closed off, and can open nothing afterwards.
ocr.hold_open()


def extract(file: BinaryIO, *, extension: str, pictures: int = MOST_PICTURES) -> Iterator[Mapping[str, object]]:
    """Yield `extraction.Line` as JSON; of so many pictures at most the text is recognised."""
    account = Account(allowance=Allowance.of(pictures))
    told: tuple[str, int, bool] | None = None
    try:
        for unit in pieces(file, extension, account):
            now = (account.kind, account.count, account.ocr)
            if told != now:
                yield {"kind": account.kind, "count": account.count, "ocr": account.ocr}
                told = now
            yield {"unit": {"number": unit.number, "label": unit.label, "text": unit.text, "member": unit.member}}
    except Stopped as stopped:
        yield {"ending": {"outcome": stopped.outcome, "reason": str(stopped)}}
        return
    yield {
        "kind": account.kind,
        "count": account.count,
        "ocr": account.ocr,
        "ending": {"outcome": "ok", "notes": account.notes, "complete": account.complete},
    }
