import io
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import cast

import pypdfium2  # type: ignore[import-untyped]
import pytest

from tests.fixtures import oddities, papers, pdfs
from tests.fixtures.extracting import here, texts
from tests.fixtures.scans import without_tesseract
from vendorproof.documents.extract.findings import Damaged, Locked
from vendorproof.documents.extract.readers import pdf
from vendorproof.documents.extract.units import Account, Unit

__all__ = ["without_tesseract"]
LINES = "Independent service auditor's report\nThe period is January 1 to\nDecember 31, 2025"


def test_a_unit_is_a_page_with_the_lines_it_has() -> None:
    assert texts("pdf", papers.pdf(LINES, "", "Section 2")) == [
        ("page 1", LINES),
        ("page 2", ""),
        ("page 3", "Section 2"),
    ]


def test_a_word_divided_at_the_end_of_a_line_stays_divided() -> None:
    [(_, text)] = texts("pdf", papers.pdf("The report covers infor-\nmation security of the vendor"))
    assert text == "The report covers infor-\nmation security of the vendor"


def test_the_text_is_what_pdfium_itself_gives() -> None:
    data = papers.pdf(*[f"{LINES}\n{'word ' * 60} {number} é ß €" for number in range(20)])
    with pypdfium2.PdfDocument(data) as document:
        theirs = []
        for page in document:
            layer = page.get_textpage()
            theirs.append(layer.get_text_range().replace("\r\n", "\n"))
            layer.close()
            page.close()
    assert [text for _, text in texts("pdf", data)] == theirs


def test_characters_outside_the_basic_plane_do_not_cut_the_end_off() -> None:
    mapping = b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <41> <5A> <D83DDD10> endbfrange"
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R >>"
    cmap = pdfs.stream(b"/CIDInit /ProcSet findresource begin begincmap " + mapping + b" endcmap end")
    [(_, text)] = texts("pdf", papers.pdf("AAAAAAAA end", more={3: font, 4: cmap}))
    assert text.count("🔐") == 8


def test_a_field_filled_in_is_a_line_of_its_page() -> None:
    field = "/Type /Annot /Subtype /Widget /Rect [9 9 99 29]"
    more: dict[int, str | bytes] = {
        3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        5: f"<< {field} /FT /Tx /T (insured) /TU (Name of the insured) /V (Acme \\(UK\\) Ltd) >>",
        6: f"<< {field} /FT /Tx /T (empty) >>",
        7: f"<< {field} /FT /Btn /T (occur) /V /Yes /AS /Yes /AP << /N << /Yes 10 0 R /Off 10 0 R >> >> >>",
        8: f"<< {field} /FT /Btn /T (claims) /V /Off /AS /Off /AP << /N << /Yes 10 0 R /Off 10 0 R >> >> >>",
        9: "<< /Type /Annot /Subtype /FreeText /Rect [9 9 99 29] /Contents (DRAFT for review) >>",
        10: "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 0 >>\nstream\n\nendstream",
    }
    data = papers.pdf("ACORD 25", more=more, page="/Annots [5 0 R 6 0 R 7 0 R 8 0 R 9 0 R]")
    form = b"/Pages 2 0 R /AcroForm << /Fields [5 0 R 6 0 R 7 0 R 8 0 R] >>"
    data = data.replace(b"/Type /Catalog /Pages 2 0 R", b"/Type /Catalog " + form)
    [(_, text)] = texts("pdf", data)
    assert text.split("\n") == [
        "ACORD 25",
        "Name of the insured: Acme (UK) Ltd",
        "☒ occur: Yes",
        "DRAFT for review",
    ]


@pytest.mark.usefixtures("without_tesseract")
def test_a_scanned_page_is_said_not_to_be_read() -> None:
    found = here("pdf", oddities.scanned(bytes(100), 10, 10))
    assert [one.text for one in found.units] == [""]
    assert not found.complete
    assert not found.ocr
    assert found.notes == ("Not read: scanned page 1; no text recognition (tesseract) is installed.",)


@pytest.mark.usefixtures("without_tesseract")
@pytest.mark.parametrize(
    "data",
    [
        pytest.param(papers.pdf("Appendix B"), id="a title"),
        pytest.param(papers.pdf(""), id="an empty page"),
        pytest.param(
            oddities.scanned(bytes(100), 10, 10, text="A caption long enough to be a page's text, " * 3), id="both"
        ),
    ],
)
def test_a_page_that_is_no_picture_is_no_scan(data: bytes) -> None:
    assert here("pdf", data).notes == ()


@pytest.mark.usefixtures("without_tesseract")
def test_letters_drawn_as_outlines_are_a_picture() -> None:
    outlines = pdfs.stream(b"1 1 m 5 5 l S " * 300)
    data = pdfs.pdf({3: pdfs.PAGE.replace(" >>", " /Contents 4 0 R >>"), 4: outlines})
    assert "scanned page 1" in here("pdf", data).notes[0]


@pytest.mark.usefixtures("without_tesseract")
def test_text_in_a_font_that_tells_no_characters_is_not_taken_for_text() -> None:
    found = here("pdf", oddities.without_unicode())
    assert found.units[0].text == ""
    assert "scanned page 1" in found.notes[0]


def test_a_damaged_page_is_left_out_and_said() -> None:
    found = here("pdf", papers.pdf("first", "second", "third").replace(b"/Kids [4 0 R 6 0 R", b"/Kids [4 0 R 1 0 R"))
    assert [one.text for one in found.units] == ["first", "", "third"]
    assert found.notes == ("Not read: page 2, which the file has damaged.",)
    with pytest.raises(Damaged, match="none of its pages"):
        here("pdf", pdfs.pdf({3: "<< /Type /Nothing >>"}))


def test_a_locked_file_is_locked() -> None:
    with pytest.raises(Locked):
        here("pdf", pdfs.locked())


def test_a_file_half_read_is_closed(tmp_path: Path) -> None:
    """The reader is a generator: who stops early leaves no map of the file behind."""
    place = tmp_path / "a.pdf"
    place.write_bytes(papers.pdf(*["text"] * 50))
    before = _open_files()
    for _ in range(20):
        with place.open("rb") as file, closing(cast("Generator[Unit]", pdf.read(file, Account()))) as reading:
            next(reading)
        with pytest.raises(Damaged):
            next(pdf.read(io.BytesIO(b"%PDF-1.7 nothing"), Account()))
    assert _open_files() == before


def _open_files() -> int:
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else 0


def test_a_page_of_no_size_is_not_drawn() -> None:
    data = oddities.scanned(bytes(100), 10, 10).replace(b"/MediaBox [0 0 595 842]", b"/MediaBox [0 0 1e9 1e9]")
    assert here("pdf", data).count == 1
