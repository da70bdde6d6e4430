import pytest

from tests.fixtures import containers, zips
from tests.fixtures.inspecting import Look
from vendorproof.documents.extract.inspection import Inspection

XXE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">'
    + b"".join(b'<!ENTITY l%d "%s">' % (one, b"&l%d;" % (one - 1) * 10) for one in range(1, 12))
    + b"]><a>&l11;</a>"
)
VBA = '<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>'


@pytest.mark.parametrize("extension", ["docx", "xlsx", "xlsm", "pptx"])
def test_a_sound_document(extension: str, look: Look) -> None:
    assert look(extension, zips.office(extension)) == Inspection("ok")


@pytest.mark.parametrize(
    ("extension", "data", "codes"),
    [
        pytest.param("xlsm", zips.office("xlsm", {"xl/vbaProject.bin": b"x"}), ["macros"], id="workbook with macros"),
        pytest.param("docx", zips.office("docx", {"word/VBAproject.BIN": b"x"}), ["macros"], id="macros, odd case"),
        pytest.param("docx", zips.office("docx", types=VBA), ["macros"], id="macros by type only"),
        pytest.param(
            "docx", zips.office("docm", {"word/vbaProject.bin": b""}), ["content_differs", "macros"], id="renamed docm"
        ),
        pytest.param("xlsx", zips.office("xlsm"), ["content_differs"], id="renamed xlsm"),
        pytest.param("docx", zips.office("xlsx"), ["content_differs"], id="workbook named docx"),
        pytest.param("doc", zips.office("docx"), ["content_differs", "content_differs"], id="docx named doc"),
        pytest.param("xlsx", zips.office("xlsx", {"xl/macrosheets/sheet1.xml": b"<a/>"}), ["macros"], id="excel 4"),
        pytest.param("docx", zips.office("docx", {"word/activeX/activeX1.bin": b"x"}), ["macros"], id="activex"),
        pytest.param("docx", zips.office("docx", {"word/embeddings/a.bin": b"x"}), ["embedded_files"], id="embedded"),
        pytest.param(
            "docx",
            zips.office(
                "docx", {"word/_rels/settings.xml.rels": zips.relations("attachedTemplate", "http://evil.example/t")}
            ),
            ["external_links"],
            id="template",
        ),
        pytest.param(
            "xlsx",
            zips.office("xlsx", {"xl/_rels/a.rels": zips.relations("oleObject", "file://host/share")}),
            ["external_links"],
            id="linked object",
        ),
        pytest.param(
            "pptx",
            zips.office("pptx", {"ppt/_rels/a.rels": zips.relations("hyperlink", "https://x.example")}),
            [],
            id="link",
        ),
        pytest.param(
            "pptx",
            zips.office("pptx", {"ppt/_rels/a.rels": zips.relations("image", "a.png", "Internal")}),
            [],
            id="picture",
        ),
    ],
)
def test_what_a_document_carries_is_a_risk(extension: str, data: bytes, codes: list[str], look: Look) -> None:
    found = look(extension, data)
    assert (found.outcome, found.reason) == ("ok", None)
    assert sorted(one.code for one in found.risks) == codes


@pytest.mark.parametrize(
    ("extension", "data"),
    [
        pytest.param("docx", zips.office("docx", main=XXE), id="external entity"),
        pytest.param("docx", zips.office("docx", main=XXE.decode().encode("utf-16")), id="external entity in utf-16"),
        pytest.param("docx", zips.office("docx", {"word/_rels/a.rels": XXE}), id="external entity in a list"),
        pytest.param("xlsx", zips.office("xlsx", main=LAUGHS), id="billion laughs"),
        pytest.param(
            "pptx", zips.office("pptx", {"docProps/core.xml": b" " * 70_000 + LAUGHS[21:]}), id="after blanks"
        ),
        pytest.param("docx", zips.office("docx", main=b"<a>" + b"x" * (64 << 20) + b"</a>"), id="bomb"),
        pytest.param("xlsx", zips.office("xlsx", {"xl/media/a.png": bytes(64 << 20)}), id="bomb in a picture"),
        pytest.param("docx", zips.office("docx", {"../../evil.xml": b"<a/>"}), id="traversal"),
        pytest.param("docx", zips.office("docx", {"word\\..\\..\\evil": b""}), id="traversal with backslashes"),
        pytest.param("xlsx", zips.office("xlsx", {f"xl/{one}.bin": b"" for one in range(10_000)}), id="many parts"),
    ],
)
def test_what_attacks_its_reader_is_unsafe(extension: str, data: bytes, look: Look) -> None:
    found = look(extension, data)
    assert found.outcome == "unsafe"
    assert found.reason is not None
    assert [one.code for one in found.risks] == ["unsafe_archive"]


@pytest.mark.parametrize(
    ("extension", "data", "said"),
    [
        pytest.param("docx", zips.zipped({"a.txt": b"x"}), "not an Office document", id="some archive"),
        pytest.param(
            "xlsx", zips.zipped({"mimetype": b"x", "content.xml": b"<a/>"}), "OpenDocument", id="opendocument"
        ),
        pytest.param(
            "docx", zips.zipped({"[Content_Types].xml": b"<Types/>"}), "holds no document", id="nothing in it"
        ),
        pytest.param("docx", zips.zipped({"[Content_Types].xml": b"<Types"}), "holds no document", id="half a list"),
        pytest.param("docx", zips.office("docx", main=b"no xml"), "not valid XML", id="no XML"),
        pytest.param("docx", zips.office("docx")[:-30], "damaged", id="truncated"),
        pytest.param(
            "docx", zips.office("docx", {"word/_rels/a.rels": b"<a" + b"<" * 999}), "not valid XML", id="bad list"
        ),
    ],
)
def test_a_damaged_document_says_so(extension: str, data: bytes, said: str, look: Look) -> None:
    found = look(extension, data)
    assert found.outcome == "damaged"
    assert found.reason is not None
    assert said in found.reason


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(containers.container({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), id="as Office does"),
        pytest.param(zips.encrypted(zips.office("docx"), "word/document.xml"), id="as an archive"),
    ],
)
def test_a_document_with_a_password_is_locked(data: bytes, look: Look) -> None:
    found = look("docx", data)
    assert (found.outcome, found.risks) == ("locked", [])
    assert found.reason is not None
    assert "ask the vendor for an open copy" in found.reason
