"""XLSX, XLSM and XLS: one sheet, its values as a person sees them where the file tells how."""

import itertools
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from vendorproof_client.files import header
from vendorproof_client.files.sheet_xml import SheetFacts, WorkbookXml, column_name
from vendorproof_client.files.table import Row, Table, UnreadableFile

LARGEST_EXACT = 2**53
"""Beyond it a double, which is all that Excel stores, no longer holds every integer."""

MOST_DIGITS = 10**15
"""Excel itself keeps 15 digits of what is typed."""

_HEADER_SAMPLE = 200


class _Unsaved:
    """A formula without a stored value: something stands in the cell, but nobody can tell what."""

    def __str__(self) -> str:
        return ""


class WorkbookTable(Table):
    """`number` of a row is Excel's own row number."""

    def __init__(self, path: Path, *, sheet: str | None = None, header_row: int | None = None) -> None:
        super().__init__(path, path.suffix.lstrip(".").upper() or "XLSX", "row")
        xml = WorkbookXml(path) if path_is_zip(path) else None
        try:
            with _faults_told():
                self._facts, self._sheet = self._choose(CalamineWorkbook.from_path(str(path)), xml, sheet)
        finally:
            if xml:
                xml.close()
        self._settle_area()
        self._start = 0
        self._settle_header(header_row)
        self._tell_merged()
        self._tell_facts()
        if xml is None:
            self._findings.say(
                "An XLS file does not tell how numbers are shown: leading zeros and percentages are read as plain numbers, "
                "errors like #N/A as empty. Save it as XLSX if that matters."
            )

    def records(self) -> Iterator[Row]:
        self._findings.restart()
        for index, cells in self._rows():
            self.position = index + 1
            if index < self._start:
                continue
            if all(header.is_blank(cell) for cell in cells):
                self._findings.count("Blank rows skipped", index + 1)
                continue
            yield self._row(index, cells)
        self.position = self.size

    def _row(self, index: int, cells: Sequence[Any]) -> Row:
        record: dict[str, Any] = {}
        problems: list[str] = []
        for place, name in self._kept:
            cell = cells[place] if place < len(cells) else ""
            value, problem = self._value((index, place + self._left), name, cell)
            if problem:
                problems.append(problem)
            record[name] = value
        return Row(index + 1, record, tuple(problems))

    def _value(self, place: tuple[int, int], name: str, cell: object) -> tuple[Any, str | None]:
        if isinstance(cell, _Unsaved):
            where = f"{column_name(place[1])}{place[0] + 1}"
            self._findings.count(f"Formulas of “{name}” without a stored value; refused", place[0] + 1)
            return "", (
                f"Cell {where} ({name}) holds a formula whose value was never stored: "
                "open the workbook in a spreadsheet program and save it."
            )
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            return self._number(place, name, cell)
        return _plain(cell), None

    def _number(self, place: tuple[int, int], name: str, cell: float) -> tuple[Any, str | None]:
        where = f"{column_name(place[1])}{place[0] + 1}"
        if abs(cell) > LARGEST_EXACT:
            self._findings.count(f"Numbers of “{name}” too long for a spreadsheet; refused", place[0] + 1)
            return cell, (
                f"Cell {where} ({name}) holds the number {cell:.15g}, of which Excel has lost digits: "
                "it keeps 15. Format the column as text and enter the values again."
            )
        if abs(cell) >= MOST_DIGITS:
            self._findings.count(f"Numbers of “{name}” with more than 15 digits, of which Excel keeps 15", place[0] + 1)
        number = int(cell) if float(cell).is_integer() else float(f"{cell:.15g}")
        shown = self._facts.shown.get(place)
        if shown is None:
            return number, None
        if shown[0] == "percent":
            self._findings.count(f"Values of “{name}” shown as a percentage, taken as shown", place[0] + 1)
            return f"{cell * 100:.15g}%", None
        if isinstance(number, int) and number >= 0:
            self._findings.count(f"Values of “{name}” shown with leading zeros, taken as shown", place[0] + 1)
            return str(number).zfill(shown[1]), None
        return number, None

    def _settle_area(self) -> None:
        """Cells count from the first used column, rows from the top; what the fast reader leaves out is added."""
        self._patches: dict[int, dict[int, Any]] = {}
        for (row, column), text in self._facts.errors.items():
            self._patches.setdefault(row, {})[column] = text
        for row, column in self._facts.unsaved:
            self._patches.setdefault(row, {})[column] = _Unsaved()
        columns = [column for _, column in self._facts.unsaved]
        if self._sheet.start is not None:
            columns.append(self._sheet.start[1])
        self._left = min(columns, default=0)
        self.size = 1 + max(*self._patches, self._sheet.end[0] if self._sheet.end else -1, -1)

    def _rows(self) -> Iterator[tuple[int, list[Any]]]:
        margin = [""] * ((self._sheet.start[1] if self._sheet.start else self._left) - self._left)
        known = iter(self._sheet.iter_rows()) if self._sheet.start else iter(())
        for index in range(self.size):
            cells: list[Any] = [*margin, *next(known, ())]
            for column, value in self._patches.get(index, {}).items():
                place = column - self._left
                cells += [""] * (place + 1 - len(cells))
                cells[place] = value
            yield index, cells

    def _choose(
        self, workbook: CalamineWorkbook, xml: WorkbookXml | None, wanted: str | None
    ) -> tuple[SheetFacts, CalamineSheet]:
        """The sheet asked for, or the first visible one that holds anything; says which others there are."""
        metadata = [one for one in workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        hidden = [one.name for one in metadata if one.visible != SheetVisibleEnum.Visible]
        names = [one.name for one in metadata]
        candidates = [_find_sheet(names, wanted)] if wanted else [name for name in names if name not in hidden]
        for name in candidates:
            facts = xml.facts(name) if xml else SheetFacts()
            if xml and not facts.filled:
                continue
            sheet = workbook.get_sheet_by_name(name)
            if sheet.start is not None or facts.unsaved:
                self._tell_sheet(name, names, hidden)
                return facts, sheet
        if wanted:
            raise UnreadableFile(f"Sheet “{wanted}” is empty.", option="sheet")
        if hidden:
            raise UnreadableFile(f"The visible sheets are empty; hidden: {_quoted(hidden)}.", option="sheet")
        raise UnreadableFile("The workbook is empty: no sheet of it holds a value.")

    def _tell_sheet(self, name: str, names: list[str], hidden: list[str]) -> None:
        others = [f"“{one}”{' (hidden)' if one in hidden else ''}" for one in names if one != name]
        rest = f"; the others, not read: {', '.join(others)}" if others else ""
        self._findings.say(f"Sheet: “{name}”{' (hidden)' if name in hidden else ''}{rest}.")

    def _settle_header(self, header_row: int | None) -> None:
        first = max(0, (header_row or 1) - 1)
        sample = itertools.islice(self._rows(), first, first + _HEADER_SAMPLE)
        lines = [header.Line(index + 1, cells) for index, cells in sample]
        if not any(line.filled for line in lines):
            raise UnreadableFile(
                f"Sheet “{self._sheet.name}” has no rows{f' from row {header_row} on' if header_row else ''}."
            )
        if header_row is None:
            choice = header.choose(lines, self.unit)
        else:
            start = lines[0] if header_row else next(line for line in lines if line.filled)
            choice = header.Choice(start if header_row else None, start)
        if choice.header and not choice.header.filled:
            raise UnreadableFile(f"Row {header_row} is blank and names no columns.", option="header_row")
        self._findings.say(header.describe(choice, self.unit))
        self._start = choice.start.number - (0 if choice.header else 1)
        self._name_columns(choice)

    def _name_columns(self, choice: header.Choice) -> None:
        """Columns that have neither a name nor a value are left out: they are only the sheet's empty margin."""
        used: set[int] = set()
        for index, cells in self._rows():
            if index >= self._start:
                used.update(place for place, cell in enumerate(cells) if not header.is_blank(cell))
        named = [_plain(cell) for cell in choice.header.cells] if choice.header else []
        width = max([*used, *(place for place, cell in enumerate(named) if not header.is_blank(cell))], default=-1) + 1
        named = (named + [""] * width)[:width]
        kept = [place for place in range(width) if place in used or not header.is_blank(named[place])]
        if choice.header is None:
            names = header.numbered(width)
        else:
            names, _ = header.name_columns(named)
            _, sentences = header.name_columns([named[place] for place in kept])
            for sentence in sentences:
                self._findings.say(sentence)
        self._kept = [(place, names[place]) for place in kept]
        self.headers = [name for _, name in self._kept]

    def _tell_merged(self) -> None:
        ranges = [
            f"{column_name(left)}{top + 1}:{column_name(right)}{bottom + 1}"
            for (top, left), (bottom, right) in self._sheet.merged_cell_ranges or []
            if bottom >= self._start
        ]
        if ranges:
            shown = ", ".join(ranges[:5]) + (f" and {len(ranges) - 5} more" if len(ranges) > 5 else "")
            self._findings.say(
                f"Merged cells: {shown}; the value stands in the first cell only, the others count as empty."
            )

    def _tell_facts(self) -> None:
        if saved := self._facts.formulas - len(self._facts.unsaved):
            self._findings.say(f"Formulas: {saved:,}; the value stored with each is taken.")
        if self._facts.hidden_rows:
            self._findings.say(f"Hidden rows: {self._facts.hidden_rows:,}; they are read like the others.")


def path_is_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


@contextmanager
def _faults_told() -> Iterator[None]:
    try:
        yield
    except CalamineError as error:
        raise UnreadableFile(f"The workbook cannot be read: {error}.") from error
    except BaseException as error:
        # A panic of the Rust reader is no Exception, and its class cannot be imported.
        if type(error).__name__ == "PanicException":
            raise UnreadableFile(f"The workbook is damaged: {error}.") from error
        raise


def _find_sheet(names: list[str], wanted: str) -> str:
    """By name, then by name in any case, then by place (1-based)."""
    if wanted in names:
        return wanted
    alike = [name for name in names if name.casefold() == wanted.casefold()]
    if len(alike) == 1:
        return alike[0]
    if re.fullmatch(r"[0-9]{1,4}", wanted) and 1 <= int(wanted) <= len(names):
        return names[int(wanted) - 1]
    raise UnreadableFile(f"There is no sheet “{wanted}”; there are: {_quoted(names)}.", option="sheet")


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _plain(cell: Any) -> Any:  # noqa: ANN401 (a cell of any kind)
    """JSON value of a cell that needs no more than its own content."""
    if isinstance(cell, datetime):
        # A double counts days: a second is never exact in it.
        rounded = (cell + timedelta(milliseconds=0.5)).replace(microsecond=0)
        return rounded.date().isoformat() if rounded.time() == time() else rounded.isoformat()
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return "" if cell is None else cell
