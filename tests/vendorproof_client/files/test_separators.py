"""Which separator is found, and when the answer is a refusal."""

import pytest

from vendorproof_client.files import UnreadableFile
from vendorproof_client.files.separators import Dialect, Sample, detect, measure


def found(text: str, preferred: str | None = None) -> Dialect | None:
    return detect(Sample(text, whole=True), preferred)


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("id,name\n1,Acme\n2,Foo\n", ","),
        ("id;name\n1;Acme\n2;Foo\n", ";"),
        ("id\tname\n1\tAcme\n", "\t"),
        ("id|name\n1|Acme\n", "|"),
        ("id;score\nA;1,5\nB;2,5\n", ";"),
        ("id,tags\nA,x;y\nB,x;y;z\n", ","),
        ('"id","name;title"\n"1","a;b"\n', ","),
        ('"a,b";"c,d"\n"e,f";"g,h"\n', ";"),
        ('id,note\n1,"two\nlines; here"\n', ","),
        ('id;note\r\n1;"a ""quoted"", word"\r\n', ";"),
        ("Vendor register\n\nid,name\n1,Acme\n", ","),
        ("Vendor register, 2026\nas of March\nid;name;city\n1;Acme;Paris\n2;Foo;Lyon\n3;Bar;Nice\n", ";"),
        ("id,name,city\n1,Acme\n2,Foo,Lyon\n3,Bar,Nice,x\n4,Baz,Metz\n", ","),
        ("id,name\r1,Acme\r2,Foo\r", ","),
    ],
)
def test_the_separator_that_reads_evenly_is_taken(text: str, separator: str) -> None:
    assert found(text) == Dialect(separator)


@pytest.mark.parametrize(
    "text",
    [
        "Name, first;City\nA, B;Paris\nC, D;Lyon\n",
        "Name\nAcme, Inc\nFoo, Inc\n",
        "Name\nAcme, Inc\nFoo\nBar\n",
        "a,b;c\nd;e,f\ng,h,i;j;k\nl\nm;n;o,p,q\n",
    ],
)
def test_what_reads_in_two_ways_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        found(text)
    assert caught.value.option == "separator"


def test_both_readings_are_named() -> None:
    with pytest.raises(UnreadableFile, match=r"the comma \(2 columns\) and the semicolon \(3 columns\)"):
        found("A;B,C;D\nA;B,C;D\n")


def test_one_column_needs_no_separator() -> None:
    assert found("name\nAcme\nFoo\n") is None


@pytest.mark.parametrize(
    ("text", "spaced"),
    [
        ("Acme, acme.com\nFoo, foo.com\n", True),
        ('id, name\n1, "Acme, Inc"\n2, Foo\n', True),
        ('id,name\n1, "Acme, Inc"\n2,Foo\n', True),
        ("id,name\n1, Acme\n2,Foo\n", False),
        ('id,name\n1," ""Acme"" "\n2,Foo\n', False),
    ],
)
def test_blanks_after_the_separator_belong_to_it_only_where_they_always_stand_or_must(
    text: str, *, spaced: bool
) -> None:
    assert found(text) == Dialect(",", spaced)


def test_a_name_that_promises_tabs_is_believed_if_there_are_any() -> None:
    assert found("a,b\tc,d\ne,f\tg,h\n", "\t") == Dialect("\t")
    assert found("a,b\nc,d\n", "\t") == Dialect(",")


def test_a_given_separator_is_only_measured_for_blanks() -> None:
    assert measure(Sample("a: b\nc: d\n", whole=True), ":") == Dialect(":", spaced=True)


def test_a_cut_sample_ignores_its_last_row() -> None:
    sample = Sample('id,name\n1,Acme\n2,"cut in the mid', whole=False, first=4)
    assert [(line.number, line.cells) for line in sample.lines(Dialect(","))] == [
        (4, ["id", "name"]),
        (5, ["1", "Acme"]),
    ]
