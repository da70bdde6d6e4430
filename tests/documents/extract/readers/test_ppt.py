import pytest

from tests.fixtures import containers
from tests.fixtures.extracting import here
from tests.fixtures.papers import ppt
from vendorproof.documents.extract.findings import Damaged, Locked


def test_a_slide_is_a_unit_with_its_outline_its_boxes_and_its_notes() -> None:
    found = here(
        "ppt", ppt(["Security overview", "Box é 漢", "Box é 漢"], ["Roadmap\rLine two"], notes={2: "say this"})
    )
    assert [(one.number, one.label, one.text) for one in found.units] == [
        (1, "slide 1", "Security overview\nBox é 漢\nBox é 漢"),
        (2, "slide 2", "Roadmap\nLine two\nNotes:\nsay this"),
    ]
    assert (found.kind, found.count, found.complete, found.notes) == ("slide", 2, True, ())


def test_a_locked_presentation_is_locked() -> None:
    with pytest.raises(Locked):
        here("ppt", containers.powerpoint(token=0xF3D1C4DF))


def test_a_presentation_without_its_parts_is_damaged() -> None:
    with pytest.raises(Damaged, match="list of edits"):
        here("ppt", containers.powerpoint())
    with pytest.raises(Damaged, match="Current User"):
        here("ppt", containers.container({"PowerPoint Document": b"x"}))
