import io
import stat
import struct
import zipfile
from collections.abc import Sequence

import pytest

from tests.fixtures import zips
from tests.fixtures.inspecting import Look
from vendorproof.documents.extract.checks.archive import MOST_MEMBERS
from vendorproof.documents.extract.inspection import Member

MiB = zips.MiB
PDF = b"%PDF-1.7 evidence"


def link(name: str, target: str) -> tuple[zipfile.ZipInfo, bytes]:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info, target.encode()


def quine_like(levels: int, copies: int, size: int) -> bytes:
    """42.zip in small: archives that each hold copies of the next, and zeros at the bottom."""
    data = zips.zipped({f"{one}.dat": bytes(size) for one in range(copies)})
    for _ in range(levels - 1):
        data = zips.zipped({f"{one}.zip": data for one in range(copies)}, stored=True)
    return data


def test_members_are_listed_two_levels_deep(look: Look) -> None:
    inner = zips.zipped({"b.TXT": b"abc"})
    found = look("zip", zips.zipped({"reports/": b"", "reports/a.pdf": PDF, "old.zip": inner, "LICENSE": b"x"}))
    assert (found.outcome, found.reason, found.risks) == ("ok", None, [])
    assert found.members == [
        Member("reports/a.pdf", len(PDF), "pdf"),
        Member("old.zip", len(inner), "zip"),
        Member("b.TXT", 3, "txt", inside="old.zip"),
        Member("LICENSE", 1, ""),
    ]


def test_an_archive_without_files_is_one(look: Look) -> None:
    found = look("zip", zips.zipped({}))
    assert (found.outcome, found.members) == ("ok", [])


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_to_pack_are_read(method: int, look: Look) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("a.pdf", PDF)
    assert look("zip", out.getvalue()).members == [Member("a.pdf", len(PDF), "pdf")]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(zips.zipped({"zeros": bytes(64 * MiB)}), id="ratio"),
        pytest.param(zips.lying(zips.zipped({"zeros": bytes(64 * MiB)}), 100), id="lying size"),
        pytest.param(zips.zipped({f"{one}": bytes(MiB) for one in range(60)}), id="many small zeros"),
        pytest.param(zips.overlapping(5_000, MiB), id="overlapping"),
        pytest.param(quine_like(2, 16, MiB), id="nested zeros"),
        pytest.param(quine_like(5, 4, 1000), id="42"),
        pytest.param(zips.nested(3), id="three levels"),
        pytest.param(zips.nested(40), id="forty levels"),
        pytest.param(zips.zipped({f"{one}": b"" for one in range(MOST_MEMBERS + 1)}), id="one member too many"),
        pytest.param(zips.zipped({f"{one}": b"" for one in range(20_000)}), id="twenty thousand members"),
        pytest.param(zips.zipped({"a.zip": zips.zipped({f"{one}": b"" for one in range(MOST_MEMBERS)})}), id="in all"),
    ],
)
def test_what_would_exhaust_whoever_opens_it_is_unsafe(data: bytes, look: Look) -> None:
    found = look("zip", data)
    assert found.outcome == "unsafe"
    assert found.reason is not None
    assert [one.code for one in found.risks] == ["unsafe_archive"]


