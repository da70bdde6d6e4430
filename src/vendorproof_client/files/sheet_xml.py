"""What a fast reader of XLSX does not tell: formulas without a stored value, error cells, how numbers are shown.

One streamed pass over a sheet's XML (ECMA-376 part 1, §18.3). It also measures the used area before anything is
loaded: one stray cell in the last column of the last row makes a dense reader ask for half a terabyte.
"""

import posixpath
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NoReturn
from xml.parsers import expat

from vendorproof_client.files.table import UnreadableFile

LARGEST_UNPACKED = 2 << 30
"""Bytes of all parts together; beyond it a workbook is refused, be it honest or a bomb."""

LARGEST_AREA = 30_000_000
"""Cells between the first and the last used one, filled or not."""

Shown = tuple[Literal["zeros", "percent"], int]
"""A number format that changes what a person reads: leading zeros up to a width, or a percentage."""


@dataclass(slots=True)
class SheetFacts:
    """Places are (row, column), 0-based."""

    filled: int = 0
    last_row: int = -1
    last_column: int = -1
    formulas: int = 0
    unsaved: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    shown: dict[tuple[int, int], Shown] = field(default_factory=dict)
    hidden_rows: int = 0


class WorkbookXml:
    """The parts of an XLSX or XLSM file; raises UnreadableFile where the package is not one."""

    def __init__(self, path: Path) -> None:
        try:
            self._archive = zipfile.ZipFile(path)
        except zipfile.BadZipFile as error:
            raise UnreadableFile(f"The workbook is damaged: {error}.") from error
        unpacked = sum(part.file_size for part in self._archive.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise UnreadableFile(f"The workbook unpacks to {unpacked >> 20:,} MiB: save it as CSV instead.")
        self._workbook = self._related("", "officeDocument").get("officeDocument", "")
        if not self._workbook.startswith("xl/"):
            raise UnreadableFile("The file is a zip archive but no Excel workbook: save it as XLSX or CSV.")
        self._formats: dict[str, Shown] | None = None

    def close(self) -> None:
        self._archive.close()

    def facts(self, sheet: str) -> SheetFacts:
        relation = self._relation_of(sheet)
        part = self._related(self._workbook, None).get(relation)
        if part is None or part not in self._archive.namelist():
            raise UnreadableFile(f"The workbook is damaged: its sheet “{sheet}” is missing.")
        if self._formats is None:
            self._formats = self._read_formats()
        facts = _SheetScan(self._formats).run(self._archive, part)
        area = (facts.last_row + 1) * (facts.last_column + 1)
        if area > LARGEST_AREA:
            raise UnreadableFile(
                f"Sheet “{sheet}” reaches to row {facts.last_row + 1:,}, column {column_name(facts.last_column)}, though "
                f"only {facts.filled:,} cells hold a value: clear the far cells, or save the sheet as CSV."
            )
        return facts

    def _relation_of(self, sheet: str) -> str:
        found: dict[str, str] = {}

        def start(name: str, attributes: dict[str, str]) -> None:
            if _local(name) == "sheet":
                relation = next((value for key, value in attributes.items() if _local(key) == "id"), "")
                found[attributes.get("name", "")] = relation

        self._parse(self._workbook, start)
        return found.get(sheet, "")

    def _related(self, part: str, kind: str | None) -> dict[str, str]:
        """Targets of a part's relationships: by id, or under the name `kind` for the one of that kind."""
        folder, name = posixpath.split(part)
        found: dict[str, str] = {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            if _local(tag) != "Relationship" or attributes.get("TargetMode") == "External":
                return
            target = attributes.get("Target", "")
            where = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if kind is None:
                found[attributes.get("Id", "")] = where
            elif attributes.get("Type", "").endswith(f"/{kind}"):
                found[kind] = where

        self._parse(posixpath.join(folder, "_rels", f"{name}.rels"), start)
        return found

    def _read_formats(self) -> dict[str, Shown]:
        """Index of a cell style → how it shows numbers, for the styles that matter."""
        codes: dict[str, str] = {"9": "0%", "10": "0.00%"}
        formats: dict[str, Shown] = {}
        place: list[str] = []
        styles: list[str] = []

        def start(name: str, attributes: dict[str, str]) -> None:
            place.append(_local(name))
            if place[-1] == "numFmt":
                codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            elif place[-2:] == ["cellXfs", "xf"]:
                styles.append(attributes.get("numFmtId", "0"))

        def end(_: str) -> None:
            place.pop()

        part = next((one for one in self._archive.namelist() if one.lower() == "xl/styles.xml"), None)
        if part:
            self._parse(part, start, end)
        for index, number_format in enumerate(styles):
            if shown := _shown(codes.get(number_format, "")):
                formats[str(index)] = shown
        return formats

    def _parse(
        self, part: str, start: Callable[[str, dict[str, str]], None], end: Callable[[str], None] | None = None
    ) -> None:
        if part not in self._archive.namelist():
            return
        parser = _parser()
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        _feed(parser, self._archive, part)


class _SheetScan:
    """Handlers of one pass; what is looked at per cell is kept small, since a sheet may have millions."""

    def __init__(self, formats: dict[str, Shown]) -> None:
        self._formats = formats
        self._facts = SheetFacts()
        self._columns: dict[str, int] = {}
        self._row = -1
        self._column = -1
        self._type = ""
        self._style = ""
        self._formula = False
        self._filled = False
        self._prefix = ""
        self._text: list[str] = []

    def run(self, archive: zipfile.ZipFile, part: str) -> SheetFacts:
        self._parser = _parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        _feed(self._parser, archive, part)
        return self._facts

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
            if attributes.get("hidden") in {"1", "true"}:
                self._facts.hidden_rows += 1
        elif name == "f":
            self._formula = True
        elif name == "v":
            self._text.clear()
            self._parser.CharacterDataHandler = self._text.append
        elif name == "is":
            self._filled = True

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place is None:
            self._column += 1
        else:
            letters = place.rstrip("0123456789")
            column = self._columns.get(letters)
            if column is None:
                column = self._columns[letters] = _column_index(letters)
            self._column = column
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._formula = self._filled = False

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "v":
            self._parser.CharacterDataHandler = None
            self._end_value()
        elif name == "c":
            self._end_cell()

    def _end_value(self) -> None:
        # A formula whose answer is an empty text is stored as a text without characters: that is a value.
        self._filled = bool(self._text) or self._type == "str"
        if self._type == "e":
            self._facts.errors[self._row, self._column] = "".join(self._text)
        elif self._type == "n" and (shown := self._formats.get(self._style)):
            self._facts.shown[self._row, self._column] = shown

    def _end_cell(self) -> None:
        facts = self._facts
        if self._formula:
            facts.formulas += 1
            if not self._filled:
                facts.unsaved.add((self._row, self._column))
        if self._filled or self._formula:
            facts.filled += 1
            facts.last_row = max(facts.last_row, self._row)
            facts.last_column = max(facts.last_column, self._column)


def column_name(index: int) -> str:
    """0 → A, 26 → AA."""
    name = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        name = chr(65 + letter) + name
    return name


def _column_index(letters: str) -> int:
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _shown(code: str) -> Shown | None:
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code).partition(";")[0]
    if re.fullmatch(r"0{2,}", bare):
        return ("zeros", len(bare))
    return ("percent", 0) if "%" in bare else None


def _parser() -> "expat.XMLParserType":
    parser = expat.ParserCreate()
    parser.buffer_text = True
    # No workbook has a DOCTYPE; without one there are no entities to blow up.
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_: object) -> NoReturn:
    raise UnreadableFile("The workbook is damaged: a DOCTYPE in its XML.")


def _feed(parser: "expat.XMLParserType", archive: zipfile.ZipFile, part: str) -> None:
    try:
        with archive.open(part) as stream:
            parser.ParseFile(stream)
    except (expat.ExpatError, zipfile.BadZipFile, EOFError, ValueError, RuntimeError) as error:
        raise UnreadableFile(f"The workbook is damaged: {part}: {error}.") from error
