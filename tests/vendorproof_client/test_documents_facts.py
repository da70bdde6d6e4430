"""What documents say and what became of them, over a real socket."""

import io
from collections.abc import Iterator

import pytest

from tests.vendorproof_client.evidence import Evidence, fact
from tests.vendorproof_client.wire import serving
from vendorproof_client import Client, NotFound


@pytest.fixture
def wire() -> Iterator[Evidence]:
    with serving(Evidence()) as server:
        yield server


@pytest.fixture
def held(client: Client) -> str:
    return str(client.documents.upload(io.BytesIO(b"x"), vendor_id="cbvndr_1", filename="a.txt")["id"])


def test_facts_come_whole_or_by_key_and_are_reviewed(wire: Evidence, client: Client, held: str) -> None:
    wire.facts = [fact(number, "answers" if number else "edition") for number in range(451)]
    wire.fact_notes = ["The last page was not searched."]
    assert [*client.documents.facts(held)] == wire.facts
    assert [*client.documents.facts(held, "edition")] == wire.facts[:1]
    assert len([*client.documents.facts(held, key="answers")]) == 450
    assert client.documents.fact_notes(held) == ["The last page was not searched."]
    reviewed = client.documents.review_fact(held, "cbfact_0", "corrected", value=False, note="See page 2.")
    assert reviewed == wire.facts[0]
    assert wire.requests[-1].body == {"review": "corrected", "value": False, "note": "See page 2."}
    client.documents.review_fact(held, "cbfact_0", "rejected")
    assert (wire.requests[-1].method, wire.requests[-1].body) == ("PATCH", {"review": "rejected"})
    with pytest.raises(NotFound, match="Fact not found"):
        client.documents.review_fact(held, "cbfact_9/../0", "confirmed")


def test_events_come_whole(wire: Evidence, client: Client, held: str) -> None:
    wire.events = [{"id": f"cbevt_{number}", "event_type": "Document.Updated"} for number in range(201)]
    assert [*client.documents.events(held)] == wire.events
