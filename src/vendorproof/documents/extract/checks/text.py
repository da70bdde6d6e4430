"""Text: every byte belongs to characters, in an encoding that says so or in one of the older eight-bit ones."""

import codecs
from typing import BinaryIO

from vendorproof.documents.extract.findings import Damaged, Findings

PART = 1 << 20
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROLS = bytes({*range(32), 127} - {*b"\t\n\v\f\r\x1a\x1b\x08"})
MOST_CONTROLS = 1000  # one in so many bytes; more is no text


def check(file: BinaryIO, findings: Findings, _extension: str) -> None:
    """Decode all of it, unless no encoding is named: then eight-bit text with hardly a control character."""
    head = file.read(4)
    encoding = next((name for mark, name in MARKS if head.startswith(mark)), None)
    file.seek(0)
    if encoding is not None:
        _decode(file, encoding)
        return
    size = controls = 0
    while part := file.read(PART):
        size += len(part)
        controls += len(part) - len(part.translate(None, CONTROLS))
    if controls * MOST_CONTROLS > size and controls > 2:
        raise Damaged("The file is not text: it holds binary data.")
    if controls:
        findings.risk("content_differs", "The text holds control characters that do not belong in text.")


def _decode(file: BinaryIO, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while part := file.read(PART):
            decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise Damaged(f"The file says it is {encoding.upper()} text, but is not valid as such.") from error
