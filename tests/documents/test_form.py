"""The form in parts of any size. How each broken one is answered: tests/api/test_documents_forms.py."""

from contextlib import suppress
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.fixtures.desks import BOUNDARY, PDF, form, part
from vendorproof.core.errors import InvalidRequest
from vendorproof.documents.form import Form, Values

KIND = f"multipart/form-data; boundary={BOUNDARY}"
TRAPS = [b"\r\n", b"\r\n--", f"\r\n--{BOUNDARY[:-1]}".encode(), b"\r", b"-", b"\0", PDF]


@given(st.lists(st.sampled_from(TRAPS) | st.binary(max_size=40), max_size=12).map(b"".join), st.data())
def test_a_file_comes_out_as_it_went_in_however_the_body_is_cut(data: bytes, draw: st.DataObject) -> None:
    body = form([part("name", b"n"), part("file", data, '; filename="a.pdf"'), part("vendor_id", b"v")])
    cuts = sorted(draw.draw(st.lists(st.integers(0, len(body)), max_size=8)))
    read = Form(KIND)
    edges = [0, *cuts, len(body)]
    found = [b"".join(read.feed(body[start:stop])) for start, stop in pairwise(edges)]
    assert b"".join(found) == data
    assert read.end() == Values("a.pdf", "v", [], [], None, "n")


@given(st.text(max_size=60), st.lists(st.binary(max_size=200), max_size=6))
def test_no_body_does_more_than_to_be_refused(kind: str, chunks: list[bytes]) -> None:
    for one in (kind, KIND):
        read = Form(one)
        with suppress(InvalidRequest):
            for chunk in [*chunks, f"--{BOUNDARY}\r\n".encode(), *chunks]:
                assert isinstance(b"".join(read.feed(chunk)), bytes)
            read.end()
