"""RTF: the text between its commands (Rich Text Format 1.9.1), a unit per section under a heading."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from vendorproof.documents.extract.readers.sections import Block, Sections
from vendorproof.documents.extract.units import Account, TooLarge, Unit, row

MOST_BYTES = 128 << 20
MOST_DEPTH = 5000
PARAGRAPH_CHARACTERS = 200_000
TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|[\r\n\0]+|(?P<text>[^\\{}\r\n\0]+)",
    re.DOTALL,
)
SILENT = frozenset(
    [
        "fonttbl",
        "colortbl",
        "stylesheet",
        "info",
        "pict",
        "object",
        "objdata",
        "generator",
        "xmlnstbl",
        "listtable",
        "listoverridetable",
        "rsidtbl",
        "themedata",
        "colorschememapping",
        "datastore",
        "latentstyles",
        "filetbl",
        "revtbl",
        "fldinst",
        "nonshppict",
        "bkmkstart",
        "bkmkend",
        "template",
        "annotation",
        "atnid",
        "atnauthor",
        "panose",
        "falt",
        "pgptbl",
        "mmathPr",
        "xe",
        "tc",
        "listpicture",
        "background",
    ]
)
ASIDE = frozenset(["header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "footnote"])
"""Destinations whose text is no part of the body: read, and put at the end once."""

SHOWN = frozenset(
    ("shptxt", "shpinst", "shp", "shprslt", "pntext", "listtext", "nestcell", "nestrow", "nesttableprops")
)
"""Destinations marked as ones to skip by who does not know them, which hold text that is seen."""

SIGNS: Mapping[str, str] = {
    "tab": "\t",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}
CODEPAGES: Mapping[int, str] = {  # of the character sets that fonts name
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)


def read(file: BinaryIO, account: Account) -> Iterator[Unit]:
    """TooLarge."""
    account.kind = "section"
    file.seek(0)
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise TooLarge(f"The RTF document is larger than {MOST_BYTES >> 20} MiB.")
    sections = Sections()
    text = _Text()
    for block in text.blocks(data):
        yield from sections.add((block,))
    yield from sections.end()
    yield from sections.single("headers, footers and notes", "\n".join(text.aside))
    account.count = sections.number
    if text.hidden:
        account.leave_out("Text that the document hides was not read.")


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds up to the closing brace."""

    silent: bool = False
    aside: bool = False
    style_sheet: bool = False
    font_table: bool = False
    hidden: bool = False
    deleted: bool = False
    codec: str = ""
    skip: int = 1  # characters that stand for a \\u for programs that do not know it


@dataclass(slots=True)
class _Line:
    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, text: str) -> None:
        if self.length < PARAGRAPH_CHARACTERS:
            self.pieces.append(text)
            self.length += len(text)

    def take(self) -> str:
        text = "".join(self.pieces)
        self.pieces.clear()
        self.length = 0
        if any("\ud800" <= one <= "\udfff" for one in text):  # the halves of a character, each written by itself
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return text.strip()


