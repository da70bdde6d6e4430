import pytest

from tests.documents.llm.questions import KEYS, text
from vendorproof.documents.facts.fact import Text
from vendorproof.documents.llm import pages
from vendorproof.documents.llm.pages import MOST_CHARACTERS, PASSAGE_CHARACTERS, chosen

FILLER = "The weather was fine and the harvest went well that autumn in every village. "


def test_pages_that_speak_of_what_is_asked_are_chosen_in_their_order() -> None:
    shown = text(
        "A title",
        *[FILLER * 20] * 30,
        "The laws of Ireland govern.",
        *[FILLER * 20] * 30,
        "Damages are limited.",
        FILLER,
    )
    wanted = {name: KEYS[name] for name in ("governing_law", "liability_cap")}
    assert [one.page.number for one in chosen(shown, wanted)] == [1, 32, 63]


def test_where_nothing_speaks_of_it_nothing_is_chosen() -> None:
    assert chosen(text(FILLER, FILLER), KEYS) == ()
    assert chosen(Text(()), KEYS) == ()
    assert chosen(text("", " \n"), KEYS) == ()


@pytest.mark.parametrize(
    "page", ["The governing laws of the agreement. " * 60, "law " * 5_000, "\u00e9govern laws" * 3_000]
)
def test_never_more_than_so_many_characters_and_never_all_of_a_long_file(page: str) -> None:
    found = chosen(text(*[page] * 200), KEYS)
    assert 0 < sum(len(one.text) for one in found) <= MOST_CHARACTERS
    assert all(len(one.text) <= PASSAGE_CHARACTERS for one in found)


def test_passages_are_the_pages_own_text() -> None:
    page = "\n".join(f"{number}. The governing law, {number} times limited in damages." for number in range(2_000))
    found = chosen(text(page, page), KEYS)
    assert len(found) > 1
    for one in found:
        assert one.page.text[one.start : one.start + len(one.text)] == one.text
        assert one.text.endswith("\n"), "a line is not cut in two"


def test_every_key_has_its_turn() -> None:
    """A key whose words are everywhere does not push out one that is spoken of once."""
    shown = text(
        *["The governing laws, governing as laws govern."] * 600, "Damages paid are at most USD 5.", *[FILLER * 9] * 9
    )
    assert 601 in [one.page.number for one in chosen(shown, KEYS)]


def test_of_the_longest_documents_the_beginning_is_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "SEARCHED_CHARACTERS", 1_000)
    assert chosen(text(FILLER * 20, "The governing law is known."), KEYS) == ()
