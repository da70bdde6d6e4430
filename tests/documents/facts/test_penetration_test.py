from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.facts.samples.pentest import Sample
from tests.documents.facts.samples.pentests import SAMPLES
from vendorproof.documents import types
from vendorproof.documents.extract.units import Unit
from vendorproof.documents.facts.fact import Fact, Text
from vendorproof.documents.facts.law import breach
from vendorproof.documents.facts.penetration_test import FAMILY


def units(pages: Sequence[str]) -> list[Unit]:
    return [Unit(number, f"page {number}", page) for number, page in enumerate(pages, 1)]


def read(pages: Sequence[str], kind: str = "page") -> list[Fact]:
    """All of them have to be lawful: the law is not there to tidy up after a reader."""
    held = units(pages)
    facts = list(FAMILY.read(Text.of(held, kind)))
    texts = {one.number: one.text for one in held}
    assert [(fact, wrong) for fact in facts if (wrong := breach(fact, texts, FAMILY.keys))] == []
    return facts


def only(facts: Sequence[Fact], key: str) -> object:
    told = [fact.value for fact in facts if fact.key == key]
    assert len(told) <= 1
    return told[0] if told else None


def listed(facts: Sequence[Fact]) -> list[tuple[object, object, object]]:
    values = [fact.value for fact in facts if fact.key == "findings"]
    return [(one["title"], one["severity"], one["status"]) for one in values if isinstance(one, dict)]


def test_the_keys_are_those_of_the_catalogue() -> None:
    assert tuple(FAMILY.keys) == types.FACTS["penetration_test"]


@pytest.mark.parametrize("name", SAMPLES)
def test_findings_of_every_layout(name: str) -> None:
    sample: Sample = SAMPLES[name]
    assert listed(read(sample.pages)) == sample.findings


@pytest.mark.parametrize("name", SAMPLES)
def test_counts_are_the_reports_own(name: str) -> None:
    sample: Sample = SAMPLES[name]
    assert only(read(sample.pages), "findings_by_severity") == sample.counts


@pytest.mark.parametrize("name", SAMPLES)
def test_who_tested_what_and_when(name: str) -> None:
    sample: Sample = SAMPLES[name]
    facts = read(sample.pages)
    assert {key: only(facts, key) for key in sample.others} == sample.others


TITLES = [
    "Stored cross-site scripting in comments",
    "Default password on the printer console",
    "Backups are readable by everyone",
    "Outdated OpenSSL on the gateway",
    "User names can be enumerated",
    "Tokens are written to the log",
    "Debug port is open to the internet",
    "Missing rate limits on the login",
]
GRADES = ["Critical", "High", "Medium", "Low", "Informational"]
LAYOUTS = [
    "{number}. {title}\nSeverity: {grade}\nDescription\nWhat was found.\n",
    "ABC-01-{number:03} WP1: {title} ({grade})\nIt was found that this is so.\n",
    "Finding F-{number}: {title}\nRisk rating\t{grade}\nImpact\nThis is bad.\n",
    "[{grade}] {title}\nDescription: What was found.\nRecommendation: Change it.\n",
    "### {title}\n**Affected host:** 192.0.2.{number}\n**Overall risk:** {grade}\n",
    "{title}\nThreat Level: {grade}\nAffected Hosts:\n192.0.2.1\n",
]
FOUND = st.lists(
    st.tuples(st.sampled_from(TITLES), st.sampled_from(GRADES)), min_size=1, max_size=8, unique_by=lambda one: one[0]
)


@given(FOUND, st.sampled_from(LAYOUTS), st.integers(1, 4))
def test_every_finding_is_found_once(found: list[tuple[str, str]], layout: str, to_a_page: int) -> None:
    cards = [layout.format(number=number, title=title, grade=grade) for number, (title, grade) in enumerate(found, 1)]
    pages = [
        "Penetration Test Report",
        *("\n".join(cards[at : at + to_a_page]) for at in range(0, len(cards), to_a_page)),
    ]
    facts = read(pages)
    assert [(title, severity) for title, severity, _ in listed(facts)] == [
        (title, grade.lower()) for title, grade in found
    ]
    counts = {grade.lower(): sum(1 for _, other in found if other == grade) for _, grade in found}
    assert only(facts, "findings_by_severity") == counts


