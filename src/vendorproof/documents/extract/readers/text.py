"""Plain text, Markdown and CSV: a unit per paragraph, or per record of a table."""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import BinaryIO

from charset_normalizer import from_bytes

from vendorproof.documents.extract.findings import Damaged
from vendorproof.documents.extract.units import FORBIDDEN, Account, NotText, Unit, row

MOST_BYTES = 48 << 20
BLOCK_LINES = 60
BLOCK_CHARACTERS = 4000
SAMPLE = 1 << 16
LONGEST_CELL = 1 << 17
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16 LE, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROLS = bytes({*range(32), 127} - {*b"\t\n\v\f\r\x1a\x1b\x08"})
SEPARATORS = (",", ";", "\t", "|")
WESTERN = "àâäáãåæçéèêëíìîïñóòôöõøœßúùûüýÿÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜÝŸ€£©®™°§–—‘’“”„…•·«»\u00a0"


def read(file: BinaryIO, account: Account) -> Iterator[Unit]:
    """A unit per paragraph; NotText, Damaged."""
    account.kind = "line"
    text = decoded(file, account)
    number = 0
    block: list[str] = []
    length = 0
    for number, line in enumerate(_lines(text), 1):
        full = len(block) >= BLOCK_LINES or length + len(line) > BLOCK_CHARACTERS
        if block and (full or not line.strip()):
            yield _unit(number - len(block), block)
            block, length = [], 0
        if line.strip():
            block.append(line)
            length += len(line)
    if block:
        yield _unit(number + 1 - len(block), block)
    account.count = number


def read_table(file: BinaryIO, account: Account) -> Iterator[Unit]:
    """A unit per record of a CSV file, its cells separated by tabs; a file that is no table is read as text."""
    text = decoded(file, account)
    separator = _separator(text[:SAMPLE])
    if separator is None:
        file.seek(0)
        yield from read(file, account)
        return
    account.kind = "line"
    records = csv.reader(StringIO(text, newline=""), delimiter=separator)
    first = 1
    try:
        for cells in _bounded(records):
            if shown := row(cells):
                yield Unit(first, f"line {first}", shown)
            first = records.line_num + 1
    except csv.Error:
        account.leave_out(f"Nothing from line {first:,} on was read: a quotation mark there is never closed.")
    account.count = records.line_num


def _bounded(records: Iterator[list[str]]) -> Iterator[list[str]]:
    """As csv itself bounds a cell, whose limit is the whole process's: whoever shares it may have raised it."""
    for cells in records:
        if max(map(len, cells), default=0) > LONGEST_CELL:
            raise csv.Error
        yield cells


def decoded(file: BinaryIO, account: Account) -> str:
    """The text in the encoding that its bytes speak for; says so where that is a guess."""
    file.seek(0)
    data = file.read(MOST_BYTES + 1)
    if not data.strip(b"\0 \t\r\n"):
        raise Damaged("The file is empty.")
    if len(data) > MOST_BYTES:
        data = data[:MOST_BYTES]
        account.leave_out(f"Only the first {MOST_BYTES >> 20} MiB of the file were read.")
    for mark, codec in MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], codec, account)
    if data.count(b"\0", 0, SAMPLE) > min(len(data), SAMPLE) // 20:
        return _wide(data, account)
    sample = data[:SAMPLE]
    if len(sample) - len(sample.translate(None, CONTROLS)) > max(2, len(sample) // 200):
        raise NotText("The file is not text: it holds binary data.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # Cut off in the middle of a character, or a byte or two of it spoilt: the rest says that it is UTF-8.
        if error.start >= len(data) - 3 or _is_mostly_utf8(sample):
            return _lenient(data, "utf-8", account)
    return _single_byte(data, account)


def _lenient(data: bytes, codec: str, account: Account) -> str:
    text = data.decode(codec, "replace").removeprefix("\ufeff")
    spoilt = text.count("\ufffd", 0, -1)
    if (spoilt + len(FORBIDDEN.findall(text[:SAMPLE]))) * 10 > len(text):
        raise NotText("The file is not text: it holds binary data.")
    if spoilt:
        account.note(f"{spoilt:,} characters of the file are damaged and show as “\ufffd”.")
    return text


def _wide(data: bytes, account: Account) -> str:
    """UTF-16 without a mark: every second byte of Western text is zero."""
    sample = data[: SAMPLE & ~1]
    low, high = sample[::2].count(0), sample[1::2].count(0)
    if max(low, high) < len(sample) // 5 or min(low, high) > len(sample) // 100:
        raise NotText("The file is not text: it holds binary data.")
    return _lenient(data, "utf-16-be" if low > high else "utf-16-le", account)


def _is_mostly_utf8(sample: bytes) -> bool:
    text = sample.decode("utf-8", "replace")
    odd = sum(1 for one in text if one > "\x7f")
    return odd > 0 and text.count("\ufffd") <= odd // 10


def _single_byte(data: bytes, account: Account) -> str:
    """Windows-1252 where that makes sense, else what statistics say."""
    odd = bytes(one for one in data[:SAMPLE] if one >= 0x80) or data[SAMPLE : 2 * SAMPLE]
    western = odd.decode("cp1252", "replace")
    # Words of another script come out as nothing but accented letters.
    foreign = sum(map(len, re.findall(rb"[\xc0-\xff]{3,}", data[:SAMPLE])))
    if sum(1 for one in western if one in WESTERN) >= 0.9 * len(western) and foreign <= 0.3 * len(odd):
        codec = "cp1252"
    else:
        lines = [line for line in data[: 4 * SAMPLE].splitlines() if not line.isascii()]
        best = from_bytes(b"\n".join(lines)[:SAMPLE]).best()
        codec = best.encoding if best is not None else "cp1252"
    account.note(f"The file does not say its encoding; it was read as {codec.upper().replace('CP', 'Windows-')}.")
    return data.decode(codec, "replace")


def _lines(text: str) -> Iterator[str]:
    """As an editor counts them."""
    for match in re.finditer(r"([^\r\n]*)(\r\n|\r|\n|\Z)", text):
        if match.start() == len(text):
            return
        yield match[1]


def _unit(first: int, block: Sequence[str]) -> Unit:
    label = f"line {first}" if len(block) == 1 else f"lines {first}–{first + len(block) - 1}"
    return Unit(first, label, "\n".join(block))


def _separator(sample: str) -> str | None:
    """The one that gives most of the first records equally many cells, and more than one."""
    best: tuple[float, int, str] | None = None
    for one in SEPARATORS:
        if one not in sample:
            continue
        try:
            widths = [len(cells) for cells in csv.reader(StringIO(sample, newline=""), delimiter=one) if cells][:100]
        except csv.Error:
            continue
        usual = max(set(widths), key=lambda width: (widths.count(width), width))
        score = (round(widths.count(usual) / len(widths), 1), usual, one)
        if usual > 1 and score[0] >= 0.5 and (best is None or score > best):
            best = score
    return best[2] if best else None
