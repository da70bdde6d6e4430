"""PDF: whether it opens, its pages, and the actions and files in it.

PDFium tells whether it opens and what hangs on the document's own name trees. Actions can hang on any object, so the file and
its object streams are searched for their names as well: a name in a page's text may then be taken for an action, but none
is missed, unless it lies in an object stream that is encrypted or packed otherwise than by Flate.
"""

import ctypes
import mmap
import re
import zlib
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, BinaryIO

import pypdfium2_raw as pdfium  # type: ignore[import-untyped]

from vendorproof.documents.extract.findings import Damaged, Findings, Locked

PART = 4096
MOST_STREAMS = 100_000
MOST_STREAM_BYTES = 64 << 20
MOST_STREAMS_BYTES = 512 << 20
ENDS = rb"(?=[\s/<>\[\](){}%]|$)"  # what may follow a name


def _name(text: str) -> bytes:
    """A pattern for a name, any character of which may be written as #xx."""
    one = (f"(?:{re.escape(letter)}|#(?i:{ord(letter):02x}))" for letter in text)
    return f"/{''.join(one)}".encode() + ENDS


ACTIONS = (
    (re.compile(_name("JavaScript")), "javascript", "The PDF runs JavaScript."),
    (re.compile(_name("JS")[: -len(ENDS)] + rb"\s*(?:\(|<|\d+\s+\d+\s+R)"), "javascript", "The PDF runs JavaScript."),
    (re.compile(_name("Launch")), "external_links", "The PDF starts a program or opens another file."),
    (re.compile(_name("EmbeddedFile")), "embedded_files", "Other files are attached to the PDF."),
    (re.compile(_name("RichMedia")), "embedded_files", "Film or sound is embedded in the PDF."),
    (re.compile(_name("GoToR")), "external_links", "The PDF opens another PDF."),
    (re.compile(_name("SubmitForm")), "external_links", "The PDF sends what is filled in to a web address."),
    (re.compile(_name("ImportData")), "external_links", "The PDF fetches data from another file."),
)
OBJECT_STREAM = re.compile(_name("ObjStm"))
STREAM = re.compile(rb"stream\r?\n")


def check(file: BinaryIO, findings: Findings, _extension: str) -> None:
    """Open it, load its first page, search it; Locked, Damaged."""
    # Stays open till the process ends: PDFium reads from it, and an exception on its way out still holds it.
    data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    for code, message in _actions(data):
        findings.risk(code, message)
    if data[-22:-18] == b"PK\x05\x06":
        findings.risk("content_differs", "The PDF can also be opened as a ZIP archive.")
    _open((ctypes.c_char * len(data)).from_buffer(data), len(data), findings)


def _open(view: Any, size: int, findings: Findings) -> None:  # noqa: ANN401 - an array of ctypes
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(ctypes.addressof(view), size, None)
    if not document:
        _refuse(pdfium.FPDF_GetLastError())
    findings.pages = pdfium.FPDF_GetPageCount(document)
    if findings.pages <= 0:
        raise Damaged("The PDF has no pages.")
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        findings.risk("javascript", "The PDF runs JavaScript.")
    if pdfium.FPDFDoc_GetAttachmentCount(document) > 0:
        findings.risk("embedded_files", "Other files are attached to the PDF.")
    page = pdfium.FPDF_LoadPage(document, 0)
    if not page:
        raise Damaged("The PDF is damaged: its first page cannot be read.")
    pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)


def _refuse(error: int) -> None:
    if error == pdfium.FPDF_ERR_PASSWORD:
        raise Locked("The PDF is protected by a password: ask the vendor for an open copy.")
    if error == pdfium.FPDF_ERR_SECURITY:
        raise Locked(
            "The PDF is protected in a way only its maker's program can open: ask the vendor for an open copy."
        )
    raise Damaged("The PDF is damaged or incomplete: it cannot be opened.")


def _actions(data: "mmap.mmap") -> Iterator[tuple[str, str]]:
    found: set[int] = set()
    parts: Iterator[Any] = chain((data,), _object_streams(data))
    for part in parts:
        for number, (pattern, code, message) in enumerate(ACTIONS):
            if number not in found and pattern.search(part):
                found.add(number)
                yield code, message


def _object_streams(data: "mmap.mmap") -> Iterator[bytes]:
    """The streams in which objects are packed, unpacked as far as they can be: PDFium judges the file."""
    view, total = memoryview(data), 0
    for match in islice(OBJECT_STREAM.finditer(data), MOST_STREAMS):
        start = STREAM.search(data, match.end(), match.end() + 4096)
        if start is not None:
            part = _inflated(view, start.end() + 2)  # without its two bytes of header nothing checks the checksum
            total += len(part)
            yield part
        if total > MOST_STREAMS_BYTES:
            return


def _inflated(view: memoryview, start: int) -> bytes:
    unpacking, found = zlib.decompressobj(-zlib.MAX_WBITS), bytearray()
    while not unpacking.eof and start < len(view) and len(found) < MOST_STREAM_BYTES:
        try:
            found += unpacking.decompress(view[start : start + PART], MOST_STREAM_BYTES)
        except zlib.error:
            break
        start += PART
    return bytes(found)
