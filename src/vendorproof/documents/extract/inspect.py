"""Looks at a whole file before anything else reads it. Runs in the sandbox's child.

The task: `inspect(file, extension="pdf")` yields one object, as `findings.Findings.told` makes it.
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from io import SEEK_END
from typing import BinaryIO

from vendorproof.documents.extract.findings import Damaged, Findings, Stopped, Unsafe

Check = Callable[[BinaryIO, Findings, str], None]

HEAD = 1024
CHECKS = "vendorproof.documents.extract.checks."
KINDS: Mapping[str, tuple[str, str]] = {  # extension: kind, and what the file is called if it is not that
    "pdf": ("pdf", "a PDF"),
    "docx": ("ooxml", "a Word document"),
    "xlsx": ("ooxml", "an Excel workbook"),
    "xlsm": ("ooxml", "an Excel workbook"),
    "pptx": ("ooxml", "a PowerPoint presentation"),
    "doc": ("ole", "a Word document"),
    "xls": ("ole", "an Excel workbook"),
    "ppt": ("ole", "a PowerPoint presentation"),
    "rtf": ("rtf", "an RTF document"),
    "zip": ("archive", "a ZIP archive"),
    "png": ("image", "a PNG image"),
    "jpg": ("image", "a JPEG image"),
    "jpeg": ("image", "a JPEG image"),
    "gif": ("image", "a GIF image"),
    "webp": ("image", "a WebP image"),
    "txt": ("text", "a text file"),
    "md": ("text", "a text file"),
    "csv": ("text", "a text file"),
}
NAMES = {
    "pdf": "a PDF",
    "ooxml": "an Office document",
    "archive": "a ZIP archive",
    "ole": "an Office document of the old kind",
    "rtf": "an RTF document",
    "image": "an image",
    "text": "text",
    "old": "a document from before 1997, which is not looked into",
}
BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    *((magic, "ooxml") for magic in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    *((magic, "image") for magic in (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")),
    *((magic, "old") for magic in (b"\xdb\xa5\x2d\0", b"\xfe\x37\0\x23")),
    *((magic, "old") for magic in (b"\x09\0\x04\0", b"\x09\2\6\0", b"\x09\4\6\0")),
)


def inspect(file: BinaryIO, *, extension: str) -> Iterator[Mapping[str, object]]:
    """Yield what was found; the outcome is ok, locked, damaged or unsafe."""
    findings = Findings()
    try:
        _look(file, extension, findings)
    except Stopped as stopped:
        if isinstance(stopped, Unsafe) and KINDS[extension][0] in ("ooxml", "archive"):
            findings.risk("unsafe_archive", str(stopped))
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
    if found is None or (found == "text" and expected not in ("text", "ole", "rtf")):
        raise Damaged(f"The file is not {wanted}, although its name ends in .{extension}.")
    # An encrypted document of the new kind is a container of the old: which of the two this is, its own check says.
    if found != expected and (found, expected) != ("ole", "ooxml"):
        findings.risk("content_differs", f"The name ends in .{extension}, but the content is {NAMES[found]}.")
    if found == "old":
        return
    file.seek(0)
    check: Check = import_module(CHECKS + found).check
    check(file, findings, extension)


def kind_of(head: bytes, expected: str) -> str | None:
    """The kind of check the first bytes ask for; None for bytes of no kind we know."""
    found = next((kind for magic, kind in BEGINNINGS if head.startswith(magic)), None)
    if found == "ooxml" and expected == "archive":
        return "archive"
    if found is None and head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image"
    if found is None and expected == "pdf" and b"%PDF-" in head:  # printers and mail gateways put things before it
        return "pdf"
    if found is None and head.lstrip().startswith(b"{\\rt"):
        return "rtf"
    return found or ("text" if expected == "text" or b"\0" not in head else None)
