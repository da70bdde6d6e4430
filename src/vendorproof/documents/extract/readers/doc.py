"""Word documents of the old kind (DOC, MS-DOC): a unit per section under a heading, then what stands outside the body."""

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from vendorproof.documents.extract.findings import Damaged, Locked
from vendorproof.documents.extract.readers import ole
from vendorproof.documents.extract.readers.doc_runs import Paragraphs, left_out, paragraphs
from vendorproof.documents.extract.readers.sections import Block, Sections
from vendorproof.documents.extract.units import Account, Unit, row

FIRST_OF_WORD_97 = 101  # versions of the format; before it, text lies in one piece
MOST_CHARACTERS = 20_000_000
ASIDE = (("footnotes", 1), ("headers and footers", 2), ("endnotes", 5), ("text boxes", 6), ("text boxes in headers", 7))
"""Texts after the body, by their place in the list of lengths; 3 are macros, 4 comments."""

BLANK = "\0"

_LENGTHS, _PIECES = 0x4C, 0x1A2
_FIELD = re.compile("\x13[^\x13\x14\x15]*\x14?|\x15|\x14")
_CHANGED = str.maketrans({"\x0b": "\n", "\x1e": "-", "\x1f": None, "\x0e": "\n", "\x01": None, "\x02": None, "\x03": None,
    "\x04": None, "\x05": None, "\x08": None})  # fmt: skip


def read(file: BinaryIO, account: Account) -> Iterator[Unit]:
    """Damaged, Locked, TooLarge."""
    account.kind = "section"
    with ole.opened(file) as container:
        document = container.stream("WordDocument")
        if len(document) < 0x20:
            raise Damaged("The Word document is damaged: its beginning is incomplete.")
        version, flags = struct.unpack_from("<2xH6xH", document)
        if flags & 0x0100:
            raise Locked(ole.LOCKED)
        if version < FIRST_OF_WORD_97:
            texts: Sequence[tuple[str, Paragraphs]] = [(_old_text(document), Paragraphs())]
        else:
            table = container.stream("1Table" if flags & 0x0200 else "0Table")
            texts = _texts(document, table, account)
    sections = Sections()
    yield from sections.add(_blocks(*texts[0]))
    yield from sections.end()
    for label, place in ASIDE:
        if place < len(texts):
            lines = dict.fromkeys(block.text for block in _blocks(*texts[place]))
            yield from sections.single(label, "\n".join(lines))
    if len(texts) > 4 and texts[4][0].strip():
        account.leave_out("The comments at the margin were not read.")
    account.count = sections.number


def _old_text(document: bytes) -> str:
    first, end = struct.unpack_from("<II", document, 0x18)
    return document[first:end].decode("cp1252", "replace")


def _texts(document: bytes, table: bytes, account: Account) -> list[tuple[str, Paragraphs]]:
    """The body and the texts after it, in the file's order, each with what is known of its paragraphs."""
    styles = paragraphs(document, table)
    outside = left_out(document, table)
    pieces: list[str] = []
    places: list[tuple[int, int, int]] = []
    length = 0
    for start, offset, width, text in _pieces(document, table):
        spans = outside.spans(offset, offset + width * len(text))
        for low, high in reversed(spans):
            first, after = (low - offset) // width, min(len(text), -((offset - high) // width))
            # Blanked and not cut: the places of what follows stay.
            text = text[:first] + BLANK * (after - first) + text[after:]  # noqa: PLW2901 - as said
        pieces.append(text)
        places.append((start, offset, width))
        length += len(text)
        if length > MOST_CHARACTERS:
            account.leave_out(f"Only the first {MOST_CHARACTERS:,} characters of the document were read.")
            break
    if outside.hides:
        account.leave_out("Text that the document hides was not read.")
    whole, found, at = "".join(pieces), [], 0
    for count in struct.unpack_from("<8i", document, _LENGTHS):
        found.append((whole[at : at + max(0, count)], replace(styles, pieces=places, first=at)))
        at += max(0, count)
    return found


def _pieces(document: bytes, table: bytes) -> Iterator[tuple[int, int, int, str]]:
    """Place in the text, offset in the file, bytes of a character, text: for each piece the document is put together from."""
    at, size = struct.unpack_from("<II", document, _PIECES)
    end = at + size
    while table[at] == 1:  # formats that pieces refer to
        at += 3 + struct.unpack_from("<H", table, at + 1)[0]
    if table[at] != 2 or end > len(table):
        raise Damaged("The Word document is damaged: its list of pieces is missing.")
    (size,) = struct.unpack_from("<I", table, at + 1)
    count = (size - 4) // 12
    starts = struct.unpack_from(f"<{count + 1}I", table, at + 5)
    left = MOST_CHARACTERS
    for index in range(count):
        (place,) = struct.unpack_from("<I", table, at + 5 + 4 * (count + 1) + 8 * index + 2)
        length = min(max(0, starts[index + 1] - starts[index]), left)
        left -= length
        width, offset = (1, (place & 0x3FFFFFFF) // 2) if place & 0x40000000 else (2, place & 0x3FFFFFFF)
        data = document[offset : offset + width * length]
        text = data.decode("cp1252", "replace") if width == 1 else _wide(data)
        yield starts[index], offset, width, text


def _wide(data: bytes) -> str:
    """One character per two bytes, halves of larger ones included: places are counted in them."""
    return "".join(map(chr, struct.unpack(f"<{len(data) // 2}H", data[: len(data) & ~1])))


def _blocks(text: str, styles: Paragraphs) -> Iterator[Block]:
    cells: list[str] = []
    cell: list[str] = []
    breaks = False
    for match in re.finditer("([^\r\x07\x0c]*)([\r\x07\x0c]|\\Z)", text):
        shown = _shown(match[1])
        style = styles.at(match.end() - 1)
        if match[2] == "\x07":
            if style.ends_row or (not shown and not cell and not match[1] and styles.unknown and cells):
                line = row(cells)
                if line:
                    yield Block(line, 0, breaks)
                    breaks = False
                cells = []
            else:
                cells.append(" ".join([*cell, shown]).strip())
            cell = []
        elif style.in_table and match[2] == "\r":
            cell.append(shown)
        else:
            if shown:
                yield Block(shown, style.level, breaks or style.breaks)
                breaks = False
            breaks = breaks or match[2] == "\x0c"


def _shown(text: str) -> str:
    """Without what fields are computed from, in the characters that a reader sees."""
    if "\x13" in text or "\x15" in text or "\x14" in text:
        for _ in range(8):  # fields may stand in fields
            changed = _FIELD.sub("", text)
            if changed == text:
                break
            text = changed
    text = text.translate(_CHANGED).replace(BLANK, "")
    if any("\ud800" <= one <= "\udfff" for one in text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.strip()
