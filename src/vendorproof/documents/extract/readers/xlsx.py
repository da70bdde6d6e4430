"""Excel workbooks (XLSX, XLSM): a unit per row that holds anything, its values as a person sees them.

Read in one pass over each sheet's XML, so a lone cell in the last row costs nothing; hidden sheets are read like the others.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from vendorproof.documents.extract.findings import shown
from vendorproof.documents.extract.readers.numbers import Format, Formats, show
from vendorproof.documents.extract.readers.package import Package
from vendorproof.documents.extract.units import Account, Unit, row

MOST_ROWS = 150_000
MOST_SHEETS = 500
MOST_TEXTS_CHARACTERS = 64 << 20
MOST_TEXTS = 2_000_000
MOST_COLUMNS = 1000
SHEETS = ("worksheet", "dialogsheet", "xlMacrosheet")


@dataclass(frozen=True, slots=True)
class _Listed:
    name: str
    part: str
    hidden: bool


def read(file: BinaryIO, account: Account) -> Iterator[Unit]:
    """Damaged, Locked, Unsafe."""
    account.kind = "row"
    package = Package(file)
    main = package.main()
    sheets, epoch_1904 = _listed(package, main)
    parts = {one.kind: one.target for one in package.relations(main)}
    formats = Formats(epoch_1904=epoch_1904)
    for _ in package.parse(parts.get("styles", ""), formats.start, formats.end):
        pass
    texts = _Texts()
    for _ in package.parse(parts.get("sharedStrings", ""), texts.start, texts.end, texts.text):
        pass
    number = 0
    for sheet in sheets[:MOST_SHEETS]:
        rows = _Rows(texts.found, formats)
        for _ in package.parse(sheet.part, rows.start, rows.end, rows.text):
            for at, line in rows.taken():
                number += 1
                if number > MOST_ROWS:
                    account.leave_out(f"Only {MOST_ROWS:,} rows were read: nothing from {sheet.name} row {at:,} on.")
                    account.count = number
                    return
                yield Unit(number, f"{sheet.name} row {at}", line)
        _tell(sheet, rows, account)
    account.count = number
    _tell_sheets(sheets, account)
    if texts.cut:
        account.leave_out(
            "The workbook holds more different texts than are read; the cells with later ones show as empty."
        )


def _tell(sheet: _Listed, rows: "_Rows", account: Account) -> None:
    if rows.merged:
        account.note(
            f"Sheet “{sheet.name}” has {rows.merged:,} merged cells; the value of each stands in its first row only."
        )
    if rows.unsaved:
        account.leave_out(
            f"Sheet “{sheet.name}” has {rows.unsaved:,} formulas whose values were never saved; they show as empty."
        )
    if rows.hidden:
        account.note(f"Sheet “{sheet.name}” has {rows.hidden:,} hidden rows, which were read like the others.")


def _tell_sheets(sheets: list[_Listed], account: Account) -> None:
    hidden = [f"“{one.name}”" for one in sheets if one.hidden]
    if hidden:
        more = f" and {len(hidden) - 10} more" if len(hidden) > 10 else ""
        account.note(f"Hidden sheets, which were read like the others: {', '.join(hidden[:10])}{more}.")
    if len(sheets) > MOST_SHEETS:
        account.leave_out(f"Only the first {MOST_SHEETS} of {len(sheets):,} sheets were read.")


def _listed(package: Package, main: str) -> tuple[list[_Listed], bool]:
    """The sheets in the order of their tabs, and whether days are counted from 1904."""
    targets = {one.identity: one.target for one in package.relations(main) if one.kind in SHEETS}
    found: list[_Listed] = []
    early = False

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal early
        if tag == "sheet" and (part := targets.get(attributes.get("id", ""))):
            hidden = attributes.get("state", "visible") != "visible"
            found.append(_Listed(shown(attributes.get("name", ""), 60), part, hidden))
        elif tag == "workbookPr":
            early = attributes.get("date1904", "0") in ("1", "true")

    for _ in package.parse(main, start):
        pass
    return found, early


class _Texts:
    """The table of texts that cells point into; without the readings that Japanese texts carry."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.cut = False
        self._pieces: list[str] = []
        self._reads = False
        self._aloud = False
        self._left = MOST_TEXTS_CHARACTERS

    def start(self, tag: str, _attributes: Mapping[str, str]) -> None:
        if tag == "si":
            self._pieces = []
        elif tag == "rPh":
            self._aloud = True
        elif tag == "t":
            self._reads = not self._aloud

    def end(self, tag: str) -> None:
        if tag == "t":
            self._reads = False
        elif tag == "rPh":
            self._aloud = False
        elif tag == "si":
            text = "".join(self._pieces)
            self._left -= len(text)
            self.cut = self.cut or self._left < 0 or len(self.found) >= MOST_TEXTS
            if not self.cut:
                self.found.append(text)

    def text(self, data: str) -> None:
        if self._reads:
            self._pieces.append(data)


class _Rows:
    """Handlers for the XML of a sheet; places count from 1."""

    def __init__(self, texts: list[str], formats: Formats) -> None:
        self.merged = 0
        self.unsaved = 0
        self.hidden = 0
        self._texts = texts
        self._formats = formats.of_style
        self._epoch = formats.epoch
        self._done: list[tuple[int, str]] = []
        self._cells: dict[int, str] = {}
        self._row = 0
        self._column = 0
        self._kind = "n"
        self._style = ""
        self._formula = False
        self._reads = False
        self._aloud = False
        self._pieces: list[str] = []

    def taken(self) -> list[tuple[int, str]]:
        """The rows that are complete, each once."""
        done, self._done = self._done, []
        return done

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "c":
            self._start_cell(attributes)
        elif tag in ("v", "t"):
            self._reads = not self._aloud
        elif tag == "f":
            self._formula = True
        elif tag == "rPh":
            self._aloud = True
        elif tag == "row":
            place = attributes.get("r", "")
            self._row = int(place) if place.isdecimal() and len(place) < 9 else self._row + 1
            self._column = 0
            self._cells = {}
            self.hidden += attributes.get("hidden", "0") in ("1", "true")
        elif tag == "mergeCell":
            self.merged += 1

    def end(self, tag: str) -> None:
        if tag in ("v", "t"):
            self._reads = False
        elif tag == "rPh":
            self._aloud = False
        elif tag == "c":
            self._end_cell()
        elif tag == "row" and self._cells:
            width = max(self._cells)
            line = row([self._cells.get(column, "") for column in range(1, width + 1)])
            if line:
                self._done.append((self._row, line))

    def text(self, data: str) -> None:
        if self._reads:
            self._pieces.append(data)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        letters = attributes.get("r", "").rstrip("0123456789")
        self._column = _column(letters) if letters else self._column + 1
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._formula = False
        self._pieces.clear()

    def _end_cell(self) -> None:
        text = "".join(self._pieces)
        if self._formula and not text and self._kind != "str":
            self.unsaved += 1
        if self._kind == "s":
            text = self._texts[int(text)] if text.isdecimal() and len(text) < 9 and int(text) < len(self._texts) else ""
        elif self._kind == "b":
            text = "TRUE" if text == "1" else "FALSE" if text else ""
        elif self._kind == "n" and text:
            text = show(text, self._formats.get(self._style, Format.PLAIN), self._epoch)
        if text.strip() and 0 < self._column <= MOST_COLUMNS:
            self._cells[self._column] = text


def _column(letters: str) -> int:
    place = 0
    for one in letters[:4].upper():
        place = place * 26 + ord(one) - 64
    return place
