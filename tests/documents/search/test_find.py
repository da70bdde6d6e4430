"""Runs on both databases over HTTP, so that what is asked for has to get through all of it."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from tests.fixtures.inventories import Door
from tests.fixtures.reading_rooms import ReadingRoom, pages
from vendorproof.core.paging import PageRequest
from vendorproof.db import words as index
from vendorproof.documents.extract.units import Extraction, Unit
from vendorproof.documents.search import find
from vendorproof.documents.search.query import parse
from vendorproof.documents.search.words import words

POLICY = (
    "Encryption at rest: all keys are rotated. R\u00e9sum\u00e9 of CC6.1.",
    "A bridge letter covers the gap. Keys at rest are never shared.",
    "The bridge is closed; a letter was sent.",
    "Die Verschl\u00fcsselung ruhender Daten. \u60c5\u5831\u306e\u5b89\u5168",
)
FOUND = {
    "encryption": [1],
    "ENCRYPTION": [1],
    "keys rest": [1, 2],
    '"keys at rest"': [2],
    '"at rest"': [1, 2],
    '"bridge letter"': [2],
    "bridge letter": [2, 3],
    "letter bridge": [2, 3],
    "encr*": [1],
    "verschlusselung": [4],
    "Verschl\u00fcss*": [4],
    "resume": [1],
    "cc6.1": [1],
    "6.1": [],
    '"all keys are rotat*"': [1],
    '"keys are rot"': [],
    "keys -encryption": [2],
    'keys -"at rest all"': [2],
    "bridge -clos*": [2],
    'bridge -"bridge is cl*"': [2],
    "\u60c5\u5831": [4],
    "\u5b89\u5168": [4],
    "\u5831\u5b89": [],
    "nowhere": [],
    "keys nowhere": [],
    '"sent die"': [],
    '"rotated resume"': [1],
}


@pytest.mark.parametrize("within", [False, True])
def test_what_is_asked_for_is_found(room: ReadingRoom, within: bool) -> None:
    document_id = room.read(pages(*POLICY))
    params = {"document_id": document_id} if within else {}
    found = {typed: [number for _, number in room.found(typed, **params)] for typed in FOUND}
    assert found == FOUND


def test_a_hit_says_where_it_stands(room: ReadingRoom) -> None:
    units = [Unit(7, "Scope > 2.1", "We hold\na bridge  letter.", "report.docx"), Unit(9, "Scope > 2.2", "Nothing.")]
    document_id = room.read(Extraction(units, "section", 2), name="Acme SOC 2", document_type="bridge_letter")
    assert room.search('"bridge letter"') == {
        "data": [
            {
                "document_id": document_id,
                "document_name": "Acme SOC 2",
                "vendor_id": room.vendor_id,
                "document_type": "bridge_letter",
                "page": 7,
                "label": "Scope > 2.1",
                "member": "report.docx",
                "snippet": "We hold\na bridge  letter.",
                "highlights": [[10, 24]],
                "score": 1,
            }
        ],
        "total": 1,
        "limit": 50,
        "offset": 0,
    }


def test_newest_documents_come_first_and_their_pages_in_order(room: ReadingRoom) -> None:
    made = [room.read(pages(*["audit"] * count)) for count in (3, 1, 4)]
    room.read(pages("something else"))
    room.change(made[0], status="analyzing", processing_round=2)
    assert room.keep(made[0], pages("audit", "audit", "audit"), 2)
    room.settle(made[0], pages("audit"), 2)  # read again last, but still the oldest
    everything = (
        [(made[2], number) for number in (1, 2, 3, 4)] + [(made[1], 1)] + [(made[0], number) for number in (1, 2, 3)]
    )
    assert room.found("audit") == everything
    for offset in range(10):
        for limit in (1, 2, 3, 8):
            page = room.search("audit", limit=limit, offset=offset)
            assert page["total"] == 8
            assert [(one["document_id"], one["page"]) for one in page["data"]] == everything[offset : offset + limit]


def test_it_is_looked_for_where_it_is_asked_for(room: ReadingRoom) -> None:
    other_vendor = room.door.vendor(name="Other")["id"]
    mine = room.read(pages("audit"), document_type="soc3_report")
    others = room.read(pages("audit", "audit"), vendor_id=other_vendor)
    unread = room.begun()
    assert room.found("audit", vendor_id=room.vendor_id) == [(mine, 1)]
    assert room.found("audit", vendor_id=other_vendor) == [(others, 1), (others, 2)]
    assert room.found("audit", document_type="soc3_report") == [(mine, 1)]
    assert room.found("audit", document_id=others) == [(others, 1), (others, 2)]
    assert room.found("audit", document_id=others, vendor_id=room.vendor_id) == []
    assert room.found("audit", document_id=unread) == []


def test_archived_documents_are_left_out(room: ReadingRoom) -> None:
    kept, gone = room.read(pages("audit")), room.read(pages("audit"))
    room.door.delete(f"/v1/documents/{gone}")
    assert room.found("audit") == [(kept, 1)]
    assert room.search("audit")["total"] == 1
    assert room.found("audit", document_id=gone) == []


@pytest.mark.parametrize(
    ("params", "status", "code"),
    [
        ({"q": 'a "b'}, 422, "invalid_search"),
        ({"q": "a", "vendor_id": "cbvndr_nobody"}, 404, "vendor_not_found"),
        ({"q": "a", "document_id": "cbvdoc_nobody"}, 404, "document_not_found"),
        ({"q": "a", "document_id": "cbvdoc_\u00e9"}, 404, "document_not_found"),
        ({"q": "a", "document_type": "novel"}, 422, "invalid_document_type"),
    ],
)
def test_what_cannot_be_searched_is_refused(ours: Door, params: dict[str, str], status: int, code: str) -> None:
    answer = ours.get("/v1/search", **params)
    assert (answer.status_code, answer.json()["detail"]["code"]) == (status, code)


@pytest.mark.parametrize("params", [{}, {"q": "a\x00"}, {"q": "a", "limit": 0}, {"q": "a", "offset": -1}])
def test_a_search_of_the_wrong_shape_is_refused(ours: Door, params: dict[str, Any]) -> None:
    answer = ours.get("/v1/search", **params)
    assert answer.status_code == 422
    assert isinstance(answer.json()["detail"], list)


def test_nobody_finds_what_is_anothers(room: ReadingRoom, other_room: ReadingRoom) -> None:
    spied = f"{index._mark(room.door.scope.organisation_id)}audit"
    theirs = other_room.read(pages("a secret merger", spied))
    ours = room.read(pages("audit", "nothing"))
    for typed in ("secret", '"secret merger"', "secr*", "nothing -audit", "audit", "aud*"):
        assert {one for one, _ in room.found(typed)} <= {ours}
    assert room.found("secret") == []
    assert other_room.found("audit") == []
    assert other_room.found('"secret merger"') == [(theirs, 1)]
    foreign, absent = (room.door.get("/v1/search", q="secret", document_id=one) for one in (theirs, "cbvdoc_nobody"))
    assert (foreign.status_code, foreign.text) == (404, absent.text)


def test_organisations_with_one_mark_still_see_only_their_own(
    room: ReadingRoom, other_room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mark in the index makes searches fast; whose a text is does not hang on it."""
    monkeypatch.setattr(index, "_mark", lambda _organisation_id: "0123456789")
    ours, theirs = room.read(pages("audit of ours")), other_room.read(pages("audit of theirs"))
    assert (room.found("audit"), other_room.found("audit")) == ([(ours, 1)], [(theirs, 1)])
    assert room.search("audit")["total"] == 1
    assert room.door.get("/v1/search", q="audit", document_id=theirs).status_code == 404


