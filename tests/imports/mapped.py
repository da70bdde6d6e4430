"""Mappings of every sort, made ready: what decode and schema are tried on."""

from collections.abc import Mapping
from typing import Any

from vendorproof.imports import mapping as mappings
from vendorproof.imports.decode import Compiled
from vendorproof.objects import BASE_OBJECTS, Field

CUSTOM = (
    Field("custom.region", "Region", "select", words=("EMEA", "APAC", "Rest of world")),
    Field("custom.markets", "Markets", "multiselect", words=("DE", "FR", "IT")),
    Field("custom.budget", "Budget", "number"),
    Field("custom.live", "Live", "flag"),
    Field("custom.buyer", "Buyer", "person"),
)
VENDOR_FIELDS = (*BASE_OBJECTS["vendor"].fields, *CUSTOM)
ASSESSMENT_FIELDS = BASE_OBJECTS["assessment"].fields
STATUSES = ("intake", "active", "On Hold", "größer")
EVERY = {one.name: f"in {one.name}" for one in VENDOR_FIELDS}


def compiled(base_object: str, mapping: Mapping[str, Any], **options: object) -> Compiled:
    fields = VENDOR_FIELDS if base_object == "vendor" else ASSESSMENT_FIELDS
    entries, chosen, faults = mappings.parse(
        fields, mapping, options, words={"status": STATUSES} if base_object == "vendor" else {}
    )
    assert faults == []
    return Compiled(BASE_OBJECTS[base_object], entries, chosen)


COMPILED = {
    "every field": compiled("vendor", EVERY),
    "blank clears": compiled("vendor", EVERY, blank="clear"),
    "words for blank": compiled("vendor", EVERY, null_words=["N/A", "-", "none"]),
    "words for blank clear": compiled("vendor", EVERY, null_words=["n/a", "0"], blank="clear"),
    "the report's own forms": compiled(
        "vendor", EVERY, date_format="DD/MM/YYYY", number_format="1.234,56", separator=","
    ),
    "the source's own words": compiled(
        "vendor",
        {
            **EVERY,
            "tier": {"source": "in tier", "value_map": {"gold": "tier_1", "1": "tier_2", "true": "tier_3"}},
            "is_enterprise": {"source": "in is_enterprise", "value_map": {"si": True, "nope": False}},
            "status": {"source": "in status", "value_map": {"live": "active", "gone": None}},
            "name": {"source": "in name", "value_map": {"acme": "Acme Inc."}},
            "tags": {"source": "in tags", "value_map": {"p": "payroll"}},
            "country": {"source": "in country", "value_map": {"deutschland": "DE"}},
        },
    ),
    "crosses": compiled("vendor", {**EVERY, "is_enterprise": {"source": "in is_enterprise", "x_or_blank": True}}),
    "one name for several": compiled(
        "vendor", {"external_id": "in name", "name": "in name", "tags": "in name", "description": "in description"}
    ),
    "one name for several clear": compiled(
        "vendor", {"external_id": "in name", "name": "in name", "hq_location": "in name"}, blank="clear"
    ),
    "defaults and constants": compiled(
        "vendor",
        {
            **EVERY,
            "tier": {"source": "in tier", "default": "tier_4"},
            "status": {"constant": "intake"},
            "name": {"source": "in name", "default": "no name"},
        },
    ),
    "assessments": compiled("assessment", {one.name: f"in {one.name}" for one in ASSESSMENT_FIELDS}),
    "assessments clear": compiled(
        "assessment", {one.name: f"in {one.name}" for one in ASSESSMENT_FIELDS}, blank="clear"
    ),
}

PATHS = compiled(
    "vendor",
    {
        "external_id": {"source": "ids[0].value"},
        "name": "names.legal",
        "hq_location": {"sources": ["address.city", "address.country"], "join": ", "},
        "website": "No.",
        "description": "Price [EUR]",
    },
)

JOINED = compiled(
    "vendor",
    {
        "external_id": {"sources": ["a", "b"], "join": "|"},
        "name": {"sources": ["a", "b"], "join": " "},
    },
    null_words=["N/A"],
)
