"""Word documents, in the order of their body: a unit per section under a heading, or per part of one between page breaks.

Insertions that are tracked are read, deletions are not; hidden text is not. Text boxes stand where they are anchored.
"""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from vendorproof.documents.extract.readers.docx_body import Body
from vendorproof.documents.extract.readers.package import Package
from vendorproof.documents.extract.readers.sections import Sections
from vendorproof.documents.extract.units import Account, Unit

MOST_STYLES = 20_000
EDGES = ("header", "footer")
NOTES = ("footnotes", "endnotes")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".tif", ".tiff", ".bmp", ".webp")
MUCH_TEXT = 400  # characters from which on a document is no heap of pictures


def read(file: BinaryIO, account: Account) -> Iterator[Unit]:
    """The body, then headers and footers once, then notes. Damaged, Locked, Unsafe."""
    account.kind = "section"
    package = Package(file)
    main = package.main()
    relations = package.relations(main)
    levels = _heading_levels(package, next((one.target for one in relations if one.kind == "styles"), ""))
    body = Body(levels)
    sections = Sections()
    length = 0
    for _ in package.parse(main, body.start, body.end, body.text):
        for unit in sections.add(body.taken()):
            length += len(unit.text)
            yield unit
    for unit in sections.end():
        length += len(unit.text)
        yield unit
    edges = sorted({one.target for one in relations if one.kind in EDGES})
    yield from _once(package, edges, "headers and footers", sections)
    for kind in NOTES:
        yield from _once(package, [one.target for one in relations if one.kind == kind], kind, sections)
    account.count = sections.number
    if body.hidden:
        account.leave_out("Text that the document hides was not read.")
    if any(one.kind == "comments" for one in relations):
        account.leave_out("The comments at the margin were not read.")
    pictures = sum(1 for one in package.parts("word/media/") if one.endswith(PICTURES))
    if pictures and length < MUCH_TEXT:
        account.leave_out(f"The document holds hardly any text; its {pictures:,} pictures were not read.")


def _once(package: Package, parts: list[str], label: str, sections: Sections) -> Iterator[Unit]:
    """The different texts of some parts as one unit."""
    lines: dict[str, None] = {}
    for part in parts:
        body = Body({})
        for _ in package.parse(part, body.start, body.end, body.text):
            pass
        lines.update((block.text, None) for block in body.taken())
    yield from sections.single(label, "\n".join(lines))


def _heading_levels(package: Package, part: str) -> Mapping[str, int]:
    """Of each paragraph style that is a heading, by its name, its outline or the style it is based on."""
    levels: dict[str, int] = {}
    above: dict[str, str] = {}
    style = ""

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal style
        value = attributes.get("val", "")
        if tag == "style":
            style = attributes.get("styleId", "")
        elif tag == "name" and style and style not in levels:
            words = value.lower().split()
            if len(words) == 2 and words[0] == "heading" and words[1].isdecimal():
                levels[style] = int(words[1])
        elif tag == "outlineLvl" and style and value.isdecimal() and int(value) < 9:
            levels[style] = int(value) + 1
        elif tag == "basedOn" and style and len(above) < MOST_STYLES:
            above[style] = value

    def end(tag: str) -> None:
        nonlocal style
        if tag == "style":
            style = ""

    for _ in package.parse(part, start, end):
        pass
    return levels | {one: level for one in above if one not in levels and (level := _inherited(one, above, levels))}


def _inherited(style: str, above: Mapping[str, str], levels: Mapping[str, int]) -> int:
    for _ in range(10):  # a style may be based on itself
        style = above.get(style, "")
        if style in levels:
            return levels[style]
    return 0