def test_the_index_is_what_answers(room: ReadingRoom) -> None:
    """Not a look at every text: the plan reads no table of texts from one end, or one organisation's, to the other."""
    room.read(pages(*POLICY))
    seen: list[str] = []

    def explain(_connection: object, cursor: Any, statement: str, values: Any, *_more: object) -> None:
        if "document_words" in statement and not statement.startswith("EXPLAIN"):
            way = "EXPLAIN" if room.rt.db.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
            seen.extend(str(row) for row in cursor.connection.cursor().execute(f"{way} {statement}", values).fetchall())

    event.listen(room.rt.db.reader, "before_cursor_execute", explain)
    with room.rt.db.read() as tx:
        assert find.page(tx, room.scope, PageRequest(), '"bridge letter"', find.Wanted()).total == 1
    event.remove(room.rt.db.reader, "before_cursor_execute", explain)
    plan = "\n".join(seen)
    if room.rt.db.dialect.name == "postgresql":
        assert "Bitmap Index Scan on ix_document_words_lexemes" in plan, plan
        assert "Seq Scan" not in plan, plan
    else:
        assert "SCAN document_words VIRTUAL TABLE INDEX 0:M" in plan, plan
        assert "(organisation_id=? AND document_id=? AND round=? AND number=?)" in plan, plan


PIECES = st.lists(st.sampled_from(["a1", "b2", "ab", "\u00e9", "\u60c5", "-", "\n"]), max_size=12).map(" ".join)
_PARTS = st.lists(
    st.sampled_from(
        ["a1", "b2", "e", '"a1 b2"', '"b2 a1 ab"', "a1*", '"b2 a1*"', "-b2", '-"a1 a1"', "-ab*", "\u60c5\u60c5"]
    ),
    min_size=1,
    max_size=3,
).map(" ".join)
TYPED = st.tuples(st.sampled_from(["a1", "b2*", '"a1 b2"']), _PARTS).map(" ".join)  # something is wanted


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.lists(PIECES, min_size=1, max_size=6), typed=TYPED)
def test_both_databases_find_what_a_look_at_each_page_finds(room: ReadingRoom, written: list[str], typed: str) -> None:
    document_id = room.read(pages(*written))
    sought = parse(typed)
    expected = [
        number
        for number, text in enumerate(written, 1)
        if all(_has(text, one) for one in sought.wanted) and not any(_has(text, one) for one in sought.unwanted)
    ]
    for within in ({"document_id": document_id}, {}):
        found = [number for one, number in room.found(typed, limit=200, **within) if one == document_id]
        assert found == expected, (typed, written)
    room.door.delete(f"/v1/documents/{document_id}")


def _has(text: str, phrase: index.Phrase) -> bool:
    run, length = words(text), len(phrase.words)
    for at in range(len(run) - length + 1):
        there = run[at : at + length]
        if there[:-1] == [*phrase.words[:-1]] and (
            there[-1].startswith(phrase.words[-1]) if phrase.is_open else there[-1] == phrase.words[-1]
        ):
            return True
    return False
