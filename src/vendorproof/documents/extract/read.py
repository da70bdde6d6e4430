"""Reads a file of any kind that is taken in, by what its bytes are. Made to run in the sandbox's child: see `extraction`.

    extraction = read(file, "pdf")

Raises nothing but what `findings.Stopped` is the parent of: Locked, Damaged, Unsafe, TooLarge, NotText; their messages are for
the analyst.
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from io import SEEK_END
from typing import BinaryIO

from vendorproof.documents.extract.findings import Damaged, Stopped
from vendorproof.documents.extract.inspect import HEAD, KINDS, kind_of
from vendorproof.documents.extract.units import Account, Extraction, NotText, TooLarge, Unit, bounded

Reader = Callable[[BinaryIO, Account], Iterator[Unit]]

PACKAGE = "vendorproof.documents.extract.readers."
EXTENSIONS = frozenset(KINDS)
NAMES: Mapping[str, str] = {  # by reader
    "pdf": "a PDF",
    "docx": "a Word document",
    "doc": "a Word document",
    "rtf": "an RTF document",
    "xlsx": "an Excel workbook",
    "xls": "an Excel workbook",
    "pptx": "a PowerPoint presentation",
    "ppt": "a PowerPoint presentation",
    "image": "a picture",
    "archive": "a ZIP archive",
    "text": "text",
}
USUAL: Mapping[str, str] = {  # reader by extension, where it is not called like it
    "xlsm": "xlsx",
    "zip": "archive",
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "webp"), "image"),
    **dict.fromkeys(("txt", "md", "csv"), "text"),
}
ROOTS: Mapping[str, str] = {"document": "docx", "workbook": "xlsx", "presentation": "pptx"}
STREAMS: Mapping[str, str] = {"worddocument": "doc", "workbook": "xls", "book": "xls", "powerpoint document": "ppt"}
BROKE_OFF = "The file cannot be read: reading it broke off, which happens with damaged files."


def read(file: BinaryIO, extension: str) -> Extraction:
    """All of it at once."""
    account = Account()
    return account.extraction(tuple(pieces(file, extension, account)))


def pieces(file: BinaryIO, extension: str, account: Account) -> Iterator[Unit]:
    """Unit by unit; what breaks off after something was read is told in the account."""
    last: Unit | None = None
    try:
        for unit in bounded(_units(file, extension, account), account):
            last = unit if unit.text else last
            yield unit
    except (Damaged, TooLarge) as stopped:
        if last is None:
            raise
        account.leave_out(f"Nothing after {last.label} was read: {stopped}")


def _units(file: BinaryIO, extension: str, account: Account) -> Iterator[Unit]:
    try:
        reader = _reader(file, extension, account)
        file.seek(0)
        yield from reader(file, account)
    except Stopped:
        raise
    except MemoryError as error:
        raise TooLarge("Reading the file needs more memory than one file may take.") from error
    except Exception as error:
        raise Damaged(BROKE_OFF) from error


def _reader(file: BinaryIO, extension: str, account: Account) -> Reader:
    name = _name(file, extension)
    usual = USUAL.get(extension, extension)
    if name != usual:
        account.note(f"The name ends in .{extension}, but the content is {NAMES[name]}; it was read as that.")
    module = import_module(PACKAGE + name)
    found: Reader = module.read_table if name == "text" and extension == "csv" else module.read
    return found


def _name(file: BinaryIO, extension: str) -> str:
    """The module that reads what these bytes are."""
    if extension not in KINDS:
        raise NotText(f"Files of the kind .{extension} are not read.")
    if file.seek(0, SEEK_END) == 0:
        raise Damaged("The file is empty.")
    file.seek(0)
    expected, wanted = KINDS[extension]
    kind = kind_of(file.read(HEAD), expected)
    if kind in ("ooxml", "archive"):
        return _packed(file, extension)
    if kind == "ole":
        return _contained(file)
    if kind == "old":
        raise NotText("The document is from before 1997, which is not read: ask for it in a newer format.")
    if kind is None or (kind == "text" and expected not in ("text", "ole", "rtf")):
        raise Damaged(f"The file is not {wanted}, although its name ends in .{extension}.")
    return kind


def _packed(file: BinaryIO, extension: str) -> str:
    """By the first element of its main part; a package without one is a plain archive."""
    package = import_module(PACKAGE + "package").Package(file)
    if "[Content_Types].xml" not in package:
        if extension != "zip" and "mimetype" in package:
            raise Damaged(
                "The file is an OpenDocument file, not an Office one: ask for it in the format its name says."
            )
        return "archive"
    root = package.root(package.main())
    if root not in ROOTS:
        raise Damaged("The file is packed like an Office document, but holds no document, workbook or presentation.")
    return ROOTS[root]


def _contained(file: BinaryIO) -> str:
    with import_module(PACKAGE + "ole").opened(file) as container:
        for stream, name in STREAMS.items():
            if stream in container:
                return name
    raise Damaged("The file is a container as old Office documents have, but holds no document.")
