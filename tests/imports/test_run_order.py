"""The outcome does not depend on the order of records, on the order of their fields, or on how a batch is cut up."""

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fixtures.importing import Importer

VENDOR = {
    "external_id": "id", "name": "name", "tier": "tier", "tags": "tags", "raw_irq_score": "score", "is_enterprise": "flag",
    "next_assessment_date": "day", "relationship_owner": "owner", "website": "web",
}  # fmt: skip
ASSESSMENT = {
    "external_id": "id", "vendor": "vendor", "name": "name", "score": "score", "period_start": "from", "period_end": "to",
    "services": "services", "status": "status",
}  # fmt: skip

_NOTHING = st.sampled_from([None, "", " "])
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "name": st.sampled_from(["Ash", " Ash ", "e\u0301", "x\x07", 7]) | _NOTHING,
    "tier": st.sampled_from(["tier_1", "Tier 2", "gold"]) | _NOTHING,
    "tags": st.sampled_from([["a", "b"], "a;b", "b", [], [" a", "a"]]) | _NOTHING,
    "score": st.sampled_from([0, 85, 85.0, "85", "85.5", 101, "x"]) | _NOTHING,
    "flag": st.sampled_from([True, "no", 1, "maybe"]) | _NOTHING,
    "day": st.sampled_from(["2027-01-31", 1_800_000_000, "31/01/2027"]) | _NOTHING,
    "owner": st.sampled_from(["ada@example.com", "Ada Byron", "Nobody"]) | _NOTHING,
    "web": st.sampled_from(["ash.example.com", "no address"]) | _NOTHING,
    "vendor": st.sampled_from(["V1", "V2", "V9"]),
    "from": st.sampled_from(["2025-01-01", "2026-01-01"]) | _NOTHING,
    "to": st.sampled_from(["2025-12-31", "2024-12-31"]) | _NOTHING,
    "services": st.sampled_from(["S1", ["S1"], ["S2"], []]) | _NOTHING,
    "status": st.sampled_from(["complete", "Failed", "odd"]) | _NOTHING,
}


@st.composite
def _batches(draw: st.DrawFn, names: tuple[str, ...]) -> list[list[dict[str, Any]]]:
    """Two batches in a row, each with every external id at most once."""
    batches = []
    for _ in range(2):
        ids = draw(st.lists(st.sampled_from(range(12)), unique=True, max_size=8))
        batches.append(
            [{"id": f"R{one}", **{name: draw(_VALUES[name]) for name in names if draw(st.booleans())}} for one in ids]
        )
    return batches


@pytest.mark.parametrize("blank", ["keep", "clear"])
@pytest.mark.parametrize("base_object", ["vendor", "assessment"])
@given(data=st.data(), seed=st.integers(0, 2**32))
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
def test_order_and_cuts_do_not_matter(
    importer: Importer, base_object: str, blank: str, data: st.DataObject, seed: int
) -> None:
    mapping = VENDOR if base_object == "vendor" else ASSESSMENT
    batches = data.draw(_batches(tuple(name for name in mapping.values() if name != "id")))
    chance = random.Random(seed)
    plain = _outcome(importer, base_object, blank, [[one] for one in batches])
    shuffled = [
        [[_shuffled_fields(chance, record) for record in chance.sample(batch, len(batch))]] for batch in batches
    ]
    cut = [[batch[at : at + 3] for at in range(0, len(batch), 3)] for batch in batches]
    assert _outcome(importer, base_object, blank, shuffled) == plain
    assert _outcome(importer, base_object, blank, cut) == plain


def _shuffled_fields(chance: random.Random, record: dict[str, Any]) -> dict[str, Any]:
    return dict(chance.sample(list(record.items()), len(record)))


def _outcome(
    importer: Importer, base_object: str, blank: str, rounds: list[list[list[dict[str, Any]]]]
) -> tuple[dict[str, dict[str, Any]], list[set[tuple[str | None, str | None, str]]]]:
    """What is stored in the end, and what was refused in each round; ids of records are told by their external ids."""
    fresh = importer.another()
    fresh.user("ada@example.com", "Ada Byron")
    names = {record_id: external_id for external_id, record_id in fresh.vendors("V1", "V2").items()}
    names |= {record_id: external_id for external_id, record_id in fresh.services("V1", "S1").items()}
    names |= {record_id: external_id for external_id, record_id in fresh.services("V2", "S2").items()}
    report = fresh.report(base_object, VENDOR if base_object == "vendor" else ASSESSMENT, blank=blank)
    refused = []
    for parts in rounds:
        summaries = [fresh.send(report, *part).summary for part in parts]
        refused.append(
            {(one.external_id, one.field, one.error_code) for summary in summaries for one in summary.errors}
        )
    stored = {
        external_id: {name: _named(value, names) for name, value in row.items() if not name.endswith("_owner_ids")}
        | {"owned": bool(row.get("relationship_owner_ids"))}
        for external_id, row in fresh.values(base_object).items()
    }
    return stored, refused


def _named(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [names.get(one, one) for one in value]
    return names.get(value, value) if isinstance(value, str) else value
