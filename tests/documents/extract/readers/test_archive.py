import pytest

from tests.fixtures import oddities, papers, zips
from tests.fixtures.extracting import here
from vendorproof.documents.extract.findings import Unsafe
from vendorproof.documents.extract.readers import archive


def test_files_in_an_archive_are_read_by_their_own_readers() -> None:
    inner = zips.zipped({"deep.txt": b"deep text"})
    members = {"soc2/report.pdf": papers.pdf("page one", "page two"), "inner.zip": inner, "note.md": b"# Note"}
    found = here("zip", zips.zipped(members))
    assert [(one.number, one.label, one.text, one.member) for one in found.units] == [
        (1, "list of files", "soc2/report.pdf\ninner.zip\nnote.md", ""),
        (2, "soc2/report.pdf > page 1", "page one", "soc2/report.pdf"),
        (3, "soc2/report.pdf > page 2", "page two", "soc2/report.pdf"),
        (4, "inner.zip > list of files", "deep.txt", "inner.zip"),
        (5, "inner.zip > deep.txt > line 1", "deep text", "inner.zip > deep.txt"),
        (6, "note.md > line 1", "# Note", "note.md"),
    ]
    assert (found.kind, found.count, found.complete, found.notes) == ("member", 3, True, ())


def test_a_file_that_cannot_be_read_is_said_and_the_others_are_read() -> None:
    members = {
        "run.exe": b"MZ",
        "locked.pdf": oddities.LOCKED["pdf with a password"].make(),
        "broken.docx": b"PK\x03\x04 no",
        "__MACOSX/._a": b"x",
        "Thumbs.db": b"x",
        "good.txt": b"good",
    }
    found = here("zip", zips.encrypted(zips.zipped({**members, "secret.txt": b"x"}), "secret.txt"))
    assert [one.text for one in found.units][1:] == ["good"]
    assert found.count == 5
    assert not found.complete
    assert found.notes == (
        "“run.exe” in the archive was not read: files of this kind are not read.",
        "“locked.pdf” in the archive was not read: The PDF is protected by a password: ask the vendor for an open copy.",
        "“broken.docx” in the archive was not read: The ZIP archive is damaged or incomplete: its end is missing.",
        "“secret.txt” in the archive was not read: it is protected by a password.",
    )


def test_what_a_file_in_it_leaves_out_is_said_of_the_archive() -> None:
    hidden = papers.docx("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p>")
    found = here("zip", zips.zipped({"a.docx": hidden}))
    assert found.notes == ("“a.docx”: Text that the document hides was not read.",)
    assert not found.complete


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_told_apart_by_their_numbers() -> None:
    found = here("zip", zips.zipped([("a.txt", b"one"), ("a.txt", b"two")]))
    assert [(one.number, one.text) for one in found.units[1:]] == [(2, "one"), (3, "two")]


def test_more_files_than_are_read_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 1)
    found = here("zip", zips.zipped({"a.txt": b"a", "b.txt": b"b"}))
    assert found.notes == ("Only the first 1 of 2 files in the archive were read.",)
    monkeypatch.setattr(archive, "MOST_MEMBER_BYTES", 10)
    found = here("zip", zips.zipped({"a.txt": b"a" * 11}))
    assert found.notes == ("“a.txt” in the archive was not read: unpacked it is larger than 0 MiB.",)


def test_a_bomb_ends_the_whole_archive() -> None:
    with pytest.raises(Unsafe):
        here("zip", zips.zipped({"good.txt": b"good", "bomb.txt": b"a\n" * (60 << 20)}))
