from hypothesis import given
from hypothesis import strategies as st

from vendorproof.db.words import Phrase
from vendorproof.documents.search.snippet import LENGTH, LONGEST_HIT, snippet

FILL = "lorem ipsum dolor sit amet consectetur adipiscing elit "
BRIDGE = Phrase(("bridge", "letter"))


def marked(text: str, *phrases: Phrase) -> tuple[str, ...]:
    found = snippet(text, phrases)
    assert found.text in text
    return tuple(found.text[start:end] for start, end in found.highlights)


def test_a_phrase_is_shown_as_it_is_written() -> None:
    text = FILL * 20 + "\nThe Bridge\n  Letter of Acmé. " + FILL * 20
    found = snippet(text, [BRIDGE])
    assert marked(text, BRIDGE) == ("Bridge\n  Letter",)
    assert found.places == 1
    assert len(found.text) <= LENGTH
    assert not found.text[0].isspace()
    assert not found.text[-1].isspace()
    assert text[text.index(found.text) - 1].isspace(), "it begins with a whole word"
    assert text[text.index(found.text) + len(found.text)].isspace(), "it ends with a whole word"


def test_accents_beginnings_and_divided_words_are_marked_whole() -> None:
    text = "Über die Ver-\nschlüsselung: resumé, verschlüsselt"
    assert marked(text, Phrase(("verschlussel",), is_open=True)) == ("Ver-\nschlüsselung", "verschlüsselt")
    assert marked(text, Phrase(("resume",))) == ("resumé",)
    assert marked(text, Phrase(("uber", "di"), is_open=True)) == ("Über die",)


def test_the_place_where_most_stands_together_is_shown() -> None:
    text = "audit. " + FILL * 10 + "the audit of access and keys. " + FILL * 10 + "keys"
    found = snippet(text, [Phrase(("keys",)), Phrase(("audit",)), Phrase(("access",))])
    assert [found.text[start:end] for start, end in found.highlights] == ["audit", "access", "keys"]
    assert found.places == 5


def test_phrases_that_overlap_are_marked_once() -> None:
    text = "all material respects"
    assert marked(text, Phrase(("all", "material")), Phrase(("material", "respects"))) == (text,)


def test_a_text_in_which_nothing_stands_shows_its_beginning() -> None:
    found = snippet(FILL * 20, [BRIDGE])
    assert (FILL * 20).startswith(found.text)
    assert (found.highlights, found.places) == ((), 0)


def test_a_phrase_torn_far_apart_does_not_make_a_long_snippet() -> None:
    text = "bridge" + " \n" * 5000 + "letter"
    found = snippet(text, [BRIDGE])
    assert len(found.text) <= LENGTH + LONGEST_HIT
    assert found.places == 1


WORDS = st.sampled_from(["bridge", "Letter", "é", "a", "\n", " ", "-", "bridges", "x" * 50, "情報"])


@given(
    st.lists(WORDS, max_size=60),
    st.lists(st.sampled_from([BRIDGE, Phrase(("a",)), Phrase(("br",), is_open=True)]), min_size=1),
)
def test_what_is_shown_is_a_slice_and_what_is_marked_lies_in_it(parts: list[str], phrases: list[Phrase]) -> None:
    text = "".join(parts)
    found = snippet(text, phrases)
    assert found.text in text
    ends = [0]
    for start, end in found.highlights:
        assert ends[-1] <= start < end <= len(found.text)
        ends.append(end)
    assert bool(found.highlights) == bool(found.places)


PLAIN = st.lists(
    st.sampled_from(["bridge", "Letter", "a", "A1", "\n", " ", "-", "_", "bridges", "\u2019", "\u2022"]), max_size=40
)
SOUGHT = st.sampled_from(
    [BRIDGE, Phrase(("a",)), Phrase(("a", "a")), Phrase(("br",), is_open=True), Phrase(("letter", "br"), is_open=True)]
)


@given(PLAIN, st.lists(SOUGHT, min_size=1, unique=True))
def test_the_short_way_finds_what_the_long_way_finds(parts: list[str], phrases: list[Phrase]) -> None:
    """A letter with an accent at the end, apart from everything, makes the text one that is taken apart word by word."""
    text = "".join(parts)
    short, long = snippet(text, phrases), snippet(f"{text} \u00e9", phrases)
    assert short.places == long.places
    if len(text) + 2 <= LENGTH:
        assert short.highlights == long.highlights
