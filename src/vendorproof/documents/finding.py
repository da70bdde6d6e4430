"""What runs in the sandbox's child: reading the facts out of a text. `analysis` is how the parent asks for it.

Apart from `understanding`, because a child pays for what it imports with every document.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import BinaryIO

import msgspec

from vendorproof.documents.extract.units import Unit
from vendorproof.documents.facts import registry


def find(file: BinaryIO, *, family: str, kind: str, document_type: str | None) -> Iterator[Mapping[str, object]]:
    """Yield the facts of a text, whose units are the file's JSON lines; at the end `{"done": true}`."""
    units = msgspec.json.Decoder(Unit)
    held = tuple(units.decode(line) for line in file)
    for fact in registry.read(family, held, kind, document_type):
        yield {"fact": asdict(fact)}
    yield {"done": True}
