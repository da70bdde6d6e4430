"""The citation law, on facts made to break it."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorproof.documents.extract.units import Unit
from vendorproof.documents.facts import kinds
from vendorproof.documents.facts.fact import Citation, Fact, Page
from vendorproof.documents.facts.family import Key
from vendorproof.documents.facts.folding import folded
from vendorproof.documents.facts.law import LONGEST_QUOTE, breach, lawful

UNIT = Unit(3, "page 3", "The certificate expires on 12 March 2027.\nHolder: Acme Pay-\nroll Inc.")
KEYS = {"expiry_date": Key(kinds.Day(), "When it ends."), "holder": Key(kinds.Words(), "Whose it is.")}


def cited(start: int, end: int) -> Citation:
    return Page(UNIT).cite(start, end)


EXPIRY = Fact("expiry_date", "2027-03-12", "12 March 2027", 0.9, (cited(0, 41),))


def why(fact: Fact) -> str | None:
    return breach(fact, {UNIT.number: UNIT.text}, KEYS)


def test_a_fact_that_follows_from_its_words_holds() -> None:
    assert why(EXPIRY) is None
    assert why(Fact("holder", "Acme Payroll Inc.", "", 0.9, (cited(50, len(UNIT.text)),))) is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"key": "owner"}, "nothing of that name is read from such documents"),
        ({"citations": ()}, "it cites nothing, or too much"),
        ({"value": "2027-03-13"}, "its value does not follow from its quotes"),
        ({"value": "12 March 2027"}, "its value does not follow from its quotes"),
        ({"value": None}, "its value does not follow from its quotes"),
        ({"citations": (replace(cited(0, 41), page=4),)}, "it cites a place that the document does not have"),
        ({"citations": (replace(cited(0, 41), start=1),)}, "its quote is not on the page it cites"),
        ({"citations": (replace(cited(0, 41), end=40),)}, "its quote is not on the page it cites"),
        (
            {"citations": (replace(cited(0, 41), quote="The certificate expires on 13 March 2027."),)},
            "its quote is not on the page it cites",
        ),
        ({"citations": (cited(41, 42),)}, "its quote is not on the page it cites"),
    ],
)
def test_a_fact_that_does_not_is_not_kept(changed: dict[str, Any], said: str) -> None:
    broken = replace(EXPIRY, **changed)
    assert why(broken) == said
    assert list(lawful([broken, EXPIRY, EXPIRY], [UNIT], KEYS)) == [EXPIRY]


def test_a_whole_page_is_no_quote() -> None:
    page = Unit(1, "page 1", "12 March 2027 " + "x" * LONGEST_QUOTE)
    fact = replace(EXPIRY, citations=(Page(page).cite(0, len(page.text)),))
    assert breach(fact, {1: page.text}, KEYS) == "its quote is not on the page it cites"


@given(st.text(max_size=40), st.text(max_size=40))
def test_words_follow_from_a_quote_that_has_them_and_from_no_other(before: str, word: str) -> None:
    kind = kinds.Words()
    if word.strip():
        assert kind.follows(word, [f"{before} {word}"]) or not folded(word)
    assert not kind.follows(f"{word}never", [before.replace("never", "")]) or "never" in folded(before)


@pytest.mark.parametrize(
    ("quote", "value", "follows"),
    [
        ("valid until 03/04/2027", "2027-04-03", False),
        ("valid until 03/04/2027", "2027-03-04", False),
        ("valid until 25/04/2027", "2027-04-25", True),
        ("(MM/DD/YYYY) 03/04/2027", "2027-03-04", True),
        ("(DD/MM/YYYY) 03/04/2027", "2027-04-03", True),
        ("on 31 February 2027", "2027-02-31", False),
    ],
)
def test_a_day_that_could_be_two_is_none(quote: str, value: str, *, follows: bool) -> None:
    assert kinds.Day().follows(value, [quote]) is follows


OPINION = kinds.choice("opinion", {"qualified": r"\bexcept for\b", "unqualified": r"\bin all material respects\b"})


@pytest.mark.parametrize(
    ("quotes", "value", "follows"),
    [
        (["in our opinion, in all material\nrespects"], "unqualified", True),
        (["in our opinion, except for the matter", "in all material respects"], "unqualified", False),
        (["in our opinion, except for the matter", "in all material respects"], "qualified", True),
        (["in our opinion"], "unqualified", False),
    ],
)
def test_of_a_choice_what_denies_goes_first(quotes: list[str], value: str, *, follows: bool) -> None:
    assert OPINION.follows(value, quotes) is follows
