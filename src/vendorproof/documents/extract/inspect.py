"""Looks at a whole file before anything else reads it. Runs in the sandbox's child.

The task: `inspect(file, extension="pdf")` yields one object, as `findings.Findings.told` makes it.
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from io import SEEK_END
from typing import BinaryIO

from vendorproof.documents.extract.findings import Damaged, Findings, Stopped

Check = Callable[[BinaryIO, Findings], None]

HEAD = 1024
CHECKS = "vendorproof.documents.extract.checks."
KINDS: Mapping[str, tuple[str, str]] = {  # extension: kind, and what the file is called if it is not that
    "pdf": ("pdf", "PDF"),
    "docx": ("ooxml", "Word document"),
    "xlsx": ("ooxml", "Excel workbook"),
    "xlsm": ("ooxml", "Excel workbook"),
    "pptx": ("ooxml", "PowerPoint presentation"),
    "doc": ("ole", "Word document"),
    "xls": ("ole", "Excel workbook"),
    "ppt": ("ole", "PowerPoint presentation"),
    "rtf": ("rtf", "RTF document"),
    "zip": ("archive", "ZIP archive"),
    "png": ("image", "PNG image"),
    "jpg": ("image", "JPEG image"),
    "jpeg": ("image", "JPEG image"),
    "gif": ("image", "GIF image"),
    "webp": ("image", "WebP image"),
    "txt": ("text", "text file"),
    "md": ("text", "text file"),
    "csv": ("text", "text file"),
}
NAMES = {
    "pdf": "a PDF",
    "ooxml": "an Office document",
    "archive": "a ZIP archive",
    "ole": "an Office document of the old kind",
    "rtf": "an RTF document",
    "image": "an image",
    "text": "text",
}


def inspect(file: BinaryIO, *, extension: str) -> Iterator[Mapping[str, object]]:
    """Yield what was found; the outcome is ok, locked, damaged or unsafe."""
    findings = Findings()
    try:
        _look(file, extension, findings)
    except Stopped as stopped:
        yield findings.told(stopped.outcome, str(stopped))
    else:
        yield findings.told("ok", None)


def _look(file: BinaryIO, extension: str, findings: Findings) -> None:
    if extension not in KINDS:
        raise Damaged(f"Files of the kind .{extension} are not read.")
    if file.seek(0, SEEK_END) == 0:
        raise Damaged("The file is empty.")
    file.seek(0)
    expected, wanted = KINDS[extension]
    found = kind_of(file.read(HEAD), expected)
    if found is None or (found == "text" and expected not in ("text", "ole")):
        raise Damaged(f"The file is not a {wanted}, although its name ends in .{extension}." .replace("a Excel", "an Excel").replace("a RTF", "an RTF"))
    if found != expected:
        findings.risk("content_differs", f"The name ends in .{extension}, but the content is {NAMES[found]}.")
    file.seek(0)
    check: Check = import_module(CHECKS + found).check
    check(file, findings, extension)


def kind_of(head: bytes, expected: str) -> str | None:
    """The kind of check the first bytes ask for; None for bytes of no kind we know."""
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return "archive" if expected == "archive" else "ooxml"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    if head.lstrip().startswith(b"{\\rt"):
        return "rtf"
    if head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")) or (
        head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    ):
        return "image"
    return "text" if expected == "text" or b"\0" not in head else None
