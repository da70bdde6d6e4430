"""What runs in the sandbox's child: reading a file and saying what it is. `analysis` is how the parent asks for it.

Texts are as hostile as files: a pattern that takes forever on one must hold up nobody.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import groupby
from typing import BinaryIO

import msgspec

from vendorproof.documents.classify import classify_units
from vendorproof.documents.classify.labels import characteristic
from vendorproof.documents.classify.verdict import Verdict
from vendorproof.documents.extract.extract import extract
from vendorproof.documents.extract.units import Unit
from vendorproof.documents.likeness import signature


def understand(file: BinaryIO, *, extension: str, filename: str, pictures: int) -> Iterator[Mapping[str, object]]:
    """Yield `analysis.Line` as JSON: what `extract` yields, then the verdict, those of an archive's members, the signature."""
    units: list[Unit] = []
    kind = ""
    for line in extract(file, extension=extension, pictures=pictures):
        yield line
        kind = str(line.get("kind", kind))
        if isinstance(told := line.get("unit"), dict):
            units.append(Unit(**told))
    if not any(unit.text for unit in units):
        return
    if kind == "member":
        for name, own in groupby(units, key=lambda unit: unit.member):
            if name:  # the rest is the archive's own list
                yield {"member": name, "verdict": _told(classify_units(tuple(own), name))}
    else:
        yield {"verdict": _told(classify_units(units, filename, kind))}
    yield {"signature": signature(unit.text for unit in units), "words": characteristic(units, filename, kind)}


def characterise(file: BinaryIO, *, kind: str) -> Iterator[Mapping[str, object]]:
    """Yield the words that a text is known by, whose units are the file's JSON lines."""
    units = msgspec.json.Decoder(Unit)
    yield {"words": characteristic((units.decode(line) for line in file), kind=kind)}


def _told(verdict: Verdict) -> Mapping[str, object]:
    return asdict(verdict)