@given(
    st.lists(
        st.sampled_from(
            [
                *TITLES,
                *GRADES,
                "Severity:",
                "Severity: High",
                "Contents",
                "3",
                "1.",
                "(Low)",
                "|",
                "\t",
                "Status: Fixed",
                "4 high",
                "and 2 low",
                "findings were found",
                ".",
                "January 8-9, 2021",
                "was tested",
            ]
        ),
        max_size=60,
    ),
    st.sampled_from(["\n", " "]),
)
def test_whatever_is_read_is_lawful(pieces: list[str], between: str) -> None:
    read([between.join(pieces[:30]), between.join(pieces[30:])])


def test_a_template_says_nothing() -> None:
    facts = read(
        [
            "| **Prepared For** | [Client Name] |\n| **Prepared By** | <Company> |\n| **Test Date** | [Start Date] to [End Date] |",
            (
                "## Findings\n| ID | Title | Severity |\n|---|---|---|\n| F-1 | [Title] | High |\n| F-2 | [Title] | Low |\n### Finding #1: <Title>\n"
                "- **Severity:** Critical / High / Medium / Low\n- **Description:**\n"
            ),
        ],
        "section",
    )
    assert facts == []


def test_a_table_of_fields_names_the_parties() -> None:
    facts = read(
        [
            "| **Prepared For** | Orchard Homes Ltd |\n| **Prepared By** | Flint Security |\n| **Test Dates** | 2024-05-06 to 2024-05-10 |"
        ],
        "section",
    )
    assert {fact.key: fact.value for fact in facts} == {
        "tester": "Flint Security",
        "target": "Orchard Homes Ltd",
        "test_start": "2024-05-06",
        "test_end": "2024-05-10",
    }


def test_a_card_with_a_reference_is_no_part_of_the_title() -> None:
    facts = read(
        [
            (
                "3 Findings\n3.1 Tokens of the kiosk never expire\nRef QX-2024-7-01\nRisk rating High\nStatus Open\nA token of May still works.\n"
                "3.2 Forms accept any sender\nRef\tQX-2024-7-02\nRisk rating\tLow\nStatus\tClosed\nNo secret is asked for."
            )
        ]
    )
    assert listed(facts) == [
        ("Tokens of the kiosk never expire", "high", "open"),
        ("Forms accept any sender", "low", "fixed"),
    ]


@pytest.mark.parametrize("heading", ["1. Management Summary", "Engagement Overview", "## 2.1 Background"])
def test_a_heading_is_no_part_of_the_name_under_it(heading: str) -> None:
    facts = read(
        [f"{heading}\nWillow Freight, Inc. engaged Ironbark Testing LLC to perform a penetration test of its portal."]
    )
    assert (only(facts, "target"), only(facts, "tester")) == ("Willow Freight, Inc.", "Ironbark Testing LLC")


@pytest.mark.parametrize(
    ("front", "target", "tester"),
    [
        ("Prepared for:\nEdda Brun\nWillow Freight AS\nPrepared by: Ann Lee, Bo Ray, and Cy Fox", "Willow Freight AS", None),
        ("Prepared for:\nEdda Brun\nWillow Freight\nPrepared by: Ann Lee and Bo Ray", None, None),
        ("Prepared for:\nWillow Freight\nPrepared by:\nIronbark Testing", "Willow Freight", "Ironbark Testing"),
    ],
)  # fmt: skip
def test_people_on_the_front_are_no_company(front: str, target: str | None, tester: str | None) -> None:
    facts = read([front])
    assert (only(facts, "target"), only(facts, "tester")) == (target, tester)


@pytest.mark.parametrize(
    ("said", "methods"),
    [
        ("The test was performed by CREST registered testers.", []),
        ("Ironbark is accredited by CREST; testing took a week.", []),
        ("Testing followed the CREST penetration testing guide.", ["CREST"]),
    ],
)
def test_an_accreditation_is_no_method(said: str, methods: list[str]) -> None:
    assert [fact.value for fact in read([said]) if fact.key == "method"] == methods
