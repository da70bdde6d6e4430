"""Kinds of values that only questionnaires have."""

import pytest

from vendorproof.documents.facts.questionnaire.values import Pieces, Running, flat, shortened, torn


@pytest.mark.parametrize(
    ("value", "quotes", "follows"),
    [
        ("Is all data encrypted?", ["Is all data", "encrypted? Yes"], True),
        ("multi-factor", ["multi-\nfactor"], True),
        ("Is data encrypted?", ["Is all data", "encrypted?"], False),
        ("encrypted data", ["data", "encrypted"], False),
        (" ", ["a b"], False),
        (True, ["true"], False),
        ("x" * 2_001, ["x" * 2_001], False),
    ],
)
def test_running_text_follows_from_quotes_in_their_order(value: str | bool, quotes: list[str], follows: bool) -> None:
    assert Running().follows(value, quotes) is follows


@pytest.mark.parametrize(
    ("value", "quotes", "follows"),
    [
        ("Full 3.05", ["HECVAT - Full", "Version 3.05"], True),
        ("3.0", ["Version 3.05"], False),
        ("4", ["v4.0.3"], False),
        ("4", ["HECVAT 4"], True),
    ],
)
def test_pieces_are_whole_words(value: str, quotes: list[str], follows: bool) -> None:
    assert Pieces().follows(value, quotes) is follows


def test_a_long_text_without_a_sentence_is_not_cut_anywhere() -> None:
    assert not shortened("word " * 500)


def test_hyphens_at_the_end_of_a_line_are_kept() -> None:
    assert flat("multi-\nfactor and\n single sign-on") == "multi-factor and single sign-on"


@pytest.mark.parametrize(
    ("text", "is_torn"),
    [
        ("Which\npasswordpassph\nrase rules?", True),
        ("See https://fernhill.\nexample/privacy", False),
        ("https://fernhill.\nexample/privacy", True),
        ("Are the\nassessments\nconducted yearly?", False),
        ("one line", False),
    ],
)
def test_words_that_go_on(text: str, is_torn: bool) -> None:
    assert torn(text, frozenset({"rules"})) is is_torn
