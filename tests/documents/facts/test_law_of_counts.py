import re

from hypothesis import given
from hypothesis import strategies as st

from vendorproof.documents.extract.units import Unit
from vendorproof.documents.facts.fact import Citation, Fact, Json, Text
from vendorproof.documents.facts.family import Key
from vendorproof.documents.facts.kinds import Count, Words
from vendorproof.documents.facts.law import breach
from vendorproof.documents.facts.severity import TALLY

UNIT = Unit(1, "line 1", "high high high low name name other")
PAGE = Text.of([UNIT]).pages[0]
NAMES = Count("count", re.compile("names?"), re.compile("name"))
KEYS = {
    "tally": Key(TALLY, "How many of each."),
    "names": Key(NAMES, "How many names.", most_citations=3),
    "words": Key(Words(), "Words."),
}


def wrong(key: str, value: Json, *spans: tuple[int, int]) -> str | None:
    cited = [PAGE.cite(*span) for span in spans]
    return breach(Fact(key, value, "", 0.9, cited), {1: UNIT.text}, KEYS)


def test_each_place_counts_once() -> None:
    assert wrong("tally", {"high": 2}, (0, 4), (5, 9)) is None
    assert wrong("tally", {"high": 2}, (0, 4), (0, 4))
    assert wrong("tally", {"high": 2}, (0, 4), (0, 5))
    assert wrong("names", 2, (19, 23), (24, 28)) is None
    assert wrong("names", 2, (19, 23), (19, 23))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), min_size=1, max_size=12))
def test_no_more_follow_than_stand_there(places: list[tuple[int, int]]) -> None:
    spans = [(start, min(start + length, len(UNIT.text))) for start, length in places]
    spans = [(start, end) for start, end in spans if UNIT.text[start:end].strip()] or [(0, 4)]
    for count in range(4, 13):
        assert wrong("tally", {"high": count}, *spans)


def test_every_citation_is_one_of_what_is_counted() -> None:
    assert wrong("names", 2, (19, 23), (29, 34))
    assert wrong("names", 0, (29, 34))


def test_a_key_says_how_much_it_may_cite() -> None:
    assert wrong("names", 4, (0, 4), (5, 9), (19, 23), (24, 28)) == "it cites nothing, or too much"
    assert wrong("words", "high") == "it cites nothing, or too much"


def test_what_is_not_counted_may_be_cited_within_something_else() -> None:
    assert wrong("words", "low", (0, 18), (15, 18)) is None


def test_a_quote_stands_where_it_says() -> None:
    fact = Fact("words", "low", "low", 0.9, [Citation(1, "line 1", 14, 17, "low")])
    assert breach(fact, {1: UNIT.text}, KEYS) == "its quote is not on the page it cites"
    assert breach(fact, {2: UNIT.text}, KEYS) == "it cites a place that the document does not have"


def test_a_stated_count_follows_from_one_quote() -> None:
    assert NAMES.follows(25, ["in all 25 names were"])
    assert NAMES.follows(1204, ["Names: 1,204"])
    assert not NAMES.follows(5, ["in all 25 names were"])
    assert not NAMES.follows(12, ["5 pages, names 12.5"])
