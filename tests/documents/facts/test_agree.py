from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from vendorproof.documents.facts.agree import MOST_CONFIDENCE, Told, merge
from vendorproof.documents.facts.fact import Citation, Fact
from vendorproof.documents.facts.family import Key
from vendorproof.documents.facts.kinds import Number, Words, choice
from vendorproof.documents.facts.tally import Tally

KEYS = {
    "law": Key(Words(), "Which law governs."),
    "party": Key(Words(), "Who agrees.", several=True),
    "count": Key(Number(), "How many."),
    "open": Key(choice("yes or no", {False: r"\bno longer open\b", True: r"\bopen\b"}), "Whether it is open."),
    "tally": Key(Tally("tally", {"high": "high"}), "How many of each."),
}
BY = {"name": "m", "prompt": "p"}
NAMES = st.sampled_from(["law", "party", "count"])


def fact(key: str, value: Any, confidence: float = 0.8, quotes: Sequence[str] = (), page: int = 1) -> Fact:
    said = quotes or [str(value)]
    cited = tuple(Citation(page, f"page {page}", 0, len(one), one) for one in said)
    return Fact(key, value, str(value), confidence, cited)


def by_model(key: str, value: Any, quotes: Sequence[str] = (), page: int = 2) -> Fact:
    one = fact(key, value, 0.6, quotes, page)
    return Fact(one.key, one.value, one.raw, one.confidence, one.citations, "llm")


def test_what_both_say_is_one_fact_more_certain_with_both_citations() -> None:
    rules, model = (
        fact("law", "England and Wales"),
        by_model("law", "england and  Wales.", ["laws of England and Wales"]),
    )
    [told] = merge([rules], [model], KEYS, BY)
    assert told.fact.value == "England and Wales"
    assert told.fact.source == "rules"
    assert round(told.fact.confidence, 3) == 0.92
    assert [one.page for one in told.fact.citations] == [1, 2]
    assert told.model == BY
    assert not told.needs_review


def test_of_one_value_two_are_kept_to_be_looked_at() -> None:
    told = merge([fact("law", "France"), fact("count", 3)], [by_model("law", "Spain")], KEYS, BY)
    assert [(one.fact.value, one.needs_review, one.model) for one in told] == [
        ("France", True, None),
        (3, False, None),
        ("Spain", True, BY),
    ]


def test_of_several_values_each_stands_alone() -> None:
    rules, model = (
        [fact("party", "A Ltd"), fact("party", "B Ltd")],
        [by_model("party", "B Ltd"), by_model("party", "C")],
    )
    told = merge(rules, model, KEYS)
    assert [(one.fact.value, one.needs_review) for one in told] == [("A Ltd", False), ("B Ltd", False), ("C", False)]


def test_where_one_is_silent_the_other_is_heard() -> None:
    assert merge([fact("law", "France")], [], KEYS, BY) == [Told(fact("law", "France"))]
    assert merge([], [by_model("law", "France")], KEYS, BY) == [Told(by_model("law", "France"), model=BY)]


def test_two_values_of_the_rules_are_theirs_to_keep_until_the_model_takes_a_side() -> None:
    several = [fact("law", "France"), fact("law", "Spain")]
    assert [one.needs_review for one in merge(several, [], KEYS)] == [False, False]
    assert [one.needs_review for one in merge(several, [by_model("law", "Spain")], KEYS)] == [True, True]


def test_true_is_not_one_and_lists_say_the_same_in_any_order() -> None:
    assert len(merge([fact("count", 1)], [by_model("count", True)], KEYS)) == 2
    assert len(merge([fact("party", ["b", "a"])], [by_model("party", ["A", "b"])], KEYS)) == 1
    assert len(merge([fact("party", {"n": 1})], [by_model("party", {"n": 1.0})], KEYS)) == 1
    assert len(merge([fact("party", {"n": 1})], [by_model("party", {"n": None})], KEYS)) == 2


def test_citations_that_would_take_the_value_back_are_not_added() -> None:
    rules, model = fact("open", True, quotes=["it is open"]), by_model("open", True, ["no longer", "open"])
    [told] = merge([rules], [model], KEYS)
    assert told.fact.citations == rules.citations
    rules, model = fact("tally", {"high": 1}, quotes=["a high one"]), by_model("tally", {"high": 1}, ["one, high"])
    [told] = merge([rules], [model], KEYS)
    assert told.fact.citations == rules.citations


def test_a_citation_within_another_is_not_added() -> None:
    rules = fact("law", "France", quotes=["the laws of France"], page=2)
    [told] = merge([rules], [by_model("law", "France", ["the laws"])], KEYS)
    assert told.fact.citations == rules.citations


@given(
    st.lists(st.builds(fact, NAMES, st.sampled_from(["x", "y", 1, 2.5]), st.floats(0.5, 0.99))),
    st.lists(st.builds(by_model, NAMES, st.sampled_from(["x", "y", "z", 1, True]))),
)
def test_nothing_is_lost_and_the_rules_are_never_made_less_certain(rules: list[Fact], model: list[Fact]) -> None:
    told = merge(rules, model, KEYS, BY)
    held = {(one.fact.key, repr(one.fact.value)): one.fact for one in told}
    assert set(held) == {(one.key, repr(one.value)) for one in [*rules, *model]}
    first = {(one.key, repr(one.value)): one for one in reversed(rules)}
    for place, one in first.items():
        assert one.confidence <= held[place].confidence <= max(MOST_CONFIDENCE, one.confidence)
        assert held[place].source == "rules"
