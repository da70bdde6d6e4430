"""Names that anybody may have given, made safe for any system."""

from itertools import islice
from pathlib import Path

import pytest

from vendorproof_client.file_names import numbered, safe, visible


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("SOC 2 (2026).pdf", "SOC 2 (2026).pdf"),
        ("Prüfbericht – 報告.pdf", "Prüfbericht – 報告.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("..\\..\\x.exe", "_.._x.exe"),
        ("/etc/passwd", "_etc_passwd"),
        ("C:\\x.pdf", "C__x.pdf"),
        ("a\0b\r\n\x1b[31m.pdf", "ab[31m.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        (".bashrc", "bashrc"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("com1.a.b", "_com1.a.b"),
        ("console.pdf", "console.pdf"),
        ("a..pdf", "a..pdf"),
        ("a.pdf. . ", "a.pdf"),
        ("..", "document"),
        ("", "document"),
        (" \u200b ", "document"),
        ("e\u0301.pdf", "é.pdf"),
        ("-rf", "-rf"),
    ],
)
def test_a_name_becomes_safe(given: str, made: str) -> None:
    assert safe(given) == made
    assert safe(made) == made


def test_a_long_name_is_cut_before_its_extension(tmp_path: Path) -> None:
    name = safe("é" * 5000 + ".pdf")
    assert name.endswith("é.pdf")
    assert len(name.encode()) <= 200
    (tmp_path / name).touch()
    assert len(safe("x." + "y" * 5000).encode()) <= 200


def test_numbers_stand_before_the_extension() -> None:
    assert [one.name for one in islice(numbered(Path("a/b.tar.gz")), 3)] == ["b.tar.gz", "b.tar (2).gz", "b.tar (3).gz"]
    assert [one.name for one in islice(numbered(Path("a/b")), 2)] == ["b", "b (2)"]


def test_what_moves_a_terminal_is_shown_as_a_mark() -> None:
    assert (
        visible("a\x1b[2J\u202eb\nc")
        == "a\N{REPLACEMENT CHARACTER}[2J\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"
    )
    assert visible("Prüfbericht 報告") == "Prüfbericht 報告"
