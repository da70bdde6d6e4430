"""Which reader a file needs: told by its first bytes, and by its name only where bytes cannot tell."""

import re
from pathlib import Path

from vendorproof_client.files import encodings
from vendorproof_client.files.delimited import DelimitedTable
from vendorproof_client.files.json_text import JsonLinesTable, JsonTable, is_json_lines
from vendorproof_client.files.table import Table, UnreadableFile
from vendorproof_client.files.workbook import WorkbookTable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")

_OTHER_KINDS = (
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "compressed by gzip: unpack it first"),
    (b"BZh", "compressed by bzip2: unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive: unpack it first"),
    (b"\xfd7zXZ", "compressed by xz: unpack it first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file: export it as CSV"),
)

_JSON_START = re.compile(rb'\{\s*"[^"]*"\s*:|\[\s*\{\s*"')

JSON_NAMES = frozenset({".json"})
JSON_LINES_NAMES = frozenset({".ndjson", ".jsonl", ".jsonlines"})


def open_table(
    path: str | Path,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    separator: str | None = None,
    header_row: int | None = None,
) -> Table:
    """Open CSV, TSV, XLSX, XLSM, XLS, JSON or NDJSON; raises UnreadableFile, also for options that do not fit.

    `header_row` is 1-based, 0 for a table without a header.
    """
    path = Path(path)
    if header_row is not None and header_row < 0:
        raise UnreadableFile("A header row is 1 or more, or 0 for none.", option="header_row")
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith((b"PK\x03\x04", _OLE)):
        _refuse("a workbook", encoding=encoding, separator=separator)
        _refuse_locked(path, head)
        return WorkbookTable(path, sheet=sheet, header_row=header_row)
    _refuse_other_kinds(path, head)
    _refuse("a text file", sheet=sheet)
    suffix = path.suffix.lower()
    if suffix in JSON_NAMES | JSON_LINES_NAMES:
        _refuse("a JSON file", separator=separator, header_row=header_row)
        return _open_json(path, suffix, encoding)
    return DelimitedTable(path, encoding=encoding, separator=separator, header_row=header_row)


def _open_json(path: Path, suffix: str, encoding: str | None) -> Table:
    codec = encodings.detect(path, encoding).codec
    with path.open(encoding=codec) as text:
        opening = next((line.lstrip()[:1] for line in iter(lambda: text.readline(4096), "") if line.strip()), "")
    if not opening:
        raise UnreadableFile("The file is blank.")
    lines = opening != "[" if suffix in JSON_LINES_NAMES else is_json_lines(path, codec)
    return JsonLinesTable(path, encoding=encoding) if lines else JsonTable(path, encoding=encoding)


def _refuse(kind: str, **options: object) -> None:
    for name, value in options.items():
        if value is not None:
            raise UnreadableFile(f"{kind.capitalize()} takes no --{name.replace('_', '-')}.")


def _refuse_locked(path: Path, head: bytes) -> None:
    if head.startswith(_OLE) and _LOCKED in path.read_bytes():
        raise UnreadableFile("The workbook is protected by a password: save a copy without one.")


def _refuse_other_kinds(path: Path, head: bytes) -> None:
    for mark, kind in _OTHER_KINDS:
        if head.startswith(mark):
            raise UnreadableFile(f"The file is {kind}, not a table.")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml")):
        raise UnreadableFile(
            "The file is a web page or XML, whatever its name says: open it in a spreadsheet program and save it as XLSX."
        )
    if path.suffix.lower() in {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}:
        raise UnreadableFile("The file is no workbook, though its name says so; a text file is named .csv.")
    if path.suffix.lower() not in JSON_NAMES | JSON_LINES_NAMES and _JSON_START.match(start):
        raise UnreadableFile("The file looks like JSON: name it .json, or .ndjson for one record a line.")
