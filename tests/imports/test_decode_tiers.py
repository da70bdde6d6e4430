"""Every tier of the decoder reads a record to the same values and finds the same faults."""

import json
import random
from datetime import date
from typing import Any

import msgspec
import pytest

from vendorproof.imports import mapping
from vendorproof.imports.decode import Compiled, decode
from vendorproof.imports.incoming import Incoming
from vendorproof.objects import BASE_OBJECTS

VENDOR = BASE_OBJECTS["vendor"]
PLAIN = {one.name: one.name.title() for one in VENDOR.fields}
WORDED = {
    **PLAIN,
    "tier": {"source": "Tier", "value_map": {"gold": "tier_1", "1": "tier_2"}},
    "is_enterprise": {"source": "Enterprise", "x_or_blank": True},
    "next_assessment_date": {"source": "Next", "date_format": "DD/MM/YYYY", "null_words": ["1900-01-01"]},
    "raw_irq_score": {"source": "Irq", "number_format": "1.234,56", "null_words": ["0"]},
    "business_unit": {"source": "Unit", "default": "Other"},
    "description": {"source": "Name"},
    "name": {"source": "Name"},
    "engagement_type": {"constant": "Licence"},
    "tags": {"source": "Tags", "separator": ",", "null_words": ["none"]},
}
OPTIONS: list[dict[str, Any]] = [{}, {"blank": "clear"}, {"null_words": ["N/A", "-", "none"]}]
ODD: list[Any] = [
    None, "", " ", "  x ", "Acme", "acme.com", "https://www.acme-payroll.com/a", "a@b.co", "x@a-b.com", "a@b@c.com",
    "héllo", "e\u0301", "a\u0007b", "two\nlines", "\u2800", "\ud800", 0, 1, -1, 12, 1.0, 2.5, -0.0, 1e300, 10**30, True,
    False, "yes", "no", "x", "true", "12 months", "P1Y", "2 years", "85 %", "1.234,5", "2026-03-04", "03/04/2026",
    "2026-03-04T10:00:00Z", "1900-01-01", "0001-01-01", 1767225600, "tier 1", "TIER_2", "gold", "Active", "unheard of",
    "N/A", "n / a", "-", "none", "a;b;a", "a,b", '["a"]', [], ["a"], ["a", "a"], [" a "], ["a", None], [1], [["a"]],
    {"a": 1}, "x" * 400, "x" * 600, "5493001KJTIIGC8Y1R12", "IE", "DE136695976", "150483782", "007",
]  # fmt: skip
GOOD: dict[str, Any] = {
    "External_Id": "V-1", "Name": "Acme", "Website": "acme.com", "Status": "active", "Raw_Irq_Score": 12.5,
    "Is_Enterprise": True, "Tier": "tier_1", "Data_Types": ["PII"], "Tags": ["eu", "us"], "Irq": 3, "Unit": "HR",
    "Next_Assessment_Date": "2027-03-31", "Contract_Length_Months": 12, "Primary_Contact_Email": "a@b.co",
    "Enterprise": "x", "Next": "31/03/2027",
}  # fmt: skip


def _compiled(target_map: dict[str, Any], options: dict[str, Any]) -> Compiled:
    entries, chosen, faults = mapping.parse(
        VENDOR.fields, target_map, options, words={"status": VENDOR.by_name["status"].words}
    )
    assert not faults
    return Compiled(VENDOR, entries, chosen)


def _records(seed: int, count: int) -> list[dict[str, Any]]:
    draw = random.Random(seed)
    made = []
    for number in range(count):
        record = {**GOOD, "External_Id": f"V-{number}"}
        for name in draw.sample(sorted(GOOD), draw.choice((0, 0, 1, 2, 6))):
            if draw.random() < 0.2:
                del record[name]
            else:
                record[name] = draw.choice(ODD)
        if draw.random() < 0.3:
            record[draw.choice(("Extra", "Other", "Third"))] = draw.choice(ODD)
        made.append(record)
    return made


def _told(records: list[Incoming]) -> list[Any]:
    return [
        (
            one.index,
            one.external_id,
            None if one.faults else [(type(_plain(value)), _plain(value)) for value in one.values],
            [(fault.code, fault.message, fault.target, fault.source, fault.value) for fault in one.faults],
        )
        for one in records
    ]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("options", OPTIONS, ids=str)
@pytest.mark.parametrize("target_map", [PLAIN, WORDED], ids=["plain", "worded"])
@pytest.mark.parametrize("seed", range(4))
def test_a_batch_is_read_as_each_record_is_by_the_full_rules(
    target_map: dict[str, Any], options: dict[str, Any], seed: int
) -> None:
    fast, slow = _compiled(target_map, options), _compiled(target_map, options)
    slow.fast = False
    for count in (1, 30, 300):
        body = json.dumps({"data": _records(seed, count)}).encode()
        quick, complete = decode(fast, body, 1000), decode(slow, body, 1000)
        assert _told(quick.records) == _told(complete.records)
        assert quick.unmapped == complete.unmapped


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_one_odd_value_among_good_ones_is_read_alike(odd: object) -> None:
    fast, slow = _compiled(PLAIN, {}), _compiled(PLAIN, {})
    slow.fast = False
    for name in GOOD:
        records = [{**GOOD, "External_Id": f"V-{number}"} for number in range(3)]
        records[2][name] = odd
        for body in (json.dumps({"data": records}).encode(), _compact(records)):
            quick, complete = decode(fast, body, 1000), decode(slow, body, 1000)
            assert _told(quick.records) == _told(complete.records)
            assert quick.unmapped == complete.unmapped


def _compact(records: list[dict[str, Any]]) -> bytes:
    try:
        return msgspec.json.encode({"data": records})
    except UnicodeEncodeError:
        return json.dumps({"data": records}, separators=(",", ":")).encode()
