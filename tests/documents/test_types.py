import pytest

from vendorproof.core.errors import InvalidDocumentType
from vendorproof.documents import types
from vendorproof.documents.types import BY_SLUG, FACTS, TYPES


def test_every_slug_and_label_is_there_once() -> None:
    assert len(BY_SLUG) == len(TYPES) == 65
    assert len({one.label.lower() for one in TYPES}) == len(TYPES)


def test_the_published_slugs_are_there() -> None:
    assert {"soc2_type2_auditor_report", "penetration_test_report", "commercial_contract"} <= BY_SLUG.keys()


def test_every_family_is_used_and_known() -> None:
    assert {one.family for one in TYPES} == FACTS.keys()
    assert "auditor" in BY_SLUG["soc1_type1_auditor_report"].facts
    assert BY_SLUG["other"].facts == ()


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("SOC 2 Type II report", "soc2_type2_auditor_report"),
        ("soc2-type2", "soc2_type2_auditor_report"),
        ("SOC2 Type I", "soc2_type1_auditor_report"),
        ("NDA", "non_disclosure_agreement"),
        ("penetration_test", "penetration_test_report"),
        ("privacy_polcy", "privacy_policy"),
        ("soc2", None),
        ("", None),
        ("!?", None),
        ("xyz", None),
    ],
)
def test_a_slug_that_is_unknown_names_the_nearest(sent: str, meant: str | None) -> None:
    with pytest.raises(InvalidDocumentType) as refused:
        types.require(sent)
    assert ("Did you mean" in str(refused.value)) == (meant is not None)
    assert types.nearest(sent) == meant


def test_a_long_slug_is_shortened_in_the_message() -> None:
    with pytest.raises(InvalidDocumentType) as refused:
        types.require("x" * 100_000)
    assert len(str(refused.value)) < 300
