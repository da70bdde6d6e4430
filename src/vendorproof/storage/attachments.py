"""How a download names itself: the header that says so, and names that every system can save (pure)."""

import re
import unicodedata
from urllib.parse import quote

NAME_BYTES = 200  # file systems stop at 255; whoever saves it may add " (1)"
FALLBACK = "download"
# A right-to-left override shows `exe.pdf` where `fdp.exe` is written.
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NO_CHARACTER = ("Cc", "Cs", "Zl", "Zp")
_PLAIN = re.compile(r"[A-Za-z0-9 !#$&'()+,\-.=@\[\]^_`{}~]+")
_LONGEST_EXTENSION = 16


def presentable(filename: str) -> str:
    """A name to save under: no folders, controls or direction marks, at most 200 bytes with its extension kept."""
    kept = "".join(one for one in filename if one not in _DIRECTIONS and unicodedata.category(one) not in _NO_CHARACTER)
    name = re.sub(r"[/\\]+", "_", kept).strip()
    if not name.strip(". "):
        return FALLBACK
    stem, dot, extension = name.rpartition(".")
    if not stem or len(extension) > _LONGEST_EXTENSION:
        return _cut(name, NAME_BYTES)
    ending = dot + extension
    return _cut(stem, NAME_BYTES - len(ending.encode())) + ending


def content_disposition(filename: str) -> str:
    """The header's value (RFC 6266), in ASCII: a plain name as it is, any other also in UTF-8 (RFC 8187)."""
    name = presentable(filename)
    if _PLAIN.fullmatch(name):
        return f'attachment; filename="{name}"'
    plain = "".join(one if _PLAIN.fullmatch(one) else "_" for one in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _cut(text: str, size_bytes: int) -> str:
    return text.encode()[: max(size_bytes, 1)].decode(errors="ignore").rstrip() or FALLBACK