class _Text:
    """Goes through the tokens once; `aside` and `hidden` are complete when the blocks are."""

    def __init__(self) -> None:
        self.aside: dict[str, None] = {}
        self.hidden = False
        self._group = _Group()
        self._groups: list[_Group] = []
        self._body = _Line()
        self._beside = _Line()
        self._name = _Line()
        self._bytes = bytearray()
        self._codec = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._levels: dict[int, int] = {}
        self._style = 0
        self._level = 0
        self._breaks = False
        self._cells: list[str] = []
        self._cell: list[str] = []
        self._in_table = False
        self._unread = 0
        self._ignorable = False
        self._done: list[Block] = []

    def blocks(self, data: bytes) -> Iterator[Block]:
        at = 0
        while match := TOKEN.match(data, at):
            at = match.end()
            kind = match.lastgroup
            if kind != "hex":
                self._flush()
            if kind in ("word", "number"):
                number = int(match["number"]) if match["number"] else None
                if match["word"] == b"bin" and number:
                    at += max(0, number)
                self._word(match["word"].decode("ascii"), number)
            elif kind == "hex":
                self._byte(int(match["hex"], 16))
            elif kind == "text":
                self._plain(match["text"])
            elif kind == "brace":
                self._brace(opens=match["brace"] == b"{")
            elif kind == "sign":
                self._sign(match["sign"])
            yield from self._done
            self._done.clear()
        self._flush()
        self._end_paragraph()
        self._end_row()
        yield from self._done

    def _brace(self, *, opens: bool) -> None:
        self._ignorable = False
        if opens:
            if len(self._groups) >= MOST_DEPTH:
                raise TooLarge("The RTF document nests deeper than is read.")
            self._groups.append(self._group)
        elif self._groups:
            ended, self._group = self._group, self._groups.pop()
            if ended.aside and not self._group.aside:
                self._end_aside()
            if ended.style_sheet:
                self._end_style()

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._ignorable = True
        elif sign in b"\r\n":
            self._end_paragraph()
        elif sign in b"{}\\":
            self._add(sign.decode("ascii"))
        elif sign == b"~":
            self._add("\u00a0")
        elif sign == b"_":
            self._add("-")

    def _word(self, word: str, number: int | None) -> None:
        ignorable, self._ignorable = self._ignorable, False
        if word in SILENT or (ignorable and word not in SHOWN):
            self._group = replace(
                self._group,
                silent=True,
                style_sheet=self._group.style_sheet or word == "stylesheet",
                font_table=self._group.font_table or word == "fonttbl",
            )
        elif word in ASIDE:
            self._group = replace(self._group, aside=True)
        elif word in SIGNS:
            self._add(SIGNS[word])
        elif word == "u" and number is not None:
            self._add(chr(number % 0x10000))
            self._unread = self._group.skip
        elif word in self._WORDS:
            self._WORDS[word](self, number)

    def _add(self, text: str) -> None:
        group = self._group
        if group.style_sheet:
            self._name.add(text)
        elif group.silent or group.deleted:
            return
        elif group.hidden:
            self.hidden = self.hidden or bool(text.strip())
        else:
            (self._beside if group.aside else self._body).add(text)

    def _plain(self, text: bytes) -> None:
        skipped = min(self._unread, len(text))
        self._unread -= skipped
        if text := text[skipped:]:
            self._add(text.decode(self._encoding(), "replace") if not text.isascii() else text.decode("ascii"))

    def _byte(self, byte: int) -> None:
        if self._unread:
            self._unread -= 1
        else:
            self._bytes.append(byte)  # a character may take two of them

    def _flush(self) -> None:
        if self._bytes:
            self._add(self._bytes.decode(self._encoding(), "replace"))
            self._bytes.clear()

    def _encoding(self) -> str:
        return self._group.codec or self._codec

    def _end_paragraph(self, _number: int | None = None) -> None:
        if self._group.aside:
            self._beside.add("\n")
            return
        if self._group.silent:
            return
        text = self._body.take()
        if self._in_table:
            if text:
                self._cell.append(text)
            return
        self._end_row()
        if text:
            self._done.append(Block(text, self._level or self._levels.get(self._style, 0), self._breaks))
            self._breaks = False

    def _end_cell(self, _number: int | None = None) -> None:
        if text := self._body.take():
            self._cell.append(text)
        self._cells.append(" ".join(self._cell))
        self._cell = []

    def _end_row(self, _number: int | None = None) -> None:
        if self._cell:
            self._end_cell()
        if text := row(self._cells):
            self._done.append(Block(text, 0, self._breaks))
            self._breaks = False
        self._cells = []

    def _end_aside(self) -> None:
        for line in self._beside.take().split("\n"):
            if line.strip():
                self.aside[line.strip()] = None

    def _end_style(self) -> None:
        name = self._name.take().removesuffix(";").strip()
        if found := HEADING.search(name):
            self._levels[self._style] = int(found[1])
        self._style = 0

    def _page(self, _number: int | None) -> None:
        self._end_paragraph()
        self._breaks = True

    def _page_before(self, number: int | None) -> None:
        self._breaks = self._breaks or (number != 0 and not self._group.silent)

    def _reset_paragraph(self, _number: int | None) -> None:
        self._style = self._level = 0
        self._in_table = False

    def _into_table(self, _number: int | None) -> None:
        self._in_table = True

    def _set_style(self, number: int | None) -> None:
        self._style = number or 0

    def _outline(self, number: int | None) -> None:
        if number is not None and 0 <= number < 9 and not self._group.silent:
            self._level = number + 1

    def _hide(self, number: int | None) -> None:
        self._group = replace(self._group, hidden=number != 0)

    def _delete(self, number: int | None) -> None:
        self._group = replace(self._group, deleted=number != 0)

    def _reset_characters(self, _number: int | None) -> None:
        self._group = replace(self._group, hidden=False, deleted=False, codec="")

    def _skip(self, number: int | None) -> None:
        self._group = replace(self._group, skip=min(max(0, number or 0), 16))

    def _code_page(self, number: int | None) -> None:
        self._codec = _known(f"cp{number}")

    def _choose_font(self, number: int | None) -> None:
        if self._group.font_table:
            self._font = number or 0
        else:
            self._group = replace(self._group, codec=self._fonts.get(number or 0, ""))

    def _font_set(self, number: int | None) -> None:
        if self._group.font_table and number is not None and number in CODEPAGES:
            self._fonts[self._font] = CODEPAGES[number]

    _WORDS = {  # noqa: RUF012 - a constant
        "par": _end_paragraph,
        "sect": _page,
        "page": _page,
        "pagebb": _page_before,
        "pard": _reset_paragraph,
        "intbl": _into_table,
        "cell": _end_cell,
        "nestcell": _end_cell,
        "row": _end_row,
        "nestrow": _end_row,
        "s": _set_style,
        "outlinelevel": _outline,
        "v": _hide,
        "deleted": _delete,
        "plain": _reset_characters,
        "uc": _skip,
        "ansicpg": _code_page,
        "f": _choose_font,
        "fcharset": _font_set,
    }


def _known(codec: str) -> str:
    try:
        b"".decode(codec)
    except LookupError:
        return "cp1252"
    return codec