def test_as_many_members_as_are_allowed_pass(look: Look) -> None:
    found = look("zip", zips.zipped({f"{one}": b"" for one in range(MOST_MEMBERS)}))
    assert found.outcome == "ok"
    assert found.members is not None
    assert len(found.members) == MOST_MEMBERS


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        "a/../../evil.txt",
        "/etc/passwd",
        "C:\\Windows\\evil.dll.txt",
        "..\\evil.txt",
        "\\\\host\\share.txt",
    ],
)
def test_a_name_that_leads_out_of_the_folder_is_a_risk(name: str, look: Look) -> None:
    found = look("zip", zips.zipped({name: b"x"}))
    assert found.outcome == "ok"
    assert [one.code for one in found.risks] == ["unsafe_archive"]
    assert "outside the folder" in found.risks[0].message


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ([link("report.pdf", "/etc/passwd")], "is a link"),
        ([("a.pdf", PDF), ("a.pdf", b"other")], "more than once"),
        ([("setup.exe", b"MZ\x90\0")], "holds a program"),
        ([("invoice.pdf", b"MZ\x90\0")], "holds a program"),
        ([("run", b"\x7fELF")], "holds a program"),
        ([("macro.vbs", b"x")], "holds a program"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_harms_is_a_risk(
    members: Sequence[tuple[str | zipfile.ZipInfo, bytes]], said: str, look: Look
) -> None:
    found = look("zip", zips.zipped(members))
    assert found.outcome == "ok"
    assert {one.code for one in found.risks} == {"unsafe_archive"}
    assert said in found.risks[0].message


def test_names_do_nothing_where_they_are_shown(look: Look) -> None:
    found = look("zip", zips.zipped({"a\n\x1b[31m\u202efdp.exe": b"x", "n" * 5000: b"y"}))
    assert found.members is not None
    assert found.members[0].name == "a\ufffd\ufffd[31m\ufffdfdp.exe"
    assert len(found.members[1].name) == 400


def test_when_every_file_has_a_password_it_is_locked(look: Look) -> None:
    found = look("zip", zips.encrypted(zips.zipped({"a.pdf": PDF, "b.pdf": PDF, "folder/": b""})))
    assert found.outcome == "locked"
    assert found.reason is not None
    assert "password" in found.reason
    assert found.members is not None
    assert [one.encrypted for one in found.members] == [True, True]


def test_when_some_files_have_a_password_that_is_a_risk(look: Look) -> None:
    found = look("zip", zips.encrypted(zips.zipped({"a.pdf": PDF, "b.pdf": PDF}), "b.pdf"))
    assert found.outcome == "ok"
    assert [(one.code, one.message[:7]) for one in found.risks] == [("encrypted", "1 of 2 ")]


def test_an_unknown_way_to_pack_is_a_risk(look: Look) -> None:
    data = bytearray(zips.zipped({"a.pdf": PDF}))
    struct.pack_into("<H", data, 8, 98)
    struct.pack_into("<H", data, data.rfind(b"PK\x01\x02") + 10, 98)
    found = look("zip", bytes(data))
    assert found.outcome == "ok"
    assert [one.code for one in found.risks] == ["unsafe_archive"]


def test_a_program_in_front_of_the_archive_is_told(look: Look) -> None:
    data = zips.zipped({"a.pdf": PDF})
    found = look("zip", b"PK\x03\x04 something else, long enough to stand there" + data)
    assert found.outcome == "ok"
    assert [one.code for one in found.risks] == ["content_differs"]


def corrupted(data: bytes, at: int, value: bytes) -> bytes:
    return data[:at] + value + data[at + len(value) :]


WHOLE = zips.zipped({"a.pdf": PDF * 50})
DIRECTORY = WHOLE.rfind(b"PK\x01\x02")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(WHOLE[:-10], id="end missing"),
        pytest.param(WHOLE[:40], id="half"),
        pytest.param(WHOLE[:4], id="mark only"),
        pytest.param(corrupted(WHOLE, 40, b"\xff\xff\xff\xff"), id="packed bytes changed"),
        pytest.param(corrupted(WHOLE, DIRECTORY + 16, b"\0\0\0\0"), id="wrong checksum"),
        pytest.param(corrupted(WHOLE, DIRECTORY, b"XXXX"), id="directory changed"),
        pytest.param(corrupted(WHOLE, DIRECTORY + 42, b"\xff\xff\xff\x7f"), id="offset beyond the end"),
        pytest.param(corrupted(WHOLE, len(WHOLE) - 6, b"\xff\xff\xff\x7f"), id="directory beyond the end"),
        pytest.param(corrupted(WHOLE, 30, b"b"), id="two names for one member"),
    ],
)
def test_a_damaged_archive_says_so(data: bytes, look: Look) -> None:
    found = look("zip", data)
    assert found.outcome == "damaged"
    assert found.reason is not None
    assert "damaged" in found.reason


def test_a_damaged_archive_in_another_is_a_risk(look: Look) -> None:
    found = look("zip", zips.zipped({"a.zip": WHOLE[:-10], "b.pdf": PDF}))
    assert found.outcome == "ok"
    assert [one.code for one in found.risks] == ["unsafe_archive"]
    assert found.members is not None
    assert [one.name for one in found.members] == ["a.zip", "b.pdf"]
