"""The body of a Word document (WordprocessingML), paragraph by paragraph, as its XML is read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from vendorproof.documents.extract.readers.sections import Block
from vendorproof.documents.extract.units import row

MOST_SPAN = 64  # columns; Word itself has no more
MOST_PARAGRAPH = 200_000
LEFT_OUT = frozenset(("del", "moveFrom", "Fallback", "rPrChange", "pPrChange", "tblPrChange", "sectPrChange"))
"""Elements whose text is not the document's: deletions, what a text box is for old programs, and how things looked before."""

OFF = frozenset(("0", "false", "off", "none"))


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    style: str = ""
    level: int | None = None
    breaks: bool = False

    def add(self, text: str) -> None:
        if self.length < MOST_PARAGRAPH:
            self.pieces.append(text)
            self.length += len(text)


@dataclass(slots=True)
class _Table:
    cells: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)  # of the cell that is open
    span: int = 1


class Body:
    """Handlers for `Package.parse`; `taken` hands out what is complete."""

    def __init__(self, levels: Mapping[str, int]) -> None:
        self.hidden = False
        self._levels = levels
        self._blocks: list[Block] = []
        self._path: list[str] = []
        self._left_out = 0
        self._paragraphs: list[_Paragraph] = []  # one within the other, where a text box stands in a paragraph
        self._tables: list[_Table] = []
        self._depths: list[int] = []  # how many tables were open where each text box began
        self._reads = False
        self._invisible = False
        self._breaks = False
        self._ticked = False

    def taken(self) -> list[Block]:
        """The blocks that are complete, each once."""
        blocks, self._blocks = self._blocks, []
        return blocks

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._path.append(tag)
        if tag in LEFT_OUT:
            self._left_out += 1
        if self._left_out:
            return
        if tag == "t":
            self._reads = True
        elif tag == "r":
            self._invisible = False
        elif tag == "p":
            self._paragraphs.append(_Paragraph())
        elif tag in self._STARTS:
            self._STARTS[tag](self, attributes)

    def end(self, tag: str) -> None:
        self._path.pop()
        if tag in LEFT_OUT:
            self._left_out -= 1
        elif self._left_out:
            return
        elif tag == "t":
            self._reads = False
        elif tag == "p":
            self._end_paragraph()
        elif tag == "tc":
            self._end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag == "tbl" and len(self._tables) > self._floor():
            self._tables.pop()
        elif tag == "checkBox":
            self._add("☒ " if self._ticked else "☐ ")
            self._ticked = False
        elif tag == "txbxContent" and self._depths:
            self._depths.pop()

    def text(self, data: str) -> None:
        if not self._reads or self._left_out:
            return
        if self._invisible:
            self.hidden = self.hidden or bool(data.strip())
        else:
            self._add(data)

    def _add(self, text: str) -> None:
        if self._paragraphs:
            self._paragraphs[-1].add(text)

    def _parent(self, levels: int = 1) -> str:
        return self._path[-1 - levels] if len(self._path) > levels else ""

    def _floor(self) -> int:
        """Tables that stand around the text box we are in."""
        return self._depths[-1] if self._depths else 0

    def _end_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        text = "".join(paragraph.pieces).strip(" \n\t")
        if len(self._tables) > self._floor():
            if text:
                self._tables[-1].lines.append(text)
            return
        level = paragraph.level if paragraph.level is not None else self._levels.get(paragraph.style, 0)
        breaks = self._breaks or paragraph.breaks
        if text:
            self._blocks.append(Block(text, level, breaks))
            self._breaks = False
        else:
            self._breaks = breaks

    def _end_cell(self) -> None:
        if len(self._tables) > self._floor():
            table = self._tables[-1]
            table.cells.append(" ".join(table.lines))
            table.cells.extend([""] * (table.span - 1))
            table.lines, table.span = [], 1

    def _end_row(self) -> None:
        if len(self._tables) <= self._floor():
            return
        text = row(self._tables[-1].cells)
        self._tables[-1].cells = []
        if not text:
            return
        if len(self._tables) > self._floor() + 1:
            self._tables[-2].lines.append(text)  # a table in a cell is part of the cell
        else:
            self._blocks.append(Block(text, 0, self._breaks))
            self._breaks = False

    def _table(self, _attributes: Mapping[str, str]) -> None:
        self._tables.append(_Table())

    def _span(self, attributes: Mapping[str, str]) -> None:
        value = attributes.get("val", "")
        if self._tables and value.isdecimal():
            self._tables[-1].span = min(max(1, int(value[:4])), MOST_SPAN)

    def _style(self, attributes: Mapping[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].style = attributes.get("val", "")

    def _outline(self, attributes: Mapping[str, str]) -> None:
        value = attributes.get("val", "")
        if self._paragraphs and value.isdecimal():
            self._paragraphs[-1].level = int(value[:2]) + 1 if int(value[:2]) < 9 else 0

    def _page_break_before(self, attributes: Mapping[str, str]) -> None:
        if self._paragraphs and attributes.get("val", "1").lower() not in OFF:
            self._paragraphs[-1].breaks = True

    def _break(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("type") != "page" or self._tables:
            self._add("\n")
            return
        # What stands before the break in its paragraph belongs to the page before.
        paragraph = self._paragraphs[-1] if self._paragraphs else None
        if paragraph is not None and "".join(paragraph.pieces).strip():
            self._end_paragraph()
            self._paragraphs.append(_Paragraph())
        self._breaks = True

    def _tab(self, _attributes: Mapping[str, str]) -> None:
        if self._parent() == "r":  # elsewhere it says where tabs stop
            self._add("\t")

    def _hyphen(self, _attributes: Mapping[str, str]) -> None:
        self._add("-")

    def _symbol(self, attributes: Mapping[str, str]) -> None:
        code = attributes.get("char", "")
        if re.fullmatch("[0-9a-fA-F]{4}", code):
            self._add(chr(int(code, 16) | 0xF000 if int(code, 16) < 0x100 else int(code, 16)))

    def _vanish(self, attributes: Mapping[str, str]) -> None:
        if self._parent(2) == "r" and attributes.get("val", "1").lower() not in OFF:
            self._invisible = True

    def _checked(self, attributes: Mapping[str, str]) -> None:
        """A tick box of a form, which has no text of its own: how it is at first, then how it was left."""
        if self._parent() == "checkBox":
            self._ticked = attributes.get("val", "1").lower() not in OFF

    def _text_path(self, attributes: Mapping[str, str]) -> None:
        """A watermark or word art: its text is an attribute."""
        if attributes.get("string"):
            self._add(attributes["string"] + "\n")

    def _text_box(self, _attributes: Mapping[str, str]) -> None:
        self._depths.append(len(self._tables))

    _STARTS = MappingProxyType(
        {
            "tbl": _table,
            "gridSpan": _span,
            "pStyle": _style,
            "outlineLvl": _outline,
            "pageBreakBefore": _page_break_before,
            "br": _break,
            "cr": _break,
            "tab": _tab,
            "noBreakHyphen": _hyphen,
            "sym": _symbol,
            "vanish": _vanish,
            "default": _checked,
            "checked": _checked,
            "textpath": _text_path,
            "txbxContent": _text_box,
        }
    )
