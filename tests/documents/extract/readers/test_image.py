import pytest

from tests.fixtures import papers
from tests.fixtures.extracting import here
from tests.fixtures.scans import without_tesseract
from vendorproof.documents.extract.findings import Damaged, Unsafe

__all__ = ["without_tesseract"]
GIF = b"GIF89a\x02\0\x02\0\x80\0\0\0\0\0\xff\xff\xff!\xff\x0bNETSCAPE2.0\x03\1\0\0\0,\0\0\0\0\2\0\2\0\0\2\2D\1\0;"


@pytest.mark.usefixtures("without_tesseract")
def test_without_text_recognition_a_picture_says_so() -> None:
    found = here("png", papers.png())
    assert [(one.label, one.text) for one in found.units] == [("picture", "")]
    assert found.notes == ("The picture was not read: no text recognition (tesseract) is installed.",)
    assert not found.complete


@pytest.mark.usefixtures("without_tesseract")
def test_a_moving_picture_is_said_to_move() -> None:
    assert "first frame" in here("gif", GIF).notes[1]


def test_a_picture_is_measured_before_anything_decodes_it() -> None:
    huge = papers.png()[:16] + b"\0\0\x75\x30\0\0\x75\x30" + papers.png()[24:]
    with pytest.raises(Unsafe, match="million"):
        here("png", huge)
    with pytest.raises(Damaged):
        here("png", papers.png()[:40])
