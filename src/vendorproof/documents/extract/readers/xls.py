"""Excel workbooks of the old kind (XLS): a unit per row that holds anything."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import BinaryIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from vendorproof.documents.extract.checks import ole
from vendorproof.documents.extract.findings import Damaged, Findings, Locked, shown
from vendorproof.documents.extract.units import Account, TooLarge, Unit, row

MOST_ROWS = 150_000
MOST_BYTES = 64 << 20  # of the file: the reader holds all of its sheets at once


def read(file: BinaryIO, account: Account) -> Iterator[Unit]:
    """Damaged, Locked, TooLarge."""
    account.kind = "row"
    file.seek(0)
    if len(file.read(MOST_BYTES + 1)) > MOST_BYTES:
        raise TooLarge(f"The workbook is larger than {MOST_BYTES >> 20} MiB: ask for it as XLSX.")
    ole.check(file, Findings(), "xls")  # notices a password, where the reader takes the cipher for numbers
    file.seek(0)
    number = 0
    try:
        workbook = CalamineWorkbook.from_filelike(file)
        for sheet, at, cells in _rows(workbook, account):
            if line := row([_shown(one) for one in cells]):
                number += 1
                if number > MOST_ROWS:
                    account.leave_out(f"Only {MOST_ROWS:,} rows were read: nothing from {sheet} row {at:,} on.")
                    break
                yield Unit(number, f"{sheet} row {at}", line)
    except PasswordError as error:
        raise Locked("The workbook is protected by a password: ask the vendor for an open copy.") from error
    except CalamineError as error:
        raise Damaged("The Excel workbook is damaged: it cannot be opened.") from error
    except BaseException as error:
        # A panic of the Rust reader is no Exception, and its class cannot be imported.
        if type(error).__name__ == "PanicException":
            raise Damaged("The Excel workbook is damaged: reading it broke off.") from error
        raise
    account.count = number


def _rows(workbook: CalamineWorkbook, account: Account) -> Iterator[tuple[str, int, Sequence[object]]]:
    hidden: list[str] = []
    for one in workbook.sheets_metadata:
        if one.typ != SheetTypeEnum.WorkSheet:
            continue
        name = shown(one.name, 60)
        if one.visible != SheetVisibleEnum.Visible:
            hidden.append(f"“{name}”")
        sheet = workbook.get_sheet_by_name(one.name)
        yield from _filled(sheet, name)
        if sheet.merged_cell_ranges:
            account.note(
                f"Sheet “{name}” has {len(sheet.merged_cell_ranges):,} merged cells; "
                "the value of each stands in its first row only."
            )
    if hidden:
        account.note(f"Hidden sheets, which were read like the others: {', '.join(hidden[:10])}.")


def _filled(sheet: CalamineSheet, name: str) -> Iterator[tuple[str, int, Sequence[object]]]:
    """All rows, cells from the first column on; the library leaves out the columns before the first used one."""
    if sheet.start is not None:
        margin = [""] * sheet.start[1]
        for at, cells in enumerate(sheet.iter_rows(), 1):
            yield name, at, [*margin, *cells]


def _shown(cell: object) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return f"{cell:.15g}"
    if isinstance(cell, datetime):
        moment = (cell + timedelta(milliseconds=500)).replace(microsecond=0)
        return moment.date().isoformat() if moment.time() == time() else moment.isoformat(" ")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return str(cell)
