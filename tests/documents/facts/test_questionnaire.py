"""The family as a whole: its keys, the law on any text, and the questionnaires that were made to measure with."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.made.blocks import Made
from bench.made.questionnaires import MADE
from bench.made.questionnaires.__main__ import extracted, fits
from tests.documents.facts.questionnaire.units import lawful, pages, sheet
from vendorproof.documents.classify import classify
from vendorproof.documents.facts.questionnaire import FAMILY
from vendorproof.documents.types import FACTS

PIECES = st.sampled_from(
    [
        "Question", "Answer", "Response:", "A:", "Q:", "Comments", "Yes", "No", "N/A", "x", "1.", "2", "AIS-01.1", "A.1.2", "?", "☒ Yes", "☐ No",
        "Do you encrypt data?", "Vendor name:", "Marram Ltd.", "Date:", "02/03/2024", "DD/MM/YYYY", "CAIQ v4.0.3", "SIG Lite 2024", "\t", "\n", "|",
        "Describe it.", "data-\nbase", "ﬁrewall", "Ja", "Frage\tAntwort", "No.\tQuestion\tYes\tNo\tNotes", "CSP-owned",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map(" ".join)


def test_the_keys_are_those_that_are_announced() -> None:
    assert tuple(FAMILY.keys) == FACTS["questionnaire"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(TEXTS, min_size=1, max_size=4),
    st.sampled_from(["page", "row", "section", "line"]),
    st.sampled_from([None, "caiq_questionnaire", "sig_questionnaire"]),
)
def test_whatever_is_read_is_proven(texts: list[str], kind: str, document_type: str | None) -> None:
    units = sheet(*(text.replace("\n", " ") for text in texts)) if kind == "row" else pages(*texts)
    lawful(units, kind, document_type)


@pytest.mark.parametrize(
    ("made", "form"),
    [(made, form) for made in MADE for form in made.forms],
    ids=lambda one: one if isinstance(one, str) else one.name,
)
def test_made_questionnaires_are_known_and_read(made: Made, form: str) -> None:
    extraction = extracted(made, form)
    assert classify(extraction, f"upload.{form}").document_type == made.document_type
    told = lawful(extraction.units, extraction.kind, made.document_type)
    assert [one.value for one in told if not any(fits(one, gold) for gold in made.gold)] == []
    assert not {one.key for one in told} & set(made.absent)
    found = sum(1 for gold in made.gold if any(fits(one, gold) for one in told))
    assert found >= (0.65 if form == "pdf" else 1.0) * len(made.gold)
