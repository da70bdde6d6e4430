import pytest

from tests.fixtures.inspecting import Look
from vendorproof.documents.extract.checks.rtf import PART
from vendorproof.documents.extract.inspection import Inspection


def test_a_sound_document(look: Look) -> None:
    assert look("rtf", rb"{\rtf1\ansi Security policy \objectionable}") == Inspection("ok")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (rb"{\object\objemb{\*\objdata 0105}}", "embedded_files"),
        (rb"{\object\objocx{\*\objdata 0105}}", "embedded_files"),
        (b" " * (PART - 12) + rb"{\*\objdata 0105}", "embedded_files"),
        (rb"{\object\objautlink x}", "external_links"),
        (rb"{\field{\*\fldinst DDEAUTO cmd}}", "external_links"),
        (rb'{\field{\*\fldinst INCLUDEPICTURE "http://evil.example"}}', "external_links"),
    ],
)
def test_what_a_document_carries_is_a_risk(body: bytes, code: str, look: Look) -> None:
    found = look("rtf", rb"{\rtf1 " + body + b"}")
    assert found.outcome == "ok"
    assert [one.code for one in found.risks] == [code]


def test_a_template_is_named(look: Look) -> None:
    found = look("rtf", rb"{\rtf1{\*\template http://evil.example/t.dotm}}")
    assert [(one.code, "evil.example/t.dotm" in one.message) for one in found.risks] == [("external_links", True)]


def test_a_document_without_an_end_is_damaged(look: Look) -> None:
    assert look("rtf", rb"{\rtf1 " + b"text " * 2000).outcome == "damaged"


@pytest.mark.parametrize("extension", ["doc", "txt"])
def test_under_another_name_that_is_told(extension: str, look: Look) -> None:
    found = look(extension, rb"{\rtf1 x}")
    assert found.outcome == "ok"
    assert [one.code for one in found.risks] == ["content_differs"]
