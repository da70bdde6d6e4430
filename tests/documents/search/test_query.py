import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorproof.core.errors import InvalidSearch
from vendorproof.db.words import Phrase, Sought
from vendorproof.documents.search.query import parse


def one(*words: str, is_open: bool = False) -> Phrase:
    return Phrase(words, is_open)


MEANT = {
    "bridge letter": Sought((one("bridge"), one("letter"))),
    '"bridge letter"': Sought((one("bridge", "letter"),)),
    '"Bridge  Letter" SOC': Sought((one("bridge", "letter"), one("soc"))),
    "\u201cbridge letter\u201d \u00absoc 2\u00bb": Sought((one("bridge", "letter"), one("soc", "2"))),
    "encr*": Sought((one("encr", is_open=True),)),
    '"key manag*"': Sought((one("key", "manag", is_open=True),)),
    '"key manag"*': Sought((one("key", "manag", is_open=True),)),
    'soc -type1 -"carve out"': Sought((one("soc"),), (one("type1"), one("carve", "out"))),
    "soc -sub*": Sought((one("soc"),), (one("sub", is_open=True),)),
    "CC6.1 user-entity": Sought((one("cc6", "1"), one("user", "entity"))),
    "terms & conditions - all": Sought((one("terms"), one("conditions"), one("all"))),
    "soc soc": Sought((one("soc"),)),
    "AND OR NOT NEAR": Sought((one("and"), one("or"), one("not"), one("near"))),
    "情報": Sought((one("情", "報"),)),
    'a"b c"d': Sought((one("a"), one("b", "c"), one("d"))),
}


@pytest.mark.parametrize("typed", MEANT)
def test_what_is_typed_is_understood(typed: str) -> None:
    assert parse(typed) == MEANT[typed]


REFUSED = {
    "": "There is no word to look for in it.",
    '  & -  "" ': "There is no word to look for in it.",
    "-soc": "Say what to look for, not only what to leave out.",
    'a "bridge letter': "The quotation mark at character 3 is never closed.",
    'a -"bridge': "The quotation mark at character 4 is never closed.",
    "soc en*crypt": "A * may stand only at the end of a word; see en*crypt at character 5.",
    "*": "Before a * at least 2 letters are needed; see * at character 1.",
    "a*": "Before a * at least 2 letters are needed; see a* at character 1.",
    "soc.*": "Before a * at least 2 letters are needed; see soc.* at character 1.",
    "word " * 300: "A search has at most 1,000 characters; this one has 1,500.",
    "ab " * 10 + "xy " + " ".join(f"w{at}" for at in range(70)): "A search has at most 64 words.",
}


@pytest.mark.parametrize("typed", REFUSED)
def test_what_cannot_be_meant_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(InvalidSearch) as refused:
        parse(typed)
    assert str(refused.value) == REFUSED[typed]


@given(st.text(alphabet=st.sampled_from("ab c\"*-'\\%&|!():<>^~é情")))
def test_whatever_is_typed_is_words_or_a_sentence(typed: str) -> None:
    try:
        sought = parse(typed)
    except InvalidSearch:
        return
    phrases = [*sought.wanted, *sought.unwanted]
    assert sought.wanted
    assert all(each.isalnum() for phrase in phrases for each in phrase.words)
