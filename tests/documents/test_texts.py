from typing import Any

import pytest
from sqlalchemy import event, func, select

from tests.fixtures.inventories import Door, House
from tests.fixtures.reading_rooms import ReadingRoom, indexed, pages
from vendorproof.db.document_tables import document_text, document_unit
from vendorproof.documents import texts
from vendorproof.documents.extract.units import Extraction, Unit

NOT_READ: dict[str, Any] = {"kind": None, "pages": None, "notes": [], "ocr": False, "complete": False}


def got(room: ReadingRoom, document_id: str, **params: object) -> dict[str, Any]:
    answer = room.door.get(f"/v1/documents/{document_id}/text", **params)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def written(room: ReadingRoom, document_id: str) -> list[str]:
    return [one["text"] for one in got(room, document_id)["data"]]


def left(room: ReadingRoom) -> tuple[int, int, int]:
    """How many texts, units and pieces in the index there are."""
    with room.rt.db.read() as tx:
        counts = [
            tx.connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (document_text, document_unit)
        ]
    return counts[0], counts[1], len(indexed(room.rt))


def test_a_text_is_handed_out_as_it_was_read(room: ReadingRoom) -> None:
    units = [Unit(1, "policies/a.txt line 1", "eins\tzwei\n\\N \u2603", "policies/a.txt"), Unit(40, "lines 40–46", "")]
    extraction = Extraction(units, "line", 46, ("Hidden rows were read too.",), ocr=True, complete=False)
    document_id = room.read(extraction)
    assert got(room, document_id) == {
        "data": [
            {"page": 1, "label": units[0].label, "member": "policies/a.txt", "text": units[0].text},
            {"page": 40, "label": "lines 40–46", "member": "", "text": ""},
        ],
        "total": 2, "limit": 50, "offset": 0,
        "kind": "line", "pages": 46, "notes": ["Hidden rows were read too."], "ocr": True, "complete": False,
    }  # fmt: skip


def test_a_text_has_pages_by_offset_and_by_cursor(room: ReadingRoom) -> None:
    document_id = room.read(pages(*"abcde"))
    assert [one["page"] for one in got(room, document_id, limit=2, offset=3)["data"]] == [4, 5]
    answer = room.door.get(f"/v1/documents/{document_id}/text", limit=2)
    seen = [one["page"] for one in answer.json()["data"]]
    while "link" in answer.headers:
        answer = room.door.call("GET", answer.headers["link"].partition("<")[2].partition(">")[0])
        assert answer.json()["total"] == 5
        seen += [one["page"] for one in answer.json()["data"]]
    assert seen == [1, 2, 3, 4, 5]
    for cursor in ("nobody", "-1", "9" * 40, "²"):
        assert got(room, document_id, cursor=cursor)["data"] == []


def test_a_document_that_was_not_read_has_no_text_yet(room: ReadingRoom) -> None:
    document_id = room.begun()
    assert room.keep(document_id, pages("not settled"))
    assert got(room, document_id) == {"data": [], "total": 0, "limit": 50, "offset": 0, **NOT_READ}
    assert room.found("settled") == []


def test_somebody_elses_text_is_not_there(room: ReadingRoom, theirs: Door) -> None:
    document_id = room.read(pages("ours"))
    answers = [theirs.get(f"/v1/documents/{one}/text") for one in (document_id, "cbvdoc_nobody", "a%00b")]
    assert [one.status_code for one in answers] == [404, 404, 404]
    assert len({one.text for one in answers}) == 1


def test_an_archived_document_still_has_its_text(room: ReadingRoom) -> None:
    document_id = room.read(pages("ours"))
    room.door.delete(f"/v1/documents/{document_id}")
    assert written(room, document_id) == ["ours"]


def test_a_try_that_begins_anew_replaces_what_the_one_before_has_written(
    room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "BATCH_UNITS", 2)
    document_id = room.begun()
    first = room.keep(document_id, pages(*(f"old {number}" for number in range(7))))
    second = room.keep(document_id, pages("new one", "new two"))
    assert first is not None
    assert second is not None
    with room.rt.db.write() as tx:
        assert not texts.is_last(tx, room.door.scope, first)
        assert texts.is_last(tx, room.door.scope, second)
    room.settle(document_id, pages("new one", "new two"))
    assert written(room, document_id) == ["new one", "new two"]
    assert room.found("old") == []
    assert room.found("new") == [(document_id, 1), (document_id, 2)]
    assert left(room) == (1, 2, 2)


