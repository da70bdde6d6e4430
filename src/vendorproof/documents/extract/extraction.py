"""Reading a file in the sandbox: `extract(file, "pdf")` is the one door to the readers."""

from collections.abc import Mapping
from typing import IO, Literal, TypeVar

import msgspec

from vendorproof.documents.extract import sandbox
from vendorproof.documents.extract.findings import Damaged, Locked, Stopped, Unsafe
from vendorproof.documents.extract.units import Extraction, Kind, NotText, TooLarge, Unit

TASK = "vendorproof.documents.extract.extract:extract"
LIMITS = sandbox.Limits(seconds=600, cpu_seconds=300, output_bytes=96 << 20)
"""Recognising a scanned page takes about a second; text alone never comes near them."""


L = TypeVar("L", bound="Line")


class Broken(Stopped):
    """The file broke its reader, or took too long, before anything of it was read."""

    outcome = "failed"


class Ending(msgspec.Struct, frozen=True):
    """How reading ended; `reason` unless ok."""

    outcome: Literal["ok", "locked", "damaged", "unsafe", "too_large", "not_text"]
    reason: str = ""
    notes: list[str] = []
    complete: bool = True


class Line(msgspec.Struct, frozen=True):
    """One line of the child's answer: a unit, how it ended, or just the kind of what follows."""

    kind: Kind | None = None
    count: int = 0
    ocr: bool = False
    unit: Unit | None = None
    ending: Ending | None = None


STOPPED: Mapping[sandbox.Outcome, str] = {
    "done": "reading broke off there",
    "too_slow": "reading the file took longer than one file may take",
    "too_large": "the file needs more memory than one file may take",
    "crashed": "reading broke off there, which happens with damaged files",
}
REFUSALS = {one.outcome: one for one in (Locked, Damaged, Unsafe, TooLarge, NotText)}


def extract(file: IO[bytes], extension: str, limits: sandbox.Limits = LIMITS) -> Extraction:
    """What is in a file, or as much as could be read before the reader had to be stopped.

    Raises a subclass of Stopped whose message is for the analyst, and SandboxUnavailable when nobody could look.
    """
    return extracted(sandbox.run(file, TASK, {"extension": extension}, Line, limits))


def extracted(answer: "sandbox.Answer[L]") -> Extraction:
    """What a child's answer says was read; raises as `extract` does."""
    lines = answer.values
    units = tuple(line.unit for line in lines if line.unit is not None)
    ending = next((line.ending for line in lines if line.ending is not None), None)
    if ending is not None and ending.outcome != "ok":
        raise REFUSALS[ending.outcome](ending.reason)
    told = next((line for line in reversed(lines) if line.kind is not None), None)
    if told is None or told.kind is None or (ending is None and not any(unit.text for unit in units)):
        raise Broken(answer.reason or sandbox.REASONS["crashed"])
    if ending is None:
        why = f"Nothing after {units[-1].label} was read: {STOPPED[answer.outcome]}."
        return Extraction(units, told.kind, max(told.count, len(units)), (why,), told.ocr, complete=False)
    return Extraction(units, told.kind, told.count, tuple(ending.notes), told.ocr, ending.complete)
