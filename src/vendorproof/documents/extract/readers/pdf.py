"""PDF, by PDFium: a unit per page, its lines and hyphens as they are set; scanned pages by text recognition."""

import ctypes
import mmap
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import SEEK_END, UnsupportedOperation
from typing import Any, BinaryIO

import pypdfium2_raw as pdfium  # type: ignore[import-untyped]

from vendorproof.documents.extract.findings import Damaged, Locked
from vendorproof.documents.extract.readers import ocr
from vendorproof.documents.extract.readers.pdf_forms import Form
from vendorproof.documents.extract.units import Account, Unit, named

MOST_PAGES = 10_000
FEW_CHARACTERS = 80  # a page with fewer may be a picture of one
MOST_OBJECTS = 2000  # looked at to tell
MANY_OUTLINES = 200  # more drawn shapes than a rule or a logo has: letters turned into outlines
PICTURE_SHARE = 0.15  # of the page, from which on a picture may be the page
DOTS = 200 / 72  # 200 dots an inch, in points; at 300 recognition takes a third longer and reads no better
MOST_DOTS = 25_000_000
UNREADABLE_SHARE = 0.3

Handle = Any
"""A pointer of PDFium's."""


def read(file: BinaryIO, account: Account) -> Iterator[Unit]:
    """Locked, Damaged."""
    account.kind = "page"
    with _opened(file) as document:
        account.count = int(pdfium.FPDF_GetPageCount(document))
        if account.count <= 0:
            raise Damaged("The PDF has no pages.")
        last = min(account.count, MOST_PAGES)
        with closing(Form(document)) as form:
            pages = _Pages(document, form, account)
            for number in range(1, last + 1):
                yield Unit(number, f"page {number}", pages.text(number))
        if last < account.count:
            account.leave_out(f"Only the first {last:,} of {account.count:,} pages were read.")
        pages.tell(last)


class _Pages:
    """Reads page by page and remembers which ones it could not."""

    def __init__(self, document: Handle, form: Form, account: Account) -> None:
        self._document = document
        self._form = form
        self._account = account
        self._damaged: list[int] = []
        self._scans = ocr.Scans(account)

    def text(self, number: int) -> str:
        page = pdfium.FPDF_LoadPage(self._document, number - 1)
        if not page:
            self._damaged.append(number)
            return ""
        try:
            return self._text(page, number)
        finally:
            pdfium.FPDF_ClosePage(page)

    def _text(self, page: Handle, number: int) -> str:
        text = _text_layer(page)
        if pdfium.FPDFPage_GetAnnotCount(page) and (added := self._form.filled_in(page)):
            text = f"{text}\n{added}" if text else added
        if _means_nothing(text):
            return self._scans.read(number, lambda: _picture(page)) or ""
        if len(text) >= FEW_CHARACTERS or not _is_picture(page):
            return text
        seen = self._scans.read(number, lambda: _picture(page)) or ""
        return seen if len(seen) > len(text.strip()) else text

    def tell(self, last: int) -> None:
        """Note what could not be read; Damaged if that is everything."""
        if len(self._damaged) == last:
            raise Damaged("The PDF is damaged: none of its pages can be read.")
        if self._damaged:
            self._account.leave_out(f"Not read: {named('page', self._damaged)}, which the file has damaged.")
        self._scans.tell()


@contextmanager
def _opened(file: BinaryIO) -> Iterator[Handle]:
    pdfium.FPDF_InitLibrary()
    with _content(file) as data:
        view = (ctypes.c_char * len(data)).from_buffer(data)
        document = pdfium.FPDF_LoadMemDocument64(ctypes.addressof(view), len(data), None)
        try:
            if not document:
                _refuse(pdfium.FPDF_GetLastError())
            yield document
        finally:
            if document:
                pdfium.FPDF_CloseDocument(document)
            del view  # the map cannot be closed while anything looks into it


