"""The package of a Word, Excel or PowerPoint file (OPC): its parts, how they relate, and their XML in one pass."""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import SEEK_END
from typing import BinaryIO
from xml.parsers import expat

from vendorproof.documents.extract.checks import archive
from vendorproof.documents.extract.findings import Damaged, Locked, Unsafe, shown

MOST_DEPTH = 2000  # elements within each other

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind` is the last word of its type; `target` the path of a part, empty when it lies outside the package."""

    identity: str
    kind: str
    target: str


class Package:
    """An opened package; Damaged, Locked, Unsafe."""

    def __init__(self, file: BinaryIO) -> None:
        self._budget = archive.Budget(file.seek(0, SEEK_END))
        self._archive = archive.opened(file, self._budget)
        self._parts = {one.filename.lstrip("/").lower(): one for one in self._archive.infolist()}

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._parts

    def parts(self, beginning: str) -> list[str]:
        """Parts whose path begins so, in the order of the package."""
        return [one for one in self._parts if one.startswith(beginning)]

    def main(self) -> str:
        """The part that everything else hangs on."""
        found = next((one.target for one in self.relations("") if one.kind == "officeDocument" and one.target), "")
        if found not in self:
            raise Damaged("The file is packed like an Office document, but its main part is missing.")
        return found

    def root(self, part: str) -> str:
        """The name of a part's first element; the binary ones have none."""
        found: list[str] = []
        if part.endswith(".bin"):
            raise Damaged("The workbook is of the binary kind (XLSB), which is not read: ask for it as XLSX.")
        for _ in self.parse(part, lambda tag, _attributes: found.append(tag)):
            if found:
                break
        return found[0] if found else ""

    def relations(self, part: str) -> list[Relation]:
        """What a part relates to; nothing if it has no list of relations."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        found: list[Relation] = []

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == "Relationship":
                target = attributes.get("Target", "").replace("\\", "/")
                inside = attributes.get("TargetMode", "").lower() != "external"
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") if inside else ""
                kind = attributes.get("Type", "").rpartition("/")[2]
                found.append(Relation(attributes.get("Id", ""), kind, path))

        for _ in self.parse(rels, start):
            pass
        return found

    def parse(self, part: str, start: Start, end: End | None = None, text: Text | None = None) -> Iterator[None]:
        """Hand the XML of a part to the handlers, with local names of elements and attributes; pauses now and then, so that
        the caller can pass on what they have gathered. A part that is missing has no elements.
        """
        info = self._parts.get(part.lower())
        if info is None:
            return
        if archive.is_encrypted(info):
            raise Locked("Parts of the document are protected by a password: ask the vendor for an open copy.")
        parser = _Parser(start, end, text)
        try:
            for piece in archive.unpacked(self._archive, info, self._budget):
                parser.feed(piece)
                yield
            parser.feed(b"", last=True)
            yield
        except NotImplementedError:
            raise Damaged(f"A part of the document, “{shown(part)}”, is packed in a way Office does not use.") from None
        except (expat.ExpatError, ValueError) as error:
            raise Damaged(f"A part of the document, “{shown(part)}”, is not valid XML.") from error


class _Parser:
    def __init__(self, start: Start, end: End | None, text: Text | None) -> None:
        self._begin = start
        self._finish = end
        self._depth = 0
        self._expat = expat.ParserCreate()
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.StartDoctypeDeclHandler = _refuse_doctype
        if text is not None:
            self._expat.CharacterDataHandler = text

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        self._expat.Parse(piece, last)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise Unsafe(
                "The document nests its parts deeper than Office does: such files are made to exhaust their reader."
            )
        self._begin(tag.rpartition(":")[2], _locally_named(attributes))

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if self._finish is not None:
            self._finish(tag.rpartition(":")[2])


def _locally_named(attributes: dict[str, str]) -> dict[str, str]:
    """Without prefixes; where `id` and `r:id` meet, the one with a prefix, which says what the element relates to."""
    prefixed = {name.rpartition(":")[2]: value for name, value in attributes.items() if ":" in name}
    return attributes | prefixed if prefixed else attributes


def _refuse_doctype(*_told: object) -> None:
    raise Unsafe(
        "The document declares XML entities, which Office never does: such files are made to attack their reader."
    )
