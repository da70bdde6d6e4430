"""How the text of an old Word document is formatted (MS-DOC §2.9.33, §2.9.175): only what decides how it is read."""

import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

MOST_PAGES = 100_000
MOST_RUNS = 2_000_000
PAGE = 512

_CHARACTER_PAGES, _PARAGRAPH_PAGES = 0xFA, 0x102
_DELETED, _HIDDEN = 0x0800, 0x083C
_BREAKS, _IN_TABLE, _ENDS_ROW, _OUTLINE = 0x2407, 0x2416, 0x2417, 0x2640
_OPERAND_BYTES = (1, 1, 2, 4, 2, 2, -1, 3)  # by the upper three bits of a command; -1: the first byte tells
_TABLE_COMMANDS = (0xD608, 0xD606)  # whose length takes two bytes


@dataclass(frozen=True, slots=True)
class Style:
    """Of a paragraph. `level` of a heading, from 1; 0 is none. `breaks`: begins a new page."""

    level: int = 0
    ends_row: bool = False
    in_table: bool = False
    breaks: bool = False


NONE = Style()


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Styles of paragraphs, by the offset in the file where each ends.

    `pieces` and `first` place a text in it: place, offset and bytes of a character of each piece of the whole, and where in the
    whole the text begins.
    """

    ends: Sequence[int] = ()
    styles: Sequence[Style] = ()
    pieces: Sequence[tuple[int, int, int]] = ()
    first: int = 0

    @property
    def unknown(self) -> bool:
        return not self.ends

    def at(self, place: int) -> Style:
        """Of the paragraph whose last character stands there."""
        if not self.pieces:
            return NONE
        place += self.first
        start, offset, width = self.pieces[max(0, bisect_right(self.pieces, (place, 1 << 62, 0)) - 1)]
        found = bisect_right(self.ends, offset + (place - start) * width)
        return self.styles[found] if found < len(self.styles) else NONE


def paragraphs(document: bytes, table: bytes) -> Paragraphs:
    """All that the file tells of, in no text yet."""
    found = sorted(
        ((end, _style(document, entry)) for _, end, entry in _runs(document, table, _PARAGRAPH_PAGES, 13)),
        key=lambda one: one[0],
    )
    return Paragraphs([end for end, _ in found], [style for _, style in found])


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Ranges of the file whose characters were deleted while changes were tracked, or are hidden."""

    ranges: Sequence[tuple[int, int]]
    hides: bool

    def spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """The parts of them between two offsets."""
        first = max(0, bisect_right(self.ranges, (start, 1 << 62)) - 1)
        found = []
        for low, high in self.ranges[first:]:
            if low >= end:
                break
            if high > start:
                found.append((max(low, start), min(high, end)))
        return found


def left_out(document: bytes, table: bytes) -> LeftOut:
    """By the formats of characters."""
    ranges: list[tuple[int, int]] = []
    hides = False
    for start, end, entry in _runs(document, table, _CHARACTER_PAGES, 1):
        at = entry[0] * 2
        page = entry[1]
        if not at:
            continue
        length = document[page + at]
        commands = _commands(document[page + at + 1 : page + at + 1 + length])
        if commands.get(_DELETED) or commands.get(_HIDDEN):
            ranges.append((start, end))
            hides = hides or not commands.get(_DELETED)
    return LeftOut(sorted(ranges), hides)


def _runs(document: bytes, table: bytes, list_at: int, entry_bytes: int) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Start and end in the file of each run of equal format, with where the format stands: half its offset, its page."""
    at, size = struct.unpack_from("<II", document, list_at)
    pages = (size - 4) // 8 if size >= 4 else 0
    numbers = struct.unpack_from(f"<{pages}I", table, at + 4 * (pages + 1)) if pages else ()
    left = MOST_RUNS
    for number in numbers[:MOST_PAGES]:
        page = number * PAGE
        if page + PAGE > len(document):
            return
        count = document[page + PAGE - 1]
        places = struct.unpack_from(f"<{count + 1}I", document, page)
        left -= count
        if left < 0:
            return
        for index in range(count):
            entry = document[page + 4 * (count + 1) + entry_bytes * index]
            yield places[index], places[index + 1], (entry, page)


def _style(document: bytes, entry: tuple[int, int]) -> Style:
    at = entry[1] + entry[0] * 2
    if not entry[0]:
        return NONE
    length = document[at] * 2 - 1
    if length < 0:
        at += 1
        length = document[at] * 2
    (name,) = struct.unpack_from("<H", document, at + 1)
    commands = _commands(document[at + 3 : at + 1 + length])
    outline = commands.get(_OUTLINE, 9)
    level = name if 1 <= name <= 9 else outline + 1 if outline < 9 else 0
    return Style(level, bool(commands.get(_ENDS_ROW)), bool(commands.get(_IN_TABLE)), bool(commands.get(_BREAKS)))


def _commands(data: bytes) -> Mapping[int, int]:
    """The first byte of each command's operand."""
    found: dict[int, int] = {}
    at = 0
    while at + 3 <= len(data):
        (command,) = struct.unpack_from("<H", data, at)
        at += 2
        length = _OPERAND_BYTES[command >> 13]
        if length < 0:
            wide = command in _TABLE_COMMANDS and at + 2 <= len(data)
            length = struct.unpack_from("<H", data, at)[0] + 1 if wide else data[at] + 1
        if at < len(data):
            found[command] = data[at]
        at += length
    return found
