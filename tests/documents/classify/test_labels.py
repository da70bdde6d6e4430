from collections.abc import Sequence

import pytest

from vendorproof.documents.classify import Verdict
from vendorproof.documents.classify.labels import Label, characteristic, heard
from vendorproof.documents.extract.units import Unit

FORM = (
    "Initech Supplier Passport: kestrel tier, kestrel owner, badge zone, escrow rota, tollgate board, tollgate date. "
)
UNSURE = Verdict(None, None, None, (), ("Not answered.",))


def words(text: str) -> dict[str, float]:
    return characteristic([Unit(1, "page 1", text)])


def label(document_type: str, text: str, name: str = "Passport 2025") -> Label:
    return Label(document_type, name, words(text))


def told(verdict: Verdict, text: str, labels: Sequence[Label]) -> Verdict:
    return heard(verdict, words(text), labels)


def test_a_document_like_a_labelled_one_is_of_its_type_and_says_why() -> None:
    found = told(UNSURE, FORM + "For the year 2026.", [label("security_questionnaire", FORM + "For the year 2025.")])
    assert (found.document_type, found.document_family) == ("security_questionnaire", "questionnaires")
    assert found.confidence is not None
    assert 0.6 <= found.confidence <= 0.95
    assert found.method == "labels+rules+words"
    assert "“Passport 2025”" in found.reasons[0]
    assert found.reasons[1:] == UNSURE.reasons


def test_a_document_unlike_all_labelled_ones_keeps_its_verdict() -> None:
    assert told(UNSURE, "A cookie policy of a web shop about consent.", [label("sbom", FORM)]) is UNSURE
    assert told(UNSURE, "", [label("sbom", FORM)]) is UNSURE
    assert told(UNSURE, FORM, []) is UNSURE


def test_two_labels_that_contradict_each_other_say_nothing() -> None:
    both = [label("security_questionnaire", FORM), label("order_form", FORM + "Rota.")]
    assert told(UNSURE, FORM, both) is UNSURE


@pytest.mark.parametrize(
    ("text", "is_heard"), [(FORM, True), (FORM + "sturgeon lattice mango quarry ingot " * 3, False)]
)
def test_a_sure_verdict_gives_way_to_a_very_like_one_alone(text: str, is_heard: bool) -> None:
    sure = Verdict("sbom", "testing", 0.97, (), ("It says so.",))
    found = told(sure, text, [label("security_questionnaire", FORM)])
    assert (found.document_type == "security_questionnaire") is is_heard
