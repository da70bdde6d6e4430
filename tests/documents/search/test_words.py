import sqlite3
import unicodedata
from contextlib import closing
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorproof.documents.search import words

SAME = {
    "case": ("SOC Two", ["soc", "two"]),
    "accents": ("Résumé, naïve, a\u0301", ["resume", "naive", "a"]),
    "letters people do not have on the keyboard": ("Łódź Ærø Straße Işık", ["lodz", "aero", "strasse", "isik"]),
    "ligatures and widths": ("\ufb01nance \uff33\uff2f\uff23", ["finance", "soc"]),
    "what other parsers take for a path, a number or an address": (
        "ISO/IEC 27001:2022 CC6.1 -3e5 a_b me@acme.example",
        ["iso", "iec", "27001", "2022", "cc6", "1", "3e5", "a", "b", "me", "acme", "example"],
    ),
    "apostrophes": ("vendor\u2019s don't", ["vendor", "s", "don", "t"]),
    "a word divided at the end of a line": ("infor-\nmation sys\u00ad\n  tem", ["information", "system"]),
    "a hyphen in a line": ("user-entity controls - all", ["user", "entity", "controls", "all"]),
    "a hyphen before a capital letter": ("Part-\nTime", ["part", "time"]),
    "hyphens nobody sees": ("soft\u00adhyphen zero\u200bwidth", ["softhyphen", "zerowidth"]),
    "writing without blanks": ("情報の安全 คำ", ["情", "報", "の", "安", "全", "ค", "\u0e4d\u0e32"]),
    "vowel signs": ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
    "points that are seldom written": ("שָׁלוֹם مُحَمَّد", ["שלום", "محمد"]),
    "Greek, Cyrillic, Hangul": ("Ελλάδα Привет 한국어", ["ελλαδα", "привет", "한국어"]),
    "signs that stand for several characters": ("½ ⑴ x²", ["12", "1", "x2"]),
    "nothing": (" – \n\t•&*\"'%_\\ ", []),
}


@pytest.mark.parametrize("name", SAME)
def test_what_is_a_word(name: str) -> None:
    text, found = SAME[name]
    assert words.words(text) == found


def test_a_word_without_end_is_several() -> None:
    assert words.words("A" * 150) == ["a" * 64, "a" * 64, "a" * 22]
    assert all(len(one.encode()) <= 512 for one in words.words("\ufdfa" * 64))


@given(st.text())
def test_nothing_but_letters_digits_and_marks_is_left(text: str) -> None:
    for one in words.words(text):
        assert one
        assert len(one) <= 128
        assert all(sign.isalnum() or unicodedata.category(sign)[0] == "M" for sign in one)


@given(st.text())
def test_places_are_those_of_the_words(text: str) -> None:
    placed = [*words.placed(text)]
    assert [one.word for one in placed] == words.words(text)
    assert all(words.fold(text[one.start : one.end]) == one.word for one in placed)
    assert all(one.end <= other.start for one, other in pairwise(placed))


@given(st.text())
def test_sqlite_splits_them_as_they_were_split_here(text: str) -> None:
    """Its tokenizer `ascii` would take a word apart at any sign of ASCII that is no letter or digit."""
    found = words.words(text)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE one USING fts5(words, tokenize='ascii')")
        connection.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(one, 'instance')")
        connection.execute("INSERT INTO one VALUES (?)", (" ".join(found),))
        rows = connection.execute("SELECT term FROM vocabulary ORDER BY offset").fetchall()
    assert [term for (term,) in rows] == found
