"""Word, Excel and PowerPoint files of the newer kind: a ZIP of XML parts that may carry programs and reach outside."""

from collections import deque
from collections.abc import Iterator, Mapping
from io import SEEK_END
from typing import BinaryIO
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

from vendorproof.documents.extract.checks import archive
from vendorproof.documents.extract.findings import Damaged, Findings, Locked, Unsafe, shown

TYPES_PART = "[Content_Types].xml"
MAIN_PARTS: Mapping[str, tuple[str, str]] = {  # what a main part's content type begins with: extensions, its name
    "wordprocessingml": ("docx", "a Word document"),
    "word.": ("docx", "a Word document"),
    "spreadsheetml": ("xlsx xlsm", "an Excel workbook"),
    "excel.": ("xlsx xlsm", "an Excel workbook"),
    "presentationml": ("pptx", "a PowerPoint presentation"),
    "powerpoint.": ("pptx", "a PowerPoint presentation"),
}
EMBEDDED = ("/embeddings/", "/package/")
FETCHED: Mapping[str, str] = {  # relationship types whose target is fetched or opened without a click
    "attachedtemplate": "a template",
    "oleobject": "an object",
    "externallinkpath": "another workbook",
    "image": "a picture",
    "frame": "a frame",
    "subdocument": "another document",
    "mailmergesource": "a data source",
    "package": "a file",
    "audio": "a recording",
    "video": "a film",
    "media": "a recording",
}
MOST_XML_BYTES = 32 << 20  # of a part of which every element is looked at


def check(file: BinaryIO, findings: Findings, extension: str) -> None:
    """Unpack every part once, read the lists of types and relationships, look at the first element of all other XML."""
    budget = archive.Budget(file.seek(0, SEEK_END))
    package = archive.opened(file, budget)
    infos = package.infolist()
    names = {one.filename.lstrip("/").lower() for one in infos}
    if TYPES_PART.lower() not in names:
        if "mimetype" in names:
            raise Damaged(
                "The file is an OpenDocument file, not an Office one: ask for it in the format its name says."
            )
        raise Damaged("The file is a ZIP archive, but not an Office document.")
    for info in infos:
        if archive.escapes(info.filename.removeprefix("/")):
            raise Unsafe(f"A part of the document, “{shown(info.filename)}”, lies outside the document.")
        if archive.is_encrypted(info):
            raise Locked("Parts of the document are protected by a password: ask the vendor for an open copy.")
    for info in infos:
        _part(package, info, findings, budget, extension)


def _part(package: ZipFile, info: ZipInfo, findings: Findings, budget: archive.Budget, extension: str) -> None:
    path = "/" + info.filename.lstrip("/").lower()
    if not info.is_dir():
        _by_place(path, info, findings)
    try:
        _by_content(path, info, archive.unpacked(package, info, budget), findings, extension)
    except NotImplementedError:
        raise Damaged(
            f"A part of the document, “{shown(info.filename)}”, is packed in a way Office does not use."
        ) from None


def _by_place(path: str, info: ZipInfo, findings: Findings) -> None:
    if path.endswith("/vbaproject.bin"):
        findings.risk("macros", "The document holds macros.")
    elif "/macrosheets/" in path:
        findings.risk("macros", "The workbook holds macros of the old kind (Excel 4.0).")
    elif "/activex/" in path:
        findings.risk("macros", "The document holds ActiveX controls.")
    if any(one in path for one in EMBEDDED):
        findings.risk("embedded_files", f"A file is embedded: “{shown(info.filename.rpartition('/')[2])}”.")


def _by_content(path: str, info: ZipInfo, parts: Iterator[bytes], findings: Findings, extension: str) -> None:
    if path == f"/{TYPES_PART.lower()}":
        _types(_elements(parts, info), findings, extension)
    elif path.endswith(".rels"):
        _relationships(_elements(parts, info), findings)
    elif path.endswith((".xml", ".vml")):
        deque(_elements(parts, info, first_only=True), maxlen=0)
    else:
        deque(parts, maxlen=0)


def _types(elements: Iterator[tuple[str, Mapping[str, str]]], findings: Findings, extension: str) -> None:
    mains: list[str] = []
    for _tag, attributes in elements:
        kind = attributes.get("ContentType", "").lower()
        if "macroenabled" in kind and extension != "xlsm":
            findings.risk(
                "content_differs", f"The name ends in .{extension}, but the content is of a kind made for macros."
            )
        if kind.endswith("vbaproject"):
            findings.risk("macros", "The document holds macros.")
        if ".main" in kind:
            mains.append(kind)
    known = [one for one in MAIN_PARTS if any(one in main for main in mains)]
    if not known:
        raise Damaged("The file is packed like an Office document, but holds no document, workbook or presentation.")
    if not any(extension in MAIN_PARTS[one][0].split() for one in known):
        findings.risk(
            "content_differs", f"The name ends in .{extension}, but the content is {MAIN_PARTS[known[0]][1]}."
        )


def _relationships(elements: Iterator[tuple[str, Mapping[str, str]]], findings: Findings) -> None:
    for _tag, attributes in elements:
        kind = attributes.get("Type", "").rpartition("/")[2].lower()
        if attributes.get("TargetMode", "").lower() == "external" and kind in FETCHED:
            target = shown(attributes.get("Target", ""))
            findings.risk("external_links", f"Opening the document fetches {FETCHED[kind]} from “{target}”.")


def _elements(
    parts: Iterator[bytes], info: ZipInfo, *, first_only: bool = False
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Name and attributes of each element. An entity or a document type is refused, so nothing is expanded or fetched."""
    found: list[tuple[str, Mapping[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, attributes: found.append((tag, attributes))
    parser.StartDoctypeDeclHandler = _refuse_doctype
    size, done = 0, False
    for part in parts:
        size += len(part)
        if done:
            continue
        if size > MOST_XML_BYTES:
            raise Unsafe(f"A part of the document, “{shown(info.filename)}”, is far larger than Office makes it.")
        try:
            parser.Parse(part, False)
        except expat.ExpatError as error:
            raise Damaged(f"A part of the document, “{shown(info.filename)}”, is not valid XML.") from error
        yield from found
        done = first_only and bool(found)
        found.clear()


def _refuse_doctype(*_told: object) -> None:
    raise Unsafe(
        "The document declares XML entities, which Office never does: such files are made to attack their reader."
    )
