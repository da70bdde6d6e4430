"""What a file's first and last bytes say it is, and whether that can be what its name says.

A file is refused when the program that opens its extension would not open it, and whenever it is a program, a script
or a web page under another name. What differs without harm (a JPEG named .png, a .docx named .doc) is let in.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

import filetype

from vendorproof.documents import packages

EDGE_BYTES = 64 * 1024
"""How much of each end is looked at."""

EXTENSIONS = (
    *("pdf", "doc", "docx", "rtf", "txt", "md", "xls", "xlsx", "xlsm", "csv", "ppt", "pptx"),
    *("png", "jpg", "jpeg", "gif", "webp", "zip"),
)

_TEXTS = frozenset({"text", "rtf", "mhtml", "xml", "word xml", "excel xml"})
_IMAGES = frozenset({"png", "jpeg", "gif", "webp"})
_ZIPS = frozenset({"zip", "word", "excel", "powerpoint"})

# Word opens whatever it knows under .doc and .rtf, Excel under .xls: old exports, "Save as" of other programs and wikis
# ("Export to Word" writes MHTML) live from that. Under the x-names both insist on the right kind; but an encrypted one
# is an OLE container, and whether it is that or a .doc shows only in its directory, which may lie in the middle.
_OPENS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "pdf": frozenset({"pdf"}),
        "doc": frozenset({"ole", "rtf", "word", "word xml", "mhtml", "text", "old word"}),
        "docx": frozenset({"word", "ole"}),
        "rtf": frozenset({"rtf", "ole", "word", "text"}),
        **dict.fromkeys(("txt", "md", "csv"), _TEXTS),
        "xls": frozenset({"ole", "excel", "excel xml", "mhtml", "text", "old excel"}),
        **dict.fromkeys(("xlsx", "xlsm"), frozenset({"excel", "ole"})),
        "ppt": frozenset({"ole", "powerpoint"}),
        "pptx": frozenset({"powerpoint", "ole"}),
        **dict.fromkeys(("png", "jpg", "jpeg", "gif", "webp"), _IMAGES),
        "zip": _ZIPS,
    }
)

_CALLED: Mapping[str, str] = MappingProxyType(
    {
        "pdf": "a PDF",
        "ole": "an Office 97-2003 file",
        "word": "a Word document",
        "excel": "an Excel workbook",
        "powerpoint": "a PowerPoint presentation",
        "rtf": "rich text",
        "text": "plain text",
        "xml": "XML",
        "word xml": "a Word 2003 XML document",
        "excel xml": "an Excel 2003 XML workbook",
        "mhtml": "a web archive (MHTML)",
        "old word": "a Word document from before 1997",
        "old excel": "an Excel sheet from before 1997",
        "png": "a PNG image",
        "jpeg": "a JPEG image",
        "gif": "a GIF image",
        "webp": "a WebP image",
        "zip": "a ZIP archive",
        "binary": "of an unknown binary kind",
    }
)

_PROGRAMS: tuple[tuple[bytes, str], ...] = (
    (b"\x7fELF", "a Linux program"),
    *((magic, "a macOS program") for magic in (b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf")),
    *((magic, "a macOS program") for magic in (b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe")),
    (b"\xca\xfe\xba\xbe", "a Java class or a macOS program"),
    (b"L\0\0\0\x01\x14\x02\0", "a Windows shortcut"),
    (b"dex\n0", "an Android program"),
    (b"\0asm", "a WebAssembly program"),
)
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"{\\rt", "rtf"),
    (b"\xdb\xa5\x2d\0", "old word"),
    (b"\xfe\x37\0\x23", "old word"),
    *((magic, "old excel") for magic in (b"\x09\0\x04\0", b"\x09\x02\x06\0", b"\x09\x04\x06\0")),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_LEADING = re.compile(r"(?:\s|<!--.{0,8000}?-->)*", re.DOTALL)
_PAGE = re.compile(
    r"<(?:!doctype\s+html|html|head|body|script|iframe|frameset|object|embed|svg)(?=[\s>/]|$)|<meta\s+http-equiv"
)
_ACTIVE_XML = re.compile(r"<script|<\?xml-stylesheet|<html|<svg|w3\.org/1999/xhtml|w3\.org/2000/svg|<scriptlet|<hta:")
_SCRIPT = re.compile(r"#!\s*/|<\?(?:php|=)|<%@?|@echo\s+off|\[internetshortcut\]|\[desktop entry\]|windows registry ed")
_MAIL = re.compile(r"^mime-version:", re.MULTILINE)
_PDF_WITHIN = 1024  # readers look so far for the header; printers and mail gateways put things before it


def contradiction(extension: str, head: bytes, tail: bytes) -> str | None:
    """A sentence saying why these bytes cannot be what the extension says, None if they can; never raises.

    `head` and `tail` are the first and last `EDGE_BYTES`: the same bytes for a small file.
    """
    found = kind(head, tail)
    if found in _OPENS[extension]:
        return None
    if extension == "pdf" and found in ("text", "mhtml", "binary") and b"%PDF-" in head[:_PDF_WITHIN]:
        return None
    return f"The name ends in .{extension}, but the file is {_CALLED.get(found, found)}."


def kind(head: bytes, tail: bytes) -> str:
    """A key of the tables here, or what a kind that is never accepted is called (`a Windows program`)."""
    known = _by_signature(head, tail)
    if known is not None:
        return known
    text = _as_text(head, tail)
    if text is not None:
        return _of_text(text)
    other = filetype.guess(head[:8192])
    return f"of the kind {other.mime}" if other is not None else "binary"


def _by_signature(head: bytes, tail: bytes) -> str | None:
    # Every MZ header has a NUL within its 64 bytes; a text may well begin with these letters.
    if head[:2] == b"MZ" and b"\0" in head[:64]:
        return "a Windows program"
    for magic, name in (*_PROGRAMS, *_SIGNATURES):
        if head.startswith(magic):
            return name
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head.startswith(packages.OLE):
        return packages.ole_kind(head)
    if head.startswith(packages.ZIP):
        return packages.zip_kind(head, tail)
    return None


def _as_text(head: bytes, tail: bytes) -> str | None:
    """The beginning in lower case if both ends are text, in whatever eight-bit encoding or with a byte order mark."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            text = head[len(mark) :].decode(encoding, "replace")
            return None if "\0" in text else text.lower()
    return None if b"\0" in head or b"\0" in tail else head.decode("latin-1").lower()


def _of_text(text: str) -> str:
    start = _LEADING.match(text)
    beginning = text[start.end() if start else 0 :]
    if _PAGE.match(beginning):
        return "a web page"
    if _SCRIPT.match(beginning):
        return "a script"
    if beginning.startswith("{\\rt"):
        return "rtf"
    if beginning.startswith("<?xml"):
        return _of_xml(beginning)
    if _MAIL.search(beginning[:4096]) and "multipart/related" in beginning[:8192]:
        return "mhtml"
    return "text"


def _of_xml(text: str) -> str:
    if 'progid="word.document"' in text or "<w:worddocument" in text:
        return "word xml"
    if 'progid="excel.sheet"' in text or "urn:schemas-microsoft-com:office:spreadsheet" in text:
        return "excel xml"
    return "XML with active content" if _ACTIVE_XML.search(text) else "xml"
