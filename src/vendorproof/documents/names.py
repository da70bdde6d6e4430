"""What a document is called: by whoever uploads it, after its file, and when it is saved again (pure)."""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from vendorproof.core.errors import UnsupportedFileType
from vendorproof.documents.contents import EXTENSIONS
from vendorproof.objects import Field
from vendorproof.objects.kinds import BLANK, Rule, Unreadable, read
from vendorproof.objects.kinds.values import BLANKS, listed, shown, visible

LONGEST = 255

MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "pdf": "application/pdf",
        "doc": "application/msword",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "rtf": "application/rtf",
        "txt": "text/plain",
        "md": "text/markdown",
        "xls": "application/vnd.ms-excel",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
        "csv": "text/csv",
        "ppt": "application/vnd.ms-powerpoint",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "png": "image/png",
        "jpg": "image/jpeg",
        "jpeg": "image/jpeg",
        "gif": "image/gif",
        "webp": "image/webp",
        "zip": "application/zip",
    }
)

_NAME = Rule(Field("name", "Name", "text", max_length=LONGEST))
_SEPARATORS = re.compile(r"[/\\]|%2f|%5c", re.IGNORECASE)
# They turn the order of what follows: `exe.pdf` is shown where `fdp.exe` is written.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)


def given(value: object) -> str | None:
    """A name somebody chose, None for a blank one; Unreadable when it is too long or holds what cannot be seen.

    Nothing of it is cut or taken out: who chose it can choose again.
    """
    found = read(_NAME, value)
    if found is BLANK:
        return None
    name = str(found)
    if turn := _TURNS.search(name):
        where = f"{visible(turn[0])} at position {turn.start() + 1}"
        raise Unreadable(f"{shown(name)} holds the direction mark {where}. Remove it.")
    return name


def of_file(filename: str) -> tuple[str, str]:
    """Name and extension after the file; UnsupportedFileType names what is accepted.

    Folders, control characters and direction marks are dropped, and a long name is shortened: whoever uploads a file
    seldom chose what it is called. Dots and blanks at the end go too, as Windows has it.
    """
    last = [part for part in _SEPARATORS.split(filename) if part.strip(BLANKS)][-1:] or [""]
    seen = "".join(one for one in last[0] if unicodedata.category(one) not in ("Cc", "Cs", "Zl", "Zp"))
    plain = unicodedata.normalize("NFC", _TURNS.sub("", seen)).strip(BLANKS).rstrip("." + BLANKS)
    stem, dot, ending = plain.rpartition(".")
    extension = ending.lower()
    if not dot or extension not in EXTENSIONS:
        what = (
            f"{shown(plain)} has no extension" if not dot else f"A file ending in .{_told(extension)} is not accepted"
        )
        raise UnsupportedFileType(reason=f"{what}; accepted are {listed(EXTENSIONS, 'and')}.")
    return stem.strip(BLANKS)[:LONGEST].rstrip(BLANKS) or extension, extension


def to_save(name: str, extension: str) -> str:
    """What the file is called when it is downloaded: the name with the right extension, and no device of Windows'."""
    full = name if name.lower().endswith(f".{extension}") else f"{name}.{extension}"
    return f"_{full}" if _DEVICE.match(full) else full


def _told(extension: str) -> str:
    return shown(extension)[1:-1][:20]
