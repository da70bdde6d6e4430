"""What one rule earns."""

import pytest

from vendorproof.documents.classify.reading import Reading, read
from vendorproof.documents.classify.rule import headed, needs, opens, repeats, says, titled
from vendorproof.documents.classify.scoring import NEEDS, RULES
from vendorproof.documents.extract.units import Unit
from vendorproof.documents.types import BY_SLUG


def reading(text: str) -> Reading:
    return read([Unit(1, "page 1", text)], "x.md", "page")


def share(rule: object, text: str) -> float:
    hit = rule.hit(reading(text))  # type: ignore[attr-defined]
    return hit.share if hit else 0.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Order Form\nof a firm", 1.0),
        ("a\nbb\ncc\ndd\nOrder Form", 0.85),
        (
            "This long sentence says that whoever wants to buy has to fill in the order form and to send it to us by post.",
            0.35,
        ),
        ("Form of order", 0.0),
    ],
)
def test_a_headline_counts_more_than_a_sentence_and_than_what_comes_later(text: str, expected: float) -> None:
    assert share(titled("order_form", "order form"), text) == expected


def test_headed_looks_at_the_first_headlines_only() -> None:
    rule = headed("other", "invoice")
    assert share(rule, "Invoice 12") == 1.0
    assert share(rule, "aa\nbb\ncc\ndd\nInvoice") == 0.0


def test_says_earns_by_how_many_of_its_phrases_are_found() -> None:
    rule = says("order_form", "quantity|unit price|discount|invoic", 4.0, at_least=4)
    assert share(rule, "quantity only") == 0.0
    assert share(rule, "quantity and unit price") == 0.5
    assert share(rule, "Quantity, unit\nprice, discount; invoiced monthly") == 1.0


def test_a_phrase_may_end_inside_a_word_and_begins_at_one() -> None:
    rule = says("order_form", "indemnif", 1.0)
    assert share(rule, "shall indemnify") == 1.0
    assert share(rule, "reindemnify") == 0.0


def test_opens_does_not_look_further() -> None:
    rule = opens("order_form", "quantity", 1.0)
    assert share(rule, "word " * 1_000 + "quantity") == 0.0


def test_repeats_counts_occurrences() -> None:
    assert share(repeats("caiq_questionnaire", r"\bais-\d\d\b", 1.0, 4), "AIS-01 AIS-02") == 0.5


def test_a_need_counts_different_findings() -> None:
    need = needs("penetration_test_report", "severities", r"\b(?:high|low)\b", 2)
    assert not need.met(reading("high high high"))
    assert need.met(reading("high and low"))


def test_rules_speak_of_types_that_exist() -> None:
    spoken = {slug for rule in RULES for slug in rule.slugs} | {slug for need in NEEDS for slug in need.slugs}
    assert spoken <= BY_SLUG.keys()


def test_every_type_has_something_that_speaks_for_it() -> None:
    assert {slug for rule in RULES if rule.weight > 0 for slug in rule.slugs} | {"sbom"} == set(BY_SLUG)
