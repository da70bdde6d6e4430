"""PowerPoint presentations: a unit per slide, in the order they are shown, with its tables and the speaker's notes."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from vendorproof.documents.extract.readers.package import Package
from vendorproof.documents.extract.units import Account, Unit, named, row

MOST_SLIDES = 5000
UNSEEN = frozenset(("sldNum", "dt", "sldImg"))
"""Placeholders that hold the slide's number, the day, or its picture: no text of anybody's."""


def read(file: BinaryIO, account: Account) -> Iterator[Unit]:
    """Damaged, Locked, Unsafe."""
    account.kind = "slide"
    package = Package(file)
    slides = _slides(package)
    account.count = len(slides)
    hidden: list[int] = []
    for number, part in enumerate(slides[:MOST_SLIDES], 1):
        shapes = _Shapes()
        _parse(package, part, shapes)
        if shapes.hidden:
            hidden.append(number)
        for one in package.relations(part):
            if one.kind == "diagramData":
                _parse(package, one.target, shapes)
        lines = shapes.lines
        for one in package.relations(part):
            if one.kind == "notesSlide":
                notes = _Shapes()
                _parse(package, one.target, notes)
                lines += ["Notes:", *notes.lines] if notes.lines else []
        yield Unit(number, f"slide {number}", "\n".join(lines))
    if len(slides) > MOST_SLIDES:
        account.leave_out(f"Only the first {MOST_SLIDES:,} of {len(slides):,} slides were read.")
    if hidden:
        account.note(f"Hidden when the presentation is shown, but read: {named('slide', hidden)}.")


def _parse(package: Package, part: str, shapes: "_Shapes") -> None:
    for _ in package.parse(part, shapes.start, shapes.end, shapes.text):
        pass


def _slides(package: Package) -> list[str]:
    """Parts of the slides, by the presentation's own list."""
    main = package.main()
    targets = {one.identity: one.target for one in package.relations(main) if one.kind == "slide"}
    order: list[str] = []

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "sldId" and attributes.get("id", "") in targets:
            order.append(targets[attributes["id"]])

    for _ in package.parse(main, start):
        pass
    return order or list(targets.values())


class _Shapes:
    """Handlers for the XML of a slide, of its notes, or of a diagram on it."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.hidden = False
        self._pieces: list[str] = []
        self._cells: list[str] | None = None
        self._cell: list[str] = []
        self._skips = False
        self._reads = False
        self._left_out = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Fallback":
            self._left_out += 1
        elif tag == "t":
            self._reads = True
        elif tag == "br":
            self._pieces.append("\n")
        elif tag == "sp":
            self._skips = False
        elif tag == "ph":
            self._skips = attributes.get("type", "") in UNSEEN
        elif tag == "tr":
            self._cells = []
        elif tag == "tc":
            self._cell = []
        elif tag == "sld":
            self.hidden = attributes.get("show", "1") in ("0", "false")

    def end(self, tag: str) -> None:
        if tag == "Fallback":
            self._left_out -= 1
        elif tag == "t":
            self._reads = False
        elif tag == "p":
            self._end_paragraph()
        elif tag == "sp":
            self._skips = False
        elif tag == "tc" and self._cells is not None:
            self._cells.append(" ".join(self._cell))
            self._cell = []
        elif tag == "tr" and self._cells is not None:
            self.lines += [row(self._cells)] if any(self._cells) else []
            self._cells = None

    def text(self, data: str) -> None:
        if self._reads and not self._left_out and not self._skips:
            self._pieces.append(data)

    def _end_paragraph(self) -> None:
        text = "".join(self._pieces).strip()
        self._pieces.clear()
        if text:
            (self.lines if self._cells is None else self._cell).append(text)
