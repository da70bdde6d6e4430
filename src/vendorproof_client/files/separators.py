"""Which character separates the cells of a text file: the one that reads it evenly, or a refusal to guess."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorproof_client.files.table import UnreadableFile

if TYPE_CHECKING:
    import _csv

NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}

LONGEST_CELL = 8 << 20
"""In characters; a quotation mark that never closes ends here and not in memory."""

_SAMPLE_ROWS = 500


@dataclass(frozen=True, slots=True)
class Dialect:
    """`spaced`: blanks after the separator belong to it (`a, "b, c"`)."""

    separator: str
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A parsed row: number of its first line, and its cells, or None where quotation marks are misplaced."""

    number: int
    cells: list[str] | None

    @property
    def blank(self) -> bool:
        return self.cells is not None and not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sample:
    """The beginning of a file's text; `first` is the number of its first line, `whole` says that nothing follows."""

    text: str
    whole: bool
    first: int = 1

    def lines(self, dialect: Dialect) -> list[Line]:
        reader = make_reader(iter(io.StringIO(self.text, newline="")), dialect)
        found: list[Line] = []
        while len(found) < _SAMPLE_ROWS:
            number = self.first + reader.line_num
            try:
                found.append(Line(number, next(reader)))
            except StopIteration:
                break
            except csv.Error:
                found.append(Line(number, None))
        else:
            return found
        # The text was cut somewhere inside its last row.
        return found if self.whole else found[:-1]


def make_reader(lines: Iterator[str], dialect: Dialect) -> "_csv.Reader":
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL))
    return csv.reader(lines, delimiter=dialect.separator, skipinitialspace=dialect.spaced, strict=True)


@dataclass(frozen=True, slots=True)
class _Reading:
    """How evenly a dialect reads the sample: the commonest row width, and the share of rows that have it."""

    dialect: Dialect
    lines: list[Line]
    width: int
    share: float
    splits: bool


def detect(sample: Sample, preferred: str | None = None) -> Dialect | None:
    """The dialect, or None for a file of one column; raises UnreadableFile when several or none fit.

    `preferred` is what the file's name promises; it is taken if it splits any row at all.
    """
    readings = [reading for separator in NAMES if (reading := _read(sample, separator)).splits]
    for reading in readings:
        if reading.dialect.separator == preferred:
            return reading.dialect
    if not readings:
        return None
    even = [reading for reading in readings if reading.width > 1 and reading.share == 1.0]
    if len(even) > 1:
        raise _undecided(even, "reads the whole file evenly")
    return even[0].dialect if even else _best_uneven(readings).dialect


def measure(sample: Sample, separator: str) -> Dialect:
    """The dialect of a separator that was given: only the blanks after it are still open."""
    return _read(sample, separator).dialect


def _best_uneven(readings: list[_Reading]) -> _Reading:
    """For files with title lines above the table or with ragged rows."""
    wide = sorted((one for one in readings if one.width > 1), key=lambda one: -one.share)
    if not wide:
        raise UnreadableFile(
            "The separator cannot be told: "
            + ", ".join(NAMES[one.dialect.separator] for one in readings)
            + " occurs in some rows only. For a file of one column, name a character that does not occur in it.",
            option="separator",
        )
    best = wide[0]
    if best.share < 0.5 or (len(wide) > 1 and wide[1].share > best.share / 2):
        raise _undecided(wide, "reads most of it")
    rows = [line for line in best.lines if not line.blank]
    gap = any(line.blank for line in best.lines)
    if best.width == 2 and len(rows[0].cells or ()) == 1 and not gap:
        # `Name / Acme, Inc` is one column, `Vendors / id,name` is a table under a title: the shape is the same.
        raise UnreadableFile(
            f"The first line has one cell and the lines below have two, if the separator is the "
            f"{NAMES[best.dialect.separator]}: one column whose values hold it, or a table under a title?",
            option="separator",
        )
    return best


def _undecided(readings: list[_Reading], how: str) -> UnreadableFile:
    found = " and ".join(f"the {NAMES[one.dialect.separator]} ({one.width} columns)" for one in readings)
    return UnreadableFile(f"The separator cannot be told: {found} {how}.", option="separator")


def _read(sample: Sample, separator: str) -> _Reading:
    plain = _reading(sample, Dialect(separator))
    spaced = _reading(sample, Dialect(separator, spaced=True))
    if not _only_blanks_differ(plain.lines, spaced.lines):
        # Only a quotation mark after a blank reads differently, and a writer that means the blank quotes it too.
        return spaced if spaced.share >= plain.share else plain
    return spaced if _every_separator_is_spaced(plain.lines) else plain


def _reading(sample: Sample, dialect: Dialect) -> _Reading:
    lines = sample.lines(dialect)
    widths = Counter(len(line.cells) if line.cells is not None else 0 for line in lines if not line.blank)
    if not widths:
        return _Reading(dialect, lines, 0, 0.0, splits=False)
    width = max(widths, key=lambda one: (widths[one], one))
    return _Reading(dialect, lines, width, widths[width] / widths.total(), splits=max(widths) > 1)


def _only_blanks_differ(plain: list[Line], spaced: list[Line]) -> bool:
    if len(plain) != len(spaced):
        return False
    for one, other in zip(plain, spaced, strict=True):
        if one.cells is None or other.cells is None:
            if one.cells is not other.cells:
                return False
        elif [cell.lstrip(" ") for cell in one.cells] != [cell.lstrip(" ") for cell in other.cells]:
            return False
    return True


def _every_separator_is_spaced(lines: list[Line]) -> bool:
    following = [cell for line in lines if line.cells for cell in line.cells[1:] if cell]
    return len(following) > 1 and all(cell.startswith(" ") for cell in following)