@contextmanager
def _content(file: BinaryIO) -> Iterator[Any]:
    """The bytes, mapped where the file is one of the system's."""
    size = file.seek(0, SEEK_END)
    if size == 0:
        raise Damaged("The file is empty.")
    try:
        number = file.fileno()
    except UnsupportedOperation:
        file.seek(0)
        yield bytearray(file.read())
        return
    with mmap.mmap(number, 0, access=mmap.ACCESS_COPY) as data:
        yield data


def _refuse(error: int) -> None:
    if error in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        raise Locked("The PDF is protected by a password: ask the vendor for an open copy.")
    raise Damaged("The PDF is damaged or incomplete: it cannot be opened.")


def _text_layer(page: Handle) -> str:
    layer = pdfium.FPDFText_LoadPage(page)
    if not layer:
        return ""
    try:
        count = pdfium.FPDFText_CountChars(layer)
        if count <= 0:
            return ""
        # A character outside the basic plane takes two places, and PDFium cuts off at what it is told.
        places = 2 * count
        buffer = (ctypes.c_ushort * (places + 1))()
        written = pdfium.FPDFText_GetText(layer, 0, places, buffer)
        text = ctypes.string_at(buffer, 2 * max(0, written - 1)).decode("utf-16-le", "replace")
    finally:
        pdfium.FPDFText_ClosePage(layer)
    # PDFium joins a word divided at the end of a line with this mark; the page shows a hyphen and a new line.
    return text.replace("\r\n", "\n").replace("\ufffe", "-\n").replace("\x02", "-\n")


def _means_nothing(text: str) -> bool:
    """Whether the file does not tell which characters its signs stand for."""
    signs = [one for one in text[:4000] if not one.isspace()]
    odd = sum(1 for one in signs if not one.isprintable() or "\ue000" <= one <= "\uf8ff" or one == "\ufffd")
    return len(signs) >= 20 and odd >= UNREADABLE_SHARE * len(signs)


def _is_picture(page: Handle) -> bool:
    area = max(1.0, pdfium.FPDF_GetPageWidthF(page) * pdfium.FPDF_GetPageHeightF(page))
    outlines, pictured = 0, 0.0
    for one in _objects(page):
        kind = pdfium.FPDFPageObj_GetType(one)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictured += _area(one)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            outlines += 1
    return pictured >= PICTURE_SHARE * area or outlines >= MANY_OUTLINES


def _objects(page: Handle) -> Iterator[Handle]:
    """What is drawn on a page, forms opened, up to a limit."""
    waiting = [
        pdfium.FPDFPage_GetObject(page, index) for index in range(min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS))
    ]
    for _ in range(MOST_OBJECTS):
        if not waiting:
            return
        one = waiting.pop()
        if pdfium.FPDFPageObj_GetType(one) == pdfium.FPDF_PAGEOBJ_FORM:
            count = min(pdfium.FPDFFormObj_CountObjects(one), MOST_OBJECTS)
            waiting.extend(pdfium.FPDFFormObj_GetObject(one, index) for index in range(count))
        else:
            yield one


def _area(image: Handle) -> float:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(image, left, bottom, right, top):
        return 0.0
    return float(abs((right.value - left.value) * (top.value - bottom.value)))


def _picture(page: Handle) -> bytes | None:
    """The page as a grey PGM image; None if it measures nothing."""
    wide, high = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if not (wide > 0 and high > 0):
        return None
    scale = min(DOTS, (MOST_DOTS / (wide * high)) ** 0.5)
    width, height = max(1, int(wide * scale)), max(1, int(high * scale))
    if width * height > 2 * MOST_DOTS:  # a thread of a page
        return None
    buffer = (ctypes.c_char * (width * height))()
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, buffer, width)
    if not bitmap:
        return None
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        flags = pdfium.FPDF_GRAYSCALE | pdfium.FPDF_ANNOT
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return b"P5 %d %d 255\n" % (width, height) + bytes(buffer)
