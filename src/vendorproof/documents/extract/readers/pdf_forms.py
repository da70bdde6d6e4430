"""What was filled into a PDF or typed onto it: it shows on the page, but is no part of its text."""

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2_raw as pdfium  # type: ignore[import-untyped]

MOST_ANNOTATIONS = 2000
MOST_CHARACTERS = 20_000  # of one value
TICKED = frozenset((pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON))
SILENT = frozenset((pdfium.FPDF_FORMFIELD_PUSHBUTTON, pdfium.FPDF_FORMFIELD_SIGNATURE, pdfium.FPDF_FORMFIELD_UNKNOWN))
TYPED = frozenset((pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP))

Handle = Any
"""A pointer of PDFium's."""


class Form:
    """The form of an open document; to be closed before it."""

    def __init__(self, document: Handle) -> None:
        self._form: Handle = None
        if pdfium.FPDF_GetFormType(document) not in (pdfium.FORMTYPE_NONE, -1):
            self._told = pdfium.FPDF_FORMFILLINFO(version=2)  # has to live as long as the form
            self._form = pdfium.FPDFDOC_InitFormFillEnvironment(document, self._told)

    def close(self) -> None:
        if self._form:
            pdfium.FPDFDOC_ExitFormFillEnvironment(self._form)
            self._form = None

    def filled_in(self, page: Handle) -> str:
        """A line per field, `name: value`, and the text of each box typed onto the page."""
        if not self._form:
            return self._lines(page)
        pdfium.FORM_OnAfterLoadPage(page, self._form)  # before it, no box counts as ticked
        try:
            return self._lines(page)
        finally:
            pdfium.FORM_OnBeforeClosePage(page, self._form)

    def _lines(self, page: Handle) -> str:
        lines: dict[str, None] = {}  # in order, and the fields that a page shows twice once
        for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST_ANNOTATIONS)):
            annotation = pdfium.FPDFPage_GetAnnot(page, index)
            if not annotation:
                continue
            try:
                lines[self._line(annotation)] = None
            finally:
                pdfium.FPDFPage_CloseAnnot(annotation)
        return "\n".join(one for one in lines if one)

    def _line(self, annotation: Handle) -> str:
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind in TYPED:
            return _text(lambda *rest: pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", *rest))
        if kind != pdfium.FPDF_ANNOT_WIDGET or not self._form:
            return ""
        field = pdfium.FPDFAnnot_GetFormFieldType(self._form, annotation)
        if field in SILENT:
            return ""
        name = _text(lambda *rest: pdfium.FPDFAnnot_GetFormFieldAlternateName(self._form, annotation, *rest)) or _text(
            lambda *rest: pdfium.FPDFAnnot_GetFormFieldName(self._form, annotation, *rest)
        )
        if field in TICKED:
            return self._ticked(annotation, name)
        value = _text(lambda *rest: pdfium.FPDFAnnot_GetFormFieldValue(self._form, annotation, *rest))
        return f"{name}: {value}" if value else ""

    def _ticked(self, annotation: Handle, name: str) -> str:
        if not pdfium.FPDFAnnot_IsChecked(self._form, annotation):
            return ""
        value = _text(lambda *rest: pdfium.FPDFAnnot_GetFormFieldExportValue(self._form, annotation, *rest))
        return f"☒ {name}: {value}" if value else f"☒ {name}"


def _text(ask: Callable[..., int]) -> str:
    """What a call of PDFium's writes into a buffer; it is asked for the length in bytes first."""
    length = min(ask(None, 0), 2 * MOST_CHARACTERS)
    if length <= 2:
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    if ask(buffer, length) > length:  # longer than we take: nothing was written
        return ""
    return ctypes.string_at(buffer, length - 2).decode("utf-16-le", "replace").strip()
