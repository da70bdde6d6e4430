import codecs
import csv

import pytest

from tests.fixtures.extracting import here, texts
from vendorproof.documents.extract.findings import Damaged
from vendorproof.documents.extract.readers.text import BLOCK_LINES
from vendorproof.documents.extract.units import NotText

GERMAN = "Die Prüfung umfaßt den Zeitraum – “äußerst” wichtig.\n"


def test_a_paragraph_is_a_unit_with_its_lines() -> None:
    found = here("md", b"# Policy\r\n\r\nFirst line\r\nsecond line\r\n\r\n\r\nlast")
    assert [(one.number, one.label, one.text) for one in found.units] == [
        (1, "line 1", "# Policy"),
        (3, "lines 3–4", "First line\nsecond line"),
        (7, "line 7", "last"),
    ]
    assert (found.kind, found.count, found.complete, found.notes) == ("line", 7, True, ())


def test_a_paragraph_without_end_is_divided() -> None:
    found = here("txt", b"line\n" * (2 * BLOCK_LINES + 1))
    assert [one.label for one in found.units] == ["lines 1–60", "lines 61–120", "line 121"]


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (GERMAN.encode(), ""),
        (codecs.BOM_UTF8 + GERMAN.encode(), ""),
        (GERMAN.encode("utf-16"), ""),
        (codecs.BOM_UTF16_BE + GERMAN.encode("utf-16-be"), ""),
        (GERMAN.encode("utf-32"), ""),
        (GERMAN.encode("utf-16-be"), ""),
        (GERMAN.encode("cp1252"), "it was read as Windows-1252"),
    ],
)
def test_the_encoding_is_told_by_the_bytes(data: bytes, note: str) -> None:
    found = here("txt", data)
    assert found.units[0].text == GERMAN.strip()
    assert note in " ".join(found.notes)
    assert bool(note) == bool(found.notes)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Отчёт независимого аудитора о системе контроля организации за период с января по декабрь. " * 4, "cp1251"),
        ("דוח ביקורת של החברה לשנת הכספים שהסתיימה בדצמבר " * 8, "cp1255"),
        ("Η έκθεση του ανεξάρτητου ελεγκτή για την περίοδο έως τον Δεκέμβριο " * 6, "cp1253"),
    ],
)
def test_other_scripts_in_old_encodings_are_not_taken_for_western(text: str, codec: str) -> None:
    assert here("txt", text.strip().encode(codec)).units[0].text == text.strip()


def test_a_spoilt_character_spoils_no_more_than_itself() -> None:
    found = here("txt", ("é" * 300 + "\n").encode() + b"a\xffb\n")
    assert found.units[0].text.endswith("a\ufffdb")
    assert found.notes == ("1 characters of the file are damaged and show as “\ufffd”.",)


@pytest.mark.parametrize("data", [bytes(range(256)) * 9, b"\x7fELF" + bytes(5000), b"\0\1" * 900 + b"text" * 90])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises((NotText, Damaged)):
        here("txt", data)


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b'a,b,c\n1,"x, y",3\n\n', ["a\tb\tc", "1\tx, y\t3"]),
        (b"a;b\n1,5;2\n", ["a\tb", "1,5\t2"]),
        (b"a\tb\n1\t2\n", ["a\tb", "1\t2"]),
        (b'a|b\n"one\nline"|2\n3|4\n', ["a\tb", "one line\t2", "3\t4"]),
        (b"one column\nonly\n", ["one column\nonly"]),
    ],
)
def test_a_record_of_a_table_is_a_unit(data: bytes, rows: list[str]) -> None:
    assert [text for _, text in texts("csv", data)] == rows


def test_a_record_stands_where_it_begins() -> None:
    found = here("csv", b'a|b\n"one\nline"|2\n3|4\n')
    assert [(one.number, one.label) for one in found.units] == [(1, "line 1"), (2, "line 2"), (4, "line 4")]
    assert found.count == 4


@pytest.mark.parametrize("limit", [1 << 17, 1 << 24])
def test_a_quotation_mark_that_never_closes_is_said(limit: int) -> None:
    """Whatever limit somebody else in the process has set."""
    former = csv.field_size_limit(limit)
    try:
        found = here("csv", b'a,b\n1,2\n3,"' + b"x" * 200_000)
    finally:
        csv.field_size_limit(former)
    assert [one.text for one in found.units] == ["a\tb", "1\t2"]
    assert found.notes == ("Nothing from line 3 on was read: a quotation mark there is never closed.",)
    assert not found.complete
