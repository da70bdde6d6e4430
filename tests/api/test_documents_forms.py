"""Uploads whose form is broken, unusual or hostile: each answered for what it is, none leaving anything."""

import pytest
from httpx import Response

from tests.fixtures import desks
from tests.fixtures.desks import PDF, Desk, form, part
from vendorproof.documents.form import FIELD_BYTES, MOST_IDS, MOST_PARTS

FILE = part("file", PDF, '; filename="report.pdf"')
VENDOR = part("vendor_id", b"cbvndr_0")


def faults(answer: Response) -> list[tuple[str, str]]:
    """Where and of what type."""
    assert answer.status_code == 422, answer.text
    return [(".".join(one["loc"]), one["type"]) for one in answer.json()["detail"]]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([VENDOR], [("body.file", "missing")]),
        ([FILE], [("body.vendor_id", "missing")]),
        ([FILE, part("vendor_id", b"  ")], [("body.vendor_id", "missing")]),
        ([part("other", b"x")], [("body.file", "missing"), ("body.vendor_id", "missing")]),
        ([part("document", PDF, '; filename="a.pdf"'), VENDOR], [("body.file", "missing")]),
        ([part("file", b"", '; filename=""'), VENDOR], [("body.file", "missing")]),
        ([part("file", PDF), VENDOR], [("body.file", "file_expected")]),
        ([FILE, FILE, VENDOR], [("body.file", "one_file")]),
        ([FILE, FILE, FILE, VENDOR], [("body.file", "one_file")]),
        ([FILE, part("vendor_id", b"x", '; filename="x"')], [("body.vendor_id", "string_type")]),
        ([FILE, VENDOR, part("vendor_id", b"another")], [("body.vendor_id", "one_value")]),
        ([FILE, VENDOR, part("name", b"\xff\xfe")], [("body.name", "string_unicode")]),
        ([FILE, VENDOR, part("name", b"a\x00b")], [("body.name", "value_error")]),
        ([FILE, VENDOR, part("name", "fdp\u202eexe".encode())], [("body.name", "value_error")]),
        ([FILE, VENDOR, part("name", b"x" * 256)], [("body.name", "value_error")]),
        (
            [FILE, VENDOR, *(part("service_ids", b"%d" % n) for n in range(MOST_IDS + 1))],
            [("body.service_ids", "too_long")],
        ),
        ([FILE, VENDOR, *(part("x", b"") for _ in range(MOST_PARTS))], [("body", "multipart_invalid")]),
        ([FILE, VENDOR, part("x", b"x" * (FIELD_BYTES + 1))], [("body", "too_long")]),
        ([FILE, VENDOR, part("x", b"", headers="X-Long: " + "x" * 40_000 + "\r\n")], [("body", "multipart_invalid")]),
        ([FILE, VENDOR, part("x", b"", headers="X-Many: x\r\n" * 20)], [("body", "multipart_invalid")]),
        ([FILE, b"No-Disposition: x\r\n\r\nx"], [("body", "multipart_invalid")]),
        ([part("file", PDF, '; filename="\udcff.pdf"'), VENDOR], [("body", "multipart_invalid")]),
    ],
)
def test_a_form_of_the_wrong_shape_names_its_faults(
    desk: Desk, parts: list[bytes], expected: list[tuple[str, str]]
) -> None:
    """«422 array | `file` or `vendor_id` missing»."""
    assert faults(desk.post(form(parts))) == expected
    assert desk.stored() == []


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("application/json", b'{"file": 1}', [("body.file", "missing")]),
        ("application/x-www-form-urlencoded", b"vendor_id=x", [("body.file", "missing")]),
        ("application/pdf", PDF, [("body.file", "missing")]),
        ("", b"x", [("body.file", "missing")]),
        ("multipart/form-data", b"x", [("header.Content-Type", "content_type_invalid")]),
        ("multipart/form-data; boundary=", b"x", [("header.Content-Type", "content_type_invalid")]),
        ("multipart/form-data; boundary=" + "x" * 201, b"x", [("header.Content-Type", "content_type_invalid")]),
        ("multipart/form-data; boundary=another", form([FILE, VENDOR]), [("body", "multipart_invalid")]),
        (
            f"multipart/form-data; boundary={desks.BOUNDARY}",
            b"",
            [("body.file", "missing"), ("body.vendor_id", "missing")],
        ),
        ("application/json", b"", [("body.file", "missing"), ("body.vendor_id", "missing")]),
    ],
)
def test_a_body_that_is_no_such_form_is_told_so(
    desk: Desk, kind: str, body: bytes, expected: list[tuple[str, str]]
) -> None:
    assert faults(desk.post(body, kind=kind)) == expected


def test_a_body_cut_anywhere_is_refused_and_leaves_nothing(desk: Desk) -> None:
    whole = form([FILE, part("vendor_id", desk.vendor().encode())])
    for cut in range(1, len(whole) - 3, 7):
        assert faults(desk.post(whole[:cut])) == [("body", "multipart_invalid")]
    assert desk.stored() == []
    assert desk.post(whole + b"an epilogue").status_code == 201


@pytest.mark.parametrize(
    ("filename", "name", "extension"),
    [
        ("REPORT.PDF", "REPORT", "pdf"),
        ("a.tar.pdf", "a.tar", "pdf"),
        ("report.pdf. . ", "report", "pdf"),
        ("..%2f..%2Fetc%2fpasswd.txt", "passwd", "txt"),
        ("../../../etc/passwd.txt", "passwd", "txt"),
        (r"C:\Users\me\My report.pdf", "My report", "pdf"),
        (r"\\\\server\share\x.pdf", "x", "pdf"),
        ("COM1.pdf", "COM1", "pdf"),
        ("\u202efdp.exe.pdf", "fdp.exe", "pdf"),
        ("nul\x00l\x07.pdf", "null", "pdf"),
        (".pdf", "pdf", "pdf"),
        ("报告 2026.pdf", "报告 2026", "pdf"),
        ("u\u0308.pdf", "ü", "pdf"),
        ("n" * 5000 + ".pdf", "n" * 255, "pdf"),
    ],
)
def test_files_are_named_whatever_they_are_called(desk: Desk, filename: str, name: str, extension: str) -> None:
    data = b"words" if extension == "txt" else PDF
    parts = [part("file", data, f'; filename="{filename}"'), part("vendor_id", desk.vendor().encode())]
    made = desk.post(form(parts)).json()
    assert (made["name"], made["extension"]) == (name, extension)
    (path,) = desk.stored()
    assert path.name == made["id"]


def test_text_may_come_in_a_declared_charset(desk: Desk) -> None:
    headers = "Content-Type: text/plain; charset=ISO-8859-1\r\n"
    parts = [
        FILE,
        part("vendor_id", desk.vendor().encode()),
        part("name", "Prüfung".encode("latin-1"), headers=headers),
    ]
    assert desk.post(form(parts)).json()["name"] == "Prüfung"
