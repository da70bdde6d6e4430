"""PowerPoint presentations of the old kind (PPT, MS-PPT): a unit per slide, in the order they are shown, with its notes."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from vendorproof.documents.extract.findings import Damaged, Locked
from vendorproof.documents.extract.readers import ole
from vendorproof.documents.extract.units import Account, Unit

MOST_SLIDES = 5000
MOST_RECORDS = 2_000_000
MOST_EDITS = 1000
LOCKED_TOKEN = 0xF3D1C4DF

_DOCUMENT, _LIST, _PERSIST = 1000, 4080, 1011
_REFERENCE, _HEADER, _WIDE, _NARROW, _NOTES_OF = 3998, 3999, 4000, 4008, 1009
_EDIT, _DIRECTORY = 4085, 6002
_SLIDES, _NOTE_PAGES = 0, 2  # which list it is


@dataclass(frozen=True, slots=True)
class _Record:
    kind: int
    instance: int
    start: int
    end: int
    holds: bool


@dataclass(slots=True)
class _Listed:
    """A slide in the list: where it is kept, its own number, and the texts of its outline."""

    kept: int
    identity: int
    texts: list[str] = field(default_factory=list)


def read(file: BinaryIO, account: Account) -> Iterator[Unit]:
    """Damaged, Locked, TooLarge."""
    account.kind = "slide"
    with ole.opened(file) as container:
        data = container.stream("PowerPoint Document")
        user = container.stream("Current User")
        slides, notes = _slides(data, user)
    account.count = len(slides)
    for number, lines in enumerate(slides[:MOST_SLIDES], 1):
        beside = notes.get(number, ())
        yield Unit(number, f"slide {number}", "\n".join([*lines, *(["Notes:", *beside] if beside else [])]))
    if len(slides) > MOST_SLIDES:
        account.leave_out(f"Only the first {MOST_SLIDES:,} of {len(slides):,} slides were read.")


def _slides(data: bytes, user: bytes) -> tuple[list[Sequence[str]], Mapping[int, Sequence[str]]]:
    """The lines of each slide, and of the notes by the number of their slide."""
    token, edit = struct.unpack_from("<4xII", user, 8)
    if token == LOCKED_TOKEN:
        raise Locked(ole.LOCKED)
    reader = _Reader(data)
    kept, document_at = _kept(reader, edit)
    document = reader.record(document_at)
    if document.kind != _DOCUMENT:
        raise Damaged("The PowerPoint presentation is damaged: its main part is missing.")
    lists = {one.instance: _listed(reader, one) for one in reader.inside(document) if one.kind == _LIST}
    listed = lists.get(_SLIDES, [])
    slides: list[Sequence[str]] = [_lines(reader, kept.get(one.kept), one.texts) for one in listed]
    numbers = {one.identity: number for number, one in enumerate(listed, 1)}
    notes: dict[int, Sequence[str]] = {}
    for one in lists.get(_NOTE_PAGES, []):
        of, lines = _note(reader, kept.get(one.kept), one.texts)
        if of in numbers and lines:
            notes[numbers[of]] = lines
    return slides, notes


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self._left = MOST_RECORDS

    def record(self, at: int) -> _Record:
        head, kind, length = struct.unpack_from("<HHI", self.data, at)
        end = min(at + 8 + length, len(self.data))
        return _Record(kind, head >> 4, at + 8, end, head & 0xF == 0xF)

    def inside(self, record: _Record) -> Iterator[_Record]:
        """The records directly in one; stops after more than any presentation has."""
        at = record.start
        while at + 8 <= record.end and self._left > 0:
            self._left -= 1
            one = self.record(at)
            yield one
            at = max(one.end, at + 8)

    def text(self, record: _Record) -> str:
        part = self.data[record.start : record.end]
        text = part.decode("utf-16-le", "replace") if record.kind == _WIDE else part.decode("latin-1")
        return text.replace("\r", "\n").replace("\x0b", "\n").strip()


def _kept(reader: _Reader, edit: int) -> tuple[Mapping[int, int], int]:
    """Where each kept object stands as last saved, and the document itself: later edits come first and win."""
    kept: dict[int, int] = {}
    document = -1
    for _ in range(MOST_EDITS):
        record = reader.record(edit)
        if record.kind != _EDIT:
            raise Damaged("The PowerPoint presentation is damaged: its list of edits is missing.")
        before, directory, document_kept = struct.unpack_from("<8xIII", reader.data, record.start)
        if record.end - record.start >= 32:
            raise Locked(ole.LOCKED)  # it says where the encryption is described
        for identity, place in _directory(reader, directory):
            kept.setdefault(identity, place)
        document = document_kept if document < 0 else document
        if before == 0 or before >= edit:
            break
        edit = before
    if document not in kept:
        raise Damaged("The PowerPoint presentation is damaged: its main part is missing.")
    return kept, kept[document]


def _directory(reader: _Reader, at: int) -> Iterator[tuple[int, int]]:
    record = reader.record(at)
    if record.kind != _DIRECTORY:
        raise Damaged("The PowerPoint presentation is damaged: its list of objects is missing.")
    at = record.start
    while at + 4 <= record.end:
        (head,) = struct.unpack_from("<I", reader.data, at)
        first, count = head & 0xFFFFF, head >> 20
        count = min(count, (record.end - at - 4) // 4)
        places = struct.unpack_from(f"<{count}I", reader.data, at + 4)
        yield from zip(range(first, first + count), places, strict=True)
        at += 4 + 4 * count


def _listed(reader: _Reader, record: _Record) -> list[_Listed]:
    found: list[_Listed] = []
    for one in reader.inside(record):
        if one.kind == _PERSIST:
            kept, identity = struct.unpack_from("<I8xI", reader.data, one.start)
            found.append(_Listed(kept, identity))
        elif found and one.kind == _HEADER:
            found[-1].texts.append("")
        elif found and one.kind in (_WIDE, _NARROW) and found[-1].texts:
            found[-1].texts[-1] = reader.text(one)
    return found


def _lines(reader: _Reader, at: int | None, texts: Sequence[str]) -> list[str]:
    """The texts of a slide's shapes in their order; those it keeps in the outline are looked up there."""
    if at is None:
        return [one for one in texts if one]
    used: set[int] = set()
    lines: list[str] = []
    waiting = [reader.inside(reader.record(at))]
    while waiting:
        one = next(waiting[-1], None)
        if one is None:
            waiting.pop()
        elif one.holds and len(waiting) < 50:
            waiting.append(reader.inside(one))
        elif one.kind in (_WIDE, _NARROW):
            lines.append(reader.text(one))
        elif one.kind == _REFERENCE:
            (index,) = struct.unpack_from("<I", reader.data, one.start)
            if index < len(texts) and index not in used:
                used.add(index)
                lines.append(texts[index])
    lines += [text for index, text in enumerate(texts) if index not in used]
    return [one for one in lines if one and one != "*"]  # the star stands for the slide's number


def _note(reader: _Reader, at: int | None, texts: Sequence[str]) -> tuple[int, Sequence[str]]:
    """The slide's own number, and the lines."""
    if at is None:
        return -1, ()
    record = reader.record(at)
    of = next((one for one in reader.inside(record) if one.kind == _NOTES_OF), None)
    identity = struct.unpack_from("<I", reader.data, of.start)[0] if of is not None else -1
    return identity, _lines(reader, at, texts)
