"""How a text with headings but without fixed pages is divided into units that can be cited."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vendorproof.documents.extract.units import Unit

SECTION_CHARACTERS = 4000  # about a page
LONGEST_HEADING = 120


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table's row. `level` of a heading, from 1; 0 is none. `breaks`: begins a new page."""

    text: str
    level: int = 0
    breaks: bool = False


class Sections:
    """Gathers blocks into units, labelled with the headings above them; one without text of its own stays with the next."""

    def __init__(self) -> None:
        self.number = 0
        self._path: list[tuple[int, str]] = []
        self._lines: list[str] = []
        self._length = 0
        self._headings_only = False
        self._label = ""
        self._parts: dict[str, int] = {}

    def add(self, blocks: Iterable[Block]) -> Iterator[Unit]:
        for block in blocks:
            begins = block.breaks or self._length + len(block.text) > SECTION_CHARACTERS
            if begins or (block.level and not self._headings_only):
                yield from self.end()
            self._headings_only = (self._headings_only or not self._lines) and block.level > 0
            if block.level:
                self._path = [one for one in self._path if one[0] < block.level]
                self._path.append((block.level, block.text[:LONGEST_HEADING]))
                self._label = " > ".join(text.replace("\n", " ") for _, text in self._path)
            if block.text:
                self._lines.append(block.text)
                self._length += len(block.text) + 1

    def end(self) -> Iterator[Unit]:
        """Close the unit that is open."""
        text = "\n".join(self._lines)
        self._lines, self._length, self._headings_only = [], 0, False
        yield from self.single(self._label, text)

    def single(self, label: str, text: str) -> Iterator[Unit]:
        if not text.strip():
            return
        self.number += 1
        count = self._parts[label] = self._parts.get(label, 0) + 1
        if not label:
            label = f"part {count}"
        elif count > 1:
            label = f"{label} (part {count})"
        yield Unit(self.number, label, text)
