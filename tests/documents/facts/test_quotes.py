import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorproof.documents.facts.law import LONGEST_QUOTE
from vendorproof.documents.facts.quotes import Searched, find, sentence

PAGE = (
    "Independent Service Auditor\u2019s Report\n\n"
    "In our opinion, in all material respects, the descrip-\ntion presents the system that was designed\nand implemented "
    "throughout the period 1 January 2024 to 31\u00a0December 2024.\n"
    "We issue an unqualified opinion on \ufb01nancial controls \u2013 see \u201cScope\u201d.\n"
    "Rate: 1.5 percent, capped at $1,000,000. Cafe\u0301 Holdings third-\nparty non-\ncompliance"
)


@pytest.mark.parametrize(
    ("quote", "there"),
    [
        ("the description presents the system", "the descrip-\ntion presents the system"),
        ("THE PERIOD 1 january 2024 to 31 december 2024", "the period 1 January 2024 to 31\u00a0December 2024"),
        ("Independent Service Auditor's Report", "Independent Service Auditor\u2019s Report"),
        ('financial controls - see "Scope"', "\ufb01nancial controls \u2013 see \u201cScope\u201d"),
        ("controls\u2014see", "controls \u2013 see"),
        ("designed and  implemented", "designed\nand implemented"),
        ("third-party", "third-\nparty"),
        ("Caf\u00e9 Holdings", "Cafe\u0301 Holdings"),
        ("  unqualified opinion\n", "unqualified opinion"),
        ("capped at \uff04\uff11,000,000", "capped at $1,000,000"),
    ],
)
def test_a_copy_is_found_and_the_pages_own_words_are_taken(quote: str, there: str) -> None:
    span = find(quote, PAGE)
    assert span is not None
    assert PAGE[slice(*span)] == there


@pytest.mark.parametrize(
    "quote",
    [
        "a qualified opinion",
        "qualified opinion",  # of unqualified
        "compliance",  # of non-compliance
        "party",
        "5 percent",  # of 1.5
        "capped at $1",  # of 1,000,000
        "capped at $1,000",
        "In our opinion [...] the description",
        "In our opinion, the description",
        "presents the systems",
        "Caf",
        "",
        " \n",
        "\u2013",
        ".",
        "x" * 10_000,
    ],
)
def test_what_is_not_there_whole_is_not_found(quote: str) -> None:
    assert find(quote, PAGE) is None


def test_the_first_place_where_it_stands_whole_is_taken() -> None:
    assert find("opinion", "opinions opinion opinion") == (9, 16)


def test_a_place_too_long_to_be_quoted_is_none() -> None:
    assert find("one two", "one" + " " * LONGEST_QUOTE + "two") is None
    assert find("one two", "one" + " " * 100 + "two") == (0, 106)


@pytest.mark.parametrize(
    "page", ["a" * 400_000, "ab-" * 100_000, "a b " * 100_000, "\u00a0-\n" * 100_000, "1,1." * 100_000]
)
def test_hostile_pages_are_gone_through_once(page: str) -> None:
    searched = Searched.of(page)
    for quote in ("a" * 3000, "a b " * 900, "b a", "1,1", "zzz"):
        searched.find(quote)
    assert len(searched.plain) == len(searched.places) <= 2 * len(page)


@given(st.text(alphabet="ab1 -\n.,\u00ad\u2013\ufb01e\u0301\u00e9A'\u2019\u0130\u00df", max_size=60), st.data())
def test_what_is_found_reads_like_the_quote(page: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(page)))
    quote = page[start : data.draw(st.integers(start, len(page)))]
    span = find(unicodedata.normalize("NFKC", quote), page)
    if span is not None:
        assert Searched.of(page[slice(*span)]).plain == Searched.of(quote).plain
    whole = find(page, page)
    assert (whole is None) == (not any(map(str.isalnum, Searched.of(page).plain)))


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("It was so. We do not\nissue an opinion here. More.", "an opinion", "We do not\nissue an opinion here"),
        ("Opinion:\tUnqualified\tYes", "Unqualified", "Unqualified"),
        ("Retest: failed\nStatus: passed\n", "passed", "passed"),
        ("First paragraph without end\n\nThe second one", "second", "The second one"),
        ("One. Two is quoted. Three.", "Two is quoted.", "Two is quoted."),
    ],
)
def test_the_sentence_around(text: str, part: str, whole: str) -> None:
    start = text.index(part)
    begin, end = sentence(text, start, start + len(part))
    assert text[begin:end].strip() == whole


def test_a_sentence_without_end_is_cut() -> None:
    assert sentence("word " * 1000, 2500, 2504) == (2260, 2744)
