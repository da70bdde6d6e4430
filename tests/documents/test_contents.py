"""What is let in under which extension; real files pass in tests/journeys, with the corpus at hand."""

import io
import struct
import zipfile
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fixtures.desks import PDF
from vendorproof.documents import contents
from vendorproof.documents.contents import EDGE_BYTES, EXTENSIONS

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
JPEG = b"\xff\xd8\xff\xe0" + bytes(20)
RTF = b"{\\rtf1 words}"
TEXT = "Wörter\n".encode()
PE = b"MZ\x90\0" + bytes(60) + b"PE\0\0"
ELF = b"\x7fELF" + bytes(60)
HTML = b"\xef\xbb\xbf \n<!-- c --><!DOCTYPE html><html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'
MHTML = b"From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=text/html\r\n\r\n"
WORD_XML = b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'


def package(*members: str, before: bytes = b"", size: int = 10) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for one in ("[Content_Types].xml", *members):
            archive.writestr(one, before + b"x" * size)
    return written.getvalue()


def ole(root: UUID | None = None) -> bytes:
    """A header, and the directory's first entry in the sector behind it."""
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<L", header, 48, 0)
    return bytes(header) + bytes(80) + (root.bytes_le if root else bytes(16)) + bytes(400)


WORD, EXCEL, SLIDES = package("word/document.xml"), package("xl/workbook.xml"), package("ppt/presentation.xml")
MSI = ole(UUID("000c1084-0000-0000-c000-000000000046"))


def refusal(extension: str, data: bytes) -> str | None:
    return contents.contradiction(extension, data[:EDGE_BYTES], data[-EDGE_BYTES:])


@pytest.mark.parametrize(
    ("extensions", "data"),
    [
        ("pdf", PDF),
        ("pdf", b"\r\n\x1b%-12345X@PJL\r\n" + PDF),
        ("pdf", bytes(1000) + PDF),
        ("docx", WORD),
        ("doc rtf zip", WORD),
        ("docx", package("word/document.xml", "word/embeddings/Book.xlsx", before=EXCEL)),
        ("xlsx xlsm xls zip", EXCEL),
        ("xlsx", package("xl\\workbook.xml")),
        ("pptx ppt zip", SLIDES),
        ("pptx", package("ppt/presentation.xml", *(f"ppt/media/{n:0>200}" for n in range(1000)), size=0)),
        ("doc docx xls xlsx xlsm ppt pptx rtf", ole()),
        ("rtf doc txt", RTF),
        ("doc xls", MHTML),
        ("doc", WORD_XML),
        ("txt md csv doc rtf xls", TEXT),
        ("txt md csv", "Wörter".encode("utf-16")),
        ("txt md csv", b"caf\xe9 au lait"),
        ("md txt", b'<p align="center"><img src="logo.svg"></p>\n# Policy'),
        ("md", b"# How scripts start\n\n#!/bin/sh"),
        ("txt", b"MZ is a name too"),
        ("csv", b'"<script>","x"\n'),
        ("txt", b'<?xml version="1.0"?><report/>'),
        ("png jpg jpeg gif webp", PNG),
        ("png jpg jpeg gif webp", JPEG),
        ("gif", b"GIF89a" + bytes(10)),
        ("webp", b"RIFF\0\0\0\0WEBPVP8 "),
        ("zip", package("setup.exe")),
        ("zip", b"PK\x05\x06" + bytes(18)),
    ],
)
def test_what_the_programs_of_an_extension_open_is_let_in(extensions: str, data: bytes) -> None:
    assert [refusal(one, data) for one in extensions.split()] == [None] * len(extensions.split())


@pytest.mark.parametrize(
    "data",
    [
        PE,
        PE + PDF,
        ELF,
        b"\xcf\xfa\xed\xfe" + bytes(30),
        b"\xca\xfe\xba\xbe\0\0\0\x34" + bytes(30),
        b"L\0\0\0\x01\x14\x02\0" + bytes(30),
        b"#!/bin/sh\nrm -rf ~\n%PDF-1.7",
        b"#! /usr/bin/env python\n",
        b"@ECHO OFF\r\ndel",
        b"<?php system($_GET['c']);",
        b"[InternetShortcut]\r\nURL=x",
        HTML,
        HTML + PDF,
        b"  <ScRiPt>alert(1)</script>",
        "<html><body>".encode("utf-16"),
        b"<svg onload=alert(1)>",
        SVG,
        MSI,
    ],
)
def test_programs_scripts_and_pages_are_refused_under_every_name(data: bytes) -> None:
    assert [one for one in EXTENSIONS if refusal(one, data) is None] == []


@pytest.mark.parametrize(
    ("extensions", "data", "called"),
    [
        ("png docx txt zip", PDF, "a PDF"),
        ("pdf docx txt zip xlsx", PNG, "a PNG image"),
        ("xlsx pptx pdf txt", WORD, "a Word document"),
        ("docx pptx csv", EXCEL, "an Excel workbook"),
        ("docx xlsx pptx", package("META-INF/MANIFEST.MF"), "a ZIP archive"),
        ("docx pdf png zip", TEXT, "plain text"),
        ("docx pdf", RTF, "rich text"),
        ("pdf png zip", ole(), "an Office 97-2003 file"),
        ("doc", ole(UUID("00020d0b-0000-0000-c000-000000000046")), "an Outlook message"),
        ("txt csv md", b"words\0words", "of an unknown binary kind"),
        ("txt", TEXT * 20_000 + b"\0", "of an unknown binary kind"),
        ("zip", b"7z\xbc\xaf\x27\x1c" + bytes(30), "application/x-7z-compressed"),
        ("pdf", b" " * 1024 + PDF, "plain text"),
    ],
)
def test_what_is_plainly_another_kind_is_refused_and_named(extensions: str, data: bytes, called: str) -> None:
    for one in extensions.split():
        reason = refusal(one, data)
        assert reason is not None, one
        assert reason.startswith(f"The name ends in .{one}, but the file is ")
        assert called in reason


STARTS = [PDF, PE, ELF, WORD, EXCEL, ole(), MSI, PNG, RTF, SVG, HTML, MHTML, b"PK\x03\x04", b"\xff\xfe", b"RIFF"]


@given(st.sampled_from(STARTS), st.binary(max_size=300), st.integers(0, 600), st.sampled_from(EXTENSIONS))
def test_it_says_something_of_any_bytes(start: bytes, rest: bytes, cut: int, extension: str) -> None:
    for data in (rest, start[:cut] + rest, rest + start, start[:40] + rest + start[-30:]):
        found = refusal(extension, data)
        assert found is None or found.startswith("The name ends in")
