"""Documents made for measuring: written once as blocks, rendered as PDF, Word or Excel, with what is to be read in them.

No real reports of these kinds are public. These follow the structure the standards themselves lay down, in varied wording.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.text import WD_BREAK
from openpyxl import Workbook
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import PropertySet, getSampleStyleSheet
from reportlab.lib.units import inch
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

BOXES: Mapping[str, str] = {"☒": "\u2718", "☐": "\u274f"}
"""Ticked and empty, with what ZapfDingbats has for them."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Of level 1 to 3."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the first of them the head; `sheet` names it in a workbook. `merges`: a row with one cell only runs over all
    columns.
    """

    rows: Sequence[Sequence[str]]
    sheet: str = ""
    merges: bool = False


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page; a sheet, in a workbook, which may be hidden there."""

    sheet: str = ""
    hidden: bool = False


Block = Heading | Paragraph | Table | PageBreak


@dataclass(frozen=True, slots=True)
class Gold:
    """A fact that stands in the document: one each for keys of which there are several."""

    key: str
    value: Any


@dataclass(frozen=True, slots=True)
class Made:
    """`forms` are the extensions it is measured in; `absent` are keys that it does not state."""

    name: str
    document_type: str
    blocks: Sequence[Block]
    gold: Sequence[Gold]
    absent: Sequence[str] = ()
    forms: Sequence[str] = ("pdf", "docx")
    paper: str = "a4"


def rendered(made: Made, form: str) -> bytes:
    """The file's bytes; `form` is pdf, docx or xlsx."""
    return RENDERERS[form](made)


def _merged(table: Table) -> Sequence[int]:
    """Rows that run over all columns."""
    return [at for at, row in enumerate(table.rows) if row[0] and not any(row[1:])] if table.merges else ()


def _pdf(made: Made) -> bytes:
    styles = getSampleStyleSheet()
    page = LETTER if made.paper == "letter" else A4
    story: list[Flowable] = []
    for block in made.blocks:
        if isinstance(block, Heading):
            story.append(Text(_marked(block.text), styles[f"Heading{block.level}"]))
        elif isinstance(block, Paragraph):
            story += [Text(_marked(block.text), styles["BodyText"]), Spacer(1, 4)]
        elif isinstance(block, Table):
            story += [_grid(block, page[0] - 2 * inch, styles["BodyText"]), Spacer(1, 6)]
        else:
            story.append(NewPage())
    target = BytesIO()
    SimpleDocTemplate(target, pagesize=page).build(story)
    return target.getvalue()


def _marked(text: str) -> str:
    """As markup; boxes are drawn with the one font every reader has them in."""
    plain = escape(text).replace("\n", "<br/>")
    for box, drawn in BOXES.items():
        plain = plain.replace(box, f'<font name="ZapfDingbats">{drawn}</font>')
    return plain


def _grid(table: Table, width: float, style: PropertySet) -> Flowable:
    """Columns are as wide as their longest word, and share what is left by how much stands in them; letters are smaller where no
    width is left.
    """
    columns = range(max(len(row) for row in table.rows))
    told = [[row[column] if column < len(row) else "" for column in columns] for row in table.rows]
    merged = _merged(table)
    measured = [row for at, row in enumerate(told) if at not in merged]
    words = [max((word for row in measured for word in row[column].split()), key=len, default="") for column in columns]
    longest = [stringWidth(word, style.fontName, style.fontSize) for word in words]
    padding = 16.0 * len(longest)
    small = min(1.0, (width - padding) / max(1.0, sum(longest)))
    own = style.clone("cell", fontSize=style.fontSize * small, leading=style.leading * small)
    narrow = [one * small + 16 for one in longest]
    held = [max(len(row[column]) for row in measured) + 1 for column in columns]
    rest = max(0.0, width - sum(narrow))
    wide = [least + rest * share / sum(held) for least, share in zip(narrow, held, strict=True)]
    cells = [[Text(_marked(cell), own) for cell in row] for row in told]
    look: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, colors.grey)]
    look += [("SPAN", (0, at), (-1, at)) for at in merged]
    return Grid(cells, colWidths=wide, repeatRows=1, style=look)


def _docx(made: Made) -> bytes:
    document = Document()
    for block in made.blocks:
        if isinstance(block, Heading):
            document.add_heading(block.text, block.level)
        elif isinstance(block, Paragraph):
            document.add_paragraph(block.text)
        elif isinstance(block, Table):
            grid = document.add_table(rows=0, cols=max(len(row) for row in block.rows))
            for row in block.rows:
                for cell, text in zip(grid.add_row().cells, row, strict=False):
                    cell.text = text
            for at in _merged(block):
                cells = grid.rows[at].cells
                cells[0].merge(cells[-1]).text = block.rows[at][0]
        else:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _xlsx(made: Made) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for block in made.blocks:
        if isinstance(block, PageBreak):
            sheet = book.create_sheet(block.sheet or None)
            sheet.sheet_state = "hidden" if block.hidden else "visible"
        elif isinstance(block, Table):
            if block.sheet:
                sheet.title = block.sheet
            for row in block.rows:
                sheet.append(list(row))
            for at in _merged(block):
                line = sheet.max_row - len(block.rows) + 1 + at
                sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=len(block.rows[0]))
        else:
            sheet.append([block.text])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


RENDERERS: Mapping[str, Callable[[Made], bytes]] = {"pdf": _pdf, "docx": _docx, "xlsx": _xlsx}
