"""Which row names the columns: the first full one that does not look like data, or a refusal to guess."""

import itertools
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, Literal

from vendorproof_client.files.table import Unit, UnreadableFile

_DEEPEST = 30
"""Rows above a table that are looked through for its header."""

_Look = Literal["text", "number", "date", "email", "address", "domain", "flag"]

_PATTERNS: tuple[tuple[re.Pattern[str], _Look], ...] = (
    (re.compile(r"[-+]?[\d.,'\s]*\d[\d.,]*\s*[%€$£]?"), "number"),
    (re.compile(r"\d{4}-\d{1,2}-\d{1,2}([T ].*)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"), "date"),
    (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "email"),
    (re.compile(r"(https?://|www\.)\S+", re.IGNORECASE), "address"),
    (re.compile(r"([a-z0-9-]+\.)+[a-z]{2,}(/\S*)?", re.IGNORECASE), "domain"),
    (re.compile(r"true|false|yes|no", re.IGNORECASE), "flag"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row as far as the header needs it; `number` as a person counts."""

    number: int
    cells: Sequence[Any]

    @property
    def filled(self) -> list[int]:
        return [index for index, cell in enumerate(self.cells) if not is_blank(cell)]


@dataclass(frozen=True, slots=True)
class Choice:
    """`header` is None for a table that begins with data; `start` is its first row, header or not."""

    header: Line | None
    start: Line
    above: tuple[Line, ...] = ()


def is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def choose(lines: Sequence[Line], unit: Unit) -> Choice:
    """`lines` are the first rows of the file, blank ones included; raises UnreadableFile when the header is in doubt."""
    filled = [line for line in lines if line.filled]
    if not filled:
        raise UnreadableFile("The file has no rows: every line of it is blank.")
    width = _table_width(filled)
    blank_after = _followed_by_blank(lines)
    for index, line in enumerate(filled[:_DEEPEST]):
        if not _is_title(line, width, unit, blank_after=line.number in blank_after):
            above, below = tuple(filled[:index]), filled[index + 1 :]
            if line.number in blank_after and below and _all_text(below[0]):
                raise _doubt(line, unit, "a blank one and another that could follow it")
            return Choice(line if _names_columns(line, below, unit) else None, line, above)
    raise UnreadableFile(f"No header in the first {_DEEPEST} {unit}s.", option="header_row")


def describe(choice: Choice, unit: Unit) -> str:
    """The sentence that says the choice aloud."""
    skipped = ""
    if choice.above:
        titles = "; ".join(_shorten(" ".join(str(line.cells[index]) for index in line.filled)) for line in choice.above)
        skipped = f" Skipped above it: {titles}."
    if choice.header is None:
        return (
            f"No header: {unit} {choice.start.number} holds data, so the columns are called #1, #2 … "
            f"(give --header-row if it is a header).{skipped}"
        )
    return f"Header: {unit} {choice.header.number}.{skipped}"


def name_columns(cells: Sequence[Any]) -> tuple[list[str], list[str]]:
    """Incoming names, and sentences about the ones that had to be made up."""
    names: list[str] = []
    said: list[str] = []
    blank: list[str] = []
    texts = [_header_text(cell) for cell in cells]
    taken = set(texts)
    for place, text in enumerate(texts, start=1):
        name = text or f"#{place}"
        if not text:
            blank.append(name)
        elif name in names:
            repeat = 2
            while (unique := f"{text}#{repeat}") in taken or unique in names:
                repeat += 1
            said.append(f"Two columns are called “{text}”: column {place} is read as “{unique}”.")
            name = unique
        names.append(name)
    if blank:
        said.append(f"Columns without a name: {', '.join(blank)}.")
    if any(str(cell) != text for cell, text in zip(cells, texts, strict=True) if isinstance(cell, str) and text):
        said.append("Blanks and line breaks around or inside column names were tidied.")
    return names, said


def numbered(width: int) -> list[str]:
    return [f"#{place}" for place in range(1, width + 1)]


def _header_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return re.sub(r"\s*[\r\n]+\s*", " ", str(cell)).strip()


def _table_width(filled: Sequence[Line]) -> int:
    """The commonest place of the last filled cell; rows of one cell count only if there is nothing else."""
    extents = Counter(line.filled[-1] + 1 for line in filled)
    if len(extents) > 1:
        extents.pop(1, None)
    return max(extents, key=lambda extent: (extents[extent], extent))


def _followed_by_blank(lines: Sequence[Line]) -> set[int]:
    pairs = itertools.pairwise(lines)
    return {line.number for line, following in pairs if line.filled and not following.filled}


def _is_title(line: Line, width: int, unit: Unit, *, blank_after: bool) -> bool:
    filled = line.filled
    if width == 1:
        return False
    if width == 2 and len(filled) == 1:
        if blank_after or len(line.cells) == 1:
            return True
        if filled == [0]:
            raise _doubt(line, unit, "only its first cell is filled, so it may be a title")
        return False
    return len(filled) < max(2, math.ceil(width / 2))


def _names_columns(line: Line, below: Sequence[Line], unit: Unit) -> bool:
    """Compare each cell with the column under it: a number over numbers is data, a word over numbers is a name."""
    for_data: list[str] = []
    for_name: list[str] = []
    odd: list[str] = []
    for index in line.filled:
        cell = line.cells[index]
        look, under = _look(cell), _column_look(below, index)
        if look != "text" and look == under:
            for_data.append(str(cell))
        elif look == "text" and under not in {None, "text"}:
            for_name.append(str(cell))
        elif look in {"number", "date", "email", "address"}:
            (odd if below else for_data).append(str(cell))
        elif look == "domain" and not below:
            for_data.append(str(cell))
        elif look == "text" and _recurs(line, below, index):
            odd.append(str(cell))
    if for_data and not for_name:
        return False
    if (for_data or odd) and not (for_name and not for_data and not odd):
        example = _shorten((for_data or odd)[0])
        raise _doubt(line, unit, f"“{example}” in it looks like data")
    return True


def _all_text(line: Line) -> bool:
    return len(line.filled) > 1 and all(_look(line.cells[index]) == "text" for index in line.filled)


def _column_look(below: Sequence[Line], index: int) -> _Look | None:
    """What most filled cells of a column look like; None when it is empty or mixed."""
    looks = Counter(
        _look(line.cells[index]) for line in below if index < len(line.cells) and not is_blank(line.cells[index])
    )
    if not looks:
        return None
    look, count = looks.most_common(1)[0]
    return look if count > 0.5 * looks.total() else None


def _recurs(line: Line, below: Sequence[Line], index: int) -> bool:
    """The same word stands below as a value, and not in a second copy of the whole header."""
    cell = line.cells[index]
    return any(
        index < len(other.cells) and other.cells[index] == cell and list(other.cells) != list(line.cells)
        for other in below
    )


def _look(cell: object) -> _Look:
    if isinstance(cell, bool):
        return "flag"
    if isinstance(cell, (int, float)):
        return "text" if 1900 <= cell <= 2100 else "number"
    if isinstance(cell, (date, time, timedelta)):
        return "date"
    text = str(cell).strip()
    if re.fullmatch(r"(19|20)\d\d", text):
        return "text"  # a year names a column as often as it fills one
    return next((look for pattern, look in _PATTERNS if pattern.fullmatch(text)), "text")


def _doubt(line: Line, unit: Unit, why: str) -> UnreadableFile:
    shown = _shorten(" | ".join(str(line.cells[index]) for index in line.filled))
    return UnreadableFile(
        f"It is not clear which {unit} names the columns: {unit} {line.number} ({shown}) could, but {why}. "
        f"0 means that there is no header.",
        option="header_row",
    )


def _shorten(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 80 else flat[:79] + "…"
