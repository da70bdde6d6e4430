from typing import Any

import pytest

from vendorproof.imports import mapping as mappings
from vendorproof.imports.mapping import Entry, Options, steps
from vendorproof.objects import BASE_OBJECTS, Field

VENDOR = (*BASE_OBJECTS["vendor"].fields, Field("custom.region", "Region", "select", words=("EMEA", "APAC")))
STATUSES = {"status": ("intake", "active")}
REQUIRED = {"external_id": "Id", "name": "Name"}


def _faults(mapping: object, options: object = None) -> list[tuple[tuple[str | int, ...], str]]:
    return [(one.loc, one.type) for one in mappings.parse(VENDOR, mapping, options, words=STATUSES)[2]]


def _entries(**mapping: Any) -> dict[str, Entry]:
    entries, _, faults = mappings.parse(VENDOR, {**REQUIRED, **mapping}, {}, words=STATUSES)
    assert faults == []
    return mappings.targets(entries)


def test_a_mapping_is_target_to_incoming_name() -> None:
    entries = _entries(hq_location="HQ City")
    assert {name: one.sources for name, one in entries.items()} == {
        "external_id": ("Id",),
        "name": ("Name",),
        "hq_location": ("HQ City",),
    }


def test_entries_stand_in_the_order_of_the_fields_whatever_order_they_came_in() -> None:
    entries, _, _ = mappings.parse(VENDOR, {"tier": "T", "name": "N", "custom.region": "R", "external_id": "I"}, {})
    assert [one.target.name for one in entries] == ["external_id", "name", "tier", "custom.region"]


def test_one_incoming_name_may_feed_several_targets() -> None:
    assert _faults({"external_id": "Company", "name": "Company"}) == []


def test_an_unknown_target_is_refused_naming_the_nearest() -> None:
    _, _, faults = mappings.parse(VENDOR, {**REQUIRED, "hq_locaton": "x"}, {})
    assert [(one.loc, one.type) for one in faults] == [(("body", "mapping", "hq_locaton"), "unknown_target")]
    assert "did you mean hq_location?" in faults[0].msg


def test_each_required_target_that_is_not_mapped_is_a_fault_of_its_own() -> None:
    assert _faults({"website": "W"}) == [
        (("body", "mapping", "external_id"), "required_target_unmapped"),
        (("body", "mapping", "name"), "required_target_unmapped"),
    ]


def test_all_faults_are_told_at_once() -> None:
    found = _faults({"name": "N", "nonsense": "x", "tier": {"source": "T", "colour": 1}}, {"blank": "maybe", "odd": 1})
    assert {kind for _, kind in found} == {
        "unknown_target", "unknown_option", "required_target_unmapped", "bad_option",
    }  # fmt: skip
    assert len(found) == 5


@pytest.mark.parametrize("mapping", [None, [], "external_id", 7])
def test_a_mapping_is_an_object(mapping: object) -> None:
    assert _faults(mapping) == [(("body", "mapping"), "mapping_type")]


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {"source": "A", "constant": "B"},
        {"source": "A", "sources": ["A"]},
        {"source": ""},
        {"source": "  "},
        {"source": 7},
        {"source": None},
        {"source": "x" * 501},
        {"sources": []},
        {"sources": "A"},
        {"sources": ["A", ""]},
        {"constant": None},
    ],
)
def test_an_entry_reads_from_exactly_one_place(entry: dict[str, Any]) -> None:
    assert _faults({**REQUIRED, "website": entry})[0][1] == "mapping_entry_source"


@pytest.mark.parametrize("entry", [None, 7, ["A"], True])
def test_an_entry_is_a_name_or_an_object(entry: object) -> None:
    assert _faults({**REQUIRED, "website": entry}) == [(("body", "mapping", "website"), "mapping_entry_type")]


@pytest.mark.parametrize("name", ["", " ", "\u00a0"])
def test_a_blank_incoming_name_is_none(name: str) -> None:
    assert _faults({**REQUIRED, "website": name})[0][1] == "mapping_entry_source"


def test_several_sources_are_joined() -> None:
    entry = _entries(hq_location={"sources": ["City", "Country"], "join": ", "})["hq_location"]
    assert (entry.sources, entry.join, entry.source_name) == (("City", "Country"), ", ", "City + Country")


@pytest.mark.parametrize("entry", [{"source": "A", "join": "|"}, {"sources": ["A", "B"], "join": 7}])
def test_a_join_belongs_between_several_sources(entry: dict[str, Any]) -> None:
    assert _faults({**REQUIRED, "hq_location": entry}) == [(("body", "mapping", "hq_location", "join"), "bad_option")]


@pytest.mark.parametrize(
    ("target", "options"),
    [
        ("name", {"date_format": "DD/MM/YYYY"}),
        ("next_assessment_date", {"date_format": "%d/%m/%Y"}),
        ("raw_irq_score", {"number_format": "#,##0"}),
        ("tags", {"separator": "a"}),
        ("tier", {"value_map": {"gold": "tier_9"}}),
        ("tier", {"value_map": ["gold"]}),
        ("tier", {"default": "tier_9"}),
        ("is_enterprise", {"constant": "perhaps"}),
        ("status", {"value_map": {"live": "no such status"}}),
        ("custom.region", {"value_map": {"Europe": "Mars"}}),
        ("next_assessment_date", {"default": "03/04/2026"}),
    ],
)
def test_options_that_cannot_be_meant_are_refused_when_the_mapping_is_saved(
    target: str, options: dict[str, Any]
) -> None:
    source = {} if "constant" in options else {"source": "A"}
    assert _faults({**REQUIRED, target: {**source, **options}}) == [(("body", "mapping", target), "bad_option")]


