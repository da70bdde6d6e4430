"""RTF: text with commands, some of which carry other files or fetch them."""

import re
from io import SEEK_END
from typing import BinaryIO

from vendorproof.documents.extract.findings import Damaged, Findings, shown

PART = 1 << 20
OVERLAP = 4096
OBJECT = re.compile(rb"\\(?:objdata|objemb|objocx|objhtml)\b")
LINKED = re.compile(rb"\\(?:objlink|objautlink|objupdate)\b")
TEMPLATE = re.compile(rb"\\\*\s*\\template\s+([^{}\\]{1,200})")
FIELD = re.compile(rb"\b(?:INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DDE)\b")


def check(file: BinaryIO, findings: Findings, _extension: str) -> None:
    """Search the whole file in overlapping parts."""
    size = file.seek(0, SEEK_END)
    for start in range(0, size, PART):
        file.seek(start)
        part = file.read(PART + OVERLAP)
        if OBJECT.search(part):
            findings.risk("embedded_files", "A file or object is embedded in the document.")
        if LINKED.search(part) or FIELD.search(part):
            findings.risk("external_links", "Opening the document fetches content from elsewhere.")
        for target in TEMPLATE.findall(part):
            name = shown(target.decode("latin-1").strip())
            findings.risk("external_links", f"Opening the document fetches a template from “{name}”.")
    file.seek(max(0, size - OVERLAP))
    if b"}" not in file.read():
        raise Damaged("The RTF document is incomplete: its end is missing.")
