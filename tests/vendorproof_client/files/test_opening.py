"""Which reader a file gets, and what is no table."""

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from vendorproof_client.files import UnreadableFile, open_table

Make = Callable[..., Path]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.csv", b"id,name\n1,x\n", "CSV"),
        ("a.txt", b"id;name\n1;x\n", "CSV"),
        ("a", b"id|name\n1|x\n", "CSV"),
        ("A.TSV", b"id\tname\n1\tx\n", "CSV"),
        ("a.csv", b'[id],"{name}"\n1,x\n', "CSV"),
        ("a.JSON", b'[{"id":1}]', "JSON"),
        ("a.jsonl", b'{"id":1}\n', "NDJSON"),
    ],
)
def test_the_reader_fits_the_file(make: Make, name: str, content: bytes, kind: str) -> None:
    assert open_table(make(name, content)).kind == kind


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"", "empty"),
        ("a.xlsx", b"", "empty|no workbook"),
        ("a.csv", b"%PDF-1.7 ...", "is a PDF"),
        ("a.csv", gzip.compress(b"id,name\n"), "gzip: unpack"),
        ("a.xlsx", b"id,name\n1,x\n", "no workbook, though its name says so"),
        ("a.xls", b"<html><table><tr><td>id</td></tr></table></html>", "web page or XML"),
        ("a.xls", b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "web page or XML"),
        ("a.xlsx", b"PK\x03\x04 junk", "damaged|cannot be read"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "cannot be read"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.txt", b'{"id":1}', "looks like JSON: name it .json"),
        ("a.csv", b'\xef\xbb\xbf[\n  { "id":1},{"id":2}]', "looks like JSON: name it .json"),
    ],
)
def test_what_is_no_table_is_refused_with_its_kind(make: Make, name: str, content: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        open_table(make(name, content))


def test_an_archive_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("vendors.csv", "id,name\n")
    with pytest.raises(UnreadableFile, match="zip archive but no Excel workbook"):
        open_table(path)


def test_a_missing_file_is_an_operating_system_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_table(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("name", "content", "options"),
    [
        ("a.csv", "id,name\n", {"sheet": "x"}),
        ("a.json", "[]", {"separator": ","}),
        ("a.json", "[]", {"header_row": 1}),
        ("a.json", "[]", {"sheet": "x"}),
    ],
)
def test_an_option_that_does_not_fit_the_file_is_refused(
    make: Make, name: str, content: str, options: dict[str, str]
) -> None:
    with pytest.raises(UnreadableFile, match="takes no --"):
        open_table(make(name, content), **options)  # type: ignore[arg-type]