def test_defaults_and_constants_are_kept_as_they_are_stored() -> None:
    entries = _entries(
        tier={"source": "T", "default": "Tier 2"},
        status={"constant": "ACTIVE"},
        contract_length_months={"constant": "2 years"},
        tags={"source": "T", "default": "a;b"},
    )
    assert entries["tier"].default == "tier_2"
    assert entries["status"].constant == "active"
    assert entries["contract_length_months"].constant == 24
    assert entries["tags"].default == ["a", "b"]


def test_what_the_report_says_holds_for_every_field_it_has_a_meaning_for() -> None:
    wide = {"date_format": "DD/MM/YYYY", "number_format": "1.234,56", "separator": ",", "null_words": ["N/A"]}
    mapping = {**REQUIRED, "next_assessment_date": "D", "raw_irq_score": "R", "tags": "T"}
    entries, _, faults = mappings.parse(VENDOR, mapping, wide)
    assert faults == []
    rules = {name: one.rule for name, one in mappings.targets(entries).items()}
    assert rules["next_assessment_date"].date_format == "DD/MM/YYYY"
    assert rules["next_assessment_date"].separator is None
    assert rules["raw_irq_score"].number_format == "1.234,56"
    assert rules["tags"].separator == ","
    assert rules["name"].null_words == {"N/A"}
    assert rules["name"].date_format is None


def test_an_entry_says_otherwise_than_the_report() -> None:
    mapping = {**REQUIRED, "next_assessment_date": {"source": "D", "date_format": "MM/DD/YYYY"}}
    entries, _, _ = mappings.parse(VENDOR, mapping, {"date_format": "DD/MM/YYYY"})
    assert mappings.targets(entries)["next_assessment_date"].rule.date_format == "MM/DD/YYYY"


def test_options_default_to_keeping_blanks_and_a_scale_of_a_hundred() -> None:
    assert mappings.parse(VENDOR, REQUIRED, None)[1] == Options()
    assert (Options().blank, Options().score_scale, Options().vendor_by_name) == ("keep", 100.0, False)


def test_a_null_option_is_one_that_is_not_set() -> None:
    assert mappings.parse(VENDOR, REQUIRED, {"blank": None, "date_format": None})[1:] == (Options(), [])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("blank", "drop"),
        ("blank", True),
        ("vendor_by_name", "yes"),
        ("score_scale", 0),
        ("score_scale", -5),
        ("score_scale", "100"),
        ("score_scale", True),
        ("score_scale", 1e10),
        ("score_scale", float("nan")),
        ("null_words", "N/A"),
        ("null_words", [1]),
        ("null_words", ["x"] * 6000),
        ("separator", ""),
        ("separator", "a"),
        ("separator", "x" * 11),
        ("separator", 7),
        ("date_format", "DD"),
        ("date_format", "dd/mm/yyyy"),
        ("date_format", 7),
        ("number_format", "nonsense"),
        ("blank", []),
        ("blank", {}),
    ],
)
def test_a_bad_option_is_named(name: str, value: object) -> None:
    assert _faults(REQUIRED, {name: value}) == [(("body", "options", name), "bad_option")]


@pytest.mark.parametrize("options", [[], "blank", 7])
def test_options_are_an_object(options: object) -> None:
    assert _faults(REQUIRED, options) == [(("body", "options"), "options_type")]


def test_an_unknown_option_lists_the_known_ones() -> None:
    _, _, faults = mappings.parse(VENDOR, REQUIRED, {"blanks": "clear"})
    assert (faults[0].loc, faults[0].type) == (("body", "options", "blanks"), "unknown_option")
    assert "score_scale" in faults[0].msg


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("city", ("city",)),
        ("address.city", ("address", "city")),
        ("contacts[0].email", ("contacts", 0, "email")),
        ("a[1][2].b", ("a", 1, 2, "b")),
        ("HQ City.Name", ("HQ City", "Name")),
        (".", ()),
        ("No.", ()),
        ("Price [EUR]", ()),
        ("a..b", ()),
        ("[0]", ()),
        ("a[x]", ()),
        ("a]b", ()),
        ("a[1]b", ()),
    ],
)
def test_a_name_is_a_path_only_if_it_is_written_like_one(name: str, path: tuple[str | int, ...]) -> None:
    assert steps(name) == path


def test_a_word_for_blank_stays_a_word_where_the_field_takes_it() -> None:
    """`none` is a risk level, and `-` is read by the entry's own map: neither loses the report's other words for blank."""
    fields = BASE_OBJECTS["assessment"].fields
    mapping = {
        "external_id": "I",
        "vendor": "V",
        "risk_level": "R",
        "type": {"source": "T", "value_map": {"-": "custom"}},
    }
    entries, _, faults = mappings.parse(fields, mapping, {"null_words": ["N/A", "None", "-"]})
    rules = {name: one.rule.null_words for name, one in mappings.targets(entries).items()}
    assert faults == []
    assert rules == {
        "external_id": {"N/A", "None", "-"},
        "vendor": {"N/A", "None", "-"},
        "type": {"N/A", "None"},
        "risk_level": {"N/A", "-"},
    }
