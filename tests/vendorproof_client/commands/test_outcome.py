"""Counting what a server answered."""

import json

from vendorproof_client.commands.batches import Limits, cut
from vendorproof_client.commands.outcome import Outcome
from vendorproof_client.files import Row


def test_faults_are_tied_to_their_rows_and_counted_by_kind() -> None:
    (batch,) = cut(iter([Row(2, {"ID": "1"}), Row(5, {"ID": "2"}), Row(6, {"ID": "3"})]), Limits())
    outcome = Outcome()
    refused = outcome.add(
        batch,
        {
            "received_count": 3, "created_count": 0, "updated_count": 1, "unchanged_count": 1, "failed_count": 2,
            "run_id": "cbimprn_1",
            "errors": [
                {"index": 2, "error_code": "invalid_field_value", "field": "tier", "source": "Tier", "message": "No."},
                {"index": 0, "error_code": "invalid_field_value", "field": "tier", "source": "Tier", "message": "Nope."},
                {"index": 2, "error_code": "duplicate_external_id", "message": "As record 0."},
            ],
            "warnings": [{"error_code": "unmapped_field", "source": "Notes", "count": 3}, {"error_code": "other"}],
        },
    )  # fmt: skip
    assert [(row.number, reason) for row, reason in refused] == [(2, "Tier: Nope."), (6, "Tier: No.; As record 0.")]
    assert (outcome.created, outcome.updated, outcome.unchanged, outcome.refused, outcome.held) == (0, 0, 1, 2, 0)
    assert [(kind, reason.count, reason.first) for kind, reason in outcome.commonest(9)] == [
        ("invalid_field_value, Tier", 2, 6),
        ("duplicate_external_id", 1, 6),
    ]
    assert outcome.unmapped == {"Notes": 3}
    assert not outcome.complete
    assert Outcome.from_dict(json.loads(json.dumps(outcome.as_dict()))) == outcome
