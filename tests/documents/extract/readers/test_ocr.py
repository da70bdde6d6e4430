import io
import tempfile

import pytest

from tests.fixtures import oddities, papers
from tests.fixtures.extracting import here, in_sandbox
from tests.fixtures.scans import NEEDS_TESSERACT, drawn
from vendorproof.documents import analysis
from vendorproof.documents.extract.read import pieces
from vendorproof.documents.extract.readers import ocr
from vendorproof.documents.extract.units import Account, Allowance

pytestmark = NEEDS_TESSERACT
TEXT = "Penetration Test Report\nSeverity: Critical\nThe host accepts a default password for its administrator."


def page(*, turns: int = 0, turn: int = 0) -> bytes:
    rows, width, height = drawn(TEXT, turns=turns)
    return oddities.scanned(rows, width, height, turn=turn)


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_scan_is_read_however_it_was_laid_on_the_glass(turns: int) -> None:
    found = here("pdf", page(turns=turns))
    assert "default password for its administrator" in found.units[0].text
    assert (found.ocr, found.complete) == (True, True)
    assert found.notes == ("Read by text recognition, which makes mistakes: page 1.",)


def test_a_page_that_the_file_turns_is_read_as_it_is_seen() -> None:
    assert "Severity: Critical" in here("pdf", page(turns=1, turn=270)).units[0].text


def test_a_picture_is_read_in_the_sandbox_too() -> None:
    rows, width, height = drawn(TEXT)
    found = in_sandbox("png", papers.png(width, height, rows))
    assert "Penetration Test Report" in found.units[0].text
    assert (found.kind, found.count, found.ocr) == ("frame", 1, True)
    assert found.notes == ("Read by text recognition, which makes mistakes.",)


def test_small_letters_are_enlarged() -> None:
    rows, width, height = drawn(TEXT, scale=1.0)
    assert "default password" in here("png", papers.png(width, height, rows)).units[0].text


def test_text_in_a_font_that_tells_no_characters_is_read_from_its_picture() -> None:
    found = here("pdf", oddities.without_unicode())
    assert found.ocr
    assert "\ue020" not in found.units[0].text
    assert "anuary" in found.units[0].text


def test_an_empty_page_is_said_not_to_be_readable() -> None:
    found = here("png", papers.png(600, 800))
    assert found.units[0].text == ""
    assert found.notes == ("The picture was not read: text recognition found nothing it could read.",)


def test_only_so_many_pictures_are_read_and_the_rest_is_said() -> None:
    account = Account(allowance=Allowance(pictures=1))
    rows, width, height = drawn(TEXT)
    one = oddities.scanned(rows, width, height)
    two = one.replace(b"/Kids [3 0 R] /Count 1", b"/Kids [3 0 R 3 0 R 3 0 R] /Count 3")
    found = list(pieces(io.BytesIO(two), "pdf", account))
    assert [bool(unit.text) for unit in found] == [True, False, False]
    assert account.notes == [
        "Read by text recognition, which makes mistakes: page 1.",
        "Not read: scanned pages 2–3; only 80 scanned pages of a document are read.",
    ]


def test_a_picture_with_too_many_dots_is_not_decoded() -> None:
    engine = ocr._engine()
    assert engine is not None
    assert engine.text(b"P5 20000 20000 255\n") == "too_large"
    assert engine.text(b"no picture") == "unreadable"
    assert engine.text(papers.png(100, 100)[:60]) == "unreadable"


def understood(pictures: int) -> analysis.Understanding:
    with tempfile.TemporaryFile() as file:
        file.write(page())
        return analysis.understand(file, "pdf", "scan.pdf", pictures)


def test_an_operator_can_switch_recognition_off() -> None:
    found = understood(0)
    assert (found.extraction.ocr, found.extraction.complete) == (False, False)
    assert found.extraction.notes == ("Not read: scanned page 1; text recognition is switched off on this server.",)
    assert understood(1).extraction.ocr
