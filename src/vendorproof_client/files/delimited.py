"""CSV, TSV and the like: any separator, any encoding, rows streamed."""

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from vendorproof_client.files import encodings, header, separators
from vendorproof_client.files.separators import NAMES, Dialect, Sample
from vendorproof_client.files.table import Row, Table, UnreadableFile

_SAMPLE_SIZES = (1 << 18, 1 << 21, separators.LONGEST_CELL)
_SEPARATOR_WORDS = {"comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "pipe": "|"}
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"\s*\d[.,]?\d*E\+\d+\s*")
_FALSE_ONE_COLUMN = Dialect(",")


class DelimitedTable(Table):
    """Values are the text of the cells, exactly; trimming and reading them is the server's."""

    def __init__(
        self, path: Path, *, encoding: str | None = None, separator: str | None = None, header_row: int | None = None
    ) -> None:
        super().__init__(path, "CSV", "line")
        found = encodings.detect(path, encoding)
        self._codec = found.codec
        self._findings.say(found.finding)
        self.size = path.stat().st_size
        self._lines_above = max(0, (header_row or 1) - 1)
        self._has_header = True
        self._scientific = False
        self._pending: list[str] = []
        given = _read_separator(separator)
        sample = self._sample()
        if header_row is None and (hint := _SEPARATOR_LINE.fullmatch(sample.text.partition("\n")[0])):
            given = given or hint[1]
            self._lines_above = 1
            sample = self._sample()
        self._dialect = self._settle_dialect(sample, given, "as given" if separator else "as its first line says")
        self._settle_header(sample, header_row)

    def records(self) -> Iterator[Row]:
        self._findings.restart()
        with self._open() as (lines, raw):
            reader = separators.make_reader(self._watched(lines), self._dialect)
            if self._has_header:
                next(reader, None)
            while True:
                number = self._lines_above + reader.line_num + 1
                self._scientific = False
                self._pending.clear()
                try:
                    cells = next(reader)
                except StopIteration:
                    break
                except csv.Error as error:
                    yield self._misquoted(number, str(error))
                    continue
                self.position = raw.tell()
                if any(cells) and any(cell.strip() for cell in cells):
                    yield self._row(number, cells)
                else:
                    self._findings.count("Blank lines skipped", number)
        self.position = self.size

    def _row(self, number: int, cells: list[str]) -> Row:
        width = len(self.headers)
        if self._scientific:
            self._note_scientific(number, cells)
        if len(cells) == width:
            return Row(number, dict(zip(self.headers, cells, strict=True)))
        record = dict(zip(self.headers, cells, strict=False))
        if len(cells) < width:
            self._findings.count("Lines with fewer cells than the header; the missing ones count as absent", number)
            return Row(number, record)
        surplus = tuple(cells[width:])
        if not any(cell.strip() for cell in surplus):
            self._findings.count("Lines with empty cells beyond the header", number)
            return Row(number, record)
        self._findings.count("Lines with more cells than the header; refused", number)
        name = NAMES.get(self._dialect.separator, repr(self._dialect.separator))
        problem = (
            f"Line {number} has {len(cells)} cells, the header has {width}: "
            f"is there a {name} inside a value without quotation marks around it?"
        )
        return Row(number, record, (problem,), surplus)

    def _misquoted(self, number: int, error: str) -> Row:
        """A row whose quotation marks do not fit is refused alone; one that never closes would swallow the rest."""
        if "unexpected end" in error or "field larger" in error:
            raise UnreadableFile(
                f"A quotation mark in the record that begins on line {number:,} never closes: "
                "everything after it cannot be told apart."
            )
        self._findings.count("Lines with misplaced quotation marks; refused", number)
        problem = f"Line {number} has misplaced quotation marks: a quote inside a quoted value is written twice."
        return Row(number, {}, (problem,), ("".join(self._pending).rstrip("\r\n"),))

    def _watched(self, lines: Iterator[str]) -> Iterator[str]:
        """Keep the text of the record being read, and mark what may hold a number in scientific notation."""
        for line in lines:
            self._pending.append(line)
            if "E+" in line:
                self._scientific = True
            yield line

    def _note_scientific(self, number: int, cells: list[str]) -> None:
        for name, cell in zip(self.headers, cells, strict=False):
            if _SCIENTIFIC.fullmatch(cell):
                self._findings.count(
                    f"Values of “{name}” in scientific notation like {cell.strip()}, as a spreadsheet leaves a long "
                    "number; its digits are lost",
                    number,
                )

    @contextmanager
    def _open(self) -> Iterator[tuple[Iterator[str], BinaryIO]]:
        """The text from the first line of the table on, and the raw file below it to tell the position."""
        with self.path.open("rb", buffering=0) as raw:
            buffered = io.BufferedReader(raw, 1 << 18)
            with io.TextIOWrapper(buffered, encoding=self._codec, newline="") as text:
                lines = iter(text)
                for _ in itertools.islice(lines, self._lines_above):
                    pass
                yield lines, raw

    def _sample(self) -> Sample:
        """The first rows; more of the file while it is all one line."""
        sample = Sample("", whole=True)
        for size in _SAMPLE_SIZES:
            with self._open() as (lines, _):
                text, whole = _take(lines, size)
            sample = Sample(text, whole, self._lines_above + 1)
            if whole or "\n" in text.rstrip("\r\n"):
                break
        return sample

    def _settle_dialect(self, sample: Sample, given: str | None, by_whom: str) -> Dialect:
        promised = "\t" if self.path.suffix.lower() in {".tsv", ".tab"} else None
        dialect = separators.measure(sample, given) if given else separators.detect(sample, promised)
        if dialect is None:
            self._findings.say("Separator: none occurs, so this is one column.")
            return _FALSE_ONE_COLUMN
        name = NAMES.get(dialect.separator, repr(dialect.separator))
        spaced = ", with a blank after it" if dialect.spaced else ""
        self._findings.say(f"Separator: {name}{spaced}{f', {by_whom}' if given else ''}.")
        return dialect

    def _settle_header(self, sample: Sample, header_row: int | None) -> None:
        lines = sample.lines(self._dialect)
        parsed = [header.Line(line.number, line.cells) for line in lines if line.cells is not None]
        if not any(line.filled for line in parsed):
            where = f" from line {header_row} on" if header_row else ""
            raise UnreadableFile(f"The file has no rows{where}: every line of it is blank.")
        if header_row is not None:
            start = parsed[0] if header_row else next(line for line in parsed if line.filled)
            choice = header.Choice(start if header_row else None, start)
        else:
            choice = header.choose(parsed, self.unit)
        for line in lines:
            if line.cells is None and line.number < choice.start.number:
                raise UnreadableFile(
                    f"Line {line.number}, above the table, has misplaced quotation marks.", option="header_row"
                )
        self._findings.say(header.describe(choice, self.unit))
        self._lines_above = choice.start.number - 1
        if choice.header is None:
            self._has_header = False
            widths = Counter(len(line.cells) for line in parsed if line.filled and line.number >= choice.start.number)
            self.headers = header.numbered(max(widths, key=lambda width: (widths[width], width)))
        elif not choice.header.filled:
            raise UnreadableFile(f"Line {choice.header.number} is blank and names no columns.", option="header_row")
        else:
            self.headers, sentences = header.name_columns(choice.header.cells)
            for sentence in sentences:
                self._findings.say(sentence)


def _take(lines: Iterator[str], size: int) -> tuple[str, bool]:
    """Whole lines of about `size` characters, and whether that was all."""
    taken: list[str] = []
    length = 0
    for line in lines:
        if length >= size:
            return "".join(taken), False
        taken.append(line)
        length += len(line)
    return "".join(taken), True


def _read_separator(given: str | None) -> str | None:
    if given is None:
        return None
    separator = _SEPARATOR_WORDS.get(given.lower(), given)
    if len(separator) != 1 or separator in '"\r\n \0':
        raise UnreadableFile(
            f"{given!r} is no separator: it is one character, or a word out of {', '.join(_SEPARATOR_WORDS)}.",
            option="separator",
        )
    return separator
