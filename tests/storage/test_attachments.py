import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorproof.storage.attachments import NAME_BYTES, content_disposition, presentable


@pytest.mark.parametrize(
    ("filename", "shown"),
    [
        ("SOC 2 (2026).pdf", "SOC 2 (2026).pdf"),
        ("报告.pdf", "报告.pdf"),
        ("../../etc/passwd", ".._.._etc_passwd"),
        ("C:\\temp\\a.doc", "C:_temp_a.doc"),
        ("two\r\nlines\x00.txt", "twolines.txt"),
        ("\u202egnp.exe", "gnp.exe"),
        ("مرح\u200cبا.txt", "مرح\u200cبا.txt"),
        ("  spaces.md ", "spaces.md"),
        ("\ud800.txt", ".txt"),
        ("..", "download"),
        ("", "download"),
        ("\n", "download"),
        (".gitignore", ".gitignore"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("é" * 300 + ".pdf", "é" * 98 + ".pdf"),
        ("a." + "b" * 300, "a." + "b" * 198),
    ],
)
def test_a_name_that_every_system_can_save(filename: str, shown: str) -> None:
    assert presentable(filename) == shown


@pytest.mark.parametrize(
    ("filename", "header"),
    [
        ("a b.pdf", 'attachment; filename="a b.pdf"'),
        ('say "hi".txt', "attachment; filename=\"say _hi_.txt\"; filename*=UTF-8''say%20%22hi%22.txt"),
        ("50%.txt", "attachment; filename=\"50_.txt\"; filename*=UTF-8''50%25.txt"),
        ("a;b.txt", "attachment; filename=\"a_b.txt\"; filename*=UTF-8''a%3Bb.txt"),
        ("报.pdf", "attachment; filename=\"_.pdf\"; filename*=UTF-8''%E6%8A%A5.pdf"),
    ],
)
def test_the_header(filename: str, header: str) -> None:
    assert content_disposition(filename) == header


@given(st.text(st.characters(), max_size=400))
def test_any_name_makes_one_line_of_ascii(filename: str) -> None:
    header = content_disposition(filename)
    assert header.isascii()
    assert header.isprintable()
    shown = presentable(filename)
    assert 0 < len(shown.encode()) <= NAME_BYTES
    assert presentable(shown) == shown
