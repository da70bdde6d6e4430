import io
import struct

import olefile  # type: ignore[import-untyped]
import pytest

from tests.fixtures import containers
from tests.fixtures.extracting import here, texts
from tests.fixtures.papers import doc
from vendorproof.documents.extract.findings import Damaged, Locked

BODY = "Report\rScope\rThe period is é 漢 🔒.\rControl\x07Result\x07\x07CC6.1\x07None\x07\x07Opinion\rUnqualified\r"


def test_a_document_reads_as_it_is_laid_out() -> None:
    found = here("doc", doc(BODY, headers="Acme\rAcme\r", headings={1: 1, 8: 2, 9: 2}))
    assert [(one.label, one.text) for one in found.units] == [
        ("part 1", "Report"),
        ("Scope", "Scope\nThe period is é 漢 🔒.\nControl\tResult\nCC6.1\tNone"),
        ("Scope > Opinion", "Opinion\nUnqualified"),
        ("headers and footers", "Acme"),
    ]
    assert (found.kind, found.count, found.complete, found.notes) == ("section", 4, True, ())


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("page \x13 PAGE \\* MERGEFORMAT \x144\x15 of \x13 NUMPAGES \x149\x15\r", "page 4 of 9"),
        ('\x13 HYPERLINK "x" \x14\x13 REF a \x14inner\x15 link\x15\r', "inner link"),
        ("sub\x1eprocessor, co\x1foperate\x0bnext line\x01\x08\r", "sub-processor, cooperate\nnext line"),
    ],
)
def test_fields_and_signs_show_what_a_reader_sees(body: str, text: str) -> None:
    assert texts("doc", doc(body)) == [("part 1", text)]


def test_a_page_break_divides() -> None:
    assert texts("doc", doc("one\x0ctwo\r")) == [("part 1", "one"), ("part 2", "two")]


def test_text_deleted_or_hidden_is_left_out() -> None:
    """The format of characters 4 to 7 is `deleted`, of 9 to 11 `hidden`."""
    body = "keepGONEkHID!\r"
    made = doc(body)
    start = 0x800
    page = bytearray(512)
    runs = [(4, b""), (8, struct.pack("<HB", 0x0800, 1)), (9, b""), (12, struct.pack("<HB", 0x083C, 1)), (14, b"")]
    struct.pack_into("<6I", page, 0, start, *(start + 2 * end for end, _ in runs))
    at = 500
    for number, (_, commands) in enumerate(runs):
        if commands:
            at -= 6
            page[at : at + 1 + len(commands)] = bytes((len(commands),)) + commands
            page[24 + number] = at // 2
    page[511] = len(runs)
    document, table = _streams(made)
    number = len(document) // 512
    changed = bytearray(document + page)
    struct.pack_into("<II", changed, 0xFA, len(table), 12)
    listed = table + struct.pack("<III", start, start + 2 * len(body), number)
    found = here("doc", containers.container({"WordDocument": bytes(changed), "1Table": listed}))
    assert [one.text for one in found.units] == ["keepk!"]
    assert found.notes == ("Text that the document hides was not read.",)


def _streams(data: bytes) -> tuple[bytes, bytes]:

    with olefile.OleFileIO(io.BytesIO(data)) as container:
        return container.openstream("WordDocument").read(), container.openstream("1Table").read()


def test_a_document_from_before_1997_is_read_as_one_text() -> None:
    text = "Old report.\rCaf\xe9\r".encode("cp1252")
    head = struct.pack("<HHIHH", 0xA5DC, 0x65 - 1, 0, 0, 0).ljust(0x18, b"\0") + struct.pack(
        "<II", 0x100, 0x100 + len(text)
    )
    data = containers.container({"WordDocument": head.ljust(0x100, b"\0") + text})
    assert texts("doc", data) == [("part 1", "Old report.\nCafé")]


def test_offsets_that_lead_nowhere_are_damage() -> None:
    document, table = _streams(doc(BODY))
    for at in (0x1A2, 0x102):
        changed = bytearray(document)
        struct.pack_into("<II", changed, at, 0x7FFFFFF0, 0x7FFFFFF0)
        with pytest.raises(Damaged):
            here("doc", containers.container({"WordDocument": bytes(changed), "1Table": table}))


def test_a_locked_document_is_locked() -> None:
    with pytest.raises(Locked):
        here("doc", containers.word(flags=0x0100))
