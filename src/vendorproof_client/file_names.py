"""Names that files can be saved under on any system, from names that anybody may have given."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
"""Devices of Windows, under any extension."""

_LONGEST = 200
"""Bytes of UTF-8, under the 255 of common file systems: a number and a temporary suffix still fit."""

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
"""Control characters, and those that only change how others look: with U+202E `fdp.exe` reads as `exe.pdf`."""


def safe(name: str, instead: str = "document") -> str:
    """Never a path, hidden, a device or too long; `instead` where nothing is left."""
    text = unicodedata.normalize("NFC", "".join(one for one in name if unicodedata.category(one) not in _UNSEEN))
    text = _FORBIDDEN.sub("_", text).strip().lstrip(".").rstrip(". ").strip()
    if not text:
        return instead
    stem, suffix = _parts(text)
    if _RESERVED.fullmatch(text.partition(".")[0].strip()):
        stem = f"_{stem}"
    return f"{_cut(stem, _LONGEST - len(suffix.encode()))}{suffix}"


def visible(text: str) -> str:
    """The text for a terminal: nothing in it moves the cursor or turns the reading direction."""
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(one) in _UNSEEN else one for one in text)


def numbered(path: Path) -> Iterator[Path]:
    """The path, then `name (2).pdf`, `name (3).pdf` and on."""
    yield path
    stem, suffix = _parts(path.name)
    number = 2
    while True:
        yield path.with_name(f"{stem} ({number}){suffix}")
        number += 1


def _parts(name: str) -> tuple[str, str]:
    """Stem and extension; what is too long for an extension is none."""
    suffix = PurePosixPath(name).suffix
    return (name.removesuffix(suffix), suffix) if 1 < len(suffix) <= 12 else (name, "")


def _cut(text: str, most: int) -> str:
    if len(text.encode()) <= most:
        return text
    return text.encode()[:most].decode("utf-8", "ignore").rstrip(". ") or "document"
