import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorproof.core.errors import UnsupportedFileType
from vendorproof.documents import names
from vendorproof.documents.contents import EXTENSIONS
from vendorproof.objects.kinds import Unreadable
from vendorproof.records.columns import storable


@given(st.text())
def test_whatever_a_file_is_called_its_name_can_be_kept(filename: str) -> None:
    try:
        name, extension = names.of_file(filename)
    except UnsupportedFileType:
        return
    assert extension in EXTENSIONS
    _keepable(name)


@given(st.text(), st.sampled_from(EXTENSIONS))
def test_with_a_right_ending_every_name_is_taken(stem: str, extension: str) -> None:
    name, found = names.of_file(f"{stem}.{extension}")
    assert found == extension
    _keepable(name)
    assert names.given(name) == name


@given(st.text())
def test_a_name_somebody_chose_is_kept_or_refused(text: str) -> None:
    try:
        name = names.given(text)
    except Unreadable:
        return
    if name is not None:
        _keepable(name)


def _keepable(name: str) -> None:
    assert 0 < len(name) <= names.LONGEST
    assert name == name.strip()
    assert "/" not in name or names.given(name) == name
    assert storable(name)
    assert not any(one in name for one in "\u202a\u202b\u202d\u202e\u2066\u2069\n\r\x00")


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("Report", "Report.pdf"),
        ("Report.PDF", "Report.PDF"),
        ("Report.docx", "Report.docx.pdf"),
        ("COM1", "_COM1.pdf"),
        ("com¹", "_com¹.pdf"),
        ("aux.2026", "_aux.2026.pdf"),
        ("Console", "Console.pdf"),
    ],
)
def test_a_file_is_saved_under_its_name_and_extension(name: str, saved: str) -> None:
    assert names.to_save(name, "pdf") == saved


def test_every_extension_has_a_media_type() -> None:
    assert names.MEDIA_TYPES.keys() == set(EXTENSIONS)