def test_a_try_that_was_overtaken_writes_no_more(room: ReadingRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "BATCH_UNITS", 1)
    document_id = room.begun()
    slow = pages("slow one", "slow two", "slow three")

    class Overtaken(list[Unit]):
        def __iter__(self) -> Any:
            yield slow.units[0]
            assert room.keep(document_id, pages("quick"))
            yield from slow.units[1:]

    assert room.keep(document_id, Extraction(Overtaken(slow.units), "page", 3)) is None
    room.settle(document_id, pages("quick"))
    assert written(room, document_id) == ["quick"]
    assert left(room) == (1, 1, 1)


def test_a_round_that_is_over_takes_no_text(room: ReadingRoom) -> None:
    document_id = room.read(pages("kept"))
    assert room.keep(document_id, pages("late")) is None
    room.change(document_id, status="analyzing", processing_round=2)
    assert room.keep(document_id, pages("late")) is None
    assert written(room, document_id) == ["kept"]


def test_the_text_of_the_last_round_shows_until_the_next_one_is_settled(room: ReadingRoom) -> None:
    document_id = room.read(pages("before"))
    room.change(document_id, status="analyzing", processing_round=2)
    after = pages("after")
    assert room.keep(document_id, after, 2)
    assert texts.forget_other_rounds(room.rt, room.door.scope, document_id) == 0
    assert (written(room, document_id), room.found("before"), room.found("after")) == (
        ["before"],
        [(document_id, 1)],
        [],
    )
    room.settle(document_id, after, 2)
    assert (written(room, document_id), room.found("before"), room.found("after")) == (
        ["after"],
        [],
        [(document_id, 1)],
    )
    assert texts.forget_other_rounds(room.rt, room.door.scope, document_id) == 1
    assert left(room) == (1, 1, 1)
    assert written(room, document_id) == ["after"]


def test_the_sweep_takes_what_is_outdated_and_nothing_else(
    house: House, room: ReadingRoom, other_room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "BATCH_UNITS", 2)
    monkeypatch.setattr(texts, "SWEPT_TOGETHER", 1)
    kept = room.read(pages("kept", "kept"))
    going = room.begun()
    assert room.keep(going, pages("going"))
    failed = other_room.begun()
    assert other_room.keep(failed, pages(*(f"failed {number}" for number in range(5))))
    other_room.change(failed, status="failed")
    assert texts.sweep(house.rt) == 5
    assert texts.sweep(house.rt) == 0
    assert left(room) == (2, 3, 3)
    room.settle(going, pages("going"))
    assert (written(room, kept), written(room, going)) == (["kept", "kept"], ["going"])


def test_a_text_is_written_in_many_short_transactions(room: ReadingRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "BATCH_UNITS", 3)
    monkeypatch.setattr(texts, "BATCH_CHARACTERS", 1000)
    commits: list[int] = []
    document_id = room.begun()
    writer = room.rt.db.writer
    event.listen(writer, "commit", note := lambda _connection: commits.append(1))
    assert room.keep(document_id, pages(*["short"] * 6, *["long " * 200] * 2))
    event.remove(writer, "commit", note)
    assert len(commits) >= 1 + 2 + 2


def test_a_text_of_the_largest_pieces_and_oddest_signs_is_kept(room: ReadingRoom) -> None:
    odd = [
        "".join(chr(0x4E00 + number % 20_000) for number in range(200_000)),
        " ".join(f"{number:x}" for number in range(33_000)),
        "\ufdfa" * 200_000,
        "x" * 200_000,
        "'\"\\%_*&|!():<>^~\t\n" * 100,
    ]
    document_id = room.read(pages(*odd))
    assert room.found("7fff") == [(document_id, 2)]
    assert room.found('"7ffe 7fff"') == [(document_id, 2)]
    assert room.found('"\u4e01\u4e02"') == [(document_id, 1)]
    room.change(document_id, status="analyzing", processing_round=2)
    assert room.keep(document_id, pages("small"), 2)
    room.settle(document_id, pages("small"), 2)
    assert texts.forget_other_rounds(room.rt, room.door.scope, document_id) == 5
    assert left(room) == (1, 1, 1)
