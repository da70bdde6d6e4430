"""Sample vendors as a source system would send them: 18 mapped fields and 2 that no mapping names, 567 bytes on average."""

import random
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import msgspec

MAPPING: Mapping[str, str] = MappingProxyType(
    {
        "external_id": "Supplier No",
        "name": "Supplier Name",
        "website": "Website",
        "hq_location": "HQ",
        "description": "Description",
        "engagement_type": "Engagement",
        "status": "Status",
        "raw_irq_score": "IRQ",
        "business_unit": "Unit",
        "vendor_category": "Category",
        "is_enterprise": "Enterprise",
        "tier": "Tier",
        "data_types": "Data",
        "tags": "Tags",
        "next_assessment_date": "Next Review",
        "contract_length_months": "Months",
        "primary_contact_email": "Contact Mail",
        "primary_contact_name": "Contact",
    }
)
"""Target ← incoming name; `Buyer Code` and `Row Version` are left over."""

Record = dict[str, Any]

_STATUSES = ("intake", "onboarding", "active", "suspended", "offboarding", "offboarded")
_WORDS = ("runs", "payroll", "for", "all", "entities", "in", "Europe", "and", "stores", "the", "data", "of", "staff")
_CITIES = ("Dublin, Ireland", "Oslo, Norway", "Berlin, Germany", "Austin, TX", "Osaka, Japan", "Leeds, UK")
_DATA = ("PII", "Financial", "Health", "Credentials", "Telemetry")
_TAGS = ("payroll", "eu", "critical", "2026", "renewal", "saas")


def clean(count: int, *, first: int = 0, seed: int = 7) -> list[Record]:
    """Records that need no coercion; one of the same number is the same, whichever batch it comes in."""
    return [_record(random.Random(seed + number), number) for number in range(first, first + count)]


def dirty(count: int, *, first: int = 0, seed: int = 7) -> list[Record]:
    """As `clean`, but 6 of the 18 fields need coercion in 30 % of the records, and 1 % of all cannot be taken."""
    draw = random.Random(seed)
    records = clean(count, first=first, seed=seed)
    for record in records:
        chance = draw.random()
        if chance < 0.01:
            record["Status"], record["Contact Mail"] = "unheard of", "nobody at all"
        elif chance < 0.31:
            _soil(record)
    return records


def lived_in(count: int) -> list[Record]:
    """Clean, but not tidy: accents in 5 % of the names, line feeds in 5 % of the prose, nulls in 20 %, hyphens in hosts."""
    records = clean(count)
    for place, record in enumerate(records):
        for name in ("Website", "Contact Mail"):
            record[name] = record[name].replace("vendor", "vendor-")
        if place % 20 == 0:
            record["Supplier Name"] = f"Müller {record['Supplier Name']}"
            record["Description"] += "\nsecond line"
        if place % 5 == 1:
            record["Description"] = record["Contact Mail"] = None
    return records


def dirty_at_the_end(count: int) -> list[Record]:
    """The worst place for a single value: the strict shape has read all but one record when it meets it."""
    records = clean(count)
    records[-1]["Enterprise"] = "yes"
    return records


def body(records: Sequence[Record]) -> bytes:
    """A batch as most programs write it: no blanks between the parts."""
    return msgspec.json.encode({"data": records})


def line(record: Record) -> bytes:
    """A record as a line of NDJSON."""
    return msgspec.json.encode(record) + b"\n"


def touched(records: Sequence[Record], share: int, mark: str) -> list[Record]:
    """The same records with one field changed in every `share`-th."""
    return [
        {**one, "Description": f"{one['Description']} {mark}"} if place % share == 0 else one
        for place, one in enumerate(records)
    ]


def _record(draw: random.Random, number: int) -> Record:
    name = f"{draw.choice(_WORDS).title()} {draw.choice(_WORDS).title()} {number} Ltd."
    return {
        "Supplier No": f"V-{number:08}",
        "Supplier Name": name,
        "Website": f"https://www.vendor{number}.com",
        "HQ": draw.choice(_CITIES),
        "Description": " ".join(draw.choices(_WORDS, k=draw.randrange(12, 28))),
        "Engagement": draw.choice(("Managed service", "Licence", "Consulting")),
        "Status": draw.choice(_STATUSES),
        "IRQ": draw.randrange(200) / 2,
        "Unit": draw.choice(("Finance", "People", "Engineering", "Legal")),
        "Category": draw.choice(("HR services", "Hosting", "Analytics", "Facilities")),
        "Enterprise": draw.random() < 0.5,
        "Tier": f"tier_{draw.randrange(1, 5)}",
        "Data": draw.sample(_DATA, draw.randrange(1, 4)),
        "Tags": draw.sample(_TAGS, draw.randrange(1, 3)),
        "Next Review": f"2027-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}",
        "Months": draw.choice((12, 24, 36)),
        "Contact Mail": f"risk{number}@vendor{number}.com",
        "Contact": f"{draw.choice(_WORDS).title()} Byron",
        "Buyer Code": f"B{draw.randrange(10_000):05}",
        "Row Version": draw.randrange(1_000_000),
    }


def _soil(record: Record) -> None:
    record["IRQ"] = f"{record['IRQ']} %"
    record["Enterprise"] = "yes" if record["Enterprise"] else "no"
    record["Tier"] = record["Tier"].replace("_", " ").title()
    record["Data"] = "; ".join(record["Data"])
    record["Months"] = f"{record['Months']} months"
    record["Next Review"] += "T00:00:00Z"
