"""Which encoding a text file is in: decided by its bytes, over the whole file, before any row is read."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from vendorproof_client.files.table import UnreadableFile

_CHUNK = 1 << 20
_LOOK = 1 << 16

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),  # before UTF-16 LE, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16 LE"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16 BE"),
)

_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_TYPOGRAPHY = frozenset("–—‘’“”„‚…•·«»‹›¡¿€£¥¢§©®™°±²³µ¶ªº¼½¾×´¨†‡‰\u00a0\u00ad")


@dataclass(frozen=True, slots=True)
class Encoding:
    """`codec` as Python names it, `finding` as a person is told."""

    codec: str
    finding: str


def detect(path: Path, given: str | None = None) -> Encoding:
    """Raises UnreadableFile when the file is empty, holds NUL bytes, or its encoding cannot be told."""
    with path.open("rb") as file:
        head = file.read(_LOOK)
    if not head:
        raise UnreadableFile("The file is empty.")
    marked = next(((codec, label) for mark, codec, label in _MARKS if head.startswith(mark)), None)
    if given is not None:
        return _given(path, given, marked[0] if marked else None)
    if marked:
        _verify(path, marked[0])
        return Encoding(marked[0], f"Encoding: {marked[1]}, by its byte order mark (BOM).")
    if b"\0" in head:
        return _unmarked_utf16(path, head)
    if _fault(path, "utf-8") is None:
        return Encoding("utf-8", "Encoding: UTF-8.")
    return _single_byte(path)


def _given(path: Path, given: str, marked: str | None) -> Encoding:
    try:
        info = codecs.lookup(given)
    except LookupError:
        raise UnreadableFile(f"There is no encoding called {given!r}.", option="encoding") from None
    if not getattr(info, "_is_text_encoding", True):
        raise UnreadableFile(f"{given!r} is no encoding of text.", option="encoding")
    codec = info.name
    if marked and codec.removesuffix("-le").removesuffix("-be") in {"utf-8", "utf-16", "utf-32"}:
        codec = marked if marked.startswith(codec[:6]) else codec
    if marked and codec != marked:
        raise UnreadableFile(
            f"The file begins with the byte order mark of {marked.removesuffix('-sig')}, not {given}.",
            option="encoding",
        )
    _verify(path, codec)
    return Encoding(codec, f"Encoding: {given}, as given.")


def _verify(path: Path, codec: str) -> None:
    fault = _fault(path, codec)
    if fault:
        raise UnreadableFile(f"Line {fault.line:,} cannot be read as {codec}: {fault.reason}.", option="encoding")


@dataclass(frozen=True, slots=True)
class _Fault:
    line: int
    reason: str


def _fault(path: Path, codec: str) -> _Fault | None:
    """The first place that does not decode; a NUL character is refused on the way."""
    line = 1
    decoder = codecs.getincrementaldecoder(codec)()
    for chunk, last in _chunks(path):
        try:
            text = decoder.decode(chunk, final=last)
        except UnicodeDecodeError as error:
            before = error.object[: error.start].decode(codec, "ignore")
            return _Fault(line + before.count("\n"), error.reason)
        if "\0" in text:
            line += text[: text.index("\0")].count("\n")
            raise UnreadableFile(f"Line {line:,} holds a NUL byte: this is no text file, or a damaged one.")
        line += text.count("\n")
    return None


def _chunks(path: Path) -> Iterator[tuple[bytes, bool]]:
    with path.open("rb") as file:
        chunk = file.read(_CHUNK)
        while chunk:
            following = file.read(_CHUNK)
            yield chunk, not following
            chunk = following


def _unmarked_utf16(path: Path, head: bytes) -> Encoding:
    """UTF-16 without a mark shows in its line ends: the bytes 0A 00 or 00 0A at even places, and never a lone 0A."""
    for codec, label, index in (("utf-16-le", "UTF-16 LE", 0), ("utf-16-be", "UTF-16 BE", 1)):
        whole = head[: len(head) // 2 * 2]
        ascii_units = sum(
            1 for low, high in zip(whole[index::2], whole[1 - index :: 2], strict=True) if not high and low
        )
        ends = sum(
            1 for low, high in zip(whole[index::2], whole[1 - index :: 2], strict=True) if not high and low == 10
        )
        plain_ends = whole.count(b"\n")
        looks_so = ends >= 0.9 * plain_ends if plain_ends else ascii_units >= 0.25 * len(whole)
        if looks_so and _decodes(path, codec):
            return Encoding(codec, f"Encoding: {label} without a byte order mark, told by its line ends.")
    _verify(path, "utf-8")
    raise UnreadableFile(
        "The file holds NUL bytes: this is no text file, or one in an unusual encoding.", option="encoding"
    )


def _decodes(path: Path, codec: str) -> bool:
    try:
        return _fault(path, codec) is None
    except UnreadableFile:
        return False


def _single_byte(path: Path) -> Encoding:
    """Windows-1252 (which Latin-1 is a part of) where the text makes sense in it, said aloud; else a refusal."""
    fault = _fault(path, "utf-8")
    first = fault.line if fault else 1
    sample = _odd_lines(path)
    good = sum(len(found) for found in _MULTIBYTE.findall(sample))
    odd = sum(1 for byte in sample if byte >= 0x80)
    if good > odd - good:
        raise UnreadableFile(
            f"Line {first:,} is not valid UTF-8, though the rest of the file is: the file is damaged. "
            "Repair that line or say what the encoding is.",
            option="encoding",
        )
    example = _western_example(sample)
    if example is None or not _decodes(path, "cp1252"):
        guess = from_bytes(sample).best()
        hint = f" (a statistical guess says {guess.encoding})" if guess else ""
        raise UnreadableFile(
            f"Line {first:,} is not UTF-8, and the text makes no sense as Windows-1252 either{hint}.", option="encoding"
        )
    return Encoding(
        "cp1252",
        f"Encoding: not UTF-8, so read as Windows-1252 (a guess; line {first:,} reads “{example}”). "
        "If that looks wrong, give --encoding.",
    )


def _odd_lines(path: Path) -> bytes:
    """Lines with a byte outside ASCII, up to a limit."""
    found = bytearray()
    with path.open("rb") as file:
        while len(found) < _LOOK and (line := file.readline(_LOOK)):
            if not line.isascii():
                found += line
    return bytes(found)


def _western_example(sample: bytes) -> str | None:
    """The first word outside ASCII, if nearly all such characters stand where Western European text has them."""
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return None
    odd = [index for index, character in enumerate(text) if not character.isascii()]
    plausible = sum(1 for index in odd if _plausible(text, index))
    if plausible < 0.95 * len(odd):
        return None
    words = re.findall(r"[\w'’-]*[^\x00-\x7f][\w'’-]*", text)
    return str(words[0])[:40]


def _plausible(text: str, index: int) -> bool:
    character = text[index]
    before = text[index - 1] if index else " "
    after = text[index + 1] if index + 1 < len(text) else " "
    around = text[max(0, index - 2) : index + 3]
    if sum(1 for one in around if not one.isascii()) > 2 and not any(one in _TYPOGRAPHY for one in around):
        return False  # text of another script comes out as nothing but accented letters
    if character in _TYPOGRAPHY:
        return character in "‘’–—·\u00ad\u00a0“”®™©«»" or not (before.isalpha() and after.isalpha())
    return character.isalpha() and not (character.isupper() and before.islower())
