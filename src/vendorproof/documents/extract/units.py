"""What is read out of a file: texts with the place each stands at, so that whatever is said of a document can be shown in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from vendorproof.documents.extract.findings import Stopped

Kind = Literal["page", "slide", "row", "line", "section", "member", "frame"]

MOST_UNITS = 200_000
MOST_UNIT_CHARACTERS = 200_000
MOST_BYTES = 32 << 20  # of all texts, as they are written
MOST_NOTES = 60
MOST_PICTURES = 80  # recognised, of one document
FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0\ufffe\uffff]")
"""What no text means and PostgreSQL cannot hold: control characters, halves of characters, no characters."""

SYMBOLS = str.maketrans(
    {
        "\uf0b7": "•",
        "\uf0a7": "▪",
        "\uf0d8": "➢",
        "\uf0fc": "✓",
        "\uf0fb": "✗",
        "\uf0fe": "☑",
        "\uf0fd": "☒",
        "\uf078": "☒",
        "\uf0a8": "☐",
        "\uf06f": "☐",
        "\uf071": "☐",
    }
)
"""Where Office puts signs of its symbol fonts: those that mean something in a list or a form."""

_SYMBOL = re.compile("[\uf020-\uf0ff]")


class TooLarge(Stopped):
    """Reading it takes more than one file may take."""

    outcome = "too_large"


class NotText(Stopped):
    """There is nothing in it that could be read as text."""

    outcome = "not_text"


@dataclass(frozen=True, slots=True)
class Unit:
    """A citable piece of a file. `number` counts from 1 and is unique in the extraction: pages and slides by their place in the
    file, texts by the line the piece begins in, everything else one by one. `label` says where it is: `page 3`, `slide 2`,
    `Sheet1 row 12`, `lines 40–46`, `Scope > 2.1`. `member` is the path in the archive.

    In `text` lines are as the file has them; the cells of a table's row are separated by tabs, a row is one line.
    """

    number: int
    label: str
    text: str
    member: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """`count` is how many pages (slides, rows …) the file itself has, read or not. `notes` are sentences for the analyst: what was
    not read and why, what was hidden. `ocr`: some of it was recognised from pictures. `complete`: nothing was left out.
    """

    units: Sequence[Unit]
    kind: Kind
    count: int
    notes: Sequence[str] = ()
    ocr: bool = False
    complete: bool = True


@dataclass(slots=True)
class Allowance:
    """What all files of an archive share: `pictures` are left of `most_pictures`."""

    pictures: int = MOST_PICTURES
    most_pictures: int = MOST_PICTURES

    @classmethod
    def of(cls, pictures: int) -> "Allowance":
        """So many pictures may be recognised."""
        return cls(pictures, pictures)


@dataclass(slots=True)
class Account:
    """What a reader tells beside its units, filled in while they are read."""

    kind: Kind = "page"
    count: int = 0
    notes: list[str] = field(default_factory=list)
    ocr: bool = False
    complete: bool = True
    depth: int = 0  # archives it is in
    allowance: Allowance = field(default_factory=Allowance)

    def note(self, sentence: str) -> None:
        """Say something about the file, once."""
        if sentence not in self.notes and len(self.notes) < MOST_NOTES:
            self.notes.append(sentence)

    def leave_out(self, sentence: str) -> None:
        """Say what was not read."""
        self.complete = False
        self.note(sentence)

    def extraction(self, units: Sequence[Unit]) -> Extraction:
        return Extraction(units, self.kind, self.count, tuple(self.notes), self.ocr, self.complete)


def bounded(units: Iterator[Unit], account: Account) -> Iterator[Unit]:
    """The units with harmless texts, until there is more than one document may have."""
    left = MOST_BYTES
    for count, unit in enumerate(units, 1):
        text = plain(unit.text)
        if len(text) > MOST_UNIT_CHARACTERS:
            text = text[:MOST_UNIT_CHARACTERS]
            account.leave_out(f"Of {unit.label} only the first {MOST_UNIT_CHARACTERS:,} characters were read.")
        left -= len(text) if text.isascii() else len(text.encode("ascii", "backslashreplace"))
        if left < 0 or count > MOST_UNITS:
            account.leave_out(
                f"The file holds more text than is read of one document: nothing from {unit.label} on was read."
            )
            return
        yield Unit(unit.number, unit.label, text, unit.member)


def plain(text: str) -> str:
    """Line ends as one character, and no character that no text means."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if FORBIDDEN.search(text):
        text = FORBIDDEN.sub("", text)
    return text.translate(SYMBOLS) if _SYMBOL.search(text) else text


def ranges(numbers: Sequence[int]) -> str:
    """`1–3, 7`, of ascending numbers; at most ten pieces."""
    pieces: list[list[int]] = []
    for one in numbers:
        if pieces and pieces[-1][-1] == one - 1:
            pieces[-1][1:] = [one]
        else:
            pieces.append([one])
    shown = ["–".join(f"{one:,}" for one in piece) for piece in pieces]
    return ", ".join(shown[:10]) + (f" and {len(shown) - 10} more" if len(shown) > 10 else "")


def named(kind: str, numbers: Sequence[int]) -> str:
    """`page 4`, `pages 1–3, 7`."""
    return f"{kind}{'s' if len(numbers) > 1 else ''} {ranges(numbers)}"


def cell(text: str) -> str:
    """A table's cell on one line, without the character that separates cells."""
    return " ".join(text.split())


def row(cells: Sequence[str]) -> str:
    """The cells as one line; empty ones keep their place, but not at the end."""
    return "\t".join(cell(one) for one in cells).rstrip("\t")
